// This file connects the standard streams and the files that are open at the end with _io.

package runtime

import (
	"os"

	"adder/runtime/mod/io"
	"adder/runtime/py"
)

// stdStreams makes the three standard streams.
func stdStreams(t *py.Thread) (in, out, err py.Value, exc *py.Exc) {
	return io.StdStreams(t, os.Getenv("PYTHONUNBUFFERED") != "")
}

// flushFiles writes what open files still hold.
func flushFiles() { io.FlushAll() }
