// This file lowers damaged bytecode.

package build

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"adder/frontend"
	"adder/frontend/code"
	"adder/frontend/code/marshal"
)

// TestDamaged changes bytes of marshalled code: what the verifier passes is lowered to something that
// verifies, or refused. ADDER_DAMAGED is the number of cases.
func TestDamaged(t *testing.T) {
	count := 3000
	if n, err := strconv.Atoi(os.Getenv("ADDER_DAMAGED")); err == nil {
		count = n
	}
	files, err := filepath.Glob("../../testdata/hostile/*.py")
	if err != nil || len(files) == 0 {
		t.Fatal("no programs", err)
	}
	var dumps [][]byte
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		c, _, err := frontend.Compile(text, "damaged", frontend.Exec, frontend.Options{})
		if err != nil {
			t.Fatal(err)
		}
		dumps = append(dumps, marshal.Dumps(c))
	}
	unread, refused, lowered, declined := 0, 0, 0, 0
	for n := range count {
		root, err := marshal.ReadCode(damaged(dumps, n))
		if err != nil {
			unread++
			continue
		}
		if err := code.Verify(root); err != nil {
			refused++
			continue
		}
		for i, c := range code.Flatten(root) {
			f, err := Func(c, i, Options{})
			if err != nil {
				declined++
				continue
			}
			if err := f.Verify(); err != nil {
				t.Errorf("case %d: %v", n, err)
			}
			lowered++
		}
	}
	t.Logf("%d cases: %d cannot be read, %d are refused; of the rest's functions %d are lowered, %d declined",
		count, unread, refused, lowered, declined)
	if lowered == 0 || refused == 0 {
		t.Error("nothing was tested")
	}
}

// damaged returns one of the dumps with some bytes changed.
func damaged(dumps [][]byte, n int) []byte {
	r := rand.New(rand.NewPCG(3, uint64(n)))
	data := append([]byte{}, dumps[r.IntN(len(dumps))]...)
	for range 1 + r.IntN(3) {
		at := r.IntN(len(data))
		switch r.IntN(3) {
		case 0:
			data[at] = byte(r.IntN(256))
		case 1:
			data[at] ^= 1 << r.IntN(8)
		default:
			data[at]++
		}
	}
	return data
}
