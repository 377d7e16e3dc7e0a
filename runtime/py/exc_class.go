// This file makes exception classes for native modules.

package py

import "strings"

// NewExcClass makes an exception class as PyErr_NewExceptionWithDoc does; name includes the
// module: "zlib.error".
func NewExcClass(t *Thread, name, doc string, base *Type) (*Type, *Exc) {
	dot := strings.LastIndexByte(name, '.')
	ns := NewDict()
	ns.SetStr(nameModule, StrV(name[:dot]))
	if doc != "" {
		ns.SetStr(nameDoc, StrV(doc))
	}
	v, exc := Call3(t, TypeType.V(), StrV(name[dot+1:]), NewTuple(base.V()).V(), ns.V())
	if exc != nil {
		return nil, exc
	}
	return AsType(v), nil
}
