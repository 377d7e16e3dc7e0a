// Package adder carries the source text that programs are built from, so that building one
// takes the Go toolchain and no network.
package adder

import "embed"

// Source holds the runtime and the front end, which programs that compile text at run time
// link. It includes their tests, which codegen/gobuild leaves out.
//
//go:embed runtime frontend
var Source embed.FS
