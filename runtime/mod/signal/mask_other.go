//go:build unix && !linux

package signal

// How pthread_sigmask changes the mask.
const (
	sigBlock   = 1
	sigUnblock = 2
	sigSetMask = 3
)
