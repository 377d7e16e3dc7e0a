// This file tells the compiler where native modules are.

package natives

import (
	"reflect"
	"runtime"
	"strings"

	"adder/runtime/py"
)

// Place tells how generated Go code refers to a native module.
type Place struct {
	Path string // import path of its package
	Func string // the function there that makes the definition
}

// Index returns the places of all native modules of a system, named as Go names it. It names
// functions, rather than a table of its own, so that it cannot differ from common; those of systems
// that this compiler does not run on are in a table, which a test compares with the sources.
func Index(goos string) map[string]Place {
	index := map[string]Place{}
	add(index, common())
	places := unixPlaces
	if goos == "windows" {
		places = windowsPlaces
	}
	for name, place := range places {
		pkg, fn, _ := strings.Cut(place, ".")
		index[name] = Place{"adder/runtime/mod/" + pkg, fn}
	}
	return index
}

func add(index map[string]Place, modules []py.Native) {
	for _, native := range modules {
		name := runtime.FuncForPC(reflect.ValueOf(native.Def).Pointer()).Name()
		dot := strings.LastIndexByte(name, '.')
		index[native.Name] = Place{name[:dot], name[dot+1:]}
	}
}

// unixPlaces are the functions of the modules in system_unix.go.
var unixPlaces = map[string]string{
	"posix":            "posix.Def",
	"select":           "selects.Def",
	"_posixsubprocess": "subprocess.Def",
	"_socket":          "socket.Def",
	"fcntl":            "fcntl.Def",
	"pwd":              "pwd.Def",
	"grp":              "pwd.Groups",
	"resource":         "resource.Def",
	"termios":          "termios.Def",
	"syslog":           "syslogmod.Def",
	"mmap":             "mmap.Def",
	"_uuid":            "uuidmod.Def",
}

// windowsPlaces are the functions of the modules in system_windows.go.
var windowsPlaces = map[string]string{
	"nt":      "nt.Def",
	"_winapi": "winapi.Def",
	"msvcrt":  "msvcrt.Def",
	"winreg":  "winreg.Def",
}
