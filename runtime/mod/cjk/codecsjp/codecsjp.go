// Package codecsjp is the _codecs_jp module.
package codecsjp

import (
	"adder/runtime/internal/cjk"
	"adder/runtime/internal/cjk/jp"
	"adder/runtime/mod/multibyte"
	"adder/runtime/py"
)

// Def returns the definition of the module.
func Def() *py.ModuleDef { return multibyte.CodecModule("_codecs_jp", codecs) }

func codecs() []*cjk.Codec {
	return []*cjk.Codec{
		cjk.Stateless("shift_jis", jp.ShiftJIS), cjk.Stateless("cp932", jp.CP932), cjk.Stateless("euc_jp", jp.EUCJP),
		cjk.Stateless("shift_jis_2004", jp.ShiftJIS2004), cjk.Stateless("euc_jis_2004", jp.EUCJIS2004),
		cjk.Stateless("euc_jisx0213", jp.EUCJISX0213), cjk.Stateless("shift_jisx0213", jp.ShiftJISX0213),
	}
}
