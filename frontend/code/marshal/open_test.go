// This file compares code that is read on demand with code that is read at once.

package marshal

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"adder/frontend/code"
	"adder/frontend/oracle"
)

// whole reads all of a code object.
func whole(d *Deferred) *code.Code {
	c := d.Code()
	for i, k := range c.Consts {
		if inner, ok := k.(*Deferred); ok {
			c.Consts[i] = whole(inner)
		}
	}
	return c
}

func TestOpen(t *testing.T) {
	lib, err := oracle.Lib()
	if err != nil {
		t.Skip(err)
	}
	files, _ := filepath.Glob(filepath.Join(lib, "__pycache__", "*.cpython-314.pyc"))
	if len(files) > 100 {
		files = files[:100]
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		_, want, err := ReadPyc(data)
		if err != nil {
			continue
		}
		d, err := Open(data[HeaderSize:])
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		got := whole(d)
		for i, c := range code.Flatten(want) {
			c.Verified = code.Flatten(got)[i].Verified // reading verifies, opening does not
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s differs", file)
		}
		head := d.Head()
		if head.Name != want.Name || !reflect.DeepEqual(head.LocalsPlusNames, want.LocalsPlusNames) {
			t.Errorf("%s: head %v", file, head)
		}
		d.Rename("renamed.py")
		if text := string(Dumps(whole(d))); strings.Contains(text, want.Filename) || !strings.Contains(text, "renamed.py") {
			t.Errorf("%s: not renamed", file)
		}
	}
}

// FuzzOpen wants an answer for any data: an error, or code that can be read.
func FuzzOpen(f *testing.F) {
	f.Add([]byte("c\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00s\x04\x00\x00\x00\x80\x00\x23\x00)\x00)\x00)\x00s\x00\x00\x00\x00z\x01fz\x01mz\x01m\x01\x00\x00\x00s\x00\x00\x00\x00s\x00\x00\x00\x00"))
	f.Add([]byte("\xe3\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00s\x04\x00\x00\x00\x80\x00\x23\x00\xa9\x01\xda\x01ar\x01\x00\x00\x00r\x01\x00\x00\x00s\x01\x00\x00\x00\x20\xda\x01fr\x02\x00\x00\x00z\x01m\x01\x00\x00\x00s\x00\x00\x00\x00s\x00\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := Open(data)
		if err != nil {
			return
		}
		d.Head()
		c := whole(d)
		if want, err := ReadCode(data); err != nil || !reflect.DeepEqual(c, want) {
			t.Fatalf("%q: %v, want %v (%v)", data, c, want, err)
		}
	})
}
