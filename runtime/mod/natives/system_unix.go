//go:build unix

package natives

import (
	"adder/runtime/mod/fcntl"
	"adder/runtime/mod/mmap"
	"adder/runtime/mod/posix"
	"adder/runtime/mod/pwd"
	"adder/runtime/mod/resource"
	"adder/runtime/mod/selects"
	"adder/runtime/mod/socket"
	"adder/runtime/mod/subprocess"
	"adder/runtime/mod/syslogmod"
	"adder/runtime/mod/termios"
	"adder/runtime/mod/uuidmod"
	"adder/runtime/py"
)

// system lists the modules on which os stands, and others of unix.
func system() []py.Native {
	return []py.Native{
		{Name: "posix", Def: posix.Def},
		{Name: "select", Def: selects.Def},
		{Name: "_posixsubprocess", Def: subprocess.Def},
		{Name: "_socket", Def: socket.Def},
		{Name: "fcntl", Def: fcntl.Def},
		{Name: "pwd", Def: pwd.Def},
		{Name: "grp", Def: pwd.Groups},
		{Name: "resource", Def: resource.Def},
		{Name: "termios", Def: termios.Def},
		{Name: "syslog", Def: syslogmod.Def},
		{Name: "mmap", Def: mmap.Def},
		{Name: "_uuid", Def: uuidmod.Def},
	}
}
