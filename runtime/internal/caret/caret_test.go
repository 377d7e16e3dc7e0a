// This file compares renderings with those of CPython's traceback module.

package caret

import (
	"encoding/json"
	"os/exec"
	"strings"
	"testing"

	"adder/frontend/oracle"
)

// cases are source lines with the columns of the failing expression.
var cases = []struct {
	src         string
	col, endCol int
}{
	{"    x = a + b", 8, 13},
	{"    return f(1)", 11, 15},
	{"    return a.f(1)", 11, 17},
	{"    x = f(1)", 8, 12},
	{"    x = y = f(1)", 12, 16},
	{"    f(1)", 4, 8},
	{"    f(1) # c", 4, 8},
	{"    x[1][2]", 4, 11},
	{"    print(a.b.c)", 10, 15},
	{"    x = a ** b * c", 8, 18},
	{"    x = -a ** b", 8, 15},
	{"    x = a+(b)", 8, 13},
	{"    x = a<<b", 8, 12},
	{"    x = (a + b) % 'abc'[0]", 8, 26},
	{"    foo(a,\n        b,\n        c)", 4, 10},
	{"    x = (a +\n\n\n\n         b)", 9, 10},
	{"    raise ValueError('x')", 4, 25},
	{"    é = a / b", 9, 14},
	{"    x = 'é' + 1", 8, 16},
	{"    a and b + c", 10, 15},
	{"    x = foo(bar)(baz)[1:2]", 8, 26},
	{"    assert x == 1, 'm'", 11, 17},
	{"    x = f'{a+b}' % 3", 8, 20},
	{"    with open('x') as f:", 9, 18},
	{"    x = foo.bar(1).baz(2)", 8, 25},
	{"    x = await foo(1)", 8, 20},
}

const script = `
import traceback, json, sys
out = []
for src, col, end in json.load(sys.stdin):
    n = src.count('\n')
    fs = traceback.FrameSummary('f', 1, 'g', lookup_line=False, end_lineno=1+n, colno=col, end_colno=end)
    fs._lines = '\n'.join(l.rstrip() for l in src.split('\n')) + '\n'
    out.append(traceback.StackSummary().format_frame_summary(fs).split('\n', 1)[1])
json.dump(out, sys.stdout)
`

func TestRender(t *testing.T) {
	var in [][]any
	for _, c := range cases {
		in = append(in, []any{c.src, c.col, c.endCol})
	}
	data, _ := json.Marshal(in)
	python, err := oracle.Python()
	if err != nil {
		t.Skip(err)
	}
	cmd := exec.Command(python, "-I", "-c", script)
	cmd.Stdin = strings.NewReader(string(data))
	answer, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	if err := json.Unmarshal(answer, &want); err != nil {
		t.Fatal(err)
	}
	for i, c := range cases {
		if got := Render(strings.Split(c.src, "\n"), c.col, c.endCol); got != want[i] {
			t.Errorf("%q:\n%s want\n%s", c.src, got, want[i])
		}
	}
}
