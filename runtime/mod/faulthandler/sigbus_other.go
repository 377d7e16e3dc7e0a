//go:build !unix

package faulthandler

import "syscall"

const sigbus = syscall.Signal(7)
