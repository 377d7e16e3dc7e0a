// This file is format(): the __format__ of str, int and float, and the call of others'.

package py

import (
	"errors"

	"adder/runtime/internal/format"
)

// FormatValue is format(v, spec); spec is a str, or unbound for the empty one.
func FormatValue(t *Thread, v, spec Value) (Value, *Exc) {
	if spec.IsUnbound() || AsStr(spec).Len() == 0 {
		switch v.Type() {
		case StrType:
			return v, nil
		case IntType:
			return intRepr(t, v)
		case FloatType:
			return floatRepr(t, v)
		}
	}
	if spec.IsUnbound() {
		spec = Intern("").V()
	}
	if typ := v.Type(); typ == IntType && v.IsInt() || typ == FloatType && v.IsFloat() || typ == StrType {
		if x := AsStr(spec); x.ascii() {
			if r, ok := formatFast(v, x.data()); ok {
				return r, nil
			}
		}
	}
	switch v.Type() {
	case StrType:
		return formatStr(t, v, spec)
	case IntType:
		return formatInt(t, v, spec)
	case FloatType:
		return formatFloat(t, v, spec)
	}
	r, ok, exc := CallSpecial(t, v, Intern("__format__"), spec)
	switch {
	case exc != nil:
		return Value{}, exc
	case !ok:
		return Value{}, TypeErrorf("Type %s doesn't define __format__", TypeName(v))
	case !r.IsStr():
		return Value{}, TypeErrorf("__format__ must return a str, not %s", TypeName(r))
	}
	return r, nil
}

// formatted turns the result of package format into an object or exception.
func formatted(s string, err error) (Value, *Exc) {
	if err == nil {
		return StrV(s), nil
	}
	var overflow format.RangeError
	if errors.As(err, &overflow) {
		return Value{}, Errorf(OverflowError, "%s", err.Error())
	}
	return Value{}, Errorf(ValueError, "%s", err.Error())
}

func specText(spec Value) (string, *Exc) {
	if !spec.IsStr() {
		return "", TypeErrorf("__format__() argument must be str, not %s", TypeName(spec))
	}
	return AsStr(spec).String(), nil
}

func formatStr(t *Thread, v, spec Value) (Value, *Exc) {
	s, exc := specText(spec)
	if exc != nil {
		return Value{}, exc
	}
	if s == "" {
		str, exc := StrOf(t, v)
		if exc != nil {
			return Value{}, exc
		}
		return str.V(), nil
	}
	return formatted(format.FormatStr(AsStr(v).String(), s))
}

func formatInt(t *Thread, v, spec Value) (Value, *Exc) {
	s, exc := specText(spec)
	if exc != nil {
		return Value{}, exc
	}
	if s == "" {
		str, exc := StrOf(t, v)
		if exc != nil {
			return Value{}, exc
		}
		return str.V(), nil
	}
	return formatted(format.FormatInt(ToBig(v), s, v.Type().TpName()))
}

func formatFloat(t *Thread, v, spec Value) (Value, *Exc) {
	s, exc := specText(spec)
	if exc != nil {
		return Value{}, exc
	}
	if s == "" {
		str, exc := StrOf(t, v)
		if exc != nil {
			return Value{}, exc
		}
		return str.V(), nil
	}
	return formatted(format.FormatFloat(FloatOf(v), s))
}
