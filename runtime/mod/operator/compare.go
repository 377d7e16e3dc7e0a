// This file compares digests in constant time, for _operator and _hashlib.

package operator

import (
	"crypto/subtle"

	"adder/runtime/py"
)

// CompareDigestDoc documents CompareDigest.
const CompareDigestDoc = "Return 'a == b'.\n\nThis function uses an approach designed to prevent\ntiming analysis, making it appropriate for cryptography.\n\na and b must both be of the same type: either str (ASCII only),\nor any bytes-like object.\n\nNote: If a and b are of different lengths, or if an error occurs,\na timing attack could theoretically reveal information about the\ntypes and lengths of a and b--but not their values."

// CompareDigest is compare_digest(a, b).
func CompareDigest(t *thread, self, a, b value) (value, *excp) {
	if a.IsStr() && b.IsStr() {
		x, y := py.AsStr(a), py.AsStr(b)
		if !x.IsASCII() || !y.IsASCII() {
			return value{}, py.TypeErrorf("comparing strings with non-ASCII characters is not supported")
		}
		return py.Bool(subtle.ConstantTimeCompare([]byte(x.String()), []byte(y.String())) == 1), nil
	}
	if !py.IsBytesLike(a) && !py.IsBytesLike(b) {
		return value{}, py.TypeErrorf("unsupported operand types(s) or combination of types: '%s' and '%s'", py.TypeName(a), py.TypeName(b))
	}
	x, exc := py.BytesLike(t, a)
	if exc != nil {
		return value{}, exc
	}
	y, exc := py.BytesLike(t, b)
	if exc != nil {
		return value{}, exc
	}
	return py.Bool(subtle.ConstantTimeCompare(x, y) == 1), nil
}
