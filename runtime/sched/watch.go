// This file receives the operating system's signals.

package sched

import (
	"os"
	"os/signal"
	"sync"
	"syscall"
)

var watcher struct {
	once sync.Once
	c    chan os.Signal
	// arrived is called for every signal that is watched, beside Trip.
	mu      sync.Mutex
	arrived func(n int)
}

// Watch lets signal n be queued for its Python handler when it arrives.
func Watch(n int) {
	watcher.once.Do(func() {
		watcher.c = make(chan os.Signal, 64)
		go receive()
	})
	signal.Notify(watcher.c, syscall.Signal(n))
}

func receive() {
	for s := range watcher.c {
		if n, ok := s.(syscall.Signal); ok {
			watcher.mu.Lock()
			arrived := watcher.arrived
			watcher.mu.Unlock()
			if arrived != nil {
				arrived(int(n))
			}
			Trip(int(n))
		}
	}
}

// OnArrival sets what is called, from another goroutine, for every watched signal.
func OnArrival(f func(n int)) {
	watcher.mu.Lock()
	watcher.arrived = f
	watcher.mu.Unlock()
}

// Default gives signal n back to the operating system's default action.
func Default(n int) { signal.Reset(syscall.Signal(n)) }

// Ignore lets the operating system drop signal n.
func Ignore(n int) { signal.Ignore(syscall.Signal(n)) }

// Ignored reports whether signal n is dropped.
func Ignored(n int) bool { return signal.Ignored(syscall.Signal(n)) }
