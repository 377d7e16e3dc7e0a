// Package kr holds the tables of the encodings of Korea.
package kr

import (
	_ "embed"

	"adder/runtime/internal/cjk"
)

//go:embed euc_kr.bin
var euckrData string

//go:embed cp949.bin
var cp949Data string

//go:embed johab.bin
var johabData string

// The tables.
var (
	EUCKR = cjk.NewTable(euckrData, nil)
	CP949 = cjk.NewTable(cp949Data, func() *cjk.Table { return EUCKR })
	Johab = cjk.NewTable(johabData, nil)
)
