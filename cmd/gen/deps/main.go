// Command deps packs the third-party packages that compiled programs link, with their
// licences, into codegen/gobuild/deps.zip, in the form of a vendor folder.
//
// Run it by "go generate ./codegen/gobuild" when go.mod or an import of the runtime changes;
// a test of that package fails when the archive is out of date.
package main

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"go/build"
	"io"
	"log"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"adder/codegen/gobuild/deps"
)

func main() {
	log.SetFlags(0)
	out := "deps.zip"
	if len(os.Args) > 1 {
		out = os.Args[1]
	}
	mods, err := deps.List()
	if err != nil {
		log.Fatal(err)
	}
	files := map[string][]byte{"modules.txt": deps.ModulesText(mods), "go.mod": deps.GoMod(mods)}
	for _, m := range mods {
		if err := add(files, m); err != nil {
			log.Fatal(err)
		}
	}
	data, err := pack(files)
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(out, data, 0o644); err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%s: %d modules, %d files, %d bytes\n", out, len(mods), len(files), len(data))
}

// add adds a module's licence and the sources of the packages used, tests left out.
func add(files map[string][]byte, m *deps.Module) error {
	for _, name := range []string{"LICENSE", "LICENSE.txt", "LICENSE.md", "COPYING", "PATENTS", "NOTICE"} {
		if data, err := os.ReadFile(filepath.Join(m.Dir, name)); err == nil {
			files[m.Path+"/"+name] = data
		}
	}
	for _, p := range m.Packages {
		dir := filepath.Join(m.Dir, filepath.FromSlash(strings.TrimPrefix(p, m.Path)))
		entries, err := os.ReadDir(dir)
		if err != nil {
			return err
		}
		for _, e := range entries {
			ext := filepath.Ext(e.Name())
			if e.IsDir() || strings.HasSuffix(e.Name(), "_test.go") || ext != ".go" && ext != ".s" && ext != ".h" || !wanted(dir, e.Name()) {
				continue
			}
			data, err := os.ReadFile(filepath.Join(dir, e.Name()))
			if err != nil {
				return err
			}
			files[p+"/"+e.Name()] = data
		}
	}
	return nil
}

// wanted reports whether a file is built for any of the targets.
func wanted(dir, name string) bool {
	for _, target := range deps.Targets {
		ctx := build.Default
		ctx.GOOS, ctx.GOARCH, _ = strings.Cut(target, "/")
		ctx.CgoEnabled = false
		if ok, err := ctx.MatchFile(dir, name); ok && err == nil {
			return true
		}
	}
	return false
}

// pack writes the archive, the same bytes for the same files.
func pack(files map[string][]byte) ([]byte, error) {
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	sort.Strings(names)
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	w.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(w, flate.BestCompression)
	})
	for _, name := range names {
		f, err := w.Create(name)
		if err != nil {
			return nil, err
		}
		if _, err := f.Write(files[name]); err != nil {
			return nil, err
		}
	}
	err := w.Close()
	return buf.Bytes(), err
}
