//go:build unix

// This file defines the module.

// Package uuidmod is the _uuid module (Modules/_uuidmodule.c): UUIDs of the time, made as libuuid makes them.
package uuidmod

import (
	"crypto/rand"
	"encoding/binary"
	"sync"
	"time"

	"adder/runtime/py"
)

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	return &py.ModuleDef{Name: "_uuid", Methods: []py.Method{
		{Name: "generate_time_safe", Sig: "()", F0: func(t *py.Thread, _ py.Value) (py.Value, *py.Exc) {
			return py.NewTuple(py.BytesV(generate()), py.Int(unsafeClock)).V(), nil
		}},
	}, Exec: func(t *py.Thread, m *py.Module) *py.Exc {
		m.Dict.SetStr(py.Intern("has_uuid_generate_time_safe"), py.Int(1))
		m.Dict.SetStr(py.Intern("has_stable_extractable_node"), py.Int(0))
		return nil
	}}
}

// unsafeClock tells that nobody keeps processes from choosing the same clock sequence.
const unsafeClock = -1

// clock is what must not repeat.
var clock struct {
	sync.Mutex
	node     []byte
	sequence uint16
	last     uint64
}

// generate makes a UUID of version 1 (RFC 9562).
func generate() []byte {
	clock.Lock()
	defer clock.Unlock()
	if clock.node == nil {
		clock.node = node()
		var seed [2]byte
		_, _ = rand.Read(seed[:])
		clock.sequence = binary.BigEndian.Uint16(seed[:]) & 0x3fff
	}
	const gregorian = 0x01b21dd213814000 // from 1582 to 1970, in units of 100 ns
	now := uint64(time.Now().UnixNano()/100) + gregorian
	if now <= clock.last {
		now = clock.last + 1
	}
	clock.last = now
	out := make([]byte, 16)
	binary.BigEndian.PutUint32(out[0:], uint32(now))
	binary.BigEndian.PutUint16(out[4:], uint16(now>>32))
	binary.BigEndian.PutUint16(out[6:], uint16(now>>48)&0x0fff|0x1000)
	binary.BigEndian.PutUint16(out[8:], clock.sequence|0x8000)
	copy(out[10:], clock.node)
	return out
}

// node is the address of a network card, or a random one marked as such.
func node() []byte {
	if address := cardAddress(); address != nil {
		return address
	}
	out := make([]byte, nodeSize)
	_, _ = rand.Read(out)
	out[0] |= 1
	return out
}

const nodeSize = 6
