// Package deps lists the third-party packages that compiled programs can link: what the
// runtime and the front end import, on any of the supported targets.
package deps

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sort"
	"strings"
)

// Module is a Go module of which packages are used.
type Module struct {
	Path, Version, Dir, GoVersion string
	Packages                      []string // import paths, sorted
}

// Targets are the platforms that programs are built for, as GOOS/GOARCH.
var Targets = []string{"linux/amd64", "linux/arm64", "darwin/amd64", "darwin/arm64", "windows/amd64", "windows/arm64"}

// roots are what programs import.
var roots = []string{"adder/runtime/...", "adder/frontend"}

// List asks the go command for the modules, sorted by path.
func List() ([]*Module, error) {
	mods := map[string]*Module{}
	seen := map[string]bool{}
	for _, target := range Targets {
		goos, arch, _ := strings.Cut(target, "/")
		cmd := exec.Command("go", append([]string{"list", "-deps", "-json=ImportPath,Module,Standard"}, roots...)...)
		cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+goos, "GOARCH="+arch)
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		out, err := cmd.Output()
		if err != nil {
			return nil, fmt.Errorf("go list: %w\n%s", err, stderr.String())
		}
		if err := read(out, mods, seen); err != nil {
			return nil, err
		}
	}
	list := make([]*Module, 0, len(mods))
	for _, m := range mods {
		sort.Strings(m.Packages)
		list = append(list, m)
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Path < list[j].Path })
	return list, nil
}

// read adds the packages in the output of go list.
func read(out []byte, mods map[string]*Module, seen map[string]bool) error {
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct {
			ImportPath string
			Standard   bool
			Module     *struct {
				Path, Version, Dir, GoVersion string
				Main                          bool
			}
		}
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		if p.Standard || p.Module == nil || p.Module.Main || seen[p.ImportPath] {
			continue
		}
		seen[p.ImportPath] = true
		m := mods[p.Module.Path]
		if m == nil {
			m = &Module{Path: p.Module.Path, Version: p.Module.Version, Dir: p.Module.Dir, GoVersion: p.Module.GoVersion}
			mods[m.Path] = m
		}
		m.Packages = append(m.Packages, p.ImportPath)
	}
}

// ModulesText is vendor/modules.txt, which the go command compares with go.mod.
func ModulesText(mods []*Module) []byte {
	var b bytes.Buffer
	for _, m := range mods {
		fmt.Fprintf(&b, "# %s %s\n## explicit", m.Path, m.Version)
		if m.GoVersion != "" {
			fmt.Fprintf(&b, "; go %s", m.GoVersion)
		}
		b.WriteByte('\n')
		for _, p := range m.Packages {
			fmt.Fprintln(&b, p)
		}
	}
	return b.Bytes()
}

// GoMod is the go.mod of the module that programs are built in.
func GoMod(mods []*Module) []byte {
	var b bytes.Buffer
	b.WriteString("module adder\n\ngo 1.26.0\n")
	if len(mods) > 0 {
		b.WriteString("\nrequire (\n")
		for _, m := range mods {
			fmt.Fprintf(&b, "\t%s %s\n", m.Path, m.Version)
		}
		b.WriteString(")\n")
	}
	return b.Bytes()
}
