// This file implements handles of keys.

package winreg

import (
	"fmt"
	"runtime"
	"unsafe"

	"golang.org/x/sys/windows/registry"

	"adder/runtime/py"
)

// keyObject is an open key.
type keyObject struct {
	py.Header
	key registry.Key // 0: closed
}

var keyType = &py.Type{Name: "HKEYType"}

func asKey(v value) *keyObject { return (*keyObject)(v.Ptr()) }

func isKey(v value) bool { return v.Type() == keyType }

func address[T any](p *T) uintptr { return uintptr(unsafe.Pointer(p)) }

func newKey(k registry.Key) value {
	o := &keyObject{key: k}
	o.SetType(keyType)
	runtime.SetFinalizer(o, func(o *keyObject) {
		if o.key != 0 {
			_ = o.key.Close()
		}
	})
	return py.FromPtr(unsafe.Pointer(o))
}

// keyArg takes a key object, or the number of a key.
func keyArg(t *thread, v value) (registry.Key, *excp) {
	switch {
	case isKey(v):
		return asKey(v).key, nil
	case v.IsNone():
		return 0, py.TypeErrorf("None is not a valid HKEY in this context")
	case v.IsAnyInt():
		n, exc := py.IndexInt(t, v, py.OverflowError)
		return registry.Key(n), exc
	}
	return 0, py.TypeErrorf("The object is not a PyHKEY object")
}

func closeKey(t *thread, self value) (value, *excp) {
	o := asKey(self)
	if o.key == 0 {
		return py.None, nil
	}
	err := o.key.Close()
	o.key = 0
	return py.None, failure(err)
}

func defineKey() {
	py.Define(keyType, &py.StaticType{Name: "winreg.HKEYType", Flags: py.DisallowNew, Doc: "PyHKEY Object - A Python object, representing a win32 registry key.",
		Slots: py.Slots{
			Repr: func(t *thread, self value) (value, *excp) {
				return py.StrV(fmt.Sprintf("<PyHKEY at 0x%x (0x%x)>", uintptr(self.Ptr()), uintptr(asKey(self).key))), nil
			},
			Str: func(t *thread, self value) (value, *excp) {
				return py.StrV(fmt.Sprintf("<PyHKEY:0x%x>", uintptr(asKey(self).key))), nil
			},
			Bool: func(t *thread, self value) (bool, *excp) { return asKey(self).key != 0, nil },
			Int:  func(t *thread, self value) (value, *excp) { return py.Int(int64(asKey(self).key)), nil },
		},
		GetSet: []py.GetSet{{Name: "handle", Get: func(t *thread, self value) (value, *excp) { return py.Int(int64(asKey(self).key)), nil }}},
		Methods: []method{
			{Name: "Close", Sig: "()", Doc: "Closes the underlying Windows handle.", F0: closeKey},
			{Name: "Detach", Sig: "()", Doc: "Detaches the Windows handle from the handle object.", F0: func(t *thread, self value) (value, *excp) {
				k := asKey(self).key
				asKey(self).key = 0
				return py.Int(int64(k)), nil
			}},
			{Name: "__enter__", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return self, nil }},
			{Name: "__exit__", Sig: "(exc_type, exc_value, traceback, /)", F3: func(t *thread, self, _, _, _ value) (value, *excp) { return closeKey(t, self) }},
		}})
}
