// This file defines FrameLocalsProxy: f_locals of a function, which reads and writes the
// function's variables (PEP 667).

package py

import "adder/frontend/code"

const (
	codeCell = code.CO_FAST_CELL
	codeFree = code.CO_FAST_FREE
)

// localsProxy is a FrameLocalsProxy.
type localsProxy struct {
	Header
	frame *Frame
}

var localsProxyType = &Type{Name: "FrameLocalsProxy"}

func newLocalsProxy(f *Frame) Value {
	p := &localsProxy{Header{localsProxyType}, f}
	return p.V()
}

func asProxy(v Value) *localsProxy { return (*localsProxy)(v.ref) }

// index finds the variable with that name; hidden ones have none.
func (p *localsProxy) index(key Value) int {
	if !key.IsStr() {
		return -1
	}
	full := p.frame.Code.Full()
	name := AsStr(key).String()
	for i, n := range full.LocalsPlusNames {
		if n == name && full.LocalsPlusKinds[i]&code.CO_FAST_HIDDEN == 0 {
			return i
		}
	}
	return -1
}

func defineLocalsProxy() {
	snapshot := func(method string) func(t *Thread, self Value) (Value, *Exc) {
		return func(t *Thread, self Value) (Value, *Exc) {
			d, exc := asProxy(self).frame.LocalsSnapshot(t)
			if exc != nil {
				return Value{}, exc
			}
			return CallMethod(t, d, Intern(method))
		}
	}
	define(localsProxyType, &StaticType{Name: "FrameLocalsProxy", Flags: DisallowNew | MappingPattern,
		Slots: Slots{
			GetItem: localsGet, SetItem: localsSet, IsMapping: true,
			Contains: func(t *Thread, self, key Value) (bool, *Exc) {
				d, exc := asProxy(self).frame.LocalsSnapshot(t)
				if exc != nil {
					return false, exc
				}
				return Contains(t, d, key)
			},
			Len: func(t *Thread, self Value) (int, *Exc) {
				d, exc := asProxy(self).frame.LocalsSnapshot(t)
				if exc != nil {
					return 0, exc
				}
				return Len(t, d)
			},
			Iter: func(t *Thread, self Value) (Value, *Exc) {
				keys, exc := snapshot("keys")(t, self)
				if exc != nil {
					return Value{}, exc
				}
				return Iter(t, keys)
			},
			Repr: func(t *Thread, self Value) (Value, *Exc) {
				d, exc := asProxy(self).frame.LocalsSnapshot(t)
				if exc != nil {
					return Value{}, exc
				}
				s, exc := Repr(t, d)
				if exc != nil {
					return Value{}, exc
				}
				return s.V(), nil
			},
		},
		Methods: []Method{
			{Name: "keys", Sig: "()", F0: snapshot("keys")},
			{Name: "values", Sig: "()", F0: snapshot("values")},
			{Name: "items", Sig: "()", F0: snapshot("items")},
			{Name: "copy", Sig: "()", F0: snapshot("copy")},
			{Name: "get", Sig: "(key, default=None, /)", FN: func(t *Thread, self Value, args []Value) (Value, *Exc) {
				d, exc := asProxy(self).frame.LocalsSnapshot(t)
				if exc != nil {
					return Value{}, exc
				}
				return CallMethod(t, d, Intern("get"), args[0], boundOrNone(args[1]))
			}},
			{Name: "update", Sig: "(other, /)", F1: func(t *Thread, self, other Value) (Value, *Exc) {
				d := NewDict()
				if exc := DictUpdate(t, d, other); exc != nil {
					return Value{}, exc
				}
				keys, exc := Collect(t, d.V())
				if exc != nil {
					return Value{}, exc
				}
				for _, k := range keys {
					v, exc := GetItem(t, d.V(), k)
					if exc != nil {
						return Value{}, exc
					}
					if exc := localsSet(t, self, k, v); exc != nil {
						return Value{}, exc
					}
				}
				return None, nil
			}},
		}})
}

func localsGet(t *Thread, self, key Value) (Value, *Exc) {
	p := asProxy(self)
	if i := p.index(key); i >= 0 {
		if v := p.frame.fastVar(i); v.Bound() {
			return v, nil
		}
	}
	if p.frame.Extra != nil {
		return GetItem(t, p.frame.Extra.V(), key)
	}
	return Value{}, KeyErrorOf(key)
}

func localsSet(t *Thread, self, key, v Value) *Exc {
	p := asProxy(self)
	i := p.index(key)
	if v.IsUnbound() {
		if i >= 0 {
			return ValueErrorf("cannot remove local variables from FrameLocalsProxy")
		}
		if p.frame.Extra == nil {
			return KeyErrorOf(key)
		}
		return DelItem(t, p.frame.Extra.V(), key)
	}
	if i < 0 {
		if p.frame.Extra == nil {
			p.frame.Extra = NewDict()
		}
		return p.frame.Extra.Set(t, key, v)
	}
	if i < len(p.frame.Fast) {
		if old := p.frame.Fast[i]; old.Bound() && old.Type() == CellType && p.frame.Code.Full().LocalsPlusKinds[i]&(codeCell|codeFree) != 0 {
			AsCell(old).Value = v
		} else {
			p.frame.Fast[i] = v
		}
	}
	return nil
}
