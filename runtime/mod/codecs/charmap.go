// This file implements the codecs by mapping.

package codecs

import (
	"adder/runtime/internal/codec"
	"adder/runtime/py"
)

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

const undefined = "character maps to <undefined>"

func charmapEncode(t *thread, _ value, a []value) (value, *excp) {
	if mapping := a[2]; mapping.Bound() && !mapping.IsNone() {
		c := by(func(e *codec.Encoder) bool {
			return e.Each("charmap", undefined, func(out []byte, c rune) ([]byte, bool) {
				out, ok, exc := appendMapped(t, out, mapping, c)
				if exc != nil {
					e.Stop = exc
				}
				return out, ok
			})
		}, nil)
		return encoded(t, a[0], a[1], c, "charmap_encode")
	}
	return encoded(t, a[0], a[1], py.Latin1, "charmap_encode")
}

// appendMapped appends the bytes of a character; ok is false if it has none.
func appendMapped(t *thread, out []byte, mapping value, c rune) (_ []byte, ok bool, exc *excp) {
	v, exc := py.GetItem(t, mapping, py.Int(int64(c)))
	switch {
	case exc != nil && exc.Matches(py.LookupError) || exc == nil && v.IsNone():
		return out, false, nil
	case exc != nil:
		return out, false, exc
	case v.IsBytes():
		return append(out, py.AsBytes(v).Data()...), true, nil
	case v.IsInt() && v.Int64() >= 0 && v.Int64() < 256:
		return append(out, byte(v.Int64())), true, nil
	case v.Type().Flags&py.IntSubclass != 0:
		return out, false, py.TypeErrorf("character mapping must be in range(256)")
	}
	return out, false, py.TypeErrorf("character mapping must return integer, bytes or None, not %s", py.TypeName(v))
}

func charmapDecode(t *thread, _ value, a []value) (value, *excp) {
	s, n, _, exc := decoded(t, "charmap_decode", a, false, func(data []byte, errors string) (*py.Str, int, codec.Order, *excp) {
		mapping := a[2]
		if mapping.IsUnbound() || mapping.IsNone() {
			s, n, exc := py.Latin1.Decode(t, data, errors, true)
			return s, n, 0, exc
		}
		s, n, exc := py.DecodeBy(t, data, errors, true, func(d *codec.Decoder) (int, bool) {
			if mapping.Type() == py.StrType {
				return decodeByTable(d, py.AsStr(mapping))
			}
			return decodeByMapping(t, d, mapping)
		})
		return s, n, 0, exc
	})
	return pair(s, n, exc)
}

// decodeByTable decodes by a str of 256 characters, of which U+FFFE stands for none.
func decodeByTable(d *codec.Decoder, table *py.Str) (int, bool) {
	n := table.Len()
	return d.Each("charmap", func(i int) (int, string) {
		b := int(d.Data[i])
		if b >= n || table.At(b) == 0xfffe {
			return 1, undefined
		}
		d.Out = codec.AppendRune(d.Out, table.At(b))
		return 1, ""
	})
}

// decodeByMapping decodes by an object that maps ints to code points, strs or None.
func decodeByMapping(t *thread, d *codec.Decoder, mapping value) (int, bool) {
	return d.Each("charmap", func(i int) (int, string) {
		v, exc := py.GetItem(t, mapping, py.Int(int64(d.Data[i])))
		switch {
		case exc != nil && exc.Matches(py.LookupError) || exc == nil && v.IsNone():
			return 1, undefined
		case exc != nil:
		case v.IsInt() && v.Int64() == 0xfffe:
			return 1, undefined
		case v.IsInt() && v.Int64() >= 0 && v.Int64() <= 0x10ffff:
			d.Out = codec.AppendRune(d.Out, rune(v.Int64()))
		case v.Type().Flags&py.IntSubclass != 0:
			exc = py.TypeErrorf("character mapping must be in range(0x110000)")
		case v.IsStr() && py.AsStr(v).Len() == 1 && py.AsStr(v).At(0) == 0xfffe:
			return 1, undefined
		case v.IsStr():
			d.Out = append(d.Out, py.AsStr(v).String()...)
		default:
			exc = py.TypeErrorf("character mapping must return integer, None or str")
		}
		if exc != nil {
			d.Stop = exc
		}
		return 1, ""
	})
}
