// This file is the run subcommand: the interpreter.

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"adder/frontend/code"
	"adder/frontend/oracle"
	"adder/runtime"
	_ "adder/runtime/eval" // compiles what is imported
	"adder/runtime/imp"
	"adder/runtime/mod/natives"
	"adder/runtime/mod/sys"
	"adder/runtime/py"
	_ "adder/runtime/vm" // lets code objects be interpreted
)

func runCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "run FILE [ARG...]",
		Short: "Run a Python program with the interpreter",
		Long:  "Run a Python program with the interpreter, as \"python FILE ARG...\" does.",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if status := runRun(args); status != 0 {
				return exitStatus(status)
			}
			return nil
		},
	}
	cmd.Flags().SetInterspersed(false) // what follows FILE belongs to the program
	return cmd
}

// runRun runs the program args[0] with the arguments behind it and returns its exit status.
func runRun(args []string) int {
	file := args[0]
	info, err := os.Stat(file)
	if err != nil {
		fmt.Fprintf(os.Stderr, "adder: can't open file %q: %v\n", file, err)
		return exitUsage
	}
	if info.IsDir() {
		file = filepath.Join(file, "__main__.py")
	}
	data, err := os.ReadFile(file)
	if err != nil {
		fmt.Fprintf(os.Stderr, "adder: can't open file %q: %v\n", file, err)
		return exitUsage
	}
	lib, err := oracle.Lib()
	if err != nil {
		fmt.Fprintf(os.Stderr, "adder: no standard library: %v\n", err)
		return exitError
	}
	t, exc := runtime.Start(interpreterConfig(file, lib, args))
	if exc != nil {
		return runtime.Finish(t, exc)
	}
	c, exc := mainCode(t, data, file)
	if exc != nil {
		return runtime.Finish(t, exc)
	}
	return runtime.RunMain(t, file, py.Value{}, py.NewCode(c))
}

// interpreterConfig describes an interpreter for a program.
func interpreterConfig(file, lib string, args []string) *runtime.Config {
	dir, err := filepath.Abs(filepath.Dir(file))
	if err != nil {
		dir = filepath.Dir(file)
	}
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	path := []string{dir}
	for _, p := range filepath.SplitList(os.Getenv("PYTHONPATH")) {
		if abs, err := filepath.Abs(p); err == nil {
			path = append(path, abs)
		}
	}
	path = append(path, lib)
	prefix := filepath.Dir(filepath.Dir(lib))
	return &runtime.Config{Natives: natives.All(), Sys: sys.Config{
		Argv: args, OrigArgv: append([]string{"adder", "run"}, args...), Path: path,
		Executable: runtime.Executable(), Prefix: prefix, StdlibDir: lib,
		PycachePrefix: os.Getenv("PYTHONPYCACHEPREFIX"),
		Flags: sys.Flags{DontWriteBytecode: os.Getenv("PYTHONDONTWRITEBYTECODE") != "",
			HashRandomization: os.Getenv("PYTHONHASHSEED") != "0"},
	}}
}

// mainCode compiles the main program, or reads it where it is bytecode already.
func mainCode(t *py.Thread, data []byte, file string) (*code.Code, *py.Exc) {
	if strings.HasSuffix(file, ".pyc") {
		return imp.DecodePyc(data, "__main__", file)
	}
	return imp.CompileHook(t, data, file)
}
