package natives

import (
	"adder/runtime/mod/nt"
	"adder/runtime/py"
)

// system lists the modules of Windows, nt being that on which os stands.
func system() []py.Native {
	return []py.Native{
		{Name: "nt", Def: nt.Def},
	}
}
