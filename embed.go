// Package adder carries the source text that programs are built from, so that building one
// takes the Go toolchain and no network.
package adder

import "embed"

// Generator holds what turns bytecode into Go. Its hash is part of the names of generated
// packages: another generator may write other code for the same module.
//
//go:embed lower codegen
var Generator embed.FS

// Source holds the runtime and the front end, which programs that compile text at run time
// link. It includes their tests, which codegen/gobuild leaves out.
//
//go:embed runtime frontend
var Source embed.FS
