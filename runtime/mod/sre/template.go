// This file implements the templates of sub and expand.

package sre

import (
	"unsafe"

	"adder/runtime/py"
)

// template is a replacement with references to groups: the literal, then for each item the group
// and the literal behind it (unbound if that is empty).
type template struct {
	py.Header
	literal value
	items   []templateItem
}

type templateItem struct {
	group   int
	literal value
}

var templateType = &py.Type{Name: "SRE_Template"}

func defineTemplate() {
	py.Define(templateType, &py.StaticType{Name: "_sre.SRE_Template", Flags: py.DisallowNew})
}

// makeTemplate is _sre.template(pattern, [literal, group, literal, …]).
func makeTemplate(t *thread, self, pat, list value) (value, *excp) {
	if !list.IsList() {
		return value{}, py.TypeErrorf("template() argument 2 must be list, not %s", py.TypeName(list))
	}
	parts := py.AsList(list).Items
	if len(parts)%2 == 0 {
		return value{}, py.TypeErrorf("invalid template")
	}
	tm := &template{literal: parts[0], items: make([]templateItem, 0, len(parts)/2)}
	tm.SetType(templateType)
	for i := 1; i < len(parts); i += 2 {
		if !parts[i].IsAnyInt() {
			return value{}, py.TypeErrorf("an integer is required")
		}
		group, ok := py.ToInt64(parts[i])
		if !ok {
			return value{}, py.OverflowErrorf("Python int too large to convert to C ssize_t")
		}
		if group < 0 {
			return value{}, py.TypeErrorf("invalid template")
		}
		item := templateItem{group: int(group)}
		if n, exc := py.Len(t, parts[i+1]); exc == nil && n > 0 {
			item.literal = parts[i+1]
		}
		tm.items = append(tm.items, item)
	}
	return py.FromPtr(unsafe.Pointer(tm)), nil
}

// compileTemplate asks Lib/re for the template of a replacement.
func compileTemplate(t *thread, p *pattern, repl value) (*template, *excp) {
	fn, exc := py.ImportAttr(t, "re", "_compile_template")
	if exc != nil {
		return nil, exc
	}
	v, exc := py.Call2(t, fn, p.V(), repl)
	if exc != nil && exc.Matches(py.TypeError) && !repl.IsStr() && !repl.IsBytes() {
		// A bytearray cannot be hashed, as the cache wants it.
		if data, ok := py.BytesOf(repl); ok {
			v, exc = py.Call2(t, fn, p.V(), py.BytesV(append([]byte(nil), data...)))
		}
	}
	if exc != nil {
		return nil, exc
	}
	if v.Type() != templateType {
		return nil, py.RuntimeErrorf("the result of compiling a replacement string is %s, not Template object", py.TypeName(v))
	}
	return (*template)(v.Ptr()), nil
}

// grouper knows the texts of groups: a match, or a search that found one.
type grouper interface {
	group(i int, missing value) value
}

// expand fills the groups in.
func (tm *template) expand(t *thread, from grouper) (value, *excp) {
	joiner := py.StrV("")
	if !tm.literal.IsStr() {
		joiner = py.BytesV(nil)
	}
	parts := make([]value, 0, 2*len(tm.items)+1)
	if tm.literal.Bound() {
		parts = append(parts, tm.literal)
	}
	for i := range tm.items {
		if v := from.group(tm.items[i].group, value{}); v.Bound() {
			parts = append(parts, v)
		}
		if tm.items[i].literal.Bound() {
			parts = append(parts, tm.items[i].literal)
		}
	}
	return join(t, joiner, parts)
}
