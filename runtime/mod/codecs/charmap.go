// This file implements the codecs by mapping.

package codecs

import "adder/runtime/py"

// charmapBuild makes the encoding map of a decoding table: a dict from code points to bytes.
func charmapBuild(t *thread, _, table value) (value, *excp) {
	if !table.IsStr() {
		return value{}, py.TypeErrorf("charmap_build() argument must be str, not %s", py.TypeName(table))
	}
	d, s := py.NewDict(), py.AsStr(table)
	for i := range s.Len() {
		if c := s.At(i); c != 0xfffe {
			if exc := d.Set(t, py.Int(int64(c)), py.Int(int64(i))); exc != nil {
				return value{}, exc
			}
		}
	}
	return d.V(), nil
}

func charmapEncode(t *thread, _ value, a []value) (value, *excp) {
	if !a[0].IsStr() {
		return value{}, py.TypeErrorf("charmap_encode() argument 1 must be str, not %s", py.TypeName(a[0]))
	}
	errors, exc := mode(a[1])
	if exc != nil {
		return value{}, exc
	}
	mapping := a[2]
	if mapping.IsUnbound() || mapping.IsNone() {
		return encoded(t, a[0], a[1], py.Latin1, "charmap_encode")
	}
	var failed *excp
	data, exc := py.EncodeWith(t, py.AsStr(a[0]), "charmap", "character maps to <undefined>", errors, func(out []byte, c rune) ([]byte, bool) {
		v, exc := py.GetItem(t, mapping, py.Int(int64(c)))
		switch {
		case exc != nil && exc.Matches(py.LookupError) || exc == nil && v.IsNone():
			return out, false
		case exc != nil:
			failed = exc
			return out, true
		case v.IsBytes():
			return append(out, py.AsBytes(v).Data()...), true
		case v.IsInt() && v.Int64() >= 0 && v.Int64() < 256:
			return append(out, byte(v.Int64())), true
		case v.IsInt():
			failed = py.TypeErrorf("character mapping must be in range(256)")
		default:
			failed = py.TypeErrorf("character mapping must return integer, bytes or None, not %s", py.TypeName(v))
		}
		return out, true
	})
	if failed != nil {
		exc = failed
	}
	if exc != nil {
		return value{}, exc
	}
	return py.NewTuple(py.BytesV(data), py.Int(int64(py.AsStr(a[0]).Len()))).V(), nil
}

func charmapDecode(t *thread, _ value, a []value) (value, *excp) {
	errors, exc := mode(a[1])
	if exc != nil {
		return value{}, exc
	}
	data, exc := py.BytesLike(t, a[0])
	if exc != nil {
		return value{}, exc
	}
	mapping := a[2]
	if mapping.IsUnbound() || mapping.IsNone() {
		s, n, exc := py.Latin1.Decode(t, data, errors, true)
		if exc != nil {
			return value{}, exc
		}
		return py.NewTuple(s.V(), py.Int(int64(n))).V(), nil
	}
	const undefined = "character maps to <undefined>"
	var failed *excp
	s, n, exc := py.DecodeRuns(t, data, "charmap", errors, func(data []byte, i int) (runes []rune, size int, reason string) {
		if mapping.Type() == py.StrType {
			table := py.AsStr(mapping)
			if int(data[i]) < table.Len() && table.At(int(data[i])) != 0xfffe {
				return []rune{table.At(int(data[i]))}, 1, ""
			}
			return nil, 1, undefined
		}
		v, exc := py.GetItem(t, mapping, py.Int(int64(data[i])))
		switch {
		case exc != nil && exc.Matches(py.LookupError) || exc == nil && v.IsNone():
			return nil, 1, undefined
		case exc != nil:
			failed = exc
		case v.IsInt() && v.Int64() == 0xfffe:
			return nil, 1, undefined
		case v.IsInt() && v.Int64() >= 0 && v.Int64() <= 0x10ffff:
			return []rune{rune(v.Int64())}, 1, ""
		case v.IsInt():
			failed = py.TypeErrorf("character mapping must be in range(0x110000)")
		case v.IsStr():
			return py.AsStr(v).Runes(), 1, ""
		default:
			failed = py.TypeErrorf("character mapping must return integer, None or str")
		}
		return nil, 1, ""
	})
	if failed != nil {
		exc = failed
	}
	if exc != nil {
		return value{}, exc
	}
	return py.NewTuple(s.V(), py.Int(int64(n))).V(), nil
}
