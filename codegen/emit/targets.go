// This file guesses which function a call site calls, from the names in the module. A guess
// is checked at run time by one comparison, so it may be wrong.

package emit

import (
	"fmt"

	"adder/frontend/code"
	"adder/lower/ir"
)

// targets maps what a call site names to the function that it probably calls.
type targets struct {
	functions map[string]*ir.Func      // of the module, by name
	methods   map[methodKey][]*ir.Func // of its classes
}

// methodKey is what a call of a method shows: the name, and the number of arguments with self.
type methodKey struct {
	name  string
	nargs int
}

// findTargets lists the functions and methods that calls may reach directly: those that take
// a fixed number of positional parameters, few enough to be passed one by one.
func findTargets(mod *Module) *targets {
	t := &targets{functions: map[string]*ir.Func{}, methods: map[methodKey][]*ir.Func{}}
	funcs := map[*code.Code]*ir.Func{}
	for _, f := range mod.Funcs {
		funcs[f.Code] = f
	}
	for _, parent := range mod.Funcs {
		if parent.Code.Flags&code.CO_OPTIMIZED != 0 {
			continue
		}
		for _, k := range parent.Code.Consts {
			c, ok := k.(*code.Code)
			if !ok || !direct(c) {
				continue
			}
			if parent.Code == mod.Root {
				t.functions[c.Name] = funcs[c]
			} else {
				key := methodKey{c.Name, c.ArgCount}
				t.methods[key] = append(t.methods[key], funcs[c])
			}
		}
	}
	return t
}

// direct reports whether a call with exactly its positional arguments needs no binding.
func direct(c *code.Code) bool {
	return c.Flags&code.CO_OPTIMIZED != 0 && c.Flags&(code.CO_VARARGS|code.CO_VARKEYWORDS) == 0 &&
		c.KwOnlyArgCount == 0 && c.ArgCount <= maxDirect
}

// function guesses the callee of a call of a global.
func (t *targets) function(fe *funcEmitter, v *ir.Value) *ir.Func {
	callee := v.Args[0]
	if callee.Op != ir.OpLoadGlobal {
		return nil
	}
	f := t.functions[fe.f.Code.Names[callee.Num]]
	if f == nil || f.Code.ArgCount != len(v.Args)-1 {
		return nil
	}
	return f
}

// method guesses the callee of a method call, where only one class has such a method.
func (t *targets) method(fe *funcEmitter, v *ir.Value) *ir.Func {
	load := v.Args[0]
	if load.Op != ir.OpLoadMethod {
		return nil
	}
	if list := t.methods[methodKey{fe.f.Code.Names[load.Num], len(v.Args) - 1}]; len(list) == 1 {
		return list[0]
	}
	return nil
}

// directCall writes a call of f if the callee is f's function, else the general call. self is
// the operand that may be unbound, nil for a plain call.
func (fe *funcEmitter) directCall(v *ir.Value, f *ir.Func, args []*ir.Value, self *ir.Value, general func(targets string)) {
	fn := fe.expr(v.Args[0])
	cond := fmt.Sprintf("abi.IsCode(%s, &codes[%d])", fn, f.Index)
	if self != nil {
		cond += " && " + fe.expr(self) + ".Bound()"
	}
	to := fe.assigned(v)
	list := ""
	for _, a := range args {
		list += ", " + fe.expr(a)
	}
	fe.out.Open("if " + cond + " {")
	fe.out.Linef("%s = f%d(t, py.AsFunction(%s)%s)", to, f.Index, fn, list)
	fe.out.Else("} else {")
	general(to)
	fe.out.Close()
	fe.check(v)
}
