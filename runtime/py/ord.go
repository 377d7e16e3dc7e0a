// This file defines ord, which compiled code calls too.

package py

// Ord returns ord(v), always an immediate int.
func Ord(t *Thread, v Value) (Value, *Exc) {
	n := 0
	switch {
	case v.IsStr():
		s := AsStr(v)
		if n = s.Len(); n == 1 {
			return Int(int64(s.At(0))), nil
		}
	case v.Type().Flags&BytesSubclass != 0:
		data := AsBytes(v).data
		if n = len(data); n == 1 {
			return Int(int64(data[0])), nil
		}
	case v.Type().IsSubtype(ByteArrayType):
		data := AsByteArray(v).data
		if n = len(data); n == 1 {
			return Int(int64(data[0])), nil
		}
	default:
		return Value{}, TypeErrorf("ord() expected string of length 1, but %s found", TypeName(v))
	}
	return Value{}, TypeErrorf("ord() expected a character, but string of length %d found", n)
}
