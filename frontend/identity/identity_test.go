// This file holds our code objects against the reference's: the standard library at all
// optimisation levels, and its statements and expressions one by one.
package identity

import (
	"encoding/base64"
	"os"
	"testing"

	"adder/frontend"
	"adder/frontend/code/marshal"
	"adder/frontend/oracle"
)

// TestLibrary compares the standard library; in -short every tenth file at level 0.
func TestLibrary(t *testing.T) {
	files := library(t)
	levels := []int{0, 1, 2}
	if testing.Short() {
		levels = levels[:1]
		var some []string
		for i := 0; i < len(files); i += 10 {
			some = append(some, files[i])
		}
		files = some
	}
	for _, level := range levels {
		report, err := Run(files, level, 3, os.Stderr)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("level %d: %v", level, report)
		if report.Same < report.Files {
			t.Errorf("level %d: %d files differ", level, report.Files-report.Same)
		}
	}
}

func library(t *testing.T) []string {
	t.Helper()
	lib, err := oracle.Lib()
	if err != nil {
		t.Skip(err)
	}
	files, err := Files([]string{lib})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// piecesScript answers a path with [mode, source, marshalled code or error] for each top
// statement and expression of the file.
const piecesScript = `
import ast, base64, marshal, warnings
warnings.simplefilter("ignore")
def one(mode, src):
    try:
        return [mode, src, base64.b64encode(marshal.dumps(compile(src, "<piece>", mode, dont_inherit=True))).decode()]
    except (SyntaxError, ValueError) as e:
        return [mode, src, "!" + str(e)]
def answer(path):
    with open(path, "rb") as f:
        src = f.read()
    try:
        tree = ast.parse(src)
    except SyntaxError:
        return []
    text = src.decode("utf-8", "replace")
    out = []
    for s in tree.body:
        piece = ast.get_source_segment(text, s)
        out.append(one("single", piece + "\n\n"))
        for e in ast.walk(s):
            if isinstance(e, (ast.Call, ast.Compare, ast.ListComp, ast.Lambda, ast.JoinedStr)) and len(out) < 200:
                out.append(one("eval", "(" + (ast.get_source_segment(text, e) or "1") + ")"))
    return out
`

// TestModes compares the modes single and eval.
func TestModes(t *testing.T) {
	files := library(t)
	python, err := oracle.Start(piecesScript)
	if err != nil {
		t.Skip(err)
	}
	defer python.Close()
	modes := map[string]frontend.Mode{"single": frontend.Single, "eval": frontend.Eval}
	equal, total := 0, 0
	for i := 0; i < len(files); i += 12 {
		var pieces [][3]string
		if err := python.Ask(files[i], &pieces); err != nil {
			t.Fatal(err)
		}
		for _, p := range pieces {
			comparePiece(t, p, modes[p[0]], &equal, &total)
		}
	}
	t.Logf("%d/%d code objects are the same", equal, total)
}

// textScript answers a text with its mode, itself and its code object or error.
const textScript = piecesScript + `
def answer(text):
    return one("exec", text)
`

// texts hold what no file of the library does.
var texts = []string{
	"async def f():\n    return all(x async for x in y), any(await x for x in y), tuple([x async for x in y] for y in z)\n",
	"async def f():\n    return tuple(x async for x in y), any(x for x in await y), all([await y for y in x] for x in z)\n",
	"f'{1!=2=} {1!=2=!r} {a[1:2]!=b[3:4]=!r:{w!=3}} {a==b!=c=}'\n",
	"t'{1!=2} {1!=2!r} {a!=b=:{b!=c=}} {(lambda x:x!=1)!=2} {a # c != d\n !=b} {a!=b!=c!r}'\n",
}

func TestTexts(t *testing.T) {
	python, err := oracle.Start(textScript)
	if err != nil {
		t.Skip(err)
	}
	defer python.Close()
	equal, total := 0, 0
	for _, text := range texts {
		var p [3]string
		if err := python.Ask(text, &p); err != nil {
			t.Fatal(err)
		}
		comparePiece(t, p, frontend.Exec, &equal, &total)
	}
}

func comparePiece(t *testing.T, p [3]string, mode frontend.Mode, equal, total *int) {
	t.Helper()
	got, _, err := frontend.Compile([]byte(p[1]), "<piece>", mode, frontend.Options{IsStr: true})
	if p[2][0] == '!' || err != nil {
		if (p[2][0] == '!') != (err != nil) {
			t.Errorf("%s %q: got %v, want %s", p[0], p[1], err, p[2][:min(len(p[2]), 80)])
		}
		return
	}
	raw, err := base64.StdEncoding.DecodeString(p[2])
	if err != nil {
		t.Fatal(err)
	}
	want, err := marshal.ReadCode(raw)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range Diff(got, want, equal, total) {
		t.Errorf("%s %q: %s", p[0], p[1], d)
	}
}
