// This file feeds the reader arbitrary bytes: it must answer, and what it reads must survive
// being written.

package marshal

import "testing"

func FuzzLoads(f *testing.F) {
	for _, seed := range []string{
		"N", "i\x01\x00\x00\x00", "\xe9\x01\x00\x00\x00", ")\x02\xda\x01ar\x00\x00\x00\x00", "l\x02\x00\x00\x00\x00\x00\x01\x00",
		">\x02\x00\x00\x00NT", ":Ni\x01\x00\x00\x00N", "(\xff\xff\xff\x7f", "\xa9\x01r\x00\x00\x00\x00", "y\x00\x00\x00\x00\x00\x00\xf8\x7f", "f\x031.5",
		"c\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00s\x04\x00\x00\x00\x80\x00\x23\x00)\x00)\x00)\x00s\x00\x00\x00\x00z\x01fz\x01mz\x01m\x01\x00\x00\x00s\x00\x00\x00\x00s\x00\x00\x00\x00",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		v, err := Loads(data)
		if err != nil {
			return
		}
		out := Dumps(v)
		again, err := Loads(out)
		if err != nil {
			t.Fatalf("%q reads as %v, written as %q: %v", data, v, out, err)
		}
		if second := Dumps(again); string(second) != string(out) {
			t.Fatalf("%q, then %q", out, second)
		}
	})
}
