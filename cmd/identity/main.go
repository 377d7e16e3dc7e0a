// Command identity compares our code objects with CPython's: for the standard library, and
// the files and folders given.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"adder/frontend/identity"
	"adder/frontend/oracle"
)

// options are the flags.
type options struct {
	optimize, perFile, runs   int
	fetch, bench, compileOnly bool
}

func main() {
	var o options
	flag.IntVar(&o.optimize, "O", 0, "optimisation level: 0, 1 or 2")
	flag.IntVar(&o.perFile, "n", 3, "differences shown a file")
	flag.BoolVar(&o.fetch, "fetch", false, "compare popular packages too, fetching with pip those that are not in the user's cache")
	flag.BoolVar(&o.bench, "bench", false, "compare the time and the memory that compiling takes")
	flag.IntVar(&o.runs, "runs", 5, "runs of -bench")
	flag.BoolVar(&o.compileOnly, "compile-only", false, "compile the files named on standard input and print the time (what -bench runs)")
	flag.Parse()
	same, err := run(flag.Args(), o)
	if err != nil {
		fmt.Fprintln(os.Stderr, "identity:", err)
	}
	if err != nil || !same {
		os.Exit(1)
	}
}

// run does what the flags say; same is false when code objects differ.
func run(paths []string, o options) (same bool, err error) {
	if o.compileOnly {
		names, err := io.ReadAll(os.Stdin)
		if err != nil {
			return false, err
		}
		return true, compileOnly(strings.Split(strings.TrimSpace(string(names)), "\n"))
	}
	lib, err := oracle.Lib()
	if err != nil {
		return false, err
	}
	if o.fetch {
		dir, err := fetch(popular)
		if err != nil {
			return false, err
		}
		paths = append(paths, dir)
	}
	files, err := identity.Files(append([]string{lib}, paths...))
	if err != nil {
		return false, err
	}
	if o.bench {
		return true, bench(files, o.runs)
	}
	report, err := identity.Run(files, o.optimize, o.perFile, os.Stdout)
	if err != nil {
		return false, err
	}
	fmt.Println(report)
	return report.Same == report.Files, nil
}
