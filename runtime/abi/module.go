// This file loads compiled modules: it decodes their constants and code objects, and binds
// each code object to its Go function.

package abi

import (
	"adder/frontend/code"
	"adder/frontend/code/marshal"
	"adder/runtime/py"
)

// Module is a compiled module as its package describes it. The slices are the package's
// own tables, which Load fills.
type Module struct {
	Name   string
	Blob   *string // the module's code object, marshalled
	Source *string // the module's text, deflated

	Codes       []py.CodeObject // in order of nesting, outer before inner
	Names       []*py.Str
	NameRefs    []Ref
	Consts      []py.Value
	ConstRefs   []Ref
	Keywords    [][]*py.Str
	KeywordRefs []Ref
	Link        func() // binds the entries of Codes

	loaded bool
}

// Text returns the module's source text.
func (m *Module) Text() ([]byte, error) {
	return inflate(*m.Source)
}

// Ref is the place of a name or constant: an index into co_names or co_consts of a code object.
type Ref struct{ Code, Index int32 }

// Load fills the module's tables and returns the code object of its body.
func (m *Module) Load() (*py.CodeObject, error) {
	if m.loaded {
		return &m.Codes[0], nil
	}
	root, err := marshal.ReadCode([]byte(*m.Blob))
	if err != nil {
		return nil, err
	}
	codes := code.Flatten(root)
	index := make(map[*code.Code]*py.CodeObject, len(codes))
	for i, c := range codes {
		c.Verified = true // before it was compiled
		py.InitCode(&m.Codes[i], c)
		m.Codes[i].Nested = index
		index[c] = &m.Codes[i]
	}
	for i, r := range m.NameRefs {
		m.Names[i] = py.Intern(codes[r.Code].Names[r.Index])
	}
	for i, r := range m.ConstRefs {
		m.Consts[i] = py.FromConst(codes[r.Code].Consts[r.Index])
	}
	for i, r := range m.KeywordRefs {
		for _, name := range codes[r.Code].Consts[r.Index].(code.Tuple) {
			m.Keywords[i] = append(m.Keywords[i], py.Intern(name.(string)))
		}
	}
	m.Link()
	m.loaded = true
	return &m.Codes[0], nil
}
