//go:build unix

package natives

import (
	"adder/runtime/mod/posix"
	"adder/runtime/mod/selects"
	"adder/runtime/mod/socket"
	"adder/runtime/mod/subprocess"
	"adder/runtime/py"
)

// system lists the modules on which os stands, and others of unix.
func system() []py.Native {
	return []py.Native{
		{Name: "posix", Def: posix.Def},
		{Name: "select", Def: selects.Def},
		{Name: "_posixsubprocess", Def: subprocess.Def},
		{Name: "_socket", Def: socket.Def},
	}
}
