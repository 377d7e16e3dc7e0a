// This file finds the modules that implement encodings.

package main

import (
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"sync"

	"adder/runtime/py"
)

// encodings knows the modules of the standard library's encodings package.
type encodings struct {
	lib     string
	once    sync.Once
	aliases map[string]string
}

var aliasLine = regexp.MustCompile(`(?m)^\s*'(\w+)'\s*:\s*'(\w+)',`)

// longestEncoding bounds what may be the name of an encoding.
const longestEncoding = 25

// Modules returns the modules that implement the encoding of that name; none if there is no such
// encoding, or it needs none.
func (e *encodings) Modules(name string) []string {
	if name == "namereplace" { // an error handler that needs a table
		return []string{"_codecs"}
	}
	if len(name) > longestEncoding || name == "" || py.DirectCodec(name) != nil {
		return nil
	}
	module := strings.NewReplacer("-", "_", " ", "_", ".", "_").Replace(strings.ToLower(name))
	if strings.ContainsAny(module, "/\\\x00") || module == "aliases" || module == "__init__" {
		return nil
	}
	e.once.Do(e.readAliases)
	if to := e.aliases[module]; to != "" {
		module = to
	}
	if _, err := os.Stat(filepath.Join(e.lib, "encodings", module+".py")); err != nil {
		return nil
	}
	return []string{"encodings", "encodings.aliases", "encodings." + module}
}

// All returns the modules of all encodings.
func (e *encodings) All() []string {
	files, _ := filepath.Glob(filepath.Join(e.lib, "encodings", "*.py"))
	list := []string{"encodings"}
	for _, f := range files {
		if name := strings.TrimSuffix(filepath.Base(f), ".py"); name != "__init__" {
			list = append(list, "encodings."+name)
		}
	}
	sort.Strings(list)
	return list
}

// readAliases reads the table of other names. A file that cannot be read has none.
func (e *encodings) readAliases() {
	e.aliases = map[string]string{}
	text, err := os.ReadFile(filepath.Join(e.lib, "encodings", "aliases.py"))
	if err != nil {
		return
	}
	for _, m := range aliasLine.FindAllStringSubmatch(string(text), -1) {
		e.aliases[m[1]] = m[2]
	}
}
