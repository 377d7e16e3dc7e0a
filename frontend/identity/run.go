// This file compiles files with both and reports.

package identity

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sort"
	"strings"
	"sync"
	"sync/atomic"

	"adder/frontend"
	"adder/frontend/code"
	"adder/frontend/code/marshal"
	"adder/frontend/oracle"
)

// CompilerGC is the garbage collector's target percentage in processes that only compile: at
// Go's default of 100 the standard library takes 41 MiB, at 60 it takes 35, less than CPython's
// 36, for some 5 % of the time.
const CompilerGC = 60

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
	text := fmt.Sprintf("identical %d/%d files, %d/%d code objects", r.Same, r.Files, r.Equal, r.Objects)
	if r.Refused > 0 {
		text += fmt.Sprintf("; %d files are refused by both", r.Refused)
	}
	return text
}

func (r *Report) add(o Report) {
	r.Same += o.Same
	r.Files += o.Files
	r.Equal += o.Equal
	r.Objects += o.Objects
	r.Refused += o.Refused
}

// Compile compiles one file with our front end. A panic comes back as an error, unless
// ADDER_IDENTITY_PANIC is set.
func Compile(path string, data []byte, optimize int) (co *code.Code, err error) {
	defer func() {
		if os.Getenv("ADDER_IDENTITY_PANIC") != "" {
			return
		}
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	co, _, err = frontend.Compile(data, path, frontend.Exec, frontend.Options{Optimize: optimize})
	return co, err
}

// outcome is what came of one file.
type outcome struct {
	report Report
	text   string // the differences, a line each
	err    error
}

// Run compares the files, on all cores, writing each difference (at most perFile a file) to w
// in the order of the files.
func Run(paths []string, optimize, perFile int, w io.Writer) (Report, error) {
	outcomes := make([]outcome, len(paths))
	var next atomic.Int64
	var workers sync.WaitGroup
	failed := make(chan error, runtime.NumCPU())
	for range min(runtime.NumCPU(), len(paths)) {
		workers.Go(func() {
			python, err := oracle.Start(script)
			if err != nil {
				failed <- err
				return
			}
			defer python.Close()
			for i := int(next.Add(1)) - 1; i < len(paths); i = int(next.Add(1)) - 1 {
				outcomes[i] = compareFile(python, paths[i], optimize, perFile)
			}
		})
	}
	workers.Wait()
	var r Report
	select {
	case err := <-failed:
		return r, err
	default:
	}
	for _, o := range outcomes {
		if o.err != nil {
			return r, o.err
		}
		r.add(o.report)
		io.WriteString(w, o.text)
	}
	return r, nil
}

func compareFile(python *oracle.Session, path string, optimize, perFile int) (o outcome) {
	data, err := os.ReadFile(path)
	if err != nil {
		return outcome{err: err}
	}
	var answer string
	if err := python.Ask(question{path, "exec", optimize}, &answer); err != nil {
		return outcome{err: fmt.Errorf("%s: %w", path, err)}
	}
	diffs := o.report.file(path, data, optimize, answer)
	var text bytes.Buffer
	for i, d := range diffs {
		if i == perFile {
			fmt.Fprintf(&text, "%s: … %d more\n", path, len(diffs)-i)
			break
		}
		fmt.Fprintf(&text, "%s: %s\n", path, d)
	}
	o.text = text.String()
	return o
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
	if err := code.Verify(want); err != nil {
		diffs = append(diffs, "the verifier refuses it: "+err.Error())
	}
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
