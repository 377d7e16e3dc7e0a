// Package jp holds the tables of the encodings of Japan.
package jp

import (
	_ "embed"

	"adder/runtime/internal/cjk"
)

//go:embed shift_jis.bin
var shiftjisData string

//go:embed cp932.bin
var cp932Data string

//go:embed shift_jisx0213.bin
var shiftjisx0213Data string

//go:embed shift_jis_2004.bin
var shiftjis2004Data string

//go:embed euc_jp.bin
var eucjpData string

//go:embed euc_jisx0213.bin
var eucjisx0213Data string

//go:embed euc_jis_2004.bin
var eucjis2004Data string

// The tables.
var (
	ShiftJIS      = cjk.NewTable(shiftjisData, nil)
	CP932         = cjk.NewTable(cp932Data, func() *cjk.Table { return ShiftJIS })
	ShiftJISX0213 = cjk.NewTable(shiftjisx0213Data, func() *cjk.Table { return ShiftJIS })
	ShiftJIS2004  = cjk.NewTable(shiftjis2004Data, func() *cjk.Table { return ShiftJISX0213 })
	EUCJP         = cjk.NewTable(eucjpData, nil)
	EUCJISX0213   = cjk.NewTable(eucjisx0213Data, func() *cjk.Table { return EUCJP })
	EUCJIS2004    = cjk.NewTable(eucjis2004Data, func() *cjk.Table { return EUCJISX0213 })
)
