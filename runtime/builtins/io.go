// This file implements print and input.

package builtins

import (
	"strings"

	"adder/runtime/py"
)

// printOptions are print's keywords.
type printOptions struct {
	sep, end, file value
	flush          bool
}

func (o *printOptions) parse(t *thread, args []value, kw []*py.Str) *excp {
	for i, k := range kw {
		v := args[i]
		switch name := k.String(); name {
		case "sep", "end":
			if !v.IsNone() && !v.IsStr() {
				return py.TypeErrorf("%s must be None or a string, not %s", name, py.TypeName(v))
			}
			if v.IsNone() {
				continue
			}
			if name == "sep" {
				o.sep = v
			} else {
				o.end = v
			}
		case "file":
			if !v.IsNone() {
				o.file = v
			}
		case "flush":
			var exc *excp
			if o.flush, exc = py.Truth(t, v); exc != nil {
				return exc
			}
		default:
			return py.UnexpectedKeyword("print", name, "sep", "end", "file", "flush")
		}
	}
	return nil
}

func print(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	npos := len(args) - len(kw)
	o := printOptions{}
	if exc := o.parse(t, args[npos:], kw); exc != nil {
		return value{}, exc
	}
	if o.file.IsUnbound() {
		o.file = sysAttr("stdout")
		if o.file.IsUnbound() {
			return value{}, py.RuntimeErrorf("lost sys.stdout")
		}
		if o.file.IsNone() {
			return py.None, nil
		}
	}
	write, exc := py.GetAttr(t, o.file, py.Intern("write"))
	if exc != nil {
		return value{}, exc
	}
	for i, v := range args[:npos] {
		if i > 0 {
			if exc := writeOr(t, write, o.sep, " "); exc != nil {
				return value{}, exc
			}
		}
		s, exc := py.StrOf(t, v)
		if exc != nil {
			return value{}, exc
		}
		if _, exc := py.Call1(t, write, s.V()); exc != nil {
			return value{}, exc
		}
	}
	if exc := writeOr(t, write, o.end, "\n"); exc != nil {
		return value{}, exc
	}
	if o.flush {
		if _, exc := py.CallMethod(t, o.file, py.Intern("flush")); exc != nil {
			return value{}, exc
		}
	}
	return py.None, nil
}

// writeOr writes v, or what stands for it where it was not given.
func writeOr(t *thread, write, v value, otherwise string) *excp {
	if v.IsUnbound() {
		v = py.Intern(otherwise).V()
	}
	_, exc := py.Call1(t, write, v)
	return exc
}

func input(t *thread, self value, args []value) (value, *excp) {
	stdin, stdout := sysAttr("stdin"), sysAttr("stdout")
	if stdin.IsUnbound() || stdin.IsNone() {
		return value{}, py.RuntimeErrorf("lost sys.stdin")
	}
	if stdout.IsUnbound() || stdout.IsNone() {
		return value{}, py.RuntimeErrorf("input(): lost sys.stdout")
	}
	if stderr := sysAttr("stderr"); stderr.Bound() && !stderr.IsNone() {
		_, _ = py.CallMethod(t, stderr, py.Intern("flush"))
	}
	if args[0].Bound() {
		s, exc := py.StrOf(t, args[0])
		if exc != nil {
			return value{}, exc
		}
		if _, exc := py.CallMethod(t, stdout, py.Intern("write"), s.V()); exc != nil {
			return value{}, exc
		}
	}
	_, _ = py.CallMethod(t, stdout, py.Intern("flush"))
	line, exc := py.CallMethod(t, stdin, py.Intern("readline"))
	if exc != nil {
		return value{}, exc
	}
	if !line.IsStr() {
		return value{}, py.TypeErrorf("object.readline() returned non-string")
	}
	text := py.AsStr(line).String()
	if text == "" {
		return value{}, py.Errorf(py.EOFError, "EOF when reading a line")
	}
	return py.StrV(strings.TrimSuffix(text, "\n")), nil
}
