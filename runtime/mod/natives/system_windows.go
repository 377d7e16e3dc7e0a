package natives

import (
	"adder/runtime/mod/msvcrt"
	"adder/runtime/mod/nt"
	"adder/runtime/mod/winapi"
	"adder/runtime/mod/winreg"
	"adder/runtime/py"
)

// system lists the modules of Windows, nt being that on which os stands.
func system() []py.Native {
	return []py.Native{
		{Name: "nt", Def: nt.Def},
		{Name: "_winapi", Def: winapi.Def},
		{Name: "msvcrt", Def: msvcrt.Def},
		{Name: "winreg", Def: winreg.Def},
	}
}
