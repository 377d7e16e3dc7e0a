//go:build unix

package faulthandler

import "syscall"

const sigbus = syscall.SIGBUS
