// This file searches directories for modules, as importlib's FileFinder does: what a directory
// holds is read once and again when its modification time changes.

package imp

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
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
	file     string // the source or bytecode file; "" for a namespace package
	bytecode bool   // file is a .pyc without source
	// extension tells that the file is machine code for CPython, which cannot be loaded.
	extension bool
	pkg       string   // the directory of a package, "" for a plain module
	portions  []string // the directories of a namespace package
}

// findInDirs looks for the module with that last part of its name. unusual tells that it met a path
// entry which is no directory, such as an archive, before it found the module.
func findInDirs(tail string, dirs []string) (f found, ok, unusual bool) {
	for _, dir := range dirs {
		if !filepath.IsAbs(dir) {
			if wd, err := os.Getwd(); err == nil {
				dir = filepath.Join(wd, dir)
			}
		}
		names := listing(dir)
		if names == nil {
			if isInFile(dir) {
				return f, false, true
			}
			continue
		}
		if names[tail] {
			base := filepath.Join(dir, tail)
			if sub := listing(base); sub != nil {
				if sub["__init__.py"] {
					return found{file: filepath.Join(base, "__init__.py"), pkg: base}, true, false
				}
				if sub["__init__.pyc"] {
					return found{file: filepath.Join(base, "__init__.pyc"), bytecode: true, pkg: base}, true, false
				}
				f.portions = append(f.portions, base)
			}
		}
		for _, suffix := range ExtensionSuffixes() {
			if names[tail+suffix] && isFile(filepath.Join(dir, tail+suffix)) {
				return found{file: filepath.Join(dir, tail+suffix), extension: true}, true, false
			}
		}
		if names[tail+".py"] && isFile(filepath.Join(dir, tail+".py")) {
			return found{file: filepath.Join(dir, tail+".py")}, true, false
		}
		if names[tail+".pyc"] && isFile(filepath.Join(dir, tail+".pyc")) {
			return found{file: filepath.Join(dir, tail+".pyc"), bytecode: true}, true, false
		}
	}
	return f, f.portions != nil, false
}

// isInFile reports whether a path that is no directory is a file, or below one.
func isInFile(path string) bool {
	for {
		info, err := os.Stat(path)
		if err == nil {
			return !info.IsDir()
		}
		if !errors.Is(err, syscall.ENOTDIR) {
			return false
		}
		path = filepath.Dir(path)
	}
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

// ExtensionSuffixes are the endings of the names of CPython's extension modules.
func ExtensionSuffixes() []string {
	switch runtime.GOOS {
	case "windows":
		return []string{".cp314-win_amd64.pyd", ".pyd"}
	case "darwin":
		return []string{".cpython-314-darwin.so", ".abi3.so", ".so"}
	}
	return []string{".cpython-314-" + Multiarch() + ".so", ".abi3.so", ".so"}
}

// Multiarch is the name of the platform in the names of files, as sys.implementation._multiarch.
func Multiarch() string {
	arch := runtime.GOARCH
	switch arch {
	case "amd64":
		arch = "x86_64"
	case "arm64":
		arch = "aarch64"
	}
	return arch + "-linux-gnu"
}

// ExtensionError is the error of importing an extension module of CPython.
func ExtensionError(name, file string) *py.Exc {
	return py.NewImportError(py.ImportError, file+": extension modules made for CPython cannot be loaded by Adder", py.StrV(name), py.StrV(file))
}

// dirListing is what a directory held at a time.
type dirListing struct {
	mtime time.Time
	sure  bool // read so long after mtime that a later change would have changed mtime
	names map[string]bool
}

// mtimeStep is more than the resolution of modification times: file systems take them from the
// kernel's clock tick.
const mtimeStep = 50 * time.Millisecond

var listings = map[string]*dirListing{}

// listing returns the names in a directory, nil if it is none.
func listing(dir string) map[string]bool {
	info, err := os.Stat(dir)
	if err != nil || !info.IsDir() {
		return nil
	}
	old := listings[dir]
	if old != nil && old.sure && old.mtime.Equal(info.ModTime()) {
		return old.names
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	l := &dirListing{info.ModTime(), time.Since(info.ModTime()) > mtimeStep, make(map[string]bool, len(entries))}
	for _, e := range entries {
		l.names[e.Name()] = true
	}
	listings[dir] = l
	return l.names
}

// InvalidateCaches forgets what directories held.
func InvalidateCaches() { clear(listings) }
