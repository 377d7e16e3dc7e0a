// This file defines the streams that stand in for those of _io in a program without it.

package sys

import (
	"bufio"
	"io"
	"os"
	"strings"

	"adder/runtime/py"
)

// stream is a minimal text stream over a file descriptor.
type stream struct {
	py.Header
	name string
	file *os.File
	w    *bufio.Writer
	r    *bufio.Reader
	line bool // flush at every line
}

var streamType = &py.Type{Name: "TextIOWrapper"}

// BasicStreams sets sys.stdin, stdout and stderr to streams that only read lines and write text.
func BasicStreams() {
	py.Define(streamType, &py.StaticType{Name: "_io.TextIOWrapper", Methods: streamMethods, GetSet: []py.GetSet{
		{Name: "name", Get: func(t *thread, self value) (value, *excp) { return py.StrV(asStream(self).name), nil }},
		{Name: "encoding", Get: func(t *thread, self value) (value, *excp) { return py.StrV("utf-8"), nil }},
		{Name: "errors", Get: func(t *thread, self value) (value, *excp) { return py.StrV("strict"), nil }},
		{Name: "closed", Get: func(t *thread, self value) (value, *excp) { return py.False, nil }},
	}})
	for _, s := range []*stream{
		{name: "<stdin>", file: os.Stdin, r: bufio.NewReader(os.Stdin)},
		{name: "<stdout>", file: os.Stdout, w: bufio.NewWriterSize(os.Stdout, 8192), line: isTerminal(os.Stdout)},
		{name: "<stderr>", file: os.Stderr, w: bufio.NewWriter(os.Stderr), line: true},
	} {
		s.SetType(streamType)
		attr := strings.Trim(s.name, "<>")
		Set(attr, s.V())
		Set("__"+attr+"__", s.V())
	}
}

func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

func asStream(v value) *stream { return (*stream)(v.Ptr()) }

// Unsupported is raised for an operation that the stream's direction does not allow.
func unsupported(what string) *excp { return py.Errorf(py.OSError, "not %s", what) }

var streamMethods = []py.Method{
	{Name: "write", Sig: "(text, /)", F1: func(t *thread, self, v value) (value, *excp) {
		s := asStream(self)
		if !v.IsStr() {
			return value{}, py.TypeErrorf("write() argument must be str, not %s", py.TypeName(v))
		}
		if s.w == nil {
			return value{}, unsupported("writable")
		}
		text := py.AsStr(v).String()
		_, _ = s.w.WriteString(text)
		if s.line && strings.Contains(text, "\n") {
			_ = s.w.Flush()
		}
		return py.Int(int64(py.AsStr(v).Len())), nil
	}},
	{Name: "flush", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
		if s := asStream(self); s.w != nil {
			_ = s.w.Flush()
		}
		return py.None, nil
	}},
	{Name: "readline", Sig: "(size=-1, /)", FN: func(t *thread, self value, args []value) (value, *excp) {
		s := asStream(self)
		if s.r == nil {
			return value{}, unsupported("readable")
		}
		line, err := s.r.ReadString('\n')
		if err != nil && err != io.EOF {
			return value{}, py.Errorf(py.OSError, "%v", err)
		}
		return py.StrV(line), nil
	}},
	{Name: "read", Sig: "(size=-1, /)", FN: func(t *thread, self value, args []value) (value, *excp) {
		s := asStream(self)
		if s.r == nil {
			return value{}, unsupported("readable")
		}
		data, err := io.ReadAll(s.r)
		if err != nil {
			return value{}, py.Errorf(py.OSError, "%v", err)
		}
		return py.StrV(string(data)), nil
	}},
	{Name: "fileno", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
		return py.Int(int64(asStream(self).file.Fd())), nil
	}},
	{Name: "isatty", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
		return py.Bool(isTerminal(asStream(self).file)), nil
	}},
	{Name: "readable", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return py.Bool(asStream(self).r != nil), nil }},
	{Name: "writable", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return py.Bool(asStream(self).w != nil), nil }},
}
