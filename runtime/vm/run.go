// This file is the interpreter's loop: a switch over instructions. Short operations and fast
// paths stand in it, everything else in the family files.

package vm

import (
	"math/bits"

	"adder/frontend/code"
	"adder/runtime/ops"
	"adder/runtime/py"
)

// run executes instructions from pc on with the stack height sp until the code returns,
// yields or raises.
func (f *frame) run(pc, sp int) (py.Value, outcome, *py.Exc) {
	t, bottom := f.t, f
	var exc, raised *py.Exc // raised: left a callee, whose caller is f now
	var result py.Value
activation:
	// What is constant in an activation is set outside the loop over its instructions: were it
	// assigned in there, the compiler would store it on its stack at each instruction.
	for {
		rec, s, instrs := f.rec, f.stack(), f.p.code0()
		if raised != nil {
			t.Fresh(raised)
			t.AddTraceback(raised)
			if pc, sp = f.unwind(raised, rec.Pos); pc < 0 {
				if f == bottom {
					return py.Value{}, returned, raised
				}
				f = f.abandon()
				continue
			}
			raised = nil
		}
		for {
			in := &instrs[pc]
			pc++
			rec.Pos = in.pos
			switch in.op {
			case code.NOP, code.NOT_TAKEN, code.CACHE, code.EXTENDED_ARG:
			case code.RESUME:
				if t.Breaker.Load() != 0 && in.arg < 2 {
					if exc = py.SafePoint(t); exc != nil {
						goto failed
					}
				}
			case code.LOAD_FAST:
				s[sp] = s[in.arg]
				sp++
			case code.LOAD_FAST_LOAD_FAST:
				s[sp] = s[in.arg]
				s[sp+1] = s[in.x]
				sp += 2
			case code.LOAD_FAST_CHECK:
				if s[in.arg].IsUnbound() {
					exc = ops.UnboundLocal(f.p.code, int(in.arg))
					goto failed
				}
				s[sp] = s[in.arg]
				sp++
			case code.LOAD_FAST_AND_CLEAR:
				s[sp] = s[in.arg]
				s[in.arg] = py.Value{}
				sp++
			case code.STORE_FAST:
				sp--
				s[in.arg] = s[sp]
			case code.STORE_FAST_LOAD_FAST:
				s[in.arg] = s[sp-1]
				s[sp-1] = s[in.x]
			case code.STORE_FAST_STORE_FAST:
				s[in.arg] = s[sp-1]
				s[in.x] = s[sp-2]
				sp -= 2
			case code.DELETE_FAST:
				if s[in.arg].IsUnbound() {
					exc = ops.UnboundLocal(f.p.code, int(in.arg))
					goto failed
				}
				s[in.arg] = py.Value{}
			case code.LOAD_CONST:
				s[sp] = f.p.consts[in.arg]
				sp++
			case code.LOAD_SMALL_INT:
				s[sp] = py.Int(int64(in.arg))
				sp++
			case code.LOAD_COMMON_CONSTANT:
				s[sp] = py.CommonConstant(int(in.arg))
				sp++
			case code.POP_TOP, code.POP_ITER, code.END_FOR:
				sp--
				s[sp] = py.Value{}
			case code.PUSH_NULL:
				s[sp] = py.Value{}
				sp++
			case code.COPY:
				s[sp] = s[sp-int(in.arg)]
				sp++
			case code.SWAP:
				i := sp - int(in.arg)
				s[i], s[sp-1] = s[sp-1], s[i]

			case code.LOAD_GLOBAL:
				var v py.Value
				if c := (*py.GlobalCache)(in.cache); c != nil {
					v = c.Get(f.fn)
				}
				if v.IsUnbound() {
					if v, exc = f.loadGlobal(in); exc != nil {
						goto failed
					}
				}
				s[sp] = v
				sp++
				if in.x != 0 {
					s[sp] = py.Value{}
					sp++
				}
			case code.STORE_GLOBAL:
				sp--
				if c := (*py.GlobalCache)(in.cache); c != nil && c.Set(f.fn, s[sp]) {
					continue
				}
				if exc = f.storeGlobal(in, s[sp]); exc != nil {
					goto failed
				}
			case code.LOAD_NAME:
				var v py.Value
				if c := (*py.GlobalCache)(in.cache); c != nil && f.atModule() {
					v = c.Get(f.fn)
				}
				if v.IsUnbound() {
					if v, exc = f.loadName(in); exc != nil {
						goto failed
					}
				}
				s[sp] = v
				sp++
			case code.STORE_NAME:
				sp--
				if c := (*py.GlobalCache)(in.cache); c != nil && f.atModule() && c.Set(f.fn, s[sp]) {
					continue
				}
				if exc = f.storeName(in, s[sp]); exc != nil {
					goto failed
				}
			case code.MAKE_CELL:
				s[in.arg] = py.NewCell(s[in.arg]).V()
			case code.COPY_FREE_VARS:
				for i, c := range f.fn.Closure {
					s[f.p.nlocals-len(f.fn.Closure)+i] = c.V()
				}
			case code.LOAD_DEREF:
				v := py.AsCell(s[in.arg]).Value
				if v.IsUnbound() {
					exc = ops.UnboundDeref(f.p.code, int(in.arg))
					goto failed
				}
				s[sp] = v
				sp++
			case code.STORE_DEREF:
				sp--
				py.AsCell(s[in.arg]).Value = s[sp]
			case code.DELETE_DEREF:
				c := py.AsCell(s[in.arg])
				if c.Value.IsUnbound() {
					exc = ops.UnboundDeref(f.p.code, int(in.arg))
					goto failed
				}
				c.Value = py.Value{}

			case opLoadAttr:
				var v py.Value
				if c := (*py.AttrCache)(in.cache); c != nil {
					v = c.Slot(s[sp-1])
				}
				if v.IsUnbound() {
					if v, exc = f.loadAttr(in, s[sp-1]); exc != nil {
						goto failed
					}
				}
				s[sp-1] = v
			case opLoadMeth:
				if c := (*py.MethodCache)(in.cache); c != nil {
					if fn := c.Method(s[sp-1]); fn.Bound() {
						s[sp-1], s[sp] = fn, s[sp-1]
						sp++
						continue
					}
				}
				var fn, self py.Value
				if fn, self, exc = f.loadMethod(in, s[sp-1]); exc != nil {
					goto failed
				}
				s[sp-1], s[sp] = fn, self
				sp++
			case code.STORE_ATTR:
				sp -= 2
				if c := (*py.StoreCache)(in.cache); c != nil && c.Set(s[sp+1], s[sp]) {
					continue
				}
				if exc = f.storeAttr(in, s[sp+1], s[sp]); exc != nil {
					goto failed
				}
			case code.LOAD_SUPER_ATTR:
				sp -= 2
				var fn, self py.Value
				if fn, self, exc = ops.LoadSuperAttr(t, s[sp-1], s[sp], s[sp+1], f.p.names[in.arg>>2], int(in.arg&3)); exc != nil {
					goto failed
				}
				s[sp-1] = fn
				if in.arg&1 != 0 {
					s[sp] = self
					sp++
				}
			case code.LOAD_SPECIAL:
				var fn, self py.Value
				if fn, self, exc = ops.LoadSpecial(t, s[sp-1], int(in.arg)); exc != nil {
					goto failed
				}
				s[sp-1], s[sp] = fn, self
				sp++

			case opFastAttr:
				if c := (*py.AttrCache)(in.next().cache); c != nil {
					if v := c.Slot(s[in.arg]); v.Bound() {
						s[sp] = v
						sp++
						pc++
						continue
					}
				}
				s[sp] = s[in.arg]
				sp++
			case opFastMeth:
				s[sp] = s[in.arg]
				sp++
				if c := (*py.MethodCache)(in.next().cache); c != nil {
					if fn := c.Method(s[sp-1]); fn.Bound() {
						s[sp], s[sp-1] = s[sp-1], fn
						sp++
						pc++
					}
				}
			case opFastReturn:
				result = s[in.arg]
				goto leave
			case opPairAdd:
				a, b := s[in.arg], s[in.x]
				if a.IsInt() && b.IsInt() {
					x, y := a.Int64(), b.Int64()
					if r := x + y; (x^r)&(y^r) >= 0 {
						s[sp] = py.Int(r)
						sp++
						pc++
						continue
					}
				} else if a.IsFloat() && b.IsFloat() {
					s[sp] = py.Float(a.Float64() + b.Float64())
					sp++
					pc++
					continue
				}
				s[sp], s[sp+1] = a, b
				sp += 2
			case opPairSub:
				a, b := s[in.arg], s[in.x]
				if a.IsInt() && b.IsInt() {
					x, y := a.Int64(), b.Int64()
					if r := x - y; (x^y)&(x^r) >= 0 {
						s[sp] = py.Int(r)
						sp++
						pc++
						continue
					}
				} else if a.IsFloat() && b.IsFloat() {
					s[sp] = py.Float(a.Float64() - b.Float64())
					sp++
					pc++
					continue
				}
				s[sp], s[sp+1] = a, b
				sp += 2
			case opPairMul:
				a, b := s[in.arg], s[in.x]
				if a.IsFloat() && b.IsFloat() {
					s[sp] = py.Float(a.Float64() * b.Float64())
					sp++
					pc++
					continue
				}
				s[sp], s[sp+1] = a, b
				sp += 2
			case opPairSubscr:
				a, b := s[in.arg], s[in.x]
				if b.IsInt() && a.Bound() && a.Type() == py.ListType {
					items := py.AsList(a).Items
					if i := b.Int64(); uint64(i) < uint64(len(items)) {
						s[sp] = items[i]
						sp++
						pc++
						continue
					}
				}
				s[sp], s[sp+1] = a, b
				sp += 2
			case opPairTest:
				a, b := s[in.arg], s[in.x]
				if a.IsInt() && b.IsInt() {
					next := in.next()
					pc += 2
					if !compareInts(a.Int64(), b.Int64(), py.CmpOp(next.arg)) {
						pc = int(next.next().arg)
					}
					continue
				}
				s[sp], s[sp+1] = a, b
				sp += 2
			case opFastTest:
				if a := s[in.arg]; a.IsInt() {
					next := in.next()
					test := next.next()
					pc += 3
					if !compareInts(a.Int64(), int64(next.arg), py.CmpOp(test.arg)) {
						pc = int(test.next().arg)
					}
					continue
				}
				s[sp] = s[in.arg]
				sp++
			case opFastSmallAdd:
				if a := s[in.arg]; a.IsInt() {
					if r := a.Int64() + int64(in.next().arg); r >= a.Int64() {
						s[sp] = py.Int(r)
						sp++
						pc += 2
						continue
					}
				}
				s[sp] = s[in.arg]
				sp++
			case opFastSmallSub:
				if a := s[in.arg]; a.IsInt() {
					if r := a.Int64() - int64(in.next().arg); r <= a.Int64() {
						s[sp] = py.Int(r)
						sp++
						pc += 2
						continue
					}
				}
				s[sp] = s[in.arg]
				sp++
			case opSmallAdd:
				if a := s[sp-1]; a.IsInt() {
					if r := a.Int64() + int64(in.arg); r >= a.Int64() {
						s[sp-1] = py.Int(r)
						pc++
						continue
					}
				}
				s[sp] = py.Int(int64(in.arg))
				sp++
			case opSmallSub:
				if a := s[sp-1]; a.IsInt() {
					if r := a.Int64() - int64(in.arg); r <= a.Int64() {
						s[sp-1] = py.Int(r)
						pc++
						continue
					}
				}
				s[sp] = py.Int(int64(in.arg))
				sp++
			case opFastAdd:
				a, b := s[sp-1], s[in.arg]
				if a.IsInt() && b.IsInt() {
					x, y := a.Int64(), b.Int64()
					if r := x + y; (x^r)&(y^r) >= 0 {
						s[sp-1] = py.Int(r)
						pc++
						continue
					}
				} else if a.IsFloat() && b.IsFloat() {
					s[sp-1] = py.Float(a.Float64() + b.Float64())
					pc++
					continue
				}
				s[sp] = b
				sp++
			case opFastMul:
				a, b := s[sp-1], s[in.arg]
				if a.IsFloat() && b.IsFloat() {
					s[sp-1] = py.Float(a.Float64() * b.Float64())
					pc++
					continue
				}
				s[sp] = b
				sp++

			case opAdd:
				sp--
				a, b := s[sp-1], s[sp]
				if a.IsInt() && b.IsInt() {
					x, y := a.Int64(), b.Int64()
					if r := x + y; (x^r)&(y^r) >= 0 {
						s[sp-1] = py.Int(r)
						continue
					}
				} else if a.IsFloat() && b.IsFloat() {
					s[sp-1] = py.Float(a.Float64() + b.Float64())
					continue
				}
				if s[sp-1], exc = f.add(in, a, b); exc != nil {
					goto failed
				}
			case opSub:
				sp--
				a, b := s[sp-1], s[sp]
				if a.IsInt() && b.IsInt() {
					x, y := a.Int64(), b.Int64()
					if r := x - y; (x^y)&(x^r) >= 0 {
						s[sp-1] = py.Int(r)
						continue
					}
				} else if a.IsFloat() && b.IsFloat() {
					s[sp-1] = py.Float(a.Float64() - b.Float64())
					continue
				}
				if s[sp-1], exc = f.binary(in, a, b); exc != nil {
					goto failed
				}
			case opMul:
				sp--
				a, b := s[sp-1], s[sp]
				if a.IsInt() && b.IsInt() {
					x, y := a.Int64(), b.Int64()
					hi, lo := bits.Mul64(uint64(x), uint64(y))
					hi -= uint64(x>>63)&uint64(y) + uint64(y>>63)&uint64(x)
					if hi == uint64(int64(lo)>>63) {
						s[sp-1] = py.Int(int64(lo))
						continue
					}
				} else if a.IsFloat() && b.IsFloat() {
					s[sp-1] = py.Float(a.Float64() * b.Float64())
					continue
				}
				if s[sp-1], exc = f.binary(in, a, b); exc != nil {
					goto failed
				}
			case opSubscr:
				sp--
				if key := s[sp]; key.IsInt() && s[sp-1].Type() == py.ListType {
					items := py.AsList(s[sp-1]).Items
					if i := key.Int64(); uint64(i) < uint64(len(items)) {
						s[sp-1] = items[i]
						continue
					}
				}
				if s[sp-1], exc = ops.GetItem(t, s[sp-1], s[sp]); exc != nil {
					goto failed
				}
			case opBinary:
				sp--
				if s[sp-1], exc = f.arith(in, s[sp-1], s[sp]); exc != nil {
					goto failed
				}
			case opInplace:
				sp--
				if s[sp-1], exc = f.arithInplace(in, s[sp-1], s[sp]); exc != nil {
					goto failed
				}
			case opCompare:
				sp--
				a, b := s[sp-1], s[sp]
				var r bool
				if a.IsInt() && b.IsInt() {
					r = compareInts(a.Int64(), b.Int64(), py.CmpOp(in.arg))
				} else if a.IsFloat() && b.IsFloat() {
					r = compareFloats(a.Float64(), b.Float64(), py.CmpOp(in.arg))
				} else {
					var v py.Value
					if v, exc = py.Compare(t, a, b, py.CmpOp(in.arg)); exc != nil {
						goto failed
					}
					if in.x == 0 {
						s[sp-1] = v
						continue
					}
					if r, exc = py.Truth(t, v); exc != nil {
						goto failed
					}
				}
				if next := in.next(); next.op == code.POP_JUMP_IF_FALSE {
					sp--
					if pc++; !r {
						pc = int(next.arg)
					}
					continue
				}
				s[sp-1] = py.Bool(r)
			case code.IS_OP:
				sp--
				r := py.Is(s[sp-1], s[sp]) != (in.arg != 0)
				if next := in.next(); next.op == code.POP_JUMP_IF_FALSE {
					sp--
					if pc++; !r {
						pc = int(next.arg)
					}
					continue
				}
				s[sp-1] = py.Bool(r)
			case code.CONTAINS_OP:
				sp--
				var r bool
				if r, exc = py.Contains(t, s[sp], s[sp-1]); exc != nil {
					goto failed
				}
				s[sp-1] = py.Bool(r != (in.arg != 0))
			case code.UNARY_NEGATIVE:
				if s[sp-1], exc = py.Negative(t, s[sp-1]); exc != nil {
					goto failed
				}
			case code.UNARY_INVERT:
				if s[sp-1], exc = py.Invert(t, s[sp-1]); exc != nil {
					goto failed
				}
			case code.UNARY_NOT:
				s[sp-1] = py.Bool(s[sp-1].IsFalse())
			case code.TO_BOOL:
				if v := s[sp-1]; !v.IsBool() {
					var r bool
					if r, exc = py.Truth(t, v); exc != nil {
						goto failed
					}
					s[sp-1] = py.Bool(r)
				}
			case code.BINARY_SLICE:
				sp -= 2
				if s[sp-1], exc = ops.GetSlice(t, s[sp-1], s[sp], s[sp+1]); exc != nil {
					goto failed
				}
			case code.STORE_SLICE:
				sp -= 4
				if exc = ops.SetSlice(t, s[sp+1], s[sp+2], s[sp+3], s[sp]); exc != nil {
					goto failed
				}
			case code.STORE_SUBSCR:
				sp -= 3
				if exc = ops.SetItem(t, s[sp+1], s[sp+2], s[sp]); exc != nil {
					goto failed
				}
			case code.DELETE_SUBSCR:
				sp -= 2
				if exc = py.DelItem(t, s[sp], s[sp+1]); exc != nil {
					goto failed
				}
			case code.JUMP_FORWARD, code.JUMP_BACKWARD_NO_INTERRUPT:
				pc = int(in.arg)
			case code.JUMP_BACKWARD:
				pc = int(in.arg)
				if t.Breaker.Load() != 0 {
					if exc = py.SafePoint(t); exc != nil {
						goto failed
					}
				}
			case code.POP_JUMP_IF_FALSE:
				sp--
				if s[sp].IsFalse() {
					pc = int(in.arg)
				}
			case code.POP_JUMP_IF_TRUE:
				sp--
				if s[sp].IsTrue() {
					pc = int(in.arg)
				}
			case code.POP_JUMP_IF_NONE:
				sp--
				if s[sp].IsNone() {
					pc = int(in.arg)
				}
			case code.POP_JUMP_IF_NOT_NONE:
				sp--
				if !s[sp].IsNone() {
					pc = int(in.arg)
				}
			case code.GET_ITER:
				if s[sp-1], exc = py.Iter(t, s[sp-1]); exc != nil {
					goto failed
				}
			case code.FOR_ITER:
				it := s[sp-1]
				var v py.Value
				switch it.Type() {
				case py.RangeIterType:
					v = py.AsRangeIter(it).Next()
				case py.ListIterType:
					v = py.ListIterNext(it)
				case py.GeneratorType:
					if g := py.AsGenerator(it); g.Interpreted && g.Ready(py.None) {
						callee := f.resumeCallee(g, py.None, forIter, pc, int(in.arg), sp)
						if callee == nil {
							exc = t.RecursionLimitError()
							goto failed
						}
						f, pc, sp = callee, int(g.Point), int(g.SP)+1
						continue activation
					}
					fallthrough
				default:
					if v, exc = it.Type().Slots.Next(t, it); exc != nil {
						goto failed
					}
				}
				if v.IsUnbound() {
					pc = int(in.arg)
					continue
				}
				if next := in.next(); next.op == code.STORE_FAST {
					s[next.arg] = v
					pc++
					continue
				}
				s[sp] = v
				sp++

			case code.CALL:
				base := sp - int(in.arg) - 2
				args := s[base+1 : sp]
				fn := s[base]
				if args[0].IsUnbound() {
					if fn.Type() == py.MethodType {
						m := py.AsMethod(fn)
						args[0] = m.Self
						fn = m.Func
					} else {
						args = args[1:]
					}
				}
				switch fn.Type() {
				case py.FunctionType:
					fun := py.AsFunction(fn)
					if c := fun.Code; c.Simple && c.ArgCount == len(args) {
						if p, ok := c.VM.(*program); ok {
							callee := f.enterCallee(fun, p, args, pc, base)
							if callee == nil {
								exc = t.RecursionLimitError()
								goto failed
							}
							f, pc, sp = callee, 0, p.nlocals
							continue activation
						}
					}
				case py.TypeType:
					if len(args) == int(in.arg) {
						if callee := f.initCallee(py.AsType(fn), s[base:sp], len(args), pc, base); callee != nil {
							f, pc, sp = callee, 0, callee.p.nlocals
							continue activation
						}
						s[base+1] = py.Value{}
					}
				}
				s[base], exc = f.call(fn, args)
				sp = base + 1
				if exc != nil {
					goto failed
				}
			case code.CALL_KW:
				base := sp - int(in.arg) - 3
				s[base], exc = f.callKw(in, s[base:sp])
				sp = base + 1
				if exc != nil {
					goto failed
				}
			case code.CALL_FUNCTION_EX:
				sp -= 3
				if s[sp-1], exc = ops.CallEx(t, s[sp-1], s[sp], s[sp+1], s[sp+2]); exc != nil {
					goto failed
				}
			case code.MAKE_FUNCTION:
				s[sp-1] = py.NewFunction(py.AsCode(s[sp-1]), f.fn.Globals, f.fn.Builtins).V()
			case code.SET_FUNCTION_ATTRIBUTE:
				sp--
				ops.SetFunctionAttribute(py.AsFunction(s[sp]), int(in.arg), s[sp-1])
				s[sp-1] = s[sp]
			case code.RETURN_VALUE:
				result = s[sp-1]
				goto leave

			case code.BUILD_TUPLE:
				sp -= int(in.arg)
				s[sp] = py.NewTuple(s[sp : sp+int(in.arg)]...).V()
				sp++
			case code.BUILD_LIST:
				sp -= int(in.arg)
				s[sp] = py.NewList(s[sp : sp+int(in.arg)]...).V()
				sp++
			case code.BUILD_SET:
				sp -= int(in.arg)
				if s[sp], exc = ops.BuildSet(t, s[sp:sp+int(in.arg)]); exc != nil {
					goto failed
				}
				sp++
			case code.BUILD_MAP:
				sp -= 2 * int(in.arg)
				if s[sp], exc = ops.BuildMap(t, s[sp:sp+2*int(in.arg)]); exc != nil {
					goto failed
				}
				sp++
			case code.BUILD_SLICE:
				sp -= int(in.arg)
				step := py.None
				if in.arg == 3 {
					step = s[sp+2]
				}
				s[sp] = py.NewSlice(s[sp], s[sp+1], step)
				sp++
			case code.BUILD_STRING:
				sp -= int(in.arg)
				s[sp] = py.ConcatStrs(s[sp : sp+int(in.arg)])
				sp++
			case code.FORMAT_SIMPLE:
				if v := s[sp-1]; v.Type() != py.StrType {
					if s[sp-1], exc = py.FormatValue(t, v, py.Value{}); exc != nil {
						goto failed
					}
				}
			case code.FORMAT_WITH_SPEC:
				sp--
				if s[sp-1], exc = py.FormatValue(t, s[sp-1], s[sp]); exc != nil {
					goto failed
				}
			case code.CONVERT_VALUE:
				if s[sp-1], exc = ops.Convert(t, s[sp-1], int(in.arg)); exc != nil {
					goto failed
				}
			case code.LIST_APPEND:
				sp--
				l := py.AsList(s[sp-int(in.arg)])
				l.Items = append(l.Items, s[sp])
			case code.LIST_EXTEND:
				sp--
				if exc = py.ListExtend(t, py.AsList(s[sp-int(in.arg)]), s[sp]); exc != nil {
					goto failed
				}
			case code.SET_ADD:
				sp--
				if exc = py.SetAdd(t, s[sp-int(in.arg)], s[sp]); exc != nil {
					goto failed
				}
			case code.SET_UPDATE:
				sp--
				if exc = py.SetUpdate(t, s[sp-int(in.arg)], s[sp]); exc != nil {
					goto failed
				}
			case code.MAP_ADD:
				sp -= 2
				if exc = py.SetItem(t, s[sp-int(in.arg)], s[sp], s[sp+1]); exc != nil {
					goto failed
				}
			case code.DICT_UPDATE:
				sp--
				if exc = py.DictUpdateDisplay(t, s[sp-int(in.arg)], s[sp]); exc != nil {
					goto failed
				}
			case code.UNPACK_SEQUENCE:
				sp--
				if v := s[sp]; v.Type() == py.TupleType {
					if items := py.AsTuple(v).Items; len(items) == int(in.arg) {
						for i := len(items) - 1; i >= 0; i-- {
							s[sp] = items[i]
							sp++
						}
						continue
					}
				}
				if exc = f.unpack(s[sp], s[sp:sp+int(in.arg)]); exc != nil {
					goto failed
				}
				sp += int(in.arg)

			case code.RAISE_VARARGS:
				sp -= int(in.arg)
				var again bool
				if exc, again = ops.Raise(t, s[sp:sp+int(in.arg)]); again {
					goto unwind
				}
				goto failed
			case code.RERAISE:
				sp--
				exc = py.AsExc(s[sp])
				if in.arg != 0 {
					pos := rec.Pos
					rec.Pos = int32(s[sp-int(in.arg)].Int64())
					if pc, sp = f.unwind(exc, pos); pc < 0 {
						goto leaveRaising
					}
					continue
				}
				goto unwind
			case code.PUSH_EXC_INFO:
				v := s[sp-1]
				s[sp-1] = ops.PushExcInfo(t, v)
				s[sp] = v
				sp++
			case code.POP_EXCEPT:
				sp--
				ops.PopExcept(t, s[sp])
			case code.CHECK_EXC_MATCH:
				var r bool
				if r, exc = ops.CheckExcMatch(t, s[sp-2], s[sp-1]); exc != nil {
					goto failed
				}
				s[sp-1] = py.Bool(r)
			case code.CLEANUP_THROW:
				if s[sp-2], exc = ops.CleanupThrow(t, s[sp-1]); exc != nil {
					goto unwind
				}
				s[sp-3] = py.None
				sp--

			case code.RETURN_GENERATOR:
				result = f.makeGenerator(pc).V()
				goto leave
			case code.YIELD_VALUE:
				sp--
				g := f.gen
				g.Point, g.SP = int32(pc), int32(sp)
				if next := in.next(); next.op == code.RESUME && next.arg&3 >= 2 {
					g.Awaiting = s[sp-1]
				}
				if f == bottom {
					return s[sp], yielded, nil
				}
				result = s[sp]
				f = f.suspend(false)
				f.s[f.sp] = result
				pc, sp = f.pc, f.sp+1
				continue activation
			case code.SEND:
				if typ := s[sp-2].Type(); typ == py.GeneratorType || typ == py.CoroutineType {
					if g := py.AsGenerator(s[sp-2]); g.Interpreted && g.Ready(s[sp-1]) {
						callee := f.resumeCallee(g, s[sp-1], forSend, pc, int(in.arg), sp-1)
						if callee == nil {
							exc = t.RecursionLimitError()
							goto failed
						}
						f, pc, sp = callee, int(g.Point), int(g.SP)+1
						continue activation
					}
				}
				v, done, e := py.Send(t, s[sp-2], s[sp-1])
				if e != nil {
					exc = e
					goto failed
				}
				s[sp-1] = v
				if done {
					pc = int(in.arg)
				}
			case code.END_SEND:
				sp--
				s[sp-1] = s[sp]
			case code.GET_YIELD_FROM_ITER:
				if s[sp-1], exc = ops.YieldFromIter(t, f.fn, s[sp-1]); exc != nil {
					goto failed
				}
			case code.GET_AWAITABLE:
				if s[sp-1], exc = ops.GetAwaitable(t, s[sp-1], int(in.arg)); exc != nil {
					goto failed
				}
			case code.END_ASYNC_FOR:
				sp--
				exc = py.AsExc(s[sp])
				if !exc.Matches(py.StopAsyncIteration) {
					goto unwind
				}
				exc = nil
				sp--

			default:
				if sp, exc = f.rare(in, s, sp); exc != nil {
					goto failed
				}
			}
			continue
		leave:
			if f == bottom {
				return result, returned, nil
			}
			switch f.mode {
			case forCall:
				f.close()
				f = f.caller
				f.s[f.sp] = result
				pc, sp = f.pc, f.sp+1
			case forInit:
				f.close()
				f = f.caller
				pc, sp = f.pc, f.sp+1
				if !result.IsNone() {
					raised = py.TypeErrorf("__init__() should return None, not '%s'", py.TypeName(result))
				}
			case forSend:
				f = f.suspend(true)
				f.s[f.sp] = result
				pc, sp = f.done, f.sp+1
			case forIter:
				f = f.suspend(true)
				pc, sp = f.done, f.sp
			}
			continue activation
		failed:
			t.Fresh(exc)
			t.AddTraceback(exc)
		unwind:
			if pc, sp = f.unwind(exc, rec.Pos); pc < 0 {
				goto leaveRaising
			}
			continue
		leaveRaising:
			if f == bottom {
				return py.Value{}, returned, exc
			}
			raised = exc
			f = f.abandon()
			continue activation
		}
	}
}
