// Package tw holds the tables of the encodings of Taiwan.
package tw

import (
	_ "embed"

	"adder/runtime/internal/cjk"
)

//go:embed big5.bin
var big5Data string

//go:embed cp950.bin
var cp950Data string

// The tables.
var (
	Big5  = cjk.NewTable(big5Data, nil)
	CP950 = cjk.NewTable(cp950Data, func() *cjk.Table { return Big5 })
)
