// This file converts file names given as str, bytes or path objects.

package py

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
