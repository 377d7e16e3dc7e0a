//go:build !unix

package io

// awaitInput does nothing: what reads a console is told of Ctrl-C by the read itself.
func (f *fileIO) awaitInput(*thread) *excp { return nil }
