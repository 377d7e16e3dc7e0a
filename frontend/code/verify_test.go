// This file tests that the verifier refuses code objects that lie.

package code

import (
	"strings"
	"testing"
)

func sample(bytecode ...byte) *Code {
	return &Code{
		Name: "f", QualName: "f", StackSize: 2, FirstLine: 1, Bytecode: bytecode, Consts: []Const{None{}},
		LocalsPlusNames: []string{"x"}, LocalsPlusKinds: []LocalKind{CO_FAST_LOCAL},
	}
}

const (
	resume   = byte(RESUME)
	load     = byte(LOAD_CONST)
	ret      = byte(RETURN_VALUE)
	pop      = byte(POP_TOP)
	forward  = byte(JUMP_FORWARD)
	backward = byte(JUMP_BACKWARD)
	extend   = byte(EXTENDED_ARG)
)

// TestVerify has a piece of the expected error for each code object, "" for none.
func TestVerify(t *testing.T) {
	for _, test := range []struct {
		name, want string
		c          *Code
	}{
		{"minimal", "", sample(resume, 0, load, 0, ret, 0)},
		{"odd", "bytes of bytecode", sample(resume)},
		{"constant", "refers to 1 of 1", sample(load, 1, ret, 0)},
		{"local", "refers to 3 of 1", sample(byte(LOAD_FAST), 3, ret, 0)},
		{"pair", "refers to 2 of 1", sample(byte(LOAD_FAST_LOAD_FAST), 2, ret, 0)},
		{"name", "refers to 0 of 0", sample(byte(LOAD_GLOBAL), 1, 0, 0, 0, 0, 0, 0, 0, 0, ret, 0)},
		{"underflow", "takes 1 values of 0", sample(pop, 0, load, 0, ret, 0)},
		{"overflow", "stack depth 3 of 2", sample(load, 0, load, 0, load, 0, ret, 0)},
		{"end", "offset 2 is reached", sample(load, 0)},
		{"forward", "offset 10 is reached", sample(forward, 4, load, 0, ret, 0)},
		{"into a prefix", "offset 4 is reached", sample(forward, 1, extend, 0, load, 0, ret, 0)},
		{"backward", "offset -2", sample(backward, 3, 0, 0, ret, 0)},
		{"growing loop", "depths", sample(load, 0, backward, 3, 0, 0)},
		{"caches", "reaches beyond", sample(byte(LOAD_GLOBAL), 0)},
		{"prefix", "refers to 256 of 1", sample(extend, 1, load, 0, ret, 0)},
		{"cache", "no instruction", sample(byte(CACHE), 0, load, 0, ret, 0)},
	} {
		err := Verify(test.c)
		switch {
		case test.want == "" && err != nil:
			t.Errorf("%s: %v", test.name, err)
		case test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)):
			t.Errorf("%s: got %v, want %q", test.name, err, test.want)
		}
	}
}

// FuzzVerify wants an answer for any bytecode and tables.
func FuzzVerify(f *testing.F) {
	f.Add([]byte{resume, 0, load, 0, ret, 0}, []byte{}, []byte{0x80, 0})
	f.Add([]byte{byte(LOAD_FAST), 0, pop, 0, load, 0, ret, 0}, []byte{0x80, 2, 2, 1}, []byte{0xf8, 1})
	f.Fuzz(func(t *testing.T, bytecode, exceptions, lines []byte) {
		c := sample(bytecode...)
		c.ExceptionTable, c.LineTable = exceptions, lines
		Verify(c)
	})
}
