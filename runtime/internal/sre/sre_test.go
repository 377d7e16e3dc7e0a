package sre

import (
	"encoding/json"
	"os/exec"
	"strings"
	"testing"

	"adder/frontend/oracle"
)

// patterns are matched against every text by search and fullmatch.
var patterns = []string{
	`a`, `abc`, `a*`, `a+b`, `(a|b)*c`, `(a|ab)(c|bcd)(d*)`, `a{2,3}`, `a{2,3}?b`, `(a{2,3}?)(b*)`, `^b`, `(?m)^b$`, `\bfoo\b`, `\Bo`,
	`(\w+)\s(\w+)`, `(\d+)-(\d+)?`, `(?i)STRASSE`, `(?i)[k-m]+`, `[^a-c]+`, `[\W\d]`, `(?:x|y)+?z`, `(?=a)a(?!b)`, `(?<=a)b`, `(?<!a)b`,
	`(a)(?:b)?(?(1)c|d)`, `(a)?(?(1)b|c)`, `(a+)\1`, `(?i)(a+)\1`, `(?>a+)b`, `(?>a+)ab`, `a++b`, `a*+a`, `(?:ab)++c`, `(?:a|ab){2}+c`, `(x*)*y`, `(?:a?)*?b`,
	`((a)|b)*`, `(?:(a)|(b))+`, `(a*)+`, `(?s).*`, `.*`, `\Z`, `$`, `(?m)$`, `é+`, `(?i)É`, `[а-я]+`, `[\u0400-\u04ff😀]+`, `😀.`, `(?a)\w+`, `\w+`, `(a(b(c)?)?)?d`,
	`(?P<q>["']).*?(?P=q)`, `(?:(?:a|b)c)*?d`, `(?:a{0,2}){3}b`, `(a)|b`, `((?:a|b)*?)(b+)`, `\s*$`, `a.c`, `^(?:a|ab)$`, `(?:.|\n)*z`, `[]a]+`, `x{0}y`, `(?i:a)B`, `(|a)+`, `(a|)+b`,
}

var texts = []string{
	"", "a", "b", "abc", "aabbcc", "abcd", "aaab", "foo bar", "12-34 5-", "Straße STRASSE straße", "KLMklm", "acacd", "xyxyz", "aa\nb\nc", "ababab", "aXbX",
	"éÉé", "привет мир", "x😀y😀😀", "\"it's\" 'so'", "cab", "aaaa", "abab c", "   \n", "a\nc", "ab", "y", "aB", "AB", "bbbab", "acbcd", "aaaaaaab",
}

const ask = `
import re, json, sys
from re import _compiler, _parser
for p in json.load(sys.stdin)["patterns"]:
    t = json.loads(TEXTS)
    parsed = _parser.parse(p, 0)
    code = [int(c) for c in _compiler._code(parsed, parsed.state.flags)]
    c = re.compile(p)
    def r(m): return m and [list(m.span(i)) for i in range(c.groups + 1)] + [[m.lastindex or 0]]
    print(json.dumps([code, c.groups, [[r(c.search(s)), r(c.fullmatch(s)), r(c.match(s))] for s in t]]))
`

func spans(m *Engine[uint32], groups int, ok bool) [][]int {
	if !ok {
		return nil
	}
	var list [][]int
	for i := range groups + 1 {
		a, b := m.Span(i)
		list = append(list, []int{a, b})
	}
	return append(list, []int{m.LastIndex()})
}

func TestAgainstOracle(t *testing.T) {
	python, err := oracle.Python()
	if err != nil {
		t.Fatal(err)
	}
	input, _ := json.Marshal(map[string]any{"patterns": patterns})
	textList, _ := json.Marshal(texts)
	quoted, _ := json.Marshal(string(textList))
	cmd := exec.Command(python, "-I", "-c", "TEXTS = "+string(quoted)+ask)
	cmd.Stdin = strings.NewReader(string(input))
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, err.(*exec.ExitError).Stderr)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	for i, line := range lines {
		var answer []json.RawMessage
		var code []uint32
		var groups int
		var want [][3][][]int
		json.Unmarshal([]byte(line), &answer)
		json.Unmarshal(answer[0], &code)
		json.Unmarshal(answer[1], &groups)
		json.Unmarshal(answer[2], &want)
		for j, text := range texts {
			checkText(t, patterns[i], code, groups, text, want[j])
		}
	}
	if len(lines) != len(patterns) {
		t.Errorf("the reference answered %d patterns of %d", len(lines), len(patterns))
	}
}

func checkText(t *testing.T, pattern string, code []uint32, groups int, text string, want [3][][]int) {
	t.Helper()
	var chars []uint32
	for _, r := range text {
		chars = append(chars, uint32(r))
	}
	prog, ok := Compile(code, groups)
	if !ok {
		t.Errorf("the code of %q is refused", pattern)
		return
	}
	m := NewEngine[uint32](prog)
	m.SetText(chars, len(chars))
	for k, run := range []func() bool{
		func() bool { return m.Search(0, false) },
		func() bool { return m.Match(0, true, false) },
		func() bool { return m.Match(0, false, false) },
	} {
		got := spans(m, groups, false)
		if run() {
			got = spans(m, groups, true)
		}
		g, _ := json.Marshal(got)
		w, _ := json.Marshal(want[k])
		if string(g) != string(w) {
			t.Errorf("%s of %q in %q: got %s, want %s", []string{"search", "fullmatch", "match"}[k], pattern, text, g, w)
		}
	}
}
