// Package sched is the interpreter lock, the wake-up of threads at safe points, and the queue of
// signals. It knows neither objects nor frames: a thread is here the word that its safe points
// load, its Breaker.
//
//	thread A (runs)                     thread B (wants the lock)
//	                                    Acquire: taken, queue up, sleep one switch interval
//	                                    still taken: set Switch in A's Breaker
//	safe point: Breaker != 0
//	  Yield: hand the lock to B ──────▶ runs
//	         queue up, sleep …
//
// Without contention taking or giving back the lock is one atomic compare-and-swap, and a safe
// point is one atomic load. The lock is handed over directly, first come, first served, so that
// a thread that computes cannot starve the others.
package sched
