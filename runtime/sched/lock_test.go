package sched

import (
	"sync"
	"testing"
	"time"
)

// work passes safe points until done says so.
func work(b *Breaker, steps int, step func()) {
	Acquire(b)
	for range steps {
		step()
		if b.Load()&Switch != 0 {
			Yield(b)
		}
	}
	Release()
}

func TestLockExcludes(t *testing.T) {
	SetInterval(10 * time.Microsecond)
	defer SetInterval(0)
	var threads [4]Breaker
	var wg sync.WaitGroup
	n := 0
	for i := range threads {
		wg.Add(1)
		go func() {
			defer wg.Done()
			work(&threads[i], 50000, func() { n++ })
		}()
	}
	wg.Wait()
	if n != 200000 {
		t.Errorf("counted %d, want 200000: two threads held the lock at once", n)
	}
}

// A thread that computes must let the others in within about an interval.
func TestLockSwitches(t *testing.T) {
	SetInterval(100 * time.Microsecond)
	defer SetInterval(0)
	var a, b Breaker
	stop := false
	done := make(chan struct{})
	go func() {
		Acquire(&a)
		for !stop {
			if a.Load() != 0 {
				Yield(&a)
			}
		}
		Release()
		close(done)
	}()
	time.Sleep(time.Millisecond)
	Acquire(&b)
	stop = true
	Release()
	select {
	case <-done:
	case <-time.After(5 * time.Second):
		t.Fatal("the computing thread never gave the lock up")
	}
}

func BenchmarkUncontended(b *testing.B) {
	var th Breaker
	for b.Loop() {
		Acquire(&th)
		Release()
	}
}
