// This file makes patterns of the code that Lib/re/_compiler.py produces.

package sre

import (
	"math"

	engine "adder/runtime/internal/sre"
	"adder/runtime/py"
)

func compile(t *thread, self value, args []value) (value, *excp) {
	flags, exc := cInt(t, args[1])
	if exc != nil {
		return value{}, exc
	}
	if !args[2].IsList() {
		return value{}, argError("code", "list", args[2])
	}
	groups, exc := ssize(t, args[3], 0)
	if exc != nil {
		return value{}, exc
	}
	if !args[4].IsDict() {
		return value{}, argError("groupindex", "dict", args[4])
	}
	if !args[5].IsTuple() {
		return value{}, argError("indexgroup", "tuple", args[5])
	}
	code, exc := codeWords(t, py.AsList(args[2]).Items)
	if exc != nil {
		return value{}, exc
	}
	p := &pattern{source: args[0], flags: flags, code: code, groups: max(groups, 0), groupIndex: py.AsDict(args[4]), indexGroup: py.AsTuple(args[5])}
	p.SetType(patternType)
	switch {
	case args[0].IsNone():
		p.kind = anyText
	case args[0].IsStr():
		p.kind = strText
	default:
		if _, exc := py.GetBuffer(t, args[0], py.BufSimple); exc != nil {
			return value{}, notText(args[0])
		}
		p.kind = bytesText
	}
	prog, ok := engine.Compile(code, p.groups)
	if !ok || groups < 0 || groups > engine.MaxGroups {
		return value{}, py.RuntimeErrorf("invalid SRE code")
	}
	p.prog = prog
	return p.V(), nil
}

func argError(name, want string, v value) *excp {
	return py.TypeErrorf("compile() argument '%s' must be %s, not %s", name, want, py.TypeName(v))
}

// cInt converts an argument to a C int.
func cInt(t *thread, v value) (int, *excp) {
	i, exc := py.IndexOf(t, v)
	if exc != nil {
		return 0, exc
	}
	n, ok := py.ToInt64(i)
	if !ok {
		return 0, py.OverflowErrorf("Python int too large to convert to C long")
	}
	if n != int64(int32(n)) {
		if n > 0 {
			return 0, py.OverflowErrorf("signed integer is greater than maximum")
		}
		return 0, py.OverflowErrorf("signed integer is less than minimum")
	}
	return int(n), nil
}

// codeWords converts the program, which is a list of ints of 32 bits.
func codeWords(t *thread, items []value) ([]uint32, *excp) {
	code := make([]uint32, len(items))
	for i, v := range items {
		if !v.IsAnyInt() {
			return nil, py.TypeErrorf("an integer is required")
		}
		n, ok := py.ToInt64(v)
		switch {
		case !ok && py.ToBig(v).Sign() > 0:
			return nil, py.OverflowErrorf("Python int too large to convert to C unsigned long")
		case !ok || n < 0:
			return nil, py.OverflowErrorf("can't convert negative value to unsigned int")
		case n > math.MaxUint32:
			return nil, py.OverflowErrorf("regular expression code size limit exceeded")
		}
		code[i] = uint32(n)
	}
	return code, nil
}
