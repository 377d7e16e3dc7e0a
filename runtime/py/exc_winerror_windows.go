// This file gives OSError the attribute winerror.

package py

import (
	"syscall"

	"adder/runtime/internal/crt"
)

// hasWinError tells that errors carry Windows' own code.
const hasWinError = true

func errnoOfWinError(code int64) int { return int(crt.ErrnoOf(syscall.Errno(code))) }

var winErrorGetSet = []GetSet{{Name: "winerror", Doc: "Win32 exception code",
	Get: func(t *Thread, self Value) (Value, *Exc) { return AsExc(self).Field(OSErrorWinError), nil },
	Set: func(t *Thread, self, v Value) *Exc {
		AsExc(self).Fields[OSErrorWinError] = v
		return nil
	}}}
