// This file compares formatted numbers and strings with the reference's.

package format

import (
	"encoding/json"
	"math/big"
	"os/exec"
	"strings"
	"testing"

	"adder/frontend/oracle"
)

const script = `
import json, sys
specs, floats, ints = json.load(sys.stdin)
def f(v, s):
    try: return format(v, s)
    except (ValueError, OverflowError) as e: return 'ERR ' + str(e)
json.dump([[[f(float(x), s) for x in floats] for s in specs], [[f(int(x), s) for x in ints] for s in specs], [[f(x, s) for x in floats] for s in specs]], sys.stdout)
`

func TestAgainstReference(t *testing.T) {
	specs := []string{"", "e", "f", "g", "%", ".2f", ".0f", "#.0f", ".3e", ".3g", ".10g", ".3", ".1", ".0", "10", "<10", ">10", "^10", "*^12",
		"=+10", "010", "+", " ", "-", ",", "_", "010,", "012,.2f", ",.3f", "020,d", "d", "x", "#x", "#X", "b", "#b", "_b", "o", "#o", "c", "n",
		"E", "G", ".2%", "z.1f", "+z.0f", "#g", "#.3g", ".17g", "s", "5s", "<5.2s", ",x", "_x", "z", ".2d", "0=10", "<010", "^010", "#", "q", "10q1",
		",,", ",_", ".", "._f", ".4_f", ".8,f", "é^9", "016_.3f", "+.2e", ".100f", ",e", ",%"}
	floats := []string{"0.0", "-0.0", "1.0", "-1.5", "123456789.123", "1e22", "1e16", "1e15", "9.999e-5", "0.0001", "1e-7", "inf", "-inf", "nan",
		"3.14159", "0.5", "2.5", "99999.5", "123456.7", "1e300", "12345678901234567890.0", "0.1", "100.0", "1234.0", "5e-324"}
	ints := []string{"0", "1", "-1", "255", "-255", "123456789", "-1234567890123456789012345678901234567890", "65", "1000", "999"}
	in, _ := json.Marshal([]any{specs, floats, ints})
	python, err := oracle.Python()
	if err != nil {
		t.Skip(err)
	}
	cmd := exec.Command(python, "-I", "-c", script)
	cmd.Stdin = strings.NewReader(string(in))
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var want [3][][]string
	if err := json.Unmarshal(out, &want); err != nil {
		t.Fatal(err)
	}
	for i, spec := range specs {
		for j, text := range floats {
			got := show(FormatFloat(parse(text), spec))
			if got != want[0][i][j] {
				t.Errorf("format(%s, %q) = %q, want %q", text, spec, got, want[0][i][j])
			}
			if got := show(FormatStr(text, spec)); got != want[2][i][j] {
				t.Errorf("format(%q, %q) = %q, want %q", text, spec, got, want[2][i][j])
			}
		}
		for j, text := range ints {
			x, _ := new(big.Int).SetString(text, 10)
			if got := show(FormatInt(x, spec, "int")); got != want[1][i][j] {
				t.Errorf("format(%s, %q) = %q, want %q", text, spec, got, want[1][i][j])
			}
		}
	}
}

func show(s string, err error) string {
	if err != nil {
		return "ERR " + err.Error()
	}
	return s
}
