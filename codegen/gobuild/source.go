// This file holds what the workspace is written from: the runtime's source and the
// third-party packages it needs.

package gobuild

import (
	"archive/zip"
	"bytes"
	_ "embed" // deps.zip
	"io/fs"
	"strings"
)

//go:generate go run ../../cmd/gen/deps deps.zip

//go:embed deps.zip
var depsZip []byte

// sourceTree returns the files of the Go module that programs are built in, by
// slash-separated path: source less what programs cannot link, and the dependencies.
func sourceTree(source fs.FS) (map[string][]byte, error) {
	files := map[string][]byte{}
	err := fs.WalkDir(source, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || leftOut[name]):
			return fs.SkipDir
		case d.IsDir() || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		files[name], err = fs.ReadFile(source, name)
		return err
	})
	if err != nil {
		return nil, err
	}
	z, err := zip.NewReader(bytes.NewReader(depsZip), int64(len(depsZip)))
	if err != nil {
		return nil, err
	}
	for _, f := range z.File {
		data, err := fs.ReadFile(z, f.Name)
		if err != nil {
			return nil, err
		}
		if f.Name == "go.mod" {
			files[f.Name] = data
		} else {
			files["vendor/"+f.Name] = data
		}
	}
	return files, nil
}

// leftOut are folders that only the compiler and tests use.
var leftOut = map[string]bool{
	"frontend/oracle":     true,
	"frontend/identity":   true,
	"frontend/code/dis":   true,
	"runtime/mod/natives": true,
}
