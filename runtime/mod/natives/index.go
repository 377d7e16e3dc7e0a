// This file tells the compiler where native modules are.

package natives

import (
	"reflect"
	"runtime"
	"strings"
)

// Place tells how generated Go code refers to a native module.
type Place struct {
	Path string // import path of its package
	Func string // the function there that makes the definition
}

// Index returns the places of all native modules by name. It names functions, rather than a
// table of its own, so that it cannot differ from All.
func Index() map[string]Place {
	index := map[string]Place{}
	for _, native := range All() {
		name := runtime.FuncForPC(reflect.ValueOf(native.Def).Pointer()).Name()
		dot := strings.LastIndexByte(name, '.')
		index[native.Name] = Place{name[:dot], name[dot+1:]}
	}
	return index
}
