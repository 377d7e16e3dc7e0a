// This file tells which imports of a program cannot be resolved.

package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"adder/lower/program"
)

// missing lists the imports that cannot be resolved. Those of the standard library are its
// own business: it asks for what other platforms have, and handles its absence.
func missing(prog *program.Program) []missingSummary {
	list := []missingSummary{}
	for _, m := range prog.Missing {
		if m.Std || m.Optional {
			continue
		}
		reason := "cannot be found; importing it will raise ModuleNotFoundError"
		if m.Extension != "" {
			reason = fmt.Sprintf("is an extension module of CPython (%s), for which Adder has no counterpart; importing it will raise ModuleNotFoundError", m.Extension)
		}
		list = append(list, missingSummary{m.Name, m.File, m.Line, reason})
	}
	return list
}

// printMissing prints warnings with the lines that they are about, and what may help.
func printMissing(list []missingSummary, find *finder) {
	for _, w := range list {
		fmt.Fprintf(os.Stderr, "%s:%d: warning: module '%s' %s\n", shortPath(w.File), w.Line, w.Module, w.Reason)
		if text := lineOf(find.source(w.File), w.Line); text != "" {
			fmt.Fprintf(os.Stderr, "    %s\n", text)
		}
	}
	if len(list) > 0 {
		fmt.Fprintf(os.Stderr, "note: looked in %s and the standard library; --path adds a folder, --exclude leaves a module out\n", find.searched())
	}
}

// lineOf returns a line of a text without the space around it.
func lineOf(text []byte, n int) string {
	lines := bytes.Split(text, []byte("\n"))
	if n < 1 || n > len(lines) {
		return ""
	}
	return string(bytes.TrimSpace(lines[n-1]))
}

// shortPath makes a path relative to the working folder where it is below it.
func shortPath(path string) string {
	wd, err := os.Getwd()
	if err != nil {
		return path
	}
	if rel, err := filepath.Rel(wd, path); err == nil && filepath.IsLocal(rel) {
		return rel
	}
	return path
}

// searched names the folders of the search path.
func (f *finder) searched() string {
	names := make([]string, len(f.path))
	for i, dir := range f.path {
		names[i] = shortPath(dir)
	}
	return strings.Join(names, ", ")
}
