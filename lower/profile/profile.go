// Package profile reads and writes what a run under the interpreter saw: the types of operands, the callees
// of calls, how often functions were entered and loops went round. "adder run --profile F" writes it,
// "adder build --profile F" reads it.
//
// A profile is text, line by line, in words separated by single spaces; a word that contains anything but
// printable characters, or a quote, is written as a Go string. It is ordered, so that the same run gives the
// same bytes.
//
//	adder profile 1
//	code MODULE QUALNAME FIRSTLINE FINGERPRINT
//	 args COUNT TYPE…
//	 OFFSET OP COUNT WORD…
//
// A code object is known by the module that ran it (__main__ for the program itself), its qualified name, its
// first line and its (*code.Code).Fingerprint, so that a profile says nothing of code that has changed since.
// There is a line args for each combination of types that the parameters had when the function was entered, and
// a line for each combination that the instruction at OFFSET, in code units, saw. The words are, by instruction:
//
//	BINARY_OP, COMPARE_OP, CONTAINS_OP   the types of both operands
//	UNARY_…, TO_BOOL, GET_ITER, UNPACK_… the type of the operand
//	STORE_SUBSCR                         the types of container, key and value
//	LOAD_ATTR, STORE_ATTR                the type of the object
//	FOR_ITER, SEND                       the type of the iterator
//	CALL, CALL_KW, CALL_FUNCTION_EX      the callee
//	JUMP_BACKWARD                        none: the count is that of the loop's rounds
//
// A type is written as MODULE.QUALNAME, built-in ones without the module; an int beyond 64 bits is a bigint. A
// callee is function:MODULE:QUALNAME:FIRSTLINE, class:TYPE, builtin:NAME, method:TYPE.NAME or object:TYPE. An
// instruction that saw more than MaxSeen combinations has a line with the word * for all others.
package profile

import (
	"cmp"
	"slices"
	"sort"

	"adder/frontend/code"
	"adder/lower/types"
)

// MaxSeen is the largest number of combinations that are told apart at one place.
const MaxSeen = 16

// Others is the word for the combinations beyond MaxSeen.
const Others = "*"

// Profile is what was seen in all code that ran.
type Profile struct{ codes map[Key]*Code }

// Key identifies a code object.
type Key struct {
	Module, QualName string
	FirstLine        int
	Fingerprint      string
}

// Code is what was seen in a code object.
type Code struct {
	Key
	// Args are the types of the parameters, in the order of the localsplus variables, at entries.
	Args  []Seen
	Sites []Site // by offset
}

// Site is what an instruction saw.
type Site struct {
	Offset int // in code units
	Op     string
	Seen   []Seen // the most frequent first
}

// Seen is a combination of types, or a callee, with the number of times that it was seen.
type Seen struct {
	Count int64
	Words []string
}

// New returns an empty profile.
func New() *Profile { return &Profile{codes: map[Key]*Code{}} }

// Add puts c into the profile; what is there already of the same code object is joined with it.
func (p *Profile) Add(c *Code) {
	old := p.codes[c.Key]
	if old == nil {
		p.codes[c.Key] = c
		c.sort()
		return
	}
	old.Args = join(old.Args, c.Args)
	for _, s := range c.Sites {
		if o := old.At(s.Offset); o != nil {
			o.Seen = join(o.Seen, s.Seen)
		} else {
			old.Sites = append(old.Sites, s)
		}
	}
	old.sort()
}

func join(a, b []Seen) []Seen {
	for _, s := range b {
		i := slices.IndexFunc(a, func(o Seen) bool { return slices.Equal(o.Words, s.Words) })
		if i < 0 {
			a = append(a, s)
		} else {
			a[i].Count += s.Count
		}
	}
	return a
}

func (c *Code) sort() {
	sortSeen(c.Args)
	slices.SortFunc(c.Sites, func(a, b Site) int { return cmp.Compare(a.Offset, b.Offset) })
	for _, s := range c.Sites {
		sortSeen(s.Seen)
	}
}

func sortSeen(seen []Seen) {
	slices.SortFunc(seen, func(a, b Seen) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), slices.Compare(a.Words, b.Words))
	})
}

// Codes returns all code objects in order.
func (p *Profile) Codes() []*Code {
	list := make([]*Code, 0, len(p.codes))
	for _, c := range p.codes {
		list = append(list, c)
	}
	slices.SortFunc(list, func(a, b *Code) int {
		return cmp.Or(cmp.Compare(a.Module, b.Module), cmp.Compare(a.FirstLine, b.FirstLine),
			cmp.Compare(a.QualName, b.QualName), cmp.Compare(a.Fingerprint, b.Fingerprint))
	})
	return list
}

// Of returns what was seen in the code object c of a module, nil if it did not run or has changed.
func (p *Profile) Of(module string, c *code.Code) *Code {
	return p.codes[Key{module, c.QualName, c.FirstLine, c.Fingerprint()}]
}

// Entries returns how often the code was entered.
func (c *Code) Entries() int64 { return total(c.Args) }

// At returns the site at an offset in code units, nil if the instruction did not run or is not recorded.
func (c *Code) At(offset int) *Site {
	i := sort.Search(len(c.Sites), func(i int) bool { return c.Sites[i].Offset >= offset })
	if i < len(c.Sites) && c.Sites[i].Offset == offset {
		return &c.Sites[i]
	}
	return nil
}

// Arg returns the types that parameter i had, Bottom if the code was not entered.
func (c *Code) Arg(i int) types.T { return joined(c.Args, i) }

// Count returns how often the instruction ran.
func (s *Site) Count() int64 { return total(s.Seen) }

// Operand returns the types that operand i had, Bottom if the instruction did not run.
func (s *Site) Operand(i int) types.T { return joined(s.Seen, i) }

func total(seen []Seen) (n int64) {
	for _, s := range seen {
		n += s.Count
	}
	return n
}

func joined(seen []Seen, i int) types.T {
	t := types.Bottom
	for _, s := range seen {
		t = t.Join(s.Type(i))
	}
	return t
}

// Type returns the type that word i names.
func (s *Seen) Type(i int) types.T {
	if i >= len(s.Words) {
		return types.Object
	}
	return TypeNamed(s.Words[i])
}

// TypeNamed returns the type that a word names.
func TypeNamed(word string) types.T {
	if t, ok := builtins[word]; ok {
		return t
	}
	return types.Other
}

var builtins = map[string]types.T{
	"NoneType": types.None, "bool": types.Bool, "int": types.SmallInt, "bigint": types.BigInt,
	"float": types.Float, "complex": types.Complex, "str": types.Str, "bytes": types.Bytes, "tuple": types.Tuple,
	"list": types.List, "dict": types.Dict, "set": types.Set, "function": types.Function, "code": types.Code,
	"cell": types.Cell, Others: types.Object,
}
