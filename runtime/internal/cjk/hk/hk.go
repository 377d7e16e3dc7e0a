// Package hk holds the tables of the encodings of Hong Kong.
package hk

import (
	_ "embed"

	"adder/runtime/internal/cjk"
	"adder/runtime/internal/cjk/tw"
)

//go:embed big5hkscs.bin
var big5hkscsData string

// Big5HKSCS is a variant of Taiwan's Big5.
var Big5HKSCS = cjk.NewTable(big5hkscsData, func() *cjk.Table { return tw.Big5 })
