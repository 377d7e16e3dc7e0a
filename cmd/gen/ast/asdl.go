// This file reads ASDL definitions as the docstrings of the ast module give them.
package main

import (
	"fmt"
	"strings"
)

// rawType is what the interpreter says about one ASDL type.
type rawType struct {
	Name       string
	Text       string
	Attributes []string
}

// typeDef is one ASDL type: a sum of constructors, or a product (one constructor of the same name).
type typeDef struct {
	name    string
	product bool
	hasPos  bool
	ctors   []ctor
}

// ctor is one constructor and its fields.
type ctor struct {
	name   string
	fields []field
}

// field is one field of a constructor; suffix is "", "?", "*" or "?*".
type field struct {
	typ, suffix, name string
}

// isEnum reports whether no constructor has a field: then the type is an enumeration,
// unless it has positions (no such type exists).
func (t *typeDef) isEnum() bool {
	for _, c := range t.ctors {
		if len(c.fields) > 0 {
			return false
		}
	}
	return !t.hasPos
}

func parseType(raw rawType) (typeDef, error) {
	t := typeDef{name: raw.Name, hasPos: len(raw.Attributes) > 0}
	head, body, isSum := strings.Cut(raw.Text, " = ")
	if !isSum {
		body, t.product = head, true
	} else if strings.TrimSpace(head) != raw.Name {
		return t, fmt.Errorf("type %s is described as %q", raw.Name, head)
	}
	for _, part := range strings.Split(body, "|") {
		c, err := parseCtor(strings.TrimSpace(part))
		if err != nil {
			return t, err
		}
		t.ctors = append(t.ctors, c)
	}
	return t, nil
}

func parseCtor(text string) (ctor, error) {
	name, args, ok := strings.Cut(text, "(")
	c := ctor{name: name}
	if !ok {
		return c, nil
	}
	args, ok = strings.CutSuffix(args, ")")
	if !ok {
		return c, fmt.Errorf("constructor %q has no closing parenthesis", text)
	}
	for _, arg := range strings.Split(args, ",") {
		typ, name, ok := strings.Cut(strings.TrimSpace(arg), " ")
		if !ok {
			return c, fmt.Errorf("field %q of %q has no name", arg, text)
		}
		base := strings.TrimRight(typ, "?*")
		c.fields = append(c.fields, field{typ: base, suffix: typ[len(base):], name: name})
	}
	return c, nil
}
