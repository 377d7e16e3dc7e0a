// This file compiles anything.

package frontend

import (
	"testing"

	"adder/frontend/code"
	"adder/frontend/code/marshal"
)

// FuzzCompile wants an answer for any text, in any mode: an error, or a code object that
// verifies and survives being written and read.
func FuzzCompile(f *testing.F) {
	for _, text := range snippets {
		f.Add([]byte(text), uint8(0))
	}
	f.Add([]byte("def f(a, *b, c=1, **d):\n  with a as x, b:\n    yield [i async for i in x if (y := i)]\n"), uint8(1))
	f.Add([]byte("match x:\n  case {'a': [1, *_], **r} | C(y=2): t'{x!r:>{w}}'\n"), uint8(2))
	f.Add([]byte("try:\n  raise\nexcept* (A, B) as e: del e\nfinally: x[1:2] += 3\n"), uint8(0))
	f.Fuzz(func(t *testing.T, text []byte, mode uint8) {
		c, _, err := Compile(text, "fuzz", Mode(mode%3), Options{Optimize: int(mode / 3 % 3)})
		if err != nil {
			return
		}
		if err := code.Verify(c); err != nil {
			t.Fatal(err)
		}
		back, err := marshal.ReadCode(marshal.Dumps(c))
		if err != nil {
			t.Fatal(err)
		}
		if code.ConstKey(back) != code.ConstKey(c) {
			t.Fatal("the code object read is not the one written")
		}
	})
}
