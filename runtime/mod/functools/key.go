// This file implements cmp_to_key.

package functools

import "adder/runtime/py"

// keyWrapper is what cmp_to_key returns, and, with an object, the key that calling it makes.
type keyWrapper struct {
	py.Header
	cmp, obj value
}

var keyType = &py.Type{Name: "KeyWrapper"}

func asKey(v value) *keyWrapper { return (*keyWrapper)(v.Ptr()) }

func defineKey() {
	py.Define(keyType, &py.StaticType{Name: "functools.KeyWrapper", Flags: py.DisallowNew,
		Slots: py.Slots{Call: makeKey, Compare: compareKeys},
		GetSet: []py.GetSet{
			{Name: "__text_signature__", Get: func(*thread, value) (value, *excp) { return py.StrV("(obj)"), nil }},
			{Name: "obj", Doc: "Value wrapped by a key function.", Get: keyObject, Set: setKeyObject},
		}})
}

func newKey(cmp, obj value) value {
	k := &keyWrapper{cmp: cmp, obj: obj}
	k.SetType(keyType)
	return k.V()
}

func cmpToKey(t *thread, _ value, args []value) (value, *excp) { return newKey(args[0], value{}), nil }

var keySig = py.Signature{Text: "(obj)"}

func makeKey(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	if len(args) == 1 && len(kw) == 0 {
		return newKey(asKey(self).cmp, args[0]), nil
	}
	var bound [1]value
	if exc := py.BindInto("K", &keySig, bound[:], args, kw); exc != nil {
		return value{}, exc
	}
	return newKey(asKey(self).cmp, bound[0]), nil
}

func compareKeys(t *thread, a, b value, op py.CmpOp) (value, *excp) {
	if b.Type() != keyType {
		return value{}, py.TypeErrorf("other argument must be K instance")
	}
	x, y := asKey(a), asKey(b)
	if x.obj.IsUnbound() || y.obj.IsUnbound() {
		return value{}, py.Errorf(py.AttributeError, "object")
	}
	r, exc := py.Call2(t, x.cmp, x.obj, y.obj)
	if exc != nil {
		return value{}, exc
	}
	return py.Compare(t, r, py.Int(0), op)
}

func keyObject(t *thread, self value) (value, *excp) {
	if v := asKey(self).obj; v.Bound() {
		return v, nil
	}
	return py.None, nil
}

func setKeyObject(t *thread, self, v value) *excp {
	asKey(self).obj = v
	return nil
}
