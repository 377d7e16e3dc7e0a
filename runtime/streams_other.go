//go:build !unix

package runtime

import "adder/runtime/py"

// stdStreams is not called where there is no _io.
func stdStreams(*py.Thread) (in, out, err py.Value, exc *py.Exc) { return }

func flushFiles() {}
