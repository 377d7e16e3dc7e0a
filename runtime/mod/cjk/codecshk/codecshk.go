// Package codecshk is the _codecs_hk module.
package codecshk

import (
	"adder/runtime/internal/cjk"
	"adder/runtime/internal/cjk/hk"
	"adder/runtime/mod/multibyte"
	"adder/runtime/py"
)

// Def returns the definition of the module.
func Def() *py.ModuleDef { return multibyte.CodecModule("_codecs_hk", codecs) }

func codecs() []*cjk.Codec {
	return []*cjk.Codec{
		cjk.Stateless("big5hkscs", hk.Big5HKSCS),
	}
}
