// Command uniname writes frontend/uniname/names.txt.gz: the names of Unicode characters as the reference interpreter's unicodedata knows them, one a line with the
// code point in hexadecimal before it. Names that follow from the code point are left out.
//
// Run it from the module's root: go run ./cmd/gen/uniname
package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"os/exec"

	"adder/frontend/oracle"
)

// script prints the lines. unicodedata does not list its aliases; frontend/uniname has them.
const script = `
import unicodedata, sys
out = []
for c in range(0x110000):
    n = unicodedata.name(chr(c), None)
    if n is None or n.startswith(("CJK UNIFIED IDEOGRAPH-", "HANGUL SYLLABLE ")):
        continue
    out.append("%X %s" % (c, n))
sys.stdout.write("\n".join(out) + "\n")
`

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "gen/uniname:", err)
		os.Exit(1)
	}
}

func run() error {
	python, err := oracle.Python()
	if err != nil {
		return err
	}
	out, err := exec.Command(python, "-I", "-c", script).Output()
	if err != nil {
		return err
	}
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if _, err := z.Write(out); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	return os.WriteFile("frontend/uniname/names.txt.gz", b.Bytes(), 0o644)
}
