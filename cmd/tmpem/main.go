package main

import (
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"time"

	"adder/codegen/emit"
	"adder/frontend/code"
	"adder/frontend/code/marshal"
	"adder/frontend/oracle"
	"adder/lower/build"
)

func main() {
	py, _ := oracle.Python()
	for _, file := range os.Args[1:] {
		out, err := exec.Command(py, "-I", "-c", "import sys,marshal;sys.stdout.buffer.write(marshal.dumps(compile(open(sys.argv[1],'rb').read(),sys.argv[1],'exec',dont_inherit=True)))", file).Output()
		if err != nil {
			fmt.Println(file, err)
			continue
		}
		root, err := marshal.ReadCode(out)
		if err != nil {
			panic(err)
		}
		start := time.Now()
		m := &emit.Module{Name: "x", Package: "mx", Root: root}
		for i, c := range code.Flatten(root) {
			f, err := build.Func(c, i)
			if err != nil {
				panic(err)
			}
			m.Funcs = append(m.Funcs, f)
		}
		src := emit.Emit(m)
		el := time.Since(start)
		os.WriteFile("/tmp/em/x.go", src, 0o644)
		_, err = parser.ParseFile(token.NewFileSet(), "x.go", src, 0)
		fmt.Println(file, len(src), el, err)
		if err != nil {
			return
		}
	}
}
