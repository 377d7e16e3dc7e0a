//go:build !unix

package sched

// WakeFD returns -1: this system has no descriptors to wait for.
func WakeFD() int { return -1 }

// DrainWake does nothing here.
func DrainWake() {}

func writeWake() {}
