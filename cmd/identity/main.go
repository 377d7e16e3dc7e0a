// Command identity compares our code objects with CPython's: for the standard library, or the
// files and folders given.
package main

import (
	"flag"
	"fmt"
	"os"

	"adder/frontend/identity"
	"adder/frontend/oracle"
)

func main() {
	optimize := flag.Int("O", 0, "optimisation level: 0, 1 or 2")
	perFile := flag.Int("n", 3, "differences shown a file")
	flag.Parse()
	if err := run(flag.Args(), *optimize, *perFile); err != nil {
		fmt.Fprintln(os.Stderr, "identity:", err)
		os.Exit(1)
	}
}

func run(paths []string, optimize, perFile int) error {
	if len(paths) == 0 {
		lib, err := oracle.Lib()
		if err != nil {
			return err
		}
		paths = []string{lib}
	}
	files, err := identity.Files(paths)
	if err != nil {
		return err
	}
	report, err := identity.Run(files, optimize, perFile, os.Stdout)
	if err != nil {
		return err
	}
	fmt.Println(report)
	if report.Same < report.Files {
		os.Exit(1)
	}
	return nil
}
