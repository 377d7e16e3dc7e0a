// Package identity compares our code objects with those of the reference interpreter, file
// by file, field by field, strictly by type. For tests and for `make identity`.
package identity

import (
	"bytes"
	"fmt"
	"reflect"

	"adder/frontend/code"
)

// Diff returns the differences between two code objects, one a field, nested ones included,
// and adds the number of equal and of all code objects to the counts.
func Diff(got, want *code.Code, equal, total *int) []string {
	var diffs []string
	add := func(field string, g, w any) {
		diffs = append(diffs, fmt.Sprintf("%s:%d: %s: got %v, want %v", want.QualName, want.FirstLine, field, g, w))
	}
	for _, f := range [...]struct {
		name      string
		got, want any
	}{
		{"name", got.Name, want.Name}, {"qualname", got.QualName, want.QualName},
		{"filename", got.Filename, want.Filename},
		{"argcount", got.ArgCount, want.ArgCount}, {"posonlyargcount", got.PosOnlyArgCount, want.PosOnlyArgCount},
		{"kwonlyargcount", got.KwOnlyArgCount, want.KwOnlyArgCount}, {"stacksize", got.StackSize, want.StackSize},
		{"flags", got.Flags, want.Flags}, {"firstlineno", got.FirstLine, want.FirstLine},
		{"names", fmt.Sprintf("%q", got.Names), fmt.Sprintf("%q", want.Names)},
		{"localsplusnames", fmt.Sprintf("%q", got.LocalsPlusNames), fmt.Sprintf("%q", want.LocalsPlusNames)},
		{"localspluskinds", fmt.Sprint(got.LocalsPlusKinds), fmt.Sprint(want.LocalsPlusKinds)},
	} {
		if f.got != f.want {
			add(f.name, f.got, f.want)
		}
	}
	if d := diffBytecode(got, want); d != "" {
		diffs = append(diffs, fmt.Sprintf("%s:%d: code: %s", want.QualName, want.FirstLine, d))
	}
	if !bytes.Equal(got.LineTable, want.LineTable) {
		add("linetable", fmt.Sprintf("%x", got.LineTable), fmt.Sprintf("%x", want.LineTable))
	}
	if !bytes.Equal(got.ExceptionTable, want.ExceptionTable) {
		add("exceptiontable", fmt.Sprintf("%x", got.ExceptionTable), fmt.Sprintf("%x", want.ExceptionTable))
	}
	var nested []string
	if len(got.Consts) != len(want.Consts) {
		add("consts", constText(got.Consts), constText(want.Consts))
	} else {
		for i, w := range want.Consts {
			g, isCode := got.Consts[i].(*code.Code)
			if wc, ok := w.(*code.Code); ok && isCode {
				nested = append(nested, Diff(g, wc, equal, total)...)
			} else if !sameConst(got.Consts[i], w) {
				add(fmt.Sprintf("consts[%d]", i), constText(got.Consts[i:i+1]), constText([]code.Const{w}))
			}
		}
	}
	*total++
	if len(diffs) == 0 {
		*equal++
	}
	return append(diffs, nested...)
}

func sameConst(g, w code.Const) bool {
	return reflect.TypeOf(g) == reflect.TypeOf(w) && code.ConstKey(g) == code.ConstKey(w)
}

func constText(list []code.Const) string {
	text := ""
	for _, c := range list {
		if co, ok := c.(*code.Code); ok {
			text += fmt.Sprintf("<code %s> ", co.Name)
		} else {
			text += fmt.Sprintf("%T(%q) ", c, fmt.Sprint(c))
		}
	}
	return text
}

// diffBytecode describes the first instruction that differs.
func diffBytecode(got, want *code.Code) string {
	if bytes.Equal(got.Bytecode, want.Bytecode) {
		return ""
	}
	list := func(c *code.Code) (out []string) {
		for in := range c.Instructions() {
			out = append(out, fmt.Sprintf("%d %v %d", in.Offset, in.Op, in.Arg))
		}
		return out
	}
	g, w := list(got), list(want)
	for i := 0; ; i++ {
		if i < len(g) && i < len(w) && g[i] == w[i] {
			continue
		}
		from := max(0, i-3)
		return fmt.Sprintf("instruction %d: got %q, want %q", i, g[from:min(len(g), i+4)], w[from:min(len(w), i+4)])
	}
}
