// This file searches directories for modules, as importlib's FileFinder does: what a directory
// holds is read once and again when its modification time changes.

package imp

import (
	"os"
	"path/filepath"
	"time"

	"adder/runtime/py"
)

// Path is sys.path, the list object; programs change it in place or replace it in sys.
var Path func() py.Value

// searchPath returns the directories of a __path__, or of sys.path where path is unbound.
func searchPath(t *py.Thread, path py.Value) ([]string, *py.Exc) {
	if path.IsUnbound() {
		path = Path()
	}
	items, exc := py.Collect(t, path)
	if exc != nil {
		return nil, exc
	}
	var dirs []string
	for _, item := range items {
		if item.IsStr() {
			dirs = append(dirs, py.AsStr(item).String())
		}
	}
	return dirs, nil
}

// found is a module in the file system.
type found struct {
	file     string   // the source or bytecode file; "" for a namespace package
	bytecode bool     // file is a .pyc without source
	pkg      string   // the directory of a package, "" for a plain module
	portions []string // the directories of a namespace package
}

// findInDirs looks for the module with that last part of its name.
func findInDirs(tail string, dirs []string) (f found, ok bool) {
	for _, dir := range dirs {
		if dir == "" {
			dir = "."
			if wd, err := os.Getwd(); err == nil {
				dir = wd
			}
		}
		names := listing(dir)
		if names == nil {
			continue
		}
		if names[tail] {
			base := filepath.Join(dir, tail)
			if sub := listing(base); sub != nil {
				if sub["__init__.py"] {
					return found{file: filepath.Join(base, "__init__.py"), pkg: base}, true
				}
				if sub["__init__.pyc"] {
					return found{file: filepath.Join(base, "__init__.pyc"), bytecode: true, pkg: base}, true
				}
				f.portions = append(f.portions, base)
			}
		}
		if names[tail+".py"] && isFile(filepath.Join(dir, tail+".py")) {
			return found{file: filepath.Join(dir, tail+".py")}, true
		}
		if names[tail+".pyc"] && isFile(filepath.Join(dir, tail+".pyc")) {
			return found{file: filepath.Join(dir, tail+".pyc"), bytecode: true}, true
		}
	}
	return f, f.portions != nil
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

// dirListing is what a directory held at a time.
type dirListing struct {
	mtime time.Time
	names map[string]bool
}

var listings = map[string]*dirListing{}

// listing returns the names in a directory, nil if it is none.
func listing(dir string) map[string]bool {
	info, err := os.Stat(dir)
	if err != nil || !info.IsDir() {
		return nil
	}
	old := listings[dir]
	if old != nil && old.mtime.Equal(info.ModTime()) {
		return old.names
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	l := &dirListing{info.ModTime(), make(map[string]bool, len(entries))}
	for _, e := range entries {
		l.names[e.Name()] = true
	}
	listings[dir] = l
	return l.names
}

// InvalidateCaches forgets what directories held.
func InvalidateCaches() { clear(listings) }
