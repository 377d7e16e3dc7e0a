// This file compiles files with both and reports.

package identity

import (
	"encoding/base64"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"adder/frontend/ast"
	"adder/frontend/code"
	"adder/frontend/code/marshal"
	"adder/frontend/compile"
	"adder/frontend/oracle"
	"adder/frontend/parse"
	"adder/frontend/source"
)

const script = `
import base64, marshal, warnings
warnings.simplefilter("ignore")
def answer(q):
    try:
        with open(q["Path"], "rb") as f:
            src = f.read()
        return base64.b64encode(marshal.dumps(compile(src, q["Path"], q["Mode"], dont_inherit=True, optimize=q["Optimize"]))).decode()
    except (SyntaxError, ValueError, RecursionError, MemoryError) as e:
        return "!" + str(e)
`

type question struct {
	Path     string
	Mode     string
	Optimize int
}

// Report is the outcome of comparing files.
type Report struct {
	Same, Files    int // files without differences, files that compile
	Equal, Objects int // the same of code objects
	Refused        int // files that neither side compiles
}

func (r Report) String() string {
	return fmt.Sprintf("identical %d/%d files, %d/%d code objects", r.Same, r.Files, r.Equal, r.Objects)
}

// Compile compiles one file with our front end.
func Compile(path string, data []byte, optimize int) (co *code.Code, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
			if os.Getenv("ADDER_IDENTITY_PANIC") != "" {
				panic(p)
			}
		}
	}()
	file, err := source.Decode(path, data, source.Options{Exec: true})
	if err != nil {
		return nil, err
	}
	var tree ast.Mod
	if tree, err = parse.Parse(file, parse.Options{}); err != nil {
		return nil, err
	}
	return compile.Compile(tree, compile.Options{Filename: path, Optimize: optimize})
}

// Run compares the files, writing each difference (at most perFile a file) to w.
func Run(paths []string, optimize, perFile int, w io.Writer) (Report, error) {
	var r Report
	python, err := oracle.Start(script)
	if err != nil {
		return r, err
	}
	defer python.Close()
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			return r, err
		}
		var answer string
		if err := python.Ask(question{path, "exec", optimize}, &answer); err != nil {
			return r, fmt.Errorf("%s: %w", path, err)
		}
		diffs := r.file(path, data, optimize, answer)
		for i, d := range diffs {
			if i == perFile {
				fmt.Fprintf(w, "%s: … %d more\n", path, len(diffs)-i)
				break
			}
			fmt.Fprintf(w, "%s: %s\n", path, d)
		}
	}
	return r, nil
}

func (r *Report) file(path string, data []byte, optimize int, answer string) []string {
	got, err := Compile(path, data, optimize)
	if strings.HasPrefix(answer, "!") {
		if err != nil {
			r.Refused++
			return nil
		}
		r.Files++
		return []string{"compiles, but the reference says " + answer[1:]}
	}
	r.Files++
	if err != nil {
		return []string{"refused: " + err.Error()}
	}
	raw, err := base64.StdEncoding.DecodeString(answer)
	if err != nil {
		return []string{err.Error()}
	}
	want, err := marshal.ReadCode(raw)
	if err != nil {
		return []string{err.Error()}
	}
	diffs := Diff(got, want, &r.Equal, &r.Objects)
	if len(diffs) == 0 {
		r.Same++
	}
	return diffs
}

// Files returns the .py files among and below the paths, sorted.
func Files(paths []string) ([]string, error) {
	var files []string
	for _, path := range paths {
		err := filepath.WalkDir(path, func(p string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && strings.HasSuffix(p, ".py") {
				files = append(files, p)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	sort.Strings(files)
	return files, nil
}
