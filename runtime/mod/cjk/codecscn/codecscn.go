// Package codecscn is the _codecs_cn module.
package codecscn

import (
	"adder/runtime/internal/cjk"
	"adder/runtime/internal/cjk/cn"
	"adder/runtime/mod/multibyte"
	"adder/runtime/py"
)

// Def returns the definition of the module.
func Def() *py.ModuleDef { return multibyte.CodecModule("_codecs_cn", codecs) }

func codecs() []*cjk.Codec {
	return []*cjk.Codec{
		cjk.Stateless("gb2312", cn.GB2312), cjk.Stateless("gbk", cn.GBK), cjk.GB18030(cn.GB18030), cjk.HZ(cn.GB2312),
	}
}
