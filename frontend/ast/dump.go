// This file prints trees as Python's ast.dump does.
package ast

import (
	"fmt"
	"strconv"

	"adder/frontend/code"
)

// Dump returns what ast.dump(n, include_attributes=attributes) returns in Python.
func Dump(n Node, attributes bool) string {
	d := dumper{attributes: attributes}
	d.node(n)
	return string(d.out)
}

type dumper struct {
	out        []byte
	attributes bool
}

func (d *dumper) node(n Node) {
	class := &Classes[n.Class()]
	d.out = append(append(d.out, class.Name...), '(')
	first := true
	for i, f := range class.Fields {
		v := n.Get(i)
		if omitted(f, v) {
			continue
		}
		if !first {
			d.out = append(d.out, ", "...)
		}
		first = false
		d.out = append(append(d.out, f.Name...), '=')
		d.value(f, v)
	}
	if d.attributes && class.HasPos {
		p := n.(interface{ Position() *Pos }).Position()
		if !first {
			d.out = append(d.out, ", "...)
		}
		d.out = fmt.Appendf(d.out, "lineno=%d, col_offset=%d, end_lineno=%d, end_col_offset=%d",
			p.Lineno, p.ColOffset, p.EndLineno, p.EndColOffset)
	}
	d.out = append(d.out, ')')
}

// omitted reports whether dump leaves a field out: None where that is the default, and
// empty lists always.
func omitted(f Field, v any) bool {
	switch v := v.(type) {
	case nil:
		return f.Kind == KindNode
	case []Node:
		return len(v) == 0
	case []string:
		return len(v) == 0
	case []fmt.Stringer:
		return len(v) == 0
	case *string:
		return v == nil
	case string:
		return f.Optional && v == "" && f.Kind != KindConstant
	}
	return false
}

func (d *dumper) value(f Field, v any) {
	switch v := v.(type) {
	case Node:
		d.node(v)
	case []Node:
		d.list(len(v), func(i int) {
			if v[i] == nil {
				d.out = append(d.out, "None"...)
			} else {
				d.node(v[i])
			}
		})
	case []string:
		d.list(len(v), func(i int) { d.out = append(d.out, code.ReprString(v[i])...) })
	case []fmt.Stringer:
		d.list(len(v), func(i int) { d.out = append(append(d.out, v[i].String()...), "()"...) })
	case *string:
		d.out = append(d.out, code.ReprString(*v)...)
	case int:
		d.out = strconv.AppendInt(d.out, int64(v), 10)
	default:
		if f.Kind == KindEnum {
			d.out = append(append(d.out, v.(fmt.Stringer).String()...), "()"...)
		} else {
			d.out = append(d.out, code.Repr(v)...)
		}
	}
}

func (d *dumper) list(n int, item func(int)) {
	d.out = append(d.out, '[')
	for i := range n {
		if i > 0 {
			d.out = append(d.out, ", "...)
		}
		item(i)
	}
	d.out = append(d.out, ']')
}
