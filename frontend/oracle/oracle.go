// Package oracle finds the reference interpreter, CPython 3.14.6, and asks it questions.
//
// The interpreter and its library come from the Go module go-embed-python, so that no
// Python is needed on the machine. They are extracted once to the user's cache folder.
// Tests compare with its answers; cmd/adder takes the standard library from its tree.
package oracle

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"github.com/kluctl/go-embed-python/python"
)

// Version is the release of CPython that Adder reproduces.
const Version = "3.14.6"

// Home returns the root of the extracted CPython tree (the sys.prefix of that
// interpreter). ADDER_PYTHON_HOME overrides it with another 3.14 tree.
// The first call on a machine extracts the tree, which takes about two seconds.
var Home = sync.OnceValues(func() (string, error) {
	if dir := os.Getenv("ADDER_PYTHON_HOME"); dir != "" {
		return dir, nil
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = os.TempDir()
	}
	dir := filepath.Join(cache, "adder", "python-"+Version)
	done := filepath.Join(dir, ".extracted")
	if _, err := os.Stat(done); err == nil {
		return dir, nil
	}
	if _, err := python.NewEmbeddedPythonWithTmpDir(dir, false); err != nil {
		return "", fmt.Errorf("extracting CPython %s to %s: %w", Version, dir, err)
	}
	return dir, os.WriteFile(done, nil, 0o644)
})

// Lib returns the folder that holds the standard library's sources.
func Lib() (string, error) {
	home, err := Home()
	if err != nil {
		return "", err
	}
	return LibOf(home), nil
}

// LibOf returns the standard library's folder inside the tree home.
func LibOf(home string) string {
	if runtime.GOOS == "windows" {
		return filepath.Join(home, "Lib")
	}
	return filepath.Join(home, "lib", "python3.14")
}

// Python returns the path of the interpreter.
func Python() (string, error) {
	home, err := Home()
	if err != nil {
		return "", err
	}
	if runtime.GOOS == "windows" {
		return filepath.Join(home, "python.exe"), nil
	}
	return filepath.Join(home, "bin", "python3.14"), nil
}
