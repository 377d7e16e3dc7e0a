// Command ast writes frontend/ast/nodes.go and frontend/ast/classes.go: the node types of
// CPython's abstract syntax tree. The definition is the ASDL text that the reference
// interpreter's ast module carries in its docstrings, so no copy of Python.asdl is needed.
//
// Run it from the module's root: go run ./cmd/gen/ast
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/format"
	"os"
	"os/exec"

	"adder/frontend/oracle"
)

// script prints one object for every direct subclass of ast.AST: its ASDL text and attributes.
const script = `
import ast, json
print(json.dumps([
    dict(name=c.__name__, text=c.__doc__, attributes=list(c._attributes))
    for c in ast.AST.__subclasses__()
    if not c.__doc__.startswith("Deprecated")]))
`

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "gen/ast:", err)
		os.Exit(1)
	}
}

func run() error {
	python, err := oracle.Python()
	if err != nil {
		return err
	}
	out, err := exec.Command(python, "-I", "-c", script).Output()
	if err != nil {
		return err
	}
	var raw []rawType
	if err := json.Unmarshal(out, &raw); err != nil {
		return err
	}
	types := make([]typeDef, len(raw))
	for i, r := range raw {
		if types[i], err = parseType(r); err != nil {
			return err
		}
	}
	m := newModel(types)
	if err := write("frontend/ast/nodes.go", m.nodesFile()); err != nil {
		return err
	}
	return write("frontend/ast/classes.go", m.classesFile())
}

func write(path string, text *bytes.Buffer) error {
	src, err := format.Source(text.Bytes())
	if err != nil {
		return fmt.Errorf("%s: %w\n%s", path, err, text.Bytes())
	}
	return os.WriteFile(path, src, 0o644)
}
