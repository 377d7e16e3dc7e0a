// Package cn holds the tables of the encodings of mainland China.
package cn

import (
	_ "embed"

	"adder/runtime/internal/cjk"
)

//go:embed gb2312.bin
var gb2312Data string

//go:embed gbk.bin
var gbkData string

//go:embed gb18030.bin
var gb18030Data string

// The tables.
var (
	GB2312  = cjk.NewTable(gb2312Data, nil)
	GBK     = cjk.NewTable(gbkData, func() *cjk.Table { return GB2312 })
	GB18030 = cjk.NewTable(gb18030Data, func() *cjk.Table { return GBK })
)
