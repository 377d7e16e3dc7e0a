package vm

import (
	"os/exec"
	"testing"
	"time"

	"adder/frontend/code"
	"adder/frontend/code/marshal"
	"adder/frontend/oracle"
	"adder/runtime/py"
)

func compile(t testing.TB, src string) *code.Code {
	python, _ := oracle.Python()
	out, err := exec.Command(python, "-I", "-c", "import marshal,sys;sys.stdout.buffer.write(marshal.dumps(compile(sys.argv[1],'t.py','exec')))", src).Output()
	if err != nil {
		t.Fatal(err)
	}
	c, err := marshal.ReadCode(out)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func function(t testing.TB, src string) (*py.Thread, *py.Function) {
	c := py.NewCode(compile(t, src))
	var fc *py.CodeObject
	for _, k := range c.Consts() {
		if k.Type() == py.CodeType {
			fc = py.AsCode(k)
			break
		}
	}
	fn := &py.Function{Code: fc, Globals: py.NewDict(), Builtins: py.NewDict(), Name: fc.Name, QualName: fc.Name}
	fn.SetType(py.FunctionType)
	fn.Globals.SetStr(fc.Name, fn.V())
	return py.NewThread(1), fn
}

func TestFib(t *testing.T) {
	th, fn := function(t, "def fib(n):\n    if n < 2: return n\n    return fib(n-1)+fib(n-2)\n")
	start := time.Now()
	v, exc := fn.Code.Entry(th, fn, []py.Value{py.Int(30)})
	t.Log(v.Int64(), exc, time.Since(start))
}

func TestLoop(t *testing.T) {
	th, fn := function(t, "def f(n):\n    i = s = 0\n    while i < n:\n        s += i*3 & 255\n        i += 1\n    return s\n")
	start := time.Now()
	v, exc := fn.Code.Entry(th, fn, []py.Value{py.Int(10000000)})
	t.Log(v.Int64(), exc, time.Since(start))
}
