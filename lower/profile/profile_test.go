package profile

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"adder/frontend/code"
	"adder/lower/types"
)

// sample is in the order in which Write puts it.
const sample = `adder profile 1
code __main__ <module> 1 0123456789abcdef
 args 1
 10 CALL 2 function:__main__:f:3
 10 CALL 1 builtin:builtins.len
code __main__ f 3 fedcba9876543210
 args 5 int float
 args 1 bigint NoneType
 4 BINARY_OP 7 int int
 4 BINARY_OP 2 float int
 9 JUMP_BACKWARD 40
code "odd\x20name" "a\"b" 9 00
 args 3 *
`

func TestRoundTrip(t *testing.T) {
	p, err := Read(strings.NewReader(sample))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := p.Write(&out); err != nil {
		t.Fatal(err)
	}
	if out.String() != sample {
		t.Errorf("got\n%s\nwant\n%s", out.String(), sample)
	}
}

// TestOrder adds what was seen in two portions, the second in another order.
func TestOrder(t *testing.T) {
	key := Key{"m", "f", 1, "00"}
	p := New()
	p.Add(&Code{Key: key, Args: []Seen{{1, []string{"int"}}}, Sites: []Site{
		{8, "TO_BOOL", []Seen{{1, []string{"str"}}, {1, []string{"list"}}}}, {2, "CALL", []Seen{{1, []string{"x"}}}}}})
	p.Add(&Code{Key: key, Args: []Seen{{4, []string{"str"}}, {2, []string{"int"}}}, Sites: []Site{
		{8, "TO_BOOL", []Seen{{5, []string{"str"}}}}, {4, "SEND", nil}}})
	c := p.Codes()[0]
	want := &Code{Key: key, Args: []Seen{{4, []string{"str"}}, {3, []string{"int"}}}, Sites: []Site{
		{2, "CALL", []Seen{{1, []string{"x"}}}}, {4, "SEND", nil},
		{8, "TO_BOOL", []Seen{{6, []string{"str"}}, {1, []string{"list"}}}}}}
	if !reflect.DeepEqual(c, want) {
		t.Errorf("got %v, want %v", c, want)
	}
	if got := c.At(8).Operand(0); got != types.Str|types.List {
		t.Errorf("operand is %v", got)
	}
	if c.At(3) != nil || c.Entries() != 7 || c.Arg(0) != types.Str|types.SmallInt || c.Arg(1) != types.Object {
		t.Errorf("At(3) %v, entries %d, Arg(0) %v, Arg(1) %v", c.At(3), c.Entries(), c.Arg(0), c.Arg(1))
	}
}

func TestErrors(t *testing.T) {
	for text, want := range map[string]string{
		"":                                 "empty",
		"adder profile 2\n":                "does not begin",
		"adder profile 1\n args 1\n":       "no code",
		"adder profile 1\ncode m f x 00\n": "no line number",
		"adder profile 1\ncode m f 1 00\n args -1\n":      "no count",
		"adder profile 1\ncode m f 1 00\n args\n":         "count is missing",
		"adder profile 1\ncode m f 1 00\n x TO_BOOL 1\n":  "no offset",
		"adder profile 1\ncode m f 1 00\n 1 TO_BOOL \"\n": "no word",
		"adder profile 1\nfile m\n":                       "neither",
	} {
		if _, err := Read(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

// TestOf finds a code object by what it executes, wherever its file is, and not when that has changed.
func TestOf(t *testing.T) {
	c := &code.Code{Name: "f", QualName: "f", Filename: "a.py", FirstLine: 3, Bytecode: []byte{128, 0, 35, 0}}
	p := New()
	p.Add(&Code{Key: Key{"m", "f", 3, c.Fingerprint()}})
	moved := *c
	moved.Filename = "b.py"
	if p.Of("m", &moved) == nil {
		t.Error("not found in another file")
	}
	changed := *c
	changed.Bytecode = []byte{128, 0, 128, 0, 35, 0}
	if p.Of("m", &changed) != nil || p.Of("n", c) != nil {
		t.Error("found what has changed, or in another module")
	}
}
