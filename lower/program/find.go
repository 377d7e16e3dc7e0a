// This file finds modules in folders.

package program

import (
	"os"
	"path/filepath"
)

// findIn looks for module name, whose last part is tail, in dirs, in the order of
// CPython's path finder: a package, then a module, in the first folder that has one;
// folders without __init__ make up a namespace package if nothing else is found.
func findIn(name, tail string, dirs []string) *Module {
	var portions []string
	for _, dir := range dirs {
		base := filepath.Join(dir, tail)
		if init := filepath.Join(base, "__init__.py"); isFile(init) {
			return &Module{Name: name, File: init, Package: true, Path: []string{base}}
		}
		if isFile(base + ".py") {
			return &Module{Name: name, File: base + ".py"}
		}
		if isDir(base) {
			portions = append(portions, base)
		}
	}
	if portions == nil {
		return nil
	}
	return &Module{Name: name, Package: true, Path: portions}
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}
