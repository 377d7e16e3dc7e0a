// This file defines the stream reader and writer.

package multibyte

import "adder/runtime/py"

func defineReader() *py.Type {
	reading := func(name, method, param string, lines bool) py.Method {
		return py.Method{Name: name, Sig: "(" + param + "=None, /)", FN: func(t *thread, self value, a []value) (value, *excp) {
			size := -1
			if a[0].Bound() && !a[0].IsNone() {
				if !a[0].IsAnyInt() {
					return value{}, py.TypeErrorf("arg 1 must be an integer")
				}
				var exc *excp
				if size, exc = py.SsizeArg(t, a[0]); exc != nil {
					return value{}, exc
				}
			}
			text, exc := asStateful(self).read(t, py.Intern(method), size)
			if exc != nil || !lines {
				return text, exc
			}
			return py.CallMethod(t, text, py.Intern("splitlines"), py.True)
		}}
	}
	return define("MultibyteStreamReader", "StreamReader", "(stream, errors='strict')", true, true, []method{
		reading("read", "read", "sizeobj", false),
		reading("readline", "readline", "sizeobj", false),
		reading("readlines", "read", "sizehintobj", true),
		{Name: "reset", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
			asStateful(self).restart()
			return py.None, nil
		}},
	})
}

// read decodes what a method of the stream returns; of a sized read at least one character.
func (s *stateful) read(t *thread, method *py.Str, size int) (value, *excp) {
	var out []rune
	for size != 0 {
		var args []value
		if size > 0 {
			args = append(args, py.Int(int64(size)))
		}
		v, exc := py.CallMethod(t, s.stream, method, args...)
		if exc != nil {
			return value{}, exc
		}
		if !v.IsBytes() {
			return value{}, py.TypeErrorf("stream function returned a non-bytes object (%s)", py.TypeName(v))
		}
		data := py.AsBytes(v).Data()
		ends := len(data) == 0
		more, exc := s.decode(t, data, ends || size < 0)
		if exc != nil {
			return value{}, exc
		}
		out = append(out, more...)
		if size < 0 || len(out) > 0 || ends {
			break
		}
		size = 1
	}
	return py.StrFromRunes(out).V(), nil
}

func defineWriter() *py.Type {
	return define("MultibyteStreamWriter", "StreamWriter", "(stream, errors='strict')", true, false, []method{
		{Name: "write", Sig: "(strobj, /)", F1: func(t *thread, self, v value) (value, *excp) {
			return py.None, asStateful(self).write(t, v)
		}},
		{Name: "writelines", Sig: "(lines, /)", F1: func(t *thread, self, lines value) (value, *excp) {
			if !lines.Type().Slots.IsSequence {
				return value{}, py.TypeErrorf("arg must be a sequence object")
			}
			items, exc := py.Collect(t, lines)
			if exc != nil {
				return value{}, exc
			}
			for _, v := range items {
				if exc := asStateful(self).write(t, v); exc != nil {
					return value{}, exc
				}
			}
			return py.None, nil
		}},
		{Name: "reset", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
			s := asStateful(self)
			if len(s.text) == 0 {
				return py.None, nil
			}
			out, _, exc := s.conversion(t).encode(s.text, true)
			s.text = nil
			if exc != nil || len(out) == 0 {
				return py.None, exc
			}
			_, exc = py.CallMethod(t, s.stream, py.Intern("write"), py.BytesV(out))
			return py.None, exc
		}},
	})
}

func (s *stateful) write(t *thread, v value) *excp {
	data, exc := s.encode(t, v, false)
	if exc != nil {
		return exc
	}
	_, exc = py.CallMethod(t, s.stream, py.Intern("write"), data)
	return exc
}
