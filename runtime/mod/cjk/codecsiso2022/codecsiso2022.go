// Package codecsiso2022 is the _codecs_iso2022 module.
package codecsiso2022

import (
	"adder/runtime/internal/cjk/iso2022"
	"adder/runtime/mod/multibyte"
	"adder/runtime/py"
)

// Def returns the definition of the module.
func Def() *py.ModuleDef { return multibyte.CodecModule("_codecs_iso2022", iso2022.Codecs) }
