// Package codecstw is the _codecs_tw module.
package codecstw

import (
	"adder/runtime/internal/cjk"
	"adder/runtime/internal/cjk/tw"
	"adder/runtime/mod/multibyte"
	"adder/runtime/py"
)

// Def returns the definition of the module.
func Def() *py.ModuleDef { return multibyte.CodecModule("_codecs_tw", codecs) }

func codecs() []*cjk.Codec {
	return []*cjk.Codec{
		cjk.Stateless("big5", tw.Big5), cjk.Stateless("cp950", tw.CP950),
	}
}
