// Package imp is the import system: what __import__ does, the search along sys.path, loading of
// native modules, of source with __pycache__, of bytecode, and of modules that were compiled
// into the program.
//
// It follows importlib._bootstrap and _bootstrap_external in Go, because start-up has no time to
// execute those. Module specs and loaders are native objects with the attributes and methods that
// programs use.
package imp
