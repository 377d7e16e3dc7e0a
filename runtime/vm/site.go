// This file defines the inline caches.

package vm

import "adder/runtime/py"

// site is the inline cache of one instruction. What its fields mean depends on the
// instruction; all are zero until the slow path fills them.
type site struct {
	global py.GlobalCache
	value  py.Value
	kw     []*py.Str
}
