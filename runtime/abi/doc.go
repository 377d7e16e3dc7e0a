// Package abi is what only generated code calls: entry and exit of functions, inline fast
// paths, inline caches, and the loading of compiled modules. Everything that the
// interpreter needs as well is in runtime/py.
//
// codegen/abi lists what generated code may use of this package and of runtime/py, with
// signatures; its test compares the list with the packages.
package abi
