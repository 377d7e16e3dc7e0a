// This file reads and writes bytecode files: __pycache__ with its timestamps and hashes.

package imp

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"adder/frontend/code/marshal"
	"adder/runtime/py"
)

// CacheTag names the implementation whose cached bytecode it is.
const CacheTag = "cpython-314"

// DontWrite is sys.dont_write_bytecode.
var DontWrite = func() bool { return false }

// CachePrefix is sys.pycache_prefix, "" for none.
var CachePrefix = func() string { return "" }

// Optimize is the optimisation level of what is compiled: python -O and -OO.
var Optimize int

// CheckHashed is when bytecode files with a source hash are compared with the source: "default" as the
// file says, "always" or "never" (--check-hash-based-pycs).
var CheckHashed = "default"

// CacheFile returns the name of the bytecode file for a source file.
func CacheFile(source string) string {
	dir, base := filepath.Split(source)
	name := strings.TrimSuffix(base, filepath.Ext(base)) + "." + CacheTag
	if Optimize > 0 {
		name += ".opt-" + strconv.Itoa(Optimize)
	}
	name += ".pyc"
	if prefix := CachePrefix(); prefix != "" {
		if abs, err := filepath.Abs(dir); err == nil {
			dir = abs
		}
		return filepath.Join(prefix, strings.TrimLeft(strings.TrimPrefix(dir, filepath.VolumeName(dir)), `/\`), name)
	}
	return filepath.Join(dir, "__pycache__", name)
}

// loadSource returns the code of a source file, from the cache if that is up to date.
func loadSource(t *py.Thread, file, cached string) (*py.CodeObject, *py.Exc) {
	info, err := os.Stat(file)
	if err != nil {
		return nil, osError(err, file)
	}
	head := marshal.Header{MTime: uint32(info.ModTime().Unix()), Size: uint32(info.Size())}
	var source []byte
	if data, err := os.ReadFile(cached); err == nil {
		// A cache that lies is as good as none.
		if h, c, err := marshal.OpenPyc(data); err == nil {
			fresh := false
			if fresh, source = isFresh(h, head, file); fresh {
				return fixFilename(py.ReadCode(c), file), nil
			}
			head.Hashed, head.CheckSource = h.Hashed, h.CheckSource
		}
	}
	if source == nil {
		if source, err = os.ReadFile(file); err != nil {
			return nil, osError(err, file)
		}
	}
	if CompileHook == nil {
		return nil, py.Errorf(py.ImportError, "%s: this program cannot compile source at run time", file)
	}
	c, exc := CompileHook(t, source, file)
	if exc != nil {
		return nil, exc
	}
	if !DontWrite() {
		if head.Hashed {
			head.Hash = marshal.SourceHash(source)
		}
		// A folder that cannot be written to only costs time.
		_ = WriteCache(cached, marshal.WritePyc(head, c), info.Mode())
	}
	return py.NewCode(c), nil
}

// isFresh reports whether a bytecode file belongs to the source, whose time and size are in now. The
// source is returned if it had to be read.
func isFresh(h, now marshal.Header, file string) (bool, []byte) {
	if !h.Hashed {
		return h.MTime == now.MTime && h.Size == now.Size, nil
	}
	if CheckHashed == "never" || !h.CheckSource && CheckHashed != "always" {
		return true, nil
	}
	source, err := os.ReadFile(file)
	if err != nil {
		return false, nil
	}
	return h.Hash == marshal.SourceHash(source), source
}

// WriteCache writes a bytecode file beside its place and moves it there. Its permissions are those
// of the source, but for the umask.
func WriteCache(file string, data []byte, mode fs.FileMode) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return err
	}
	tmp := file + "." + strconv.Itoa(os.Getpid()) + strconv.FormatInt(time.Now().UnixNano(), 36)
	f, err := os.OpenFile(tmp, os.O_EXCL|os.O_CREATE|os.O_WRONLY, (mode.Perm()|0o200)&0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(tmp, file)
	}
	if err != nil {
		_ = os.Remove(tmp)
	}
	return err
}

// readBytecode loads a .pyc without source.
func readBytecode(name, file string) (*py.CodeObject, *py.Exc) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, osError(err, file)
	}
	return DecodePyc(data, name, file)
}

// DecodePyc returns the code of a bytecode file's contents.
func DecodePyc(data []byte, name, file string) (*py.CodeObject, *py.Exc) {
	fail := func(message string) (*py.CodeObject, *py.Exc) {
		return nil, py.NewImportError(py.ImportError, message, py.StrV(name), py.StrV(file))
	}
	switch {
	case len(data) < 4 || [4]byte(data[:4]) != marshal.Magic:
		return fail(fmt.Sprintf("bad magic number in '%s': %s", name, bytesRepr(data[:min(4, len(data))])))
	case len(data) < marshal.HeaderSize:
		return nil, py.Errorf(py.EOFError, "reached EOF while reading pyc header of '%s'", name)
	}
	_, c, err := marshal.OpenPyc(data)
	if err == marshal.ErrShort {
		return nil, py.Errorf(py.EOFError, "%s", err)
	}
	if errors.Is(err, marshal.ErrFlags) {
		return fail(fmt.Sprintf("invalid flags %d in '%s'", binary.LittleEndian.Uint32(data[4:]), name))
	}
	if err != nil {
		return nil, py.Errorf(py.ValueError, "%s", err)
	}
	return py.ReadCode(c), nil
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
func fixFilename(c *py.CodeObject, file string) *py.CodeObject {
	if c.Filename.String() != file {
		c.Rename(py.NewStr(file))
	}
	return c
}

// osError turns an error of the os package into an OSError.
func osError(err error, file string) *py.Exc { return py.OSErrorOf(err, py.StrV(file)) }
