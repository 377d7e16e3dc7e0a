//go:build unix && !linux

package socket

// Sockets are made close-on-exec, and not to block, by calls of their own.
const (
	closeOnExec = 0
	nonBlocking = 0
	noSignal    = 0
)

func protocolOf(fd int) int { return 0 }

func systemConstants() map[string]int { return nil }
