package signal

import "golang.org/x/sys/unix"

// How pthread_sigmask changes the mask.
const (
	sigBlock   = unix.SIG_BLOCK
	sigUnblock = unix.SIG_UNBLOCK
	sigSetMask = unix.SIG_SETMASK
)
