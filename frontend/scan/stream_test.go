// This file compares token streams with the C tokenizer's, over the whole standard library.

package scan

import (
	"bytes"
	"crypto/sha1"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"adder/frontend/oracle"
	"adder/frontend/source"
	"adder/frontend/token"
)

// TestStreams scans every file of the library.
func TestStreams(t *testing.T) {
	paths := libraryFiles(t)
	if testing.Short() {
		paths = paths[:40]
	}
	want := askTokens(t, strings.Join(paths, "\n"), "plain")
	digests := strings.Split(strings.TrimSpace(want), "\n")
	bad := 0
	for i, path := range paths {
		got := digest(t, path)
		if got == digests[i] {
			continue
		}
		if bad++; bad <= 3 {
			t.Errorf("%s: %s", path, firstDifference(t, path))
		}
	}
	if bad > 0 {
		t.Errorf("%d of %d files differ", bad, len(paths))
	}
}

func libraryFiles(t *testing.T) (paths []string) {
	t.Helper()
	lib, err := oracle.Lib()
	if err != nil {
		t.Skip(err)
	}
	filepath.WalkDir(lib, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && d.Name() == "site-packages" {
			return filepath.SkipDir
		}
		if strings.HasSuffix(path, ".py") {
			paths = append(paths, path)
		}
		return nil
	})
	return paths
}

func askTokens(t *testing.T, input string, args ...string) string {
	t.Helper()
	python, err := oracle.Python()
	if err != nil {
		t.Skip(err)
	}
	cmd := exec.Command(python, append([]string{"-I", "testdata/tokens.py"}, args...)...)
	cmd.Stdin = strings.NewReader(input)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// streamOf returns a file's tokens in the form of testdata/tokens.py.
func streamOf(t *testing.T, path string) []string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	file, err := source.Decode(path, data, source.Options{Exec: true})
	if err != nil {
		t.Fatal(err)
	}
	s := New(file, Options{})
	var lines []string
	for {
		tok, err := s.Next()
		if err != nil {
			t.Errorf("%s: %v", path, err)
			return lines
		}
		if tok.Kind == token.ENDMARKER {
			break
		}
		col, endCol := -1, -1
		if tok.Start != noOffset {
			col, endCol = chars(file, tok.Start), chars(file, tok.Start+len(tok.Text))
		}
		lines = append(lines, fmt.Sprintf("%d %d:%d-%d:%d %s\n", tok.Kind, tok.Lineno, col, tok.EndLineno, endCol, ascii(tok.Text)))
	}
	for len(lines) > 0 && strings.HasPrefix(lines[len(lines)-1], "6 ") {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// chars returns the column of an offset in characters.
func chars(file *source.File, offset int) int {
	start := bytes.LastIndexByte(file.Text[:offset], '\n') + 1
	return source.CharCount(file.Text[start:offset])
}

func digest(t *testing.T, path string) string {
	sum := sha1.Sum([]byte(strings.Join(streamOf(t, path), "")))
	return hex.EncodeToString(sum[:])
}

func firstDifference(t *testing.T, path string) string {
	got := streamOf(t, path)
	want := strings.SplitAfter(askTokens(t, "", "plain", path), "\n")
	for i := range got {
		if i >= len(want) || got[i] != want[i] {
			return fmt.Sprintf("token %d: got %q, want %q", i, got[i], want[min(i, len(want)-1)])
		}
	}
	return fmt.Sprintf("got %d tokens, want %d", len(got), len(want))
}

// ascii returns what Python's ascii() does.
func ascii(s string) string {
	quote := byte('\'')
	if strings.Contains(s, "'") && !strings.Contains(s, `"`) {
		quote = '"'
	}
	var b strings.Builder
	b.WriteByte(quote)
	for _, r := range s {
		switch {
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == rune(quote) || r == '\\':
			b.WriteByte('\\')
			b.WriteByte(byte(r))
		case r < ' ' || r >= 0x7f && r < 0x100:
			fmt.Fprintf(&b, `\x%02x`, r)
		case r < 0x7f:
			b.WriteRune(r)
		case r < 0x10000:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			fmt.Fprintf(&b, `\U%08x`, r)
		}
	}
	b.WriteByte(quote)
	return b.String()
}
