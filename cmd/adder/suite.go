// This file reads suites of benchmarks.

package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"adder/cmd/internal/pypi"
)

// readSuite reads a suite file. Its lines are
//
//	pypi NAME VERSION SHA256     fetch a package; programs below are in it, and import from it
//	path DIR                     programs below import from DIR, too
//	run NAME FILE [VAR=VALUE]... [ARG]...
//
// Paths are relative to the suite file, or to the package that was named last.
func readSuite(file string) ([]workload, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, plainError(err)
	}
	defer f.Close()
	here, err := filepath.Abs(filepath.Dir(file))
	if err != nil {
		return nil, err
	}
	s := &suite{here: here, base: here}
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		fields := strings.Fields(lines.Text())
		if len(fields) == 0 || strings.HasPrefix(fields[0], "#") {
			continue
		}
		if err := s.line(fields); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, n, err)
		}
	}
	return s.loads, lines.Err()
}

// suite is the state of reading one.
type suite struct {
	here, base string
	path       []string
	loads      []workload
}

func (s *suite) line(fields []string) error {
	switch {
	case fields[0] == "pypi" && len(fields) == 4:
		dir, err := pypi.Package(fields[1], fields[2], fields[3])
		if err != nil {
			return err
		}
		s.base = dir
		s.path = append(s.path, dir)
	case fields[0] == "here" && len(fields) == 1:
		s.base = s.here
	case fields[0] == "path" && len(fields) == 2:
		s.path = append(s.path, filepath.Join(s.here, filepath.FromSlash(fields[1])))
	case fields[0] == "run" && len(fields) >= 3:
		w := workload{Name: fields[1], File: filepath.Join(s.base, filepath.FromSlash(fields[2])), Path: append([]string(nil), s.path...)}
		for _, arg := range fields[3:] {
			if name, _, ok := strings.Cut(arg, "="); ok && name == strings.ToUpper(name) && len(w.Args) == 0 {
				w.Env = append(w.Env, arg)
			} else {
				w.Args = append(w.Args, arg)
			}
		}
		s.loads = append(s.loads, w)
	default:
		return fmt.Errorf("not understood: %s", strings.Join(fields, " "))
	}
	return nil
}
