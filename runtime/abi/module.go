// This file loads compiled modules: it sets up their code objects, names and constants, each when it is
// first needed, since most functions of a module are never called.

package abi

import (
	"fmt"
	"unsafe"

	"adder/frontend/code"
	"adder/frontend/code/marshal"
	"adder/runtime/py"
)

// Module is a compiled module as its package describes it. The slices are the package's
// own tables, which are filled function by function.
type Module struct {
	Name   string
	Blob   *string // the module's code objects, marshalled, with their index
	Source *string // the module's text, deflated

	Codes   []py.CodeObject // in order of nesting, outer before inner
	Entries []any           // the Go functions, by code object
	Heads   []Head          // by code object
	// Spans says which names, constants and keywords each function uses; the last one ends the tables.
	Spans []Span
	// Direct are the functions that others of the module call without looking at their code object.
	Direct []int32

	// Texts are the strings of the module, each once; Words the same as interned strs, nil before they are
	// needed. All other tables of strs are filled from it, by index.
	Texts      []string
	Words      []*py.Str
	Params     []*py.Str
	ParamWords []int32
	Names      []*py.Str
	NameWords  []int32

	Consts       []py.Value
	ConstRefs    []Ref
	Keywords     [][]*py.Str
	KeywordWords [][]int32

	code *marshal.Indexed
	file *py.Str
}

// Head is what a code object begins with.
type Head struct {
	Name, QualName                    int32 // words
	FirstLine                         int32
	Flags                             uint32
	ArgCount, PosOnlyArgs, KwOnlyArgs int32
	Param                             int32 // where its parameters begin in the table of those
}

// Span is where what a function uses begins in the tables of its module.
type Span struct{ Name, Const, Keyword int32 }

// Ref is the place of a constant: an index into co_consts of a code object.
type Ref struct{ Code, Index int32 }

// Text returns the module's source text.
func (m *Module) Text() ([]byte, error) {
	return inflate(*m.Source)
}

// Load returns the code object of the module's body.
func (m *Module) Load() (*py.CodeObject, error) {
	body := &m.Codes[0]
	if m.code != nil {
		return body, nil
	}
	c, err := marshal.OpenIndexed(unsafe.Slice(unsafe.StringData(*m.Blob), len(*m.Blob)))
	if err != nil {
		return nil, err
	}
	m.code = c
	root := c.At(0)
	m.file = py.NewStr(root.Head().Filename)
	m.Declare(body)
	for _, i := range m.Direct {
		m.Declare(&m.Codes[i])
		m.Ready(&m.Codes[i])
	}
	return body, nil
}

// index is the place of c among the module's code objects.
func (m *Module) index(c *py.CodeObject) int {
	return int((uintptr(unsafe.Pointer(c)) - uintptr(unsafe.Pointer(&m.Codes[0]))) / unsafe.Sizeof(*c))
}

// Declare is documented at py.Home.
func (m *Module) Declare(c *py.CodeObject) {
	if c.Home != nil {
		return
	}
	h := &m.Heads[m.index(c)]
	c.Home = m
	c.Name, c.QualName, c.Filename = m.word(h.Name), m.word(h.QualName), m.file
	c.Flags, c.FirstLine = code.Flags(h.Flags), int(h.FirstLine)
	c.ArgCount, c.PosOnly, c.KwOnly = int(h.ArgCount), int(h.PosOnlyArgs), int(h.KwOnlyArgs)
	end := int(h.Param) + c.ArgCount + c.KwOnly + c.Flags.Stars()
	c.VarNames = m.Params[h.Param:end:end]
	for i := range c.VarNames {
		c.VarNames[i] = m.word(m.ParamWords[int(h.Param)+i])
	}
	py.DeclareCode(c)
}

// word returns a string of the module.
func (m *Module) word(i int32) *py.Str {
	if m.Words[i] == nil {
		m.Words[i] = py.Intern(m.Texts[i])
	}
	return m.Words[i]
}

// Read is documented at py.Home.
func (m *Module) Read(c *py.CodeObject) code.Unread {
	d := m.code.At(m.index(c))
	return &d
}

// Nested is documented at py.Home.
func (m *Module) Nested(u code.Unread) *py.CodeObject {
	c := &m.Codes[u.(*marshal.Deferred).Index()]
	m.Declare(c)
	return c
}

// Ready is documented at py.Home.
func (m *Module) Ready(c *py.CodeObject) {
	i := m.index(c)
	r := refReader{m: m, of: -1}
	from, to := m.Spans[i], m.Spans[i+1]
	for j := from.Name; j < to.Name; j++ {
		m.Names[j] = m.word(m.NameWords[j])
	}
	for j := from.Const; j < to.Const; j++ {
		m.Consts[j] = py.FromConst(r.consts(m.ConstRefs[j].Code)[m.ConstRefs[j].Index])
	}
	for j := from.Keyword; j < to.Keyword; j++ {
		names := make([]*py.Str, len(m.KeywordWords[j]))
		for k, word := range m.KeywordWords[j] {
			names[k] = m.word(word)
		}
		m.Keywords[j] = names
	}
	bind(c, m.Entries[i])
}

// refReader reads constants for references; those that follow one another are mostly to the same code.
type refReader struct {
	m    *Module
	of   int32
	last code.Tuple
}

func (r *refReader) consts(i int32) code.Tuple {
	if r.of != i {
		d := r.m.code.At(int(i))
		r.of, r.last = i, d.Consts()
	}
	return r.last
}

// bind gives c the entry f.
func bind(c *py.CodeObject, f any) {
	switch f := f.(type) {
	case func(*py.Thread, *py.Function) (py.Value, *py.Exc):
		Bind0(c, f)
	case func(*py.Thread, *py.Function, py.Value) (py.Value, *py.Exc):
		if c.Flags&code.CO_OPTIMIZED == 0 {
			BindBody(c, f)
		} else {
			Bind1(c, f)
		}
	case func(*py.Thread, *py.Function, py.Value, py.Value) (py.Value, *py.Exc):
		Bind2(c, f)
	case func(*py.Thread, *py.Function, py.Value, py.Value, py.Value) (py.Value, *py.Exc):
		Bind3(c, f)
	case func(*py.Thread, *py.Function, py.Value, py.Value, py.Value, py.Value) (py.Value, *py.Exc):
		Bind4(c, f)
	case func(*py.Thread, *py.Function, []py.Value) (py.Value, *py.Exc):
		BindVector(c, f)
	default:
		panic(fmt.Sprintf("adder: bug in bind: entry of type %T", f))
	}
}
