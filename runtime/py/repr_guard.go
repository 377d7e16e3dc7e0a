// This file keeps the repr of a container that contains itself from recursing forever.

package py

import "unsafe"

// EnterRepr notes that the repr of v is being made; false means that it is already, further
// out, and dots should stand for it. Pair a true result with LeaveRepr.
func (t *Thread) EnterRepr(v Value) bool {
	for _, p := range t.repring {
		if p == v.ref {
			return false
		}
	}
	t.repring = append(t.repring, v.ref)
	return true
}

// LeaveRepr ends what EnterRepr began.
func (t *Thread) LeaveRepr(v Value) { t.repring = t.repring[:len(t.repring)-1] }

// reprStack lists the containers whose repr is being made.
type reprStack = []unsafe.Pointer
