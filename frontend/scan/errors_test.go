// This file compares the scanner's errors and warnings with CPython's, snippet by snippet.

package scan

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"adder/frontend/oracle"
	"adder/frontend/source"
	"adder/frontend/token"
)

// snippets are texts whose only errors are the scanner's.
var snippets = []string{
	"f'{x:\n}'", "f'{x:{y}\n}'", "t'{x:\n}'", "f'{x:", "f'{x:a", "f'''{x:\n}'''",
	"ur'x'", "ub''", "bf''", "tb''", "ft''", "uf''", "ut''", "rbf''", "RBU''", "é = bF''", "x = 'é' + bt'''a'''",
	"f'}'", "t'}'", "f'{a)}'", "t'{a)}'", "f'{a[}'", "f'{(}'", "f'{[)}'", "f'{\n)}'", "f'''{\n)}'''", "f'{[\n}'", "f'''{[\n}'''",
	"f'{'''", "f'{\"", "f'{'", "t'{'", "f'''{'''", "f'''{'", "f'''{a", "f'''a\n\n", "f'a", "t'a\n", "f'{{", "f'é", "'é", "é'",
	"f'" + strings.Repeat("{a:", 5) + "'", strings.Repeat("f'{", 160) + "'", strings.Repeat("t'{", 160),
	strings.Repeat("(", 201), strings.Repeat("(", 200), strings.Repeat("[\n", 200),
	"1_", "0_", "0x", "0xg", "0o8", "0b2", "0o18", "0b12", "0x_", "0x__1", "0b_", "0o_9", "0b1_2", "0xfg", "0b1g",
	"1a", "1e", "1e+", "1ee", "1.a", "1ja", "1__0", "1._0", "1e1_", "1.0_", "1_a", "0b1j", "1.5jj", "1i", "x = é + 1a",
	"012", "0_12", "00", "09.5", "09e1", "09j", "0_0_9", "x = 'é'; 0012", "09", "00_8", "0777777",
	"1 if 1else 2", "0xfor 1", "1.0or 2", "0b1and 0", "1if 1else 3", "1in [1]", "1not in ()", "1jif 1 else 2", "1_000and 1", "1e5or 2", "1.or 2", "1andy",
	"€", "a€", "\u00a0x", "x\u200b", "xé€é", "x = 1 \u2212 2", "a\u0300b", "\u0300", "\U0001F600", "x\U000E0001", "“x”", "é\u200bé", "x = ａ", "℘ = 1", "· = 1", "a· = 1",
	"x\x01", "x\x7f", "\x01", "é\x1f", "x\x1b[0m",
	"x = 'a", "x = '''a\nb", "x = 'a\\'", "x = \"a\\\"\n", "'\\\n", "'\\", "'''\\", "\"\"\"", "b'''", "rb'a\nb", "('a\n", "x = 'é", "é = '",
	"\\", "\\ ", "x\\", "x \\\n", "x \\y\n", "x = 1 \\ # c\n", "  \\\n", "\\\n\\\n", "é \\ x", "(\\ \n", "(a,\n b \\ c)", "(\\\n",
	"(", "(\n", "(]", "(\n]", "{(]", ")", "]", "}", "x = (1, 2]\n", "é = (1]\n", "((\n\n}", "x)", "'é')",
	"if x:\n  a\n b", "if x:\n\ta\n        b", "if x:\n        a\n\tb", "if x:\n  é\n é", "if x:\n\tif y:\n\t  a\n         b\n",
	deepIndent(98), deepIndent(102),
	"if 1:\n  x\\\n  \n y", "if 1:\n  \\\n x", "if 1:\n   a\n  \\\n  b", "\f  \n", "if 1:\n  x\n  \f  y\n",
	"f'\\{x}'", "t'\\{x}'", "f'\\}}'", "rf'\\{x}'", "f'{x:\\{y}}'", "x = 1\nf'''\n\\{x}'''", "f'\\{'",
	"x\r\ny\rz", "'a\\\r\nb'", "'''a\r\nb''' 'c", "'\r", "\r", "#\r)", "",
	"# type: ignore", "#", "# c", "x #", "(#\n)", "(#",
}

// deepIndent nests n blocks.
func deepIndent(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%sif x:\n", strings.Repeat(" ", i))
	}
	return b.String() + strings.Repeat(" ", n) + "pass\n"
}

// TestErrors compares every field of the error, and the warnings, for each snippet.
func TestErrors(t *testing.T) {
	python, err := oracle.StartCompiler()
	if err != nil {
		t.Skip(err)
	}
	defer python.Close()
	for _, text := range snippets {
		var want oracle.Outcome
		q := oracle.Question{Source: []byte(text), Filename: "<test>", Mode: "exec"}
		if err := python.Ask(q, &want); err != nil {
			t.Fatal(err)
		}
		got := scanAll(text)
		if g, w := got.String(), want.String(); g != w {
			t.Errorf("%.80q:\n got %.300s\nwant %.300s", text, g, w)
		}
	}
}

// scanAll scans a module and tells the outcome.
func scanAll(text string) (out oracle.Outcome) {
	warn := func(w *source.Warning) bool {
		out.Warnings = append(out.Warnings, []any{w.Category, w.Msg, w.Lineno})
		return false
	}
	file, err := source.Decode("<test>", []byte(text), source.Options{Exec: true})
	if err == nil {
		s := New(file, Options{Warn: warn})
		for err == nil {
			var tok token.Token
			if tok, err = s.Next(); tok.Kind == token.ENDMARKER {
				break
			}
		}
	}
	var e *source.SyntaxError
	if errors.As(err, &e) {
		out.SetError(e.Type, e.Msg, e.Place())
	}
	return out
}
