// Package codecskr is the _codecs_kr module.
package codecskr

import (
	"adder/runtime/internal/cjk"
	"adder/runtime/internal/cjk/kr"
	"adder/runtime/mod/multibyte"
	"adder/runtime/py"
)

// Def returns the definition of the module.
func Def() *py.ModuleDef { return multibyte.CodecModule("_codecs_kr", codecs) }

func codecs() []*cjk.Codec {
	return []*cjk.Codec{
		cjk.EUCKR(kr.EUCKR), cjk.Stateless("cp949", kr.CP949), cjk.Stateless("johab", kr.Johab),
	}
}
