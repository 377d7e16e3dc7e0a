// This file does what importing site does at start-up, as far as programs notice it: directories of
// installed packages, .pth files, sitecustomize, and the names that it adds to builtins.

package runtime

import (
	"bufio"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"adder/runtime/builtins"
	"adder/runtime/imp"
	"adder/runtime/mod/sys"
	"adder/runtime/py"
)

// Site prepares the environment of ordinary programs; noUser leaves the user's own packages out.
func Site(t *py.Thread, noUser bool) *py.Exc {
	builtins.AddSite()
	s := &siteDirs{t: t, known: map[string]bool{}}
	for _, v := range pathItems() {
		if v.IsStr() {
			s.known[py.AsStr(v).String()] = true
		}
	}
	if home, err := os.UserHomeDir(); err == nil && !noUser {
		s.add(filepath.Join(home, ".local", "lib", "python3.14", "site-packages"))
	}
	if prefix := sys.Get("prefix"); prefix.Bound() && prefix.IsStr() && imp.StdlibDir != "" {
		s.add(filepath.Join(imp.StdlibDir, "site-packages"))
	}
	if s.exc != nil {
		return s.exc
	}
	for _, name := range []string{"sitecustomize", "usercustomize"} {
		if name == "usercustomize" && noUser {
			continue
		}
		if exc := importIfThere(t, name); exc != nil {
			return exc
		}
	}
	return nil
}

func pathItems() []py.Value {
	if v := sys.Get("path"); v.Bound() && v.IsList() {
		return py.AsList(v).Items
	}
	return nil
}

// importIfThere imports a module that need not exist; an error in it is reported, not raised.
func importIfThere(t *py.Thread, name string) *py.Exc {
	if !imp.OnPath(t, name) {
		return nil
	}
	_, exc := imp.Load(t, name)
	if exc != nil && !exc.Matches(py.ImportError) {
		if !exc.Matches(py.Exception) {
			return exc
		}
		sys.PrintException(t, exc)
	}
	return nil
}

// siteDirs adds directories of packages to sys.path.
type siteDirs struct {
	t     *py.Thread
	known map[string]bool
	exc   *py.Exc
}

// add puts a directory on the path and follows its .pth files, in the order of their names.
func (s *siteDirs) add(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil || s.exc != nil {
		return
	}
	s.append(dir)
	var names []string
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".pth") && !strings.HasPrefix(e.Name(), ".") {
			names = append(names, e.Name())
		}
	}
	sort.Strings(names)
	for _, name := range names {
		s.pth(dir, name)
	}
}

func (s *siteDirs) append(dir string) {
	if s.known[dir] {
		return
	}
	s.known[dir] = true
	l := py.AsList(sys.Get("path"))
	l.Items = append(l.Items, py.StrV(dir))
}

// pth follows one .pth file: its lines are directories, or imports to execute.
func (s *siteDirs) pth(dir, name string) {
	f, err := os.Open(filepath.Join(dir, name))
	if err != nil {
		return
	}
	defer f.Close()
	for in := bufio.NewScanner(f); in.Scan(); {
		line := strings.TrimRight(in.Text(), " \t\r")
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "import ") || strings.HasPrefix(line, "import\t"):
			s.execute(line)
		default:
			full := line
			if !filepath.IsAbs(full) {
				full = filepath.Join(dir, line)
			}
			if _, err := os.Stat(full); err == nil {
				s.append(full)
			}
		}
	}
}

func (s *siteDirs) execute(line string) {
	c, exc := py.CompileSource(s.t, line, true, "<string>", "exec", 0, -1)
	if exc == nil {
		d := py.NewDict()
		_, exc = py.RunCode(s.t, c, d, d.V(), nil)
	}
	if exc != nil {
		sys.PrintException(s.t, exc)
	}
}
