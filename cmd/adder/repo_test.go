// This file checks the repository itself: its layers and the sizes of its files.

package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"adder/frontend/oracle"
)

const root = "../.."

// layer is a row of the table in ARCHITECTURE.md: a folder, and those that it may import.
type layer struct {
	folder  string
	imports []string
}

// readLayers reads the table. Cells are `folder` names in backquotes; "all" allows everything;
// a name that ends in "/…" stands for the folders below it, too.
func readLayers(t *testing.T) []layer {
	f, err := os.Open(filepath.Join(root, "ARCHITECTURE.md"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var list []layer
	for s := bufio.NewScanner(f); s.Scan(); {
		cells := strings.Split(s.Text(), "|")
		if len(cells) < 5 || !strings.HasPrefix(strings.TrimSpace(cells[1]), "`") {
			continue
		}
		for _, folder := range names(cells[1]) {
			list = append(list, layer{folder, names(cells[3])})
		}
	}
	if len(list) < 20 {
		t.Fatalf("the table of ARCHITECTURE.md has %d rows", len(list))
	}
	return list
}

// names lists what stands in backquotes.
func names(cell string) []string {
	var list []string
	for i, part := range strings.Split(cell, "`") {
		if i%2 == 1 {
			list = append(list, part)
		}
	}
	return list
}

// matches reports whether a folder is the one that a name of the table means.
func matches(name, folder string) bool {
	if base, ok := strings.CutSuffix(name, "/…"); ok {
		return folder == base || strings.HasPrefix(folder, base+"/")
	}
	return name == folder
}

// find returns the row for a folder, the most specific one.
func rowOf(list []layer, folder string) *layer {
	var best *layer
	for i := range list {
		if matches(list[i].folder, folder) && (best == nil || len(list[i].folder) > len(best.folder) || list[i].folder == folder) {
			best = &list[i]
		}
	}
	return best
}

// TestLayers compares the table of ARCHITECTURE.md with the imports of all packages.
func TestLayers(t *testing.T) {
	list := readLayers(t)
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports", "./...")
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		folder := strings.TrimPrefix(p.ImportPath, "adder/")
		if p.ImportPath == "adder" {
			folder = "."
		}
		row := rowOf(list, folder)
		if row == nil {
			t.Errorf("%s has no row in ARCHITECTURE.md", folder)
			continue
		}
		for _, imp := range p.Imports {
			ours, ok := strings.CutPrefix(imp, "adder/")
			if !ok {
				if imp != "adder" {
					continue
				}
				ours = "."
			}
			allowed := false
			for _, name := range row.imports {
				allowed = allowed || name == "all" || matches(name, ours)
			}
			if !allowed {
				t.Errorf("%s imports %s, which its row does not allow", folder, ours)
			}
		}
	}
}

// TestMissingModules compares the README's list of native modules without counterpart with the reference.
func TestMissingModules(t *testing.T) {
	python, err := oracle.Python()
	if err != nil {
		t.Skip(err)
	}
	const script = `
import os, sys
names = set(sys.builtin_module_names)
folder = os.path.join(os.path.dirname(os.__file__), "lib-dynload")
if os.path.isdir(folder):
    names |= {f.partition(".")[0] for f in os.listdir(folder)}
print(*sorted(n for n in names if not n.startswith(("_test", "xx", "_xx", "_ctypes_test"))))`
	out, err := exec.Command(python, "-I", "-c", script).Output()
	if err != nil {
		t.Fatal(err)
	}
	native := isNative(runtime.GOOS)
	var want []string
	for _, name := range strings.Fields(string(out)) {
		if !native(name) {
			want = append(want, name)
		}
	}
	text, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, list, found := strings.Cut(string(text), "when imported:\n")
	list, _, ended := strings.Cut(list, ".\n")
	if !found || !ended {
		t.Fatal("README.md has no list of native modules")
	}
	if got := strings.Join(names(list), " "); runtime.GOOS == "linux" && got != strings.Join(want, " ") {
		t.Errorf("README.md lists %s, want %s", got, strings.Join(want, " "))
	}
}

// maxLines is the size above which a file holds more than one subject.
const maxLines = 1010

// TestSizes keeps files short; generated ones aside.
func TestSizes(t *testing.T) {
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		head, _, _ := bytes.Cut(data, []byte("\npackage "))
		if n := bytes.Count(data, []byte("\n")); n > maxLines && !bytes.Contains(head, []byte("DO NOT EDIT")) {
			t.Errorf("%s has %d lines", path, n)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
