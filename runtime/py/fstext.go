// This file converts file names given as str, bytes or path objects.

package py

import "unicode/utf8"

// FSText returns a file name as text (PyUnicode_FSDecoder): of a str, of bytes or of an object with
// __fspath__.
func FSText(t *Thread, v Value) (string, *Exc) {
	given := v
	if !v.IsStr() && v.Type().Flags&BytesSubclass == 0 {
		path, ok, exc := CallSpecial(t, v, Intern("__fspath__"))
		if exc != nil {
			return "", exc
		}
		if ok {
			v = path
		}
	}
	if v.IsStr() {
		return AsStr(v).String(), nil
	}
	if data, ok := BytesOf(v); ok && v.Type().Flags&BytesSubclass != 0 {
		return string(data), nil
	}
	return "", TypeErrorf("expected str, bytes or os.PathLike object, not %s", TypeName(given))
}

// FSBytes returns a file name or an argument as the system takes it (PyUnicode_FSConverter): a str in UTF-8,
// with the bytes that surrogates stand for.
func FSBytes(t *Thread, v Value) ([]byte, *Exc) {
	if v.Type().Flags&BytesSubclass != 0 {
		data, _ := BytesOf(v)
		return data, nil
	}
	if !v.IsStr() {
		path, ok, exc := CallSpecial(t, v, Intern("__fspath__"))
		if exc != nil {
			return nil, exc
		}
		if !ok {
			return nil, TypeErrorf("expected str, bytes or os.PathLike object, not %s", TypeName(v))
		}
		return FSBytes(t, path)
	}
	s := AsStr(v)
	if s.IsASCII() {
		return []byte(s.String()), nil
	}
	var out []byte
	for i := range s.Len() {
		if c := s.At(i); c >= 0xdc80 && c <= 0xdcff {
			out = append(out, byte(c))
		} else {
			out = utf8.AppendRune(out, c)
		}
	}
	return out, nil
}
