// This file guesses which function a call site calls, from the names in the module. A guess
// is checked at run time by one comparison, so it may be wrong.

package emit

import (
	"fmt"
	"strings"

	"adder/frontend/code"
	"adder/lower/ir"
)

// targets maps what a call site names to the function that it probably calls.
type targets struct {
	functions map[string]*ir.Func   // of the module, by name
	methods   map[string][]*ir.Func // of its classes, by name
	inits     map[string]*ir.Func   // the __init__ of its classes, by the class's name
}

// findTargets lists the functions and methods that calls may reach directly: those with few
// enough parameters to be passed one by one.
func findTargets(mod *Module) *targets {
	t := &targets{functions: map[string]*ir.Func{}, methods: map[string][]*ir.Func{}, inits: map[string]*ir.Func{}}
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
				continue
			}
			t.methods[c.Name] = append(t.methods[c.Name], funcs[c])
			if c.Name == "__init__" {
				t.inits[parent.Code.Name] = funcs[c]
			}
		}
	}
	return t
}

// direct reports whether the parameters can be passed one by one.
func direct(c *code.Code) bool {
	return c.Flags&code.CO_OPTIMIZED != 0 && c.Flags&(code.CO_VARARGS|code.CO_VARKEYWORDS) == 0 &&
		c.ArgCount+c.KwOnlyArgCount <= maxDirect
}

// callSite is a call whose callee is guessed.
type callSite struct {
	v    *ir.Value
	f    *ir.Func    // the guess
	self *ir.Value   // the operand that may be unbound, nil for none
	args []*ir.Value // by parameter; nil: its default
	// defaults is how many parameters from the end on have to have defaults.
	defaults int
	init     bool // the callee is a class whose __init__ is f; args[0] is the new instance
}

// guess finds the likely callee of a call, and binds its arguments; nil: there is none.
func (fe *funcEmitter) guess(v *ir.Value) *callSite {
	s := fe.findCallee(v)
	if s != nil && fe.mod.Direct != nil {
		fe.mod.Direct(fe.f, v, s.f)
	}
	return s
}

func (fe *funcEmitter) findCallee(v *ir.Value) *callSite {
	callee, args := v.Args[0], v.Args[1:]
	names := fe.f.Code.Names
	var kw code.Tuple
	if v.Op == ir.OpCallKw {
		kw = v.Aux.(code.Tuple)
	}
	switch {
	case callee.Op == ir.OpLoadMethod && v.Op != ir.OpCall:
		var only *callSite
		for _, f := range fe.targets.methods[names[callee.Num]] {
			if s := bind(f, args, kw); s != nil {
				if only != nil {
					return nil
				}
				s.v, s.self = v, args[0]
				only = s
			}
		}
		return only
	case callee.Op == ir.OpLoadGlobal:
		if v.Op != ir.OpCall {
			if args[0].Op != ir.OpUnbound {
				return nil
			}
			args = args[1:]
		}
		name := names[callee.Num]
		if f := fe.targets.functions[name]; f != nil {
			if s := bind(f, args, kw); s != nil {
				s.v = v
				return s
			}
		} else if f := fe.targets.inits[name]; f != nil {
			if s := bind(f, append([]*ir.Value{v}, args...), kw); s != nil {
				s.v, s.init = v, true
				return s
			}
		}
	}
	return nil
}

// bind assigns arguments to f's parameters, the last ones by the names kw; nil: the call
// does not fit.
func bind(f *ir.Func, args []*ir.Value, kw code.Tuple) *callSite {
	c := f.Code
	pos := len(args) - len(kw)
	if pos > c.ArgCount {
		return nil
	}
	s := &callSite{f: f, args: make([]*ir.Value, c.ArgCount+c.KwOnlyArgCount)}
	copy(s.args, args[:pos])
	for i, name := range kw {
		p := paramIndex(c, name.(string))
		if p < 0 || s.args[p] != nil {
			return nil
		}
		s.args[p] = args[pos+i]
	}
	for i, a := range s.args {
		if a != nil {
			continue
		}
		if i >= c.ArgCount {
			return nil
		}
		if s.defaults == 0 {
			s.defaults = c.ArgCount - i
		}
	}
	return s
}

// paramIndex finds the parameter that can be passed by name, -1 if there is none.
func paramIndex(c *code.Code, name string) int {
	for i := c.PosOnlyArgCount; i < c.ArgCount+c.KwOnlyArgCount; i++ {
		if c.LocalsPlusNames[i] == name {
			return i
		}
	}
	return -1
}

// directCall writes the call of a guessed function if the callee is that, else the general
// call.
func (fe *funcEmitter) directCall(s *callSite, general func(targets string)) {
	callee := fe.expr(s.v.Args[0])
	to := fe.assigned(s.v)
	fe.out.Open(fe.calleeTest(s, callee))
	fe.out.Line(fe.enterCall(s, to))
	if s.init {
		result := strings.TrimSuffix(to, ", exc")
		if result == "_" {
			fe.out.Line("_, exc = py.Initialised(self, r, exc)")
		} else {
			fe.out.Linef("%s, exc = py.Initialised(self, r, exc)", result)
		}
	}
	fe.out.Else("} else {")
	general(to)
	fe.out.Close()
	fe.check(s.v)
}

// calleeTest opens the branch in which the callee is the guessed function, called callee.
func (fe *funcEmitter) calleeTest(s *callSite, callee string) string {
	test, also := "", ""
	if s.self != nil {
		also = " && " + fe.expr(s.self) + ".Bound()"
	}
	if s.init {
		test = fmt.Sprintf("if callee := abi.InitOf(%s, &codes[%d]); callee != nil", callee, s.f.Index)
	} else {
		test = fmt.Sprintf("if callee := py.AsFunction(%s); abi.IsCode(%s, &codes[%d])%s", callee, callee, s.f.Index, also)
	}
	if s.defaults > 0 {
		test += fmt.Sprintf(" && abi.HasDefaults(callee, %d)", s.defaults)
	}
	return test + " {"
}

// enterCall writes the call itself.
func (fe *funcEmitter) enterCall(s *callSite, to string) string {
	fe.direct[s.f.Index] = true
	list := ""
	for i, a := range s.args {
		switch {
		case s.init && i == 0:
			fe.out.Linef("self := py.NewInstance(py.AsType(%s)).V()", fe.expr(s.v.Args[0]))
			list += ", self"
		case a == nil:
			list += fmt.Sprintf(", abi.Default(callee, %d)", s.f.Code.ArgCount-i)
		default:
			list += ", " + fe.expr(a)
		}
	}
	if s.init {
		fe.out.Line("var r py.Value")
		return fmt.Sprintf("r, exc = f%d(t, callee%s)", s.f.Index, list)
	}
	return fmt.Sprintf("%s = f%d(t, callee%s)", to, s.f.Index, list)
}

// entryCall writes the call of a method of which little is known by its direct entry, if it
// has one.
func (fe *funcEmitter) entryCall(v *ir.Value, general func(targets string)) {
	to := fe.assigned(v)
	fe.out.Open(fmt.Sprintf("if call := abi.Entry%d(%s, %s); call != nil {", len(v.Args)-2, fe.arg(v, 0), fe.arg(v, 1)))
	fe.out.Linef("%s = call(t, py.AsFunction(%s), %s)", to, fe.arg(v, 0), fe.list(v.Args[1:]))
	fe.out.Else("} else {")
	general(to)
	fe.out.Close()
	fe.check(v)
}
