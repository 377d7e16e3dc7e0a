// This file is object's part of the pickle protocol: __reduce_ex__, __reduce__, __getstate__.

package py

import "strings"

func objectReduce(t *Thread, self Value) (Value, *Exc) { return reduceCommon(t, self, 0) }

func objectReduceEx(t *Thread, self, protocol Value) (Value, *Exc) {
	proto, exc := IndexInt(t, protocol, OverflowError)
	if exc != nil {
		return Value{}, exc
	}
	reduce := self.Type().Lookup(nameReduce)
	if reduce.Bound() && reduce != ObjectType.Lookup(nameReduce) {
		fn, exc := GetAttr(t, self, nameReduce)
		if exc != nil {
			return Value{}, exc
		}
		return Call0(t, fn)
	}
	return reduceCommon(t, self, proto)
}

// ImportAttr returns an attribute of a module, importing it.
func ImportAttr(t *Thread, module, name string) (Value, *Exc) {
	if ImportHook == nil {
		return Value{}, Errorf(ImportError, "no import system is linked")
	}
	mod, exc := ImportHook(t, Intern(module), Value{}, NewTuple(StrV(name)).V(), 0)
	if exc != nil {
		return Value{}, exc
	}
	return GetAttr(t, mod, Intern(name))
}

func reduceCommon(t *Thread, self Value, proto int) (Value, *Exc) {
	if proto >= 2 {
		return reduceNewObj(t, self)
	}
	fn, exc := ImportAttr(t, "copyreg", "_reduce_ex")
	if exc != nil {
		return Value{}, exc
	}
	return Call2(t, fn, self, Int(int64(proto)))
}

// reduceNewObj is the reduction of protocols 2 and up: copyreg.__newobj__ with the arguments of
// __getnewargs_ex__ or __getnewargs__, the state, and iterators over list and dict items.
func reduceNewObj(t *Thread, self Value) (Value, *Exc) {
	typ := self.Type()
	if typ.Slots.New == nil {
		return Value{}, TypeErrorf("cannot pickle '%s' object", typ.TpName())
	}
	args, kwargs, hasArgs, exc := getNewArguments(t, self)
	if exc != nil {
		return Value{}, exc
	}
	isList, isDict := typ.Flags&ListSubclass != 0, typ.Flags&DictSubclass != 0
	class, exc := GetAttr(t, self, nameClass)
	if exc != nil {
		return Value{}, exc
	}
	name, fnArgs := "__newobj__", []Value{class}
	if kwargs.Bound() && AsDict(kwargs).Len() > 0 {
		name, fnArgs = "__newobj_ex__", []Value{class, args, kwargs}
	} else if hasArgs {
		fnArgs = append(fnArgs, AsTuple(args).Items...)
	}
	fn, exc := ImportAttr(t, "copyreg", name)
	if exc != nil {
		return Value{}, exc
	}
	state, exc := getState(t, self, !(hasArgs || isList || isDict))
	if exc != nil {
		return Value{}, exc
	}
	listItems, dictItems := None, None
	if isList {
		if listItems, exc = Iter(t, self); exc != nil {
			return Value{}, exc
		}
	}
	if isDict {
		items, exc := CallMethod(t, self, Intern("items"))
		if exc != nil {
			return Value{}, exc
		}
		if dictItems, exc = Iter(t, items); exc != nil {
			return Value{}, exc
		}
	}
	return NewTuple(fn, NewTuple(fnArgs...).V(), state, listItems, dictItems).V(), nil
}

func getNewArguments(t *Thread, self Value) (args, kwargs Value, has bool, exc *Exc) {
	v, ok, exc := CallSpecial(t, self, Intern("__getnewargs_ex__"))
	if exc != nil {
		return args, kwargs, false, exc
	}
	if ok {
		if !v.IsTuple() {
			return args, kwargs, false, TypeErrorf("__getnewargs_ex__ should return a tuple, not '%s'", TypeName(v))
		}
		items := AsTuple(v).Items
		if len(items) != 2 {
			return args, kwargs, false, ValueErrorf("__getnewargs_ex__ should return a tuple of length 2, not %d", len(items))
		}
		if !items[0].IsTuple() {
			return args, kwargs, false, TypeErrorf("first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '%s'", TypeName(items[0]))
		}
		if items[1].Type().Flags&DictSubclass == 0 {
			return args, kwargs, false, TypeErrorf("second item of the tuple returned by __getnewargs_ex__ must be a dict, not '%s'", TypeName(items[1]))
		}
		return items[0], items[1], true, nil
	}
	v, ok, exc = CallSpecial(t, self, Intern("__getnewargs__"))
	if exc != nil || !ok {
		return args, kwargs, false, exc
	}
	if !v.IsTuple() {
		return args, kwargs, false, TypeErrorf("__getnewargs__ should return a tuple, not '%s'", TypeName(v))
	}
	return v, Value{}, true, nil
}

// getState calls __getstate__, the object's own or object's.
func getState(t *Thread, self Value, required bool) (Value, *Exc) {
	fn, exc := GetAttr(t, self, nameGetState)
	if exc != nil {
		return Value{}, exc
	}
	if fn.Type() == BuiltinType && AsBuiltin(fn).Self == self && AsBuiltin(fn).Owner == ObjectType {
		return defaultState(t, self, required)
	}
	return Call0(t, fn)
}

func objectGetState(t *Thread, self Value) (Value, *Exc) { return defaultState(t, self, false) }

// defaultState is the state of an object without __getstate__: its __dict__, paired with the
// values of its __slots__ if it has any.
func defaultState(t *Thread, self Value, required bool) (Value, *Exc) {
	typ := self.Type()
	if required && typ.Layout == LayoutNative && (typ.Flags&HeapType == 0 || typ.solidBase().Flags&HeapType == 0) && typ.solidBase() != ObjectType && typ.solidBase() != BaseException {
		return Value{}, TypeErrorf("cannot pickle %s objects", typ.TpName())
	}
	state := None
	dict, exc := LookupAttr(t, self, nameDict)
	if exc != nil {
		return Value{}, exc
	}
	if dict.Bound() {
		state = dict
		if dict.Type() == DictType {
			copied := NewDict()
			if exc := DictUpdate(t, copied, dict); exc != nil {
				return Value{}, exc
			}
			state = copied.V()
		}
	}
	slots := NewDict()
	for _, k := range typ.MRO {
		if k.inst == nil {
			continue
		}
		for _, name := range k.inst.members {
			key := Intern(mangle(k.Name, name))
			v, exc := LookupAttr(t, self, key)
			if exc != nil {
				return Value{}, exc
			}
			if v.Bound() {
				slots.SetStr(key, v)
			}
		}
	}
	if slots.Len() > 0 {
		return NewTuple(state, slots.V()).V(), nil
	}
	return state, nil
}

// mangle applies the name mangling of private names (__x in class C is _C__x).
func mangle(class, name string) string {
	if !strings.HasPrefix(name, "__") || strings.HasSuffix(name, "__") || strings.Contains(name, ".") {
		return name
	}
	class = strings.TrimLeft(class, "_")
	if class == "" {
		return name
	}
	return "_" + class + name
}
