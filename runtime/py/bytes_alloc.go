// This file allocates bytes objects.

package py

// A short bytes object and its data are one piece of memory. The sizes are those of Go's
// allocator: 48, 64, 80 and 96 bytes.
type (
	bytes8 struct {
		Bytes
		room [8]byte
	}
	bytes24 struct {
		Bytes
		room [24]byte
	}
	bytes40 struct {
		Bytes
		room [40]byte
	}
	bytes56 struct {
		Bytes
		room [56]byte
	}
)

// newBytes returns a bytes object of n zeros, which the caller overwrites before anybody else
// sees it.
func newBytes(n int) *Bytes {
	var b *Bytes
	switch {
	case n == 0:
		return emptyBytes
	case n <= 8:
		x := new(bytes8)
		b, x.data = &x.Bytes, x.room[:n:n]
	case n <= 24:
		x := new(bytes24)
		b, x.data = &x.Bytes, x.room[:n:n]
	case n <= 40:
		x := new(bytes40)
		b, x.data = &x.Bytes, x.room[:n:n]
	case n <= 56:
		x := new(bytes56)
		b, x.data = &x.Bytes, x.room[:n:n]
	default:
		b = &Bytes{data: make([]byte, n)}
	}
	b.typ = BytesType
	return b
}

// CopyBytes makes a bytes object of a copy of data.
func CopyBytes(data []byte) Value {
	if len(data) == 1 {
		return byteObject(data[0]).V()
	}
	b := newBytes(len(data))
	copy(b.data, data)
	return b.V()
}
