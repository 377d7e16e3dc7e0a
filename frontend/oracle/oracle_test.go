package oracle

import (
	"os/exec"
	"strings"
	"testing"
)

func TestPythonVersion(t *testing.T) {
	py, err := Python()
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(py, "-I", "-c", "import sys; print(sys.version.split()[0])").CombinedOutput()
	if err != nil || strings.TrimSpace(string(out)) != Version {
		t.Fatalf("%s answered %q, %v; want version %s", py, out, err, Version)
	}
}
