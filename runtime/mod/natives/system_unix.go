//go:build unix

package natives

import (
	"adder/runtime/mod/posix"
	"adder/runtime/mod/selects"
	"adder/runtime/mod/signal"
	"adder/runtime/py"
)

// system lists the modules on which os stands.
func system() []py.Native {
	return []py.Native{{Name: "posix", Def: posix.Def}, {Name: "_signal", Def: signal.Def}, {Name: "select", Def: selects.Def}}
}
