package ir

import "testing"

const sample = `func f
b0(v0 object, v1 any):
  v2 smallint = const int 1
  v3 str = const str "a \"b\""
  v4 float = const float 1.5
  jump @0 -> b1(v0)
b1(v5 object):
  v6 object = binary v5, v2 #0 @4 !b3(v5)
  v7 flag:bool = comparetest v6, v2 #0 @6 !b3(v6)
  branch v7 @8 -> b1(v6) b2
b2:
  v8 object = loadmethod v6 #3 @9
  v9 any = proj v8 #1 @9
  v10 object = callmethod v8, v9, v3, v4 @12
  return v10 @14
b3 handler(v11 other, v12 object):
  reraise v11 @20
`

func TestPrintParse(t *testing.T) {
	f, err := Parse(sample)
	if err != nil {
		t.Fatal(err)
	}
	f.Renumber()
	if err := f.Verify(); err != nil {
		t.Fatal(err)
	}
	once := f.String()
	g, err := Parse(once)
	if err != nil {
		t.Fatalf("%v in\n%s", err, once)
	}
	if twice := g.String(); twice != once {
		t.Errorf("printing, reading and printing again gave\n%s\nfrom\n%s", twice, once)
	}
}

func TestVerifyRefuses(t *testing.T) {
	for _, c := range []struct{ name, text string }{
		{"no terminator", "func f\nb0:\n  v0 none = const None\n"},
		{"not dominating", "func f\nb0(v0 bool):\n  v9 flag:bool = truth v0 @0\n  branch v9 @0 -> b1 b2\nb1:\n  v1 object = neg v0 @1\n  jump @1 -> b2\nb2:\n  return v1 @2\n"},
		{"arguments", "func f\nb0(v0 bool):\n  jump @0 -> b1(v0)\nb1:\n  return v0 @1\n"},
		{"representation", "func f\nb0(v0 bool):\n  jump @0 -> b1(v0)\nb1(v2 flag:bool):\n  return v2 @1\n"},
	} {
		f, err := Parse(c.text)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		f.Renumber()
		if f.Verify() == nil {
			t.Errorf("%s: Verify accepts\n%s", c.name, f)
		}
	}
}

func TestTable(t *testing.T) {
	for op := OpInvalid; op < numOps; op++ {
		if op.Info().Name == "" {
			t.Errorf("op %d has no row", op)
		}
	}
	if len(byName) != int(numOps) {
		t.Errorf("%d names for %d ops", len(byName), numOps)
	}
}
