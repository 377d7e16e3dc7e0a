package frontend

import (
	"os"
	"testing"

	"adder/frontend/code"
)

// TestLocationAt compares the search for one entry of a location table with the decoded whole.
func TestLocationAt(t *testing.T) {
	const file = "../testdata/bench/btree.py"
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	c, _, err := Compile(src, file, Exec, Options{})
	if err != nil {
		t.Fatal(err)
	}
	checkLocations(t, c)
}

func checkLocations(t *testing.T, c *code.Code) {
	at := map[int]code.Location{}
	for _, e := range c.Locations() {
		for off := e.Start; off < e.End; off++ {
			at[off] = e.Location
		}
	}
	if len(at) < len(c.Bytecode)/2 {
		t.Errorf("%s: %d of %d units have a location", c.QualName, len(at), len(c.Bytecode)/2)
	}
	for off, want := range at {
		if got := c.LocationAt(off); got != want {
			t.Errorf("%s at %d: got %v, want %v", c.QualName, off, got, want)
		}
	}
	if got := c.LocationAt(len(c.Bytecode)); got != code.NoLocation {
		t.Errorf("%s: location %v behind the end", c.QualName, got)
	}
	for _, k := range c.Consts {
		if inner, ok := k.(*code.Code); ok {
			checkLocations(t, inner)
		}
	}
}
