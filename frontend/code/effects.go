// This file executes instructions on kinds.

package code

// effect changes the current state as an instruction does.
func (v *verifier) effect(in Instr) error {
	s, a := &v.cur, int(in.Arg)
	switch in.Op {
	case LOAD_FAST, LOAD_FAST_BORROW:
		v.push(s.slots[a])
	case LOAD_FAST_CHECK:
		s.slots[a] &^= null // from here on
		v.push(s.slots[a])
	case LOAD_FAST_AND_CLEAR:
		v.push(s.slots[a])
		s.slots[a] = null
	case LOAD_FAST_LOAD_FAST, LOAD_FAST_BORROW_LOAD_FAST_BORROW:
		v.push(s.slots[a>>4])
		v.push(s.slots[a&15])
	case STORE_FAST:
		s.slots[a] = v.pop()
	case STORE_FAST_LOAD_FAST:
		s.slots[a>>4] = v.pop()
		v.push(s.slots[a&15])
	case STORE_FAST_STORE_FAST:
		s.slots[a>>4] = v.pop()
		s.slots[a&15] = v.pop()
	case DELETE_FAST:
		s.slots[a] = null
	case LOAD_CONST:
		v.push(constKind(v.c.Consts[a]))
	case PUSH_NULL:
		v.push(null)
	case COPY:
		v.push(s.slots[len(s.slots)-a])
		s.copied = a == 1
	case SWAP:
		top := len(s.slots) - 1
		s.slots[top], s.slots[top+1-a] = s.slots[top+1-a], s.slots[top]
	case MAKE_CELL:
		s.slots[a] = cell
	case COPY_FREE_VARS:
		for i, k := range v.c.LocalsPlusKinds {
			if k&CO_FAST_FREE != 0 {
				s.slots[i] = cell
			}
		}
	case LOAD_DEREF, STORE_DEREF, DELETE_DEREF, LOAD_FROM_DICT_OR_DEREF:
		if s.slots[a]&^cell != 0 {
			return v.bad(in, "refers to no cell")
		}
		return v.plain(in)
	case LOAD_GLOBAL:
		v.push(object)
		if a&1 != 0 {
			v.push(null)
		}
	case LOAD_ATTR, LOAD_SUPER_ATTR:
		if err := v.plain(in); err != nil {
			return err
		}
		if a&1 != 0 {
			s.slots[len(s.slots)-1] = object | null
		}
	default:
		return v.family(in)
	}
	return nil
}

// family is effect for what is called, built, or changes the course of a function.
func (v *verifier) family(in Instr) error {
	s, a := &v.cur, int(in.Arg)
	switch in.Op {
	case CALL, CALL_KW:
		return v.call(in)
	case BUILD_TUPLE:
		return v.buildTuple(in)
	case BUILD_STRING:
		for range in.Arg {
			if v.pop()&^str != 0 {
				return v.bad(in, "takes other values than strings")
			}
		}
		v.push(str)
		return nil
	case LIST_APPEND, LIST_EXTEND, SET_ADD, SET_UPDATE, MAP_ADD, DICT_UPDATE, DICT_MERGE:
		return v.add(in)
	case BUILD_INTERPOLATION:
		if a&1 != 0 && v.pop()&^str != 0 || v.pop()&^str != 0 || v.pop()&null != 0 {
			return v.bad(in, "takes other values")
		}
		v.push(object)
		return nil
	case SET_FUNCTION_ATTRIBUTE:
		f, k := v.pop(), v.pop()
		if f&^function != 0 || k&^attributeKinds[in.Arg] != 0 {
			return v.bad(in, "takes other values")
		}
		v.push(function)
		return nil
	case CALL_INTRINSIC_1:
		return v.intrinsic1(in)
	case CALL_INTRINSIC_2:
		return v.intrinsic2(in)
	case RETURN_GENERATOR:
		if v.c.Flags&generatorFlags == 0 || s.generator || v.depth(s) != 0 {
			return v.bad(in, "is no start of a generator")
		}
		s.generator = true
		v.push(object)
		return nil
	case YIELD_VALUE:
		if !s.generator {
			return v.bad(in, "is outside of a generator")
		}
	case RETURN_VALUE:
		if s.generator != (v.c.Flags&generatorFlags != 0) {
			return v.bad(in, "is reached before the generator's start")
		}
	case RERAISE:
		if v.pop()&^exception != 0 || a > 0 && s.slots[len(s.slots)-a]&^lasti != 0 {
			return v.bad(in, "takes other values")
		}
		return nil
	case LOAD_NAME, STORE_NAME, DELETE_NAME, LOAD_LOCALS, SETUP_ANNOTATIONS:
		if v.c.Flags&CO_OPTIMIZED != 0 {
			return v.bad(in, "is in a function, which has no namespace")
		}
	}
	return v.plain(in)
}

// plain is an instruction with a rule.
func (v *verifier) plain(in Instr) error {
	popped, pushed := Effect(in.Op, int(in.Arg))
	r := &ruleTable[in.Op]
	slots := v.cur.slots
	base := len(slots) - popped
	for i := range popped {
		want := value
		if i < len(r.take) {
			want = r.take[i]
		}
		if k := slots[len(slots)-1-i]; k&^want != 0 {
			return v.bad(in, "takes another value as its operand %d", i+1)
		}
	}
	v.cur.slots = slots[:base+min(r.keep, popped)]
	for i := len(v.cur.slots) - base; i < pushed; i++ {
		k := object
		if n := pushed - 1 - i; n < len(r.leave) {
			k = r.leave[n]
		}
		v.push(k)
	}
	return nil
}

// push puts a kind on the stack; step looks at the depth.
func (v *verifier) push(k kind) { v.cur.slots = append(v.cur.slots, k) }

func (v *verifier) pop() kind {
	last := len(v.cur.slots) - 1
	k := v.cur.slots[last]
	v.cur.slots = v.cur.slots[:last]
	return k
}

// call is CALL and CALL_KW: the callable, self or nothing, the arguments, the names.
func (v *verifier) call(in Instr) error {
	if in.Op == CALL_KW {
		if v.pop()&^names != 0 {
			return v.bad(in, "has no names")
		}
	}
	for range in.Arg {
		if v.pop()&null != 0 {
			return v.bad(in, "takes an unbound argument")
		}
	}
	v.pop()
	if v.pop()&null != 0 {
		return v.bad(in, "calls nothing")
	}
	v.push(object)
	return nil
}

func (v *verifier) buildTuple(in Instr) error {
	all := kind(0)
	for range in.Arg {
		all |= v.pop()
	}
	switch {
	case all&null != 0:
		return v.bad(in, "takes an unbound value")
	case all == cell: // of a closure; an empty one does not occur
		v.push(cells)
	default:
		v.push(tuple)
	}
	return nil
}

// add is an instruction that adds to a container.
func (v *verifier) add(in Instr) error {
	items := 1
	if in.Op == MAP_ADD {
		items = 2
	}
	for range items {
		if v.pop()&null != 0 {
			return v.bad(in, "adds an unbound value")
		}
	}
	slots := v.cur.slots
	if k := slots[len(slots)-int(in.Arg)]; k&^containerTable[in.Op] != 0 {
		return v.bad(in, "adds to another value")
	}
	if in.Op == DICT_MERGE && slots[len(slots)-int(in.Arg)-3]&null != 0 { // the function
		return v.bad(in, "calls nothing")
	}
	return nil
}

func (v *verifier) intrinsic1(in Instr) error {
	want, ok := intrinsicKinds[in.Arg]
	if !ok {
		want = value
	}
	if k := v.pop(); k&^want != 0 {
		return v.bad(in, "takes another value")
	}
	switch in.Arg {
	case 2: // IMPORT_STAR
		if v.c.Flags&CO_OPTIMIZED != 0 {
			return v.bad(in, "is in a function, which has no namespace")
		}
	case 3:
		v.push(exception)
		return nil
	case 6:
		v.push(tuple)
		return nil
	}
	v.push(object)
	return nil
}

func (v *verifier) intrinsic2(in Instr) error {
	b, a := v.pop(), v.pop()
	result := object
	ok := (a|b)&null == 0
	switch in.Arg {
	case 1: // PREP_RERAISE_STAR
		ok, result = ok && a&^exception == 0 && b&^list == 0, handled
	case 2, 3: // TYPEVAR_WITH_BOUND, TYPEVAR_WITH_CONSTRAINTS
		ok = ok && a&^str == 0
	case 4: // SET_FUNCTION_TYPE_PARAMS
		ok, result = ok && a&^function == 0, function
	}
	if !ok {
		return v.bad(in, "takes other values")
	}
	v.push(result)
	return nil
}
