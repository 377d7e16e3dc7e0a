// This file gives the kinds of values that each instruction takes and leaves.

package code

// kind is a set of the things that a slot of the stack or a local may hold. What is assumed of values
// by their users, without looking, is told apart.
type kind uint16

const (
	null   kind = 1 << iota // nothing: an unbound local, or the self of a call without one
	object                  // any object
	none                    // None
	list                    // made by BUILD_LIST, and so on
	set
	dict
	tuple
	names // a constant tuple of strings
	cells // a tuple of cells
	str
	exception
	lasti // where the exception was raised, below it in a handler
	function
	codeObject
	cell
)

const (
	value    = ^null // what is bound
	anything = ^kind(0)
	tuples   = tuple | names | cells
	handled  = exception | none // an exception or none, to be handled again
)

// rule is what an instruction with a fixed effect takes and leaves, from the top of the stack down;
// what is not listed is taken as a value and left as an object. The first keep of the values taken
// from below stay as they are.
type rule struct {
	take, leave []kind
	keep        int
}

var rules = map[Op]rule{
	POP_TOP: {take: []kind{anything}}, POP_ITER: {take: []kind{anything}}, END_FOR: {take: []kind{anything}},
	END_SEND: {take: []kind{value, anything}},

	LOAD_SPECIAL:   {leave: []kind{object | null}},
	BUILD_LIST:     {leave: []kind{list}},
	BUILD_SET:      {leave: []kind{set}},
	BUILD_MAP:      {leave: []kind{dict}},
	FORMAT_SIMPLE:  {leave: []kind{str}},
	CONVERT_VALUE:  {leave: []kind{str}},
	MAKE_FUNCTION:  {take: []kind{codeObject}, leave: []kind{function}},
	BUILD_TEMPLATE: {take: []kind{tuples, tuples}},
	CALL_KW:        {take: []kind{names}},
	MATCH_CLASS:    {take: []kind{names}},
	MATCH_KEYS:     {take: []kind{tuples}, keep: 2},

	FORMAT_WITH_SPEC: {take: []kind{str}, leave: []kind{str}},
	CALL_FUNCTION_EX: {take: []kind{anything, value, anything}},

	FOR_ITER: {keep: 1}, SEND: {keep: 1}, GET_ANEXT: {keep: 1}, IMPORT_FROM: {keep: 1}, GET_LEN: {keep: 1},
	MATCH_MAPPING: {keep: 1}, MATCH_SEQUENCE: {keep: 1},

	PUSH_EXC_INFO:     {take: []kind{exception}, leave: []kind{exception, handled}},
	POP_EXCEPT:        {take: []kind{value}},
	CHECK_EXC_MATCH:   {take: []kind{value, exception}, keep: 1},
	CHECK_EG_MATCH:    {take: []kind{value, handled}, leave: []kind{handled, handled}},
	WITH_EXCEPT_START: {take: []kind{exception, anything, anything, anything, value}, keep: 5},
	CLEANUP_THROW:     {take: []kind{exception, anything, anything}, leave: []kind{object, none}},
	END_ASYNC_FOR:     {take: []kind{exception, anything}},
}

// containers are the instructions that add to what lies below, and what that has to be. The set of
// conditional annotations is in a variable.
var containers = map[Op]kind{
	LIST_APPEND: list, LIST_EXTEND: list, SET_ADD: set | object, SET_UPDATE: set, MAP_ADD: dict, DICT_UPDATE: dict, DICT_MERGE: dict,
}

// ruleTable and containerTable are the maps as arrays.
var ruleTable, containerTable = func() (r [256]rule, c [256]kind) {
	for op, rule := range rules {
		r[op] = rule
	}
	for op, k := range containers {
		c[op] = k
	}
	return r, c
}()

// attributeKinds are what SET_FUNCTION_ATTRIBUTE sets by its argument. The defaults of a generic
// function come through a parameter.
var attributeKinds = map[uint32]kind{1: tuples | object, 2: dict | object, 4: value, 8: cells, 16: value}

// intrinsicKinds are what CALL_INTRINSIC_1 takes by its argument, if not any value.
var intrinsicKinds = map[uint32]kind{3: exception, 6: list, 7: str, 8: str, 9: str, 11: tuples}

// constKind returns the kind of a constant.
func constKind(c Const) kind {
	switch c := c.(type) {
	case None:
		return none
	case string:
		return str
	case *Code, Unread:
		return codeObject
	case Tuple:
		for _, x := range c {
			if _, ok := x.(string); !ok {
				return tuple
			}
		}
		return names
	}
	return object
}

// state is what is known before an instruction.
type state struct {
	slots     []kind // the locals, then the stack
	generator bool   // RETURN_GENERATOR was executed
	copied    bool   // the topmost two values are one
}

// join adds what o may hold; changed says that s did not include that.
func (s *state) join(o *state) (changed bool) {
	for i, k := range o.slots {
		if s.slots[i]|k != s.slots[i] {
			s.slots[i] |= k
			changed = true
		}
	}
	if s.generator && !o.generator {
		s.generator, changed = false, true
	}
	return changed
}
