// This file reads and writes bytecode files: __pycache__ with its timestamps and hashes.

package imp

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"adder/frontend/code"
	"adder/frontend/code/marshal"
	"adder/runtime/py"
)

// magic is the magic number of CPython 3.14's bytecode files.
var magic = [4]byte{3627 & 0xff, 3627 >> 8, '\r', '\n'}

// headerSize is the length of a bytecode file's header: magic, flags, and either the source's
// time and size or its hash.
const headerSize = 16

// CacheTag names the implementation whose cached bytecode it is.
const CacheTag = "cpython-314"

// DontWrite is sys.dont_write_bytecode.
var DontWrite = func() bool { return false }

// CachePrefix is sys.pycache_prefix, "" for none.
var CachePrefix = func() string { return "" }

// cacheFile returns the name of the bytecode file for a source file.
func cacheFile(source string) string {
	dir, base := filepath.Split(source)
	name := strings.TrimSuffix(base, filepath.Ext(base)) + "." + CacheTag + ".pyc"
	if prefix := CachePrefix(); prefix != "" {
		if abs, err := filepath.Abs(dir); err == nil {
			dir = abs
		}
		return filepath.Join(prefix, strings.TrimLeft(strings.TrimPrefix(dir, filepath.VolumeName(dir)), `/\`), name)
	}
	return filepath.Join(dir, "__pycache__", name)
}

// loadSource returns the code of a source file, from the cache if that is up to date.
func loadSource(t *py.Thread, file, cached string) (*code.Code, *py.Exc) {
	info, err := os.Stat(file)
	if err != nil {
		return nil, osError(err, file)
	}
	mtime, size := uint32(info.ModTime().Unix()), uint32(info.Size())
	if data, err := os.ReadFile(cached); err == nil && fresh(data, mtime, size) {
		// A cache that lies is as good as none.
		if c, err := marshal.ReadCode(data[headerSize:]); err == nil && code.Verify(c) == nil {
			return fixFilename(c, file), nil
		}
	}
	source, err := os.ReadFile(file)
	if err != nil {
		return nil, osError(err, file)
	}
	if CompileHook == nil {
		return nil, py.Errorf(py.ImportError, "%s: this program cannot compile source at run time", file)
	}
	c, exc := CompileHook(t, source, file)
	if exc != nil {
		return nil, exc
	}
	if !DontWrite() {
		writeCache(cached, c, mtime, size, info.Mode())
	}
	return c, nil
}

// fresh reports whether a bytecode file belongs to a source of that time and size. Hash-based
// files that need checking count as stale.
func fresh(data []byte, mtime, size uint32) bool {
	if len(data) < headerSize || [4]byte(data[:4]) != magic {
		return false
	}
	switch binary.LittleEndian.Uint32(data[4:]) {
	case 0:
		return binary.LittleEndian.Uint32(data[8:]) == mtime && binary.LittleEndian.Uint32(data[12:]) == size
	case 1: // hash-based, unchecked
		return true
	}
	return false
}

// writeCache writes a bytecode file beside its place and moves it there; failing is no error.
func writeCache(file string, c *code.Code, mtime, size uint32, mode fs.FileMode) {
	if os.MkdirAll(filepath.Dir(file), 0o777) != nil {
		return
	}
	head := make([]byte, headerSize)
	copy(head, magic[:])
	binary.LittleEndian.PutUint32(head[8:], mtime)
	binary.LittleEndian.PutUint32(head[12:], size)
	tmp, err := os.CreateTemp(filepath.Dir(file), filepath.Base(file)+".*")
	if err != nil {
		return
	}
	_, err = tmp.Write(append(head, marshal.Dumps(c)...))
	if cerr := tmp.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		_ = os.Chmod(tmp.Name(), mode.Perm()|0o200)
		err = os.Rename(tmp.Name(), file)
	}
	if err != nil {
		_ = os.Remove(tmp.Name())
	}
}

// readBytecode loads a .pyc without source.
func readBytecode(name, file string) (*code.Code, *py.Exc) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, osError(err, file)
	}
	return DecodePyc(data, name, file)
}

// DecodePyc returns the code of a bytecode file's contents.
func DecodePyc(data []byte, name, file string) (*code.Code, *py.Exc) {
	fail := func(message string) (*code.Code, *py.Exc) {
		return nil, py.NewImportError(py.ImportError, message, py.StrV(name), py.StrV(file))
	}
	switch {
	case len(data) < 4 || [4]byte(data[:4]) != magic:
		return fail(fmt.Sprintf("bad magic number in '%s': %s", name, bytesRepr(data[:min(4, len(data))])))
	case len(data) < headerSize:
		return nil, py.Errorf(py.EOFError, "reached EOF while reading pyc header of '%s'", name)
	}
	c, err := marshal.ReadCode(data[headerSize:])
	if err == marshal.ErrShort {
		return nil, py.Errorf(py.EOFError, "%s", err)
	}
	if err == nil {
		err = code.Verify(c)
	}
	if err != nil {
		return nil, py.Errorf(py.ValueError, "%s", err)
	}
	return c, nil
}

func bytesRepr(data []byte) string {
	var b strings.Builder
	b.WriteString("b'")
	for _, c := range data {
		switch {
		case c == '\n':
			b.WriteString(`\n`)
		case c == '\r':
			b.WriteString(`\r`)
		case c == '\t':
			b.WriteString(`\t`)
		case c == '\'' || c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c < ' ' || c > '~':
			fmt.Fprintf(&b, `\x%02x`, c)
		default:
			b.WriteByte(c)
		}
	}
	b.WriteByte('\'')
	return b.String()
}

// fixFilename makes c and the code in it say where the source is now (_imp._fix_co_filename).
func fixFilename(c *code.Code, file string) *code.Code {
	if c.Filename == file {
		return c
	}
	old := c.Filename
	var fix func(c *code.Code)
	fix = func(c *code.Code) {
		if c.Filename == old {
			c.Filename = file
		}
		for _, k := range c.Consts {
			if sub, ok := k.(*code.Code); ok {
				fix(sub)
			}
		}
	}
	fix(c)
	return c
}

// osError turns an error of the os package into an OSError.
func osError(err error, file string) *py.Exc {
	var errno syscall.Errno
	if errors.As(err, &errno) {
		return py.NewOSError(int(errno), strerror(errno), py.StrV(file))
	}
	return py.Errorf(py.OSError, "%v", err)
}

// strerror gives the text as the C library does: capitalised.
func strerror(errno syscall.Errno) string {
	s := errno.Error()
	if s != "" {
		s = strings.ToUpper(s[:1]) + s[1:]
	}
	return s
}
