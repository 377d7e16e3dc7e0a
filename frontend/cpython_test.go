// This file compiles every string in CPython's own tests of the language, valid or not, in
// every mode, and compares errors and warnings with the reference's.
package frontend

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"adder/frontend/oracle"
)

// stringsScript answers a test file with its strings: as they are, without their common
// indentation, and the examples of doctests.
const stringsScript = `
import ast, doctest, textwrap
def answer(path):
    with open(path, "rb") as f:
        tree = ast.parse(f.read())
    found = {}
    def add(s):
        if len(s) < 20000 and not any(0xd800 <= ord(c) < 0xe000 for c in s):
            found[s] = None
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            add(node.value)
            add(textwrap.dedent(node.value))
            try:
                for example in doctest.DocTestParser().get_examples(node.value):
                    add(example.source)
            except ValueError:
                pass
        elif isinstance(node, ast.JoinedStr):
            add("".join(v.value if isinstance(v, ast.Constant) else "x" for v in node.values))
    return list(found)
`

// testFiles are those of CPython's tests that hold source texts.
var testFiles = strings.Fields(`
	test_annotationlib test_ast/test_ast test_asyncgen test_builtin test_cmd_line_script test_codeop test_compile test_complex
	test_coroutines test_decorators test_dictcomps test_dynamic test_eof test_except_star test_exception_group test_exceptions
	test_flufl test_float test_format test_fstring test_future_stmt/test_future test_generators test_genexps test_global test_grammar
	test_int test_keywordonlyarg test_lambda test_listcomps test_named_expressions test_opcodes test_parser test_patma test_peepholer
	test_peg_generator/test_pegen test_positional_only_arg test_pow test_scope test_setcomps test_source_encoding test_string_literals
	test_super test_symtable test_syntax test_tabnanny test_tokenize test_traceback test_tstring test_type_aliases test_type_annotations
	test_type_comments test_type_params test_typing test_unicode_identifiers test_unpack test_unpack_ex test_unparse test_utf8source
	test_warnings test_with test_yield_from test_dis test_inspect/test_inspect test_import/__init__ test_ast test_future`)

// testFolder finds CPython's tests: the folder that ADDER_CPYTHON_TESTS names, or the package
// test of an installed Python.
func testFolder(t *testing.T) string {
	t.Helper()
	if dir := os.Getenv("ADDER_CPYTHON_TESTS"); dir != "" {
		return dir
	}
	for _, name := range []string{"python3.14", "python3.13"} {
		out, err := exec.Command(name, "-c", "import test; print(test.__path__[0])").Output()
		if err == nil {
			return strings.TrimSpace(string(out))
		}
	}
	t.Skip("CPython's tests are not installed; ADDER_CPYTHON_TESTS names their folder")
	return ""
}

// TestCPythonStrings wants the same outcome for 999 of 1000 texts.
func TestCPythonStrings(t *testing.T) {
	dir := testFolder(t)
	finder, err := oracle.Start(stringsScript)
	if err != nil {
		t.Skip(err)
	}
	defer finder.Close()
	python, err := oracle.StartCompiler()
	if err != nil {
		t.Fatal(err)
	}
	defer python.Close()
	total, bad, refused := 0, 0, 0
	for _, name := range testFiles {
		path := filepath.Join(dir, filepath.FromSlash(name)+".py")
		if _, err := os.Stat(path); err != nil {
			continue
		}
		var texts []string
		if err := finder.Ask(path, &texts); err != nil {
			t.Fatal(err)
		}
		for _, text := range texts {
			for name, mode := range map[string]Mode{"exec": Exec, "eval": Eval, "single": Single} {
				var want oracle.Outcome
				q := oracle.Question{Source: []byte(text), IsStr: true, Filename: "<test>", Mode: name}
				if err := python.Ask(q, &want); err != nil {
					t.Fatal(err)
				}
				_, warnings, err := Compile([]byte(text), "<test>", mode, Options{IsStr: true})
				got := outcomeOf(warnings, err)
				total++
				if err != nil {
					refused++
				}
				if got.String() != want.String() {
					bad++
					t.Logf("%s %s %q:\n got %.300s\nwant %.300s", filepath.Base(path), name, text[:min(len(text), 300)], got, &want)
				}
			}
		}
	}
	t.Logf("%d of %d texts differ, %d are refused", bad, total, refused)
	if total == 0 || bad*1000 > total {
		t.Fail()
	}
}
