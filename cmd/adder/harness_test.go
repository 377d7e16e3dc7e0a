// This file holds what the tests of the command share: the command itself, built once, and folders of files.

package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"adder/frontend/oracle"
)

// command is the adder command that the tests run.
var command struct {
	once sync.Once
	dir  string
	err  error
}

func TestMain(m *testing.M) {
	status := m.Run()
	if command.dir != "" {
		os.RemoveAll(command.dir)
	}
	os.Exit(status)
}

// adderCommand builds the command on first use and returns its path.
func adderCommand(t *testing.T) string {
	t.Helper()
	command.once.Do(func() {
		if command.dir, command.err = os.MkdirTemp("", "adder-test-"); command.err != nil {
			return
		}
		if out, err := exec.Command("go", "build", "-o", filepath.Join(command.dir, "adder"+exeSuffix()), ".").CombinedOutput(); err != nil {
			command.err = fmt.Errorf("%w\n%s", err, out)
		}
	})
	if command.err != nil {
		t.Fatal(command.err)
	}
	return filepath.Join(command.dir, "adder"+exeSuffix())
}

// invocation is a command line to try, and where.
type invocation struct {
	dir   string
	env   []string
	stdin string
	limit time.Duration // buildLimit if zero
}

// run runs a command to its end. Its output has the folder's name taken out.
func (i invocation) run(t *testing.T, args ...string) answer {
	t.Helper()
	ctx, stop := context.WithTimeout(context.Background(), cmp.Or(i.limit, buildLimit))
	defer stop()
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	cmd.Dir = i.dir
	cmd.Env = append(append(os.Environ(), "PYTHONHASHSEED=0", "PYTHONDONTWRITEBYTECODE=", "NO_COLOR=1"), i.env...)
	cmd.Stdin = strings.NewReader(i.stdin)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return answer{normalize(stdout.String(), i.dir), normalize(stderr.String(), i.dir), fmt.Sprint(cmd.ProcessState.ExitCode())}
}

// files writes an archive's files into a new folder.
func files(t *testing.T, archive string) string {
	t.Helper()
	return unpack(t, txtar.Parse([]byte(archive)))
}

// listing names the files of a folder, but for those that Python keeps for itself.
func listing(t *testing.T, dir string) string {
	t.Helper()
	var names []string
	for name := range contents(t, dir) {
		names = append(names, name)
	}
	sort.Strings(names)
	return strings.Join(names, " ")
}

// contents reads all files of a folder.
func contents(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err == nil {
			all[filepath.ToSlash(rel)], err = os.ReadFile(path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func regexpMatch(pattern, text string) bool { return regexp.MustCompile(pattern).MatchString(text) }

// goEnv asks the Go toolchain for a setting.
func goEnv(t *testing.T, name string) string {
	t.Helper()
	out, err := exec.Command("go", "env", name).Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

// adderCache makes a cache folder that holds the reference, and nothing else.
func adderCache(t *testing.T) string {
	t.Helper()
	lib, err := oracle.Lib()
	if err != nil {
		t.Skip(err)
	}
	cache := t.TempDir()
	home := filepath.Dir(filepath.Dir(lib)) // of lib/python3.14
	if err := os.Mkdir(filepath.Join(cache, "adder"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(home, filepath.Join(cache, "adder", filepath.Base(home))); err != nil {
		t.Fatal(err)
	}
	return cache
}
