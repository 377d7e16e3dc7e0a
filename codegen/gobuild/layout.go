// This file lays out the Go module that a program is built from.

// Package gobuild turns emitted packages into an executable: it lays out a Go module with
// the runtime's source, which the adder binary carries, and runs the Go toolchain on it.
//
// All programs built by one version of Adder share one Go module in the user's cache:
//
//	<cache>/adder/src-<hash of the runtime's source>/
//	    go.mod, runtime/…, frontend/…      the runtime
//	    gen/m/<package>/                   compiled Python modules, named by their content
//	    gen/p/<program>/main.go            a program: its main package
//
// Packages are written once and never change, so two builds at a time cannot disturb each
// other, and Go's build cache finds every module that any program has built before.
package gobuild

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Package is a Go package to lay out: file names and contents.
type Package struct {
	Dir   string // slash-separated, below the module's root: "gen/m/json_1f2e"
	Files map[string][]byte
}

// Hash returns a short name for the content of files, for use in package names.
func Hash(parts ...[]byte) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:", len(p))
		h.Write(p)
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
}

// Workspace is the shared Go module on disk.
type Workspace struct {
	Dir string
}

// OpenWorkspace returns the Go module for the runtime in source, writing it on first use
// below the cache folder dir.
func OpenWorkspace(dir string, source fs.FS) (*Workspace, error) {
	hash, err := HashTree(source, depsZip)
	if err != nil {
		return nil, err
	}
	w := &Workspace{Dir: filepath.Join(dir, "src-"+hash)}
	done := filepath.Join(w.Dir, ".complete")
	if _, err := os.Stat(done); err == nil {
		return w, nil
	}
	return w, w.writeSource(source, done)
}

// WriteModule makes dir a complete Go module for programs, for --emit-go.
func WriteModule(dir string, source fs.FS) (*Workspace, error) {
	w := &Workspace{Dir: dir}
	return w, w.writeSource(source, "")
}

// writeSource writes the runtime's source and, last, the empty file done.
func (w *Workspace) writeSource(source fs.FS, done string) error {
	files, err := sourceTree(source)
	if err != nil {
		return err
	}
	for name, data := range files {
		if err := writeFile(filepath.Join(w.Dir, filepath.FromSlash(name)), data); err != nil {
			return err
		}
	}
	if done == "" {
		return nil
	}
	return writeFile(done, nil)
}

// HashTree hashes the names and contents of a tree, behind other parts.
func HashTree(source fs.FS, parts ...[]byte) (string, error) {
	err := fs.WalkDir(source, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(source, name)
		parts = append(parts, []byte(name), data)
		return err
	})
	return Hash(parts...), err
}

// Add writes a package unless it is there already; its name tells its content. The package of the folder
// "." is any program's.
func (w *Workspace) Add(p *Package) error {
	dir := filepath.Join(w.Dir, filepath.FromSlash(p.Dir))
	done := filepath.Join(dir, ".complete")
	if _, err := os.Stat(done); err == nil && p.Dir != "." {
		return nil
	}
	if p.Dir == "." {
		if err := removeGo(dir); err != nil {
			return err
		}
	}
	for name, data := range p.Files {
		if err := writeFile(filepath.Join(dir, name), data); err != nil {
			return err
		}
	}
	if p.Dir == "." {
		return nil
	}
	return writeFile(done, nil)
}

// removeGo removes the Go files of another program's main package.
func removeGo(dir string) error {
	old, err := filepath.Glob(filepath.Join(dir, "*.go"))
	for _, file := range old {
		if rerr := os.Remove(file); err == nil {
			err = rerr
		}
	}
	return err
}

// Has reports whether the package in dir has been added before.
func (w *Workspace) Has(dir string) bool {
	_, err := os.Stat(filepath.Join(w.Dir, filepath.FromSlash(dir), ".complete"))
	return err == nil
}

// writeFile writes a file aside and renames it, so that nobody sees half of it.
func writeFile(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), ".tmp-*")
	if err != nil {
		return err
	}
	_, err = tmp.Write(data)
	if cerr := tmp.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Chmod(tmp.Name(), 0o644)
	}
	if err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		os.Remove(tmp.Name())
	}
	return err
}
