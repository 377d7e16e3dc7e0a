// This file defines the incremental encoder and decoder.

package multibyte

import (
	"bytes"
	"math/big"
	"slices"
	"unicode/utf8"

	"adder/runtime/internal/cjk"
	"adder/runtime/py"
)

// mostTextBytes is the room for waiting text in an encoder's state.
const mostTextBytes = 4 * mostText

func truth(t *thread, v value) (bool, *excp) {
	if v.IsUnbound() {
		return false, nil
	}
	return py.Truth(t, v)
}

func defineEncoder() *py.Type {
	return define("MultibyteIncrementalEncoder", "IncrementalEncoder", "(errors='strict')", false, false, []method{
		{Name: "encode", Sig: "(input, final=False)", FN: func(t *thread, self value, a []value) (value, *excp) {
			final, exc := truth(t, a[1])
			if exc != nil {
				return value{}, exc
			}
			return asStateful(self).encode(t, a[0], final)
		}},
		{Name: "getstate", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
			s := asStateful(self)
			text := string(s.text)
			state := append([]byte{byte(len(text))}, text...)
			return littleInt(append(state, s.state[:]...)), nil
		}},
		{Name: "setstate", Sig: "(state, /)", F1: setEncoderState},
		{Name: "reset", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
			s := asStateful(self)
			if s.codec.Reset != nil {
				s.codec.Reset(&s.state, nil)
			}
			s.text = nil
			return py.None, nil
		}},
	})
}

// littleInt is int.from_bytes(b, "little").
func littleInt(b []byte) value {
	b = bytes.Clone(b)
	slices.Reverse(b)
	return py.BigInt(new(big.Int).SetBytes(b))
}

// littleBytes is v.to_bytes(n, "little").
func littleBytes(v value, n int) ([]byte, *excp) {
	x := py.ToBig(v)
	switch {
	case x.Sign() < 0:
		return nil, py.OverflowErrorf("can't convert negative int to unsigned")
	case x.BitLen() > 8*n:
		return nil, py.OverflowErrorf("int too big to convert")
	}
	b := x.FillBytes(make([]byte, n))
	slices.Reverse(b)
	return b, nil
}

func setEncoderState(t *thread, self, v value) (value, *excp) {
	if !v.IsAnyInt() {
		return value{}, py.TypeErrorf("setstate() argument must be int, not %s", py.TypeName(v))
	}
	s := asStateful(self)
	b, exc := littleBytes(v, 1+mostTextBytes+len(s.state))
	if exc != nil {
		return value{}, exc
	}
	n := int(b[0])
	if n > mostTextBytes {
		return value{}, py.Errorf(py.UnicodeError, "pending buffer too large")
	}
	text := b[1 : 1+n]
	if !utf8.Valid(text) {
		_, _, exc := py.UTF8.Decode(t, text, "strict", true)
		return value{}, exc
	}
	s.text = []rune(string(text))
	copy(s.state[:], b[1+n:])
	return py.None, nil
}

func defineDecoder() *py.Type {
	return define("MultibyteIncrementalDecoder", "IncrementalDecoder", "(errors='strict')", false, true, []method{
		{Name: "decode", Sig: "(input, final=False)", FN: func(t *thread, self value, a []value) (value, *excp) {
			final, exc := truth(t, a[1])
			if exc != nil {
				return value{}, exc
			}
			data, exc := py.BytesLike(t, a[0])
			if exc != nil {
				return value{}, exc
			}
			out, exc := asStateful(self).decode(t, data, final)
			if exc != nil {
				return value{}, exc
			}
			return py.StrFromRunes(out).V(), nil
		}},
		{Name: "getstate", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
			s := asStateful(self)
			return py.NewTuple(py.BytesV(bytes.Clone(s.data)), littleInt(s.state[:])).V(), nil
		}},
		{Name: "setstate", Sig: "(state, /)", F1: setDecoderState},
		{Name: "reset", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
			asStateful(self).restart()
			return py.None, nil
		}},
	})
}

// restart brings a decoder back to its start.
func (s *stateful) restart() {
	if s.codec.Restart != nil {
		s.codec.Restart(&s.state)
	} else {
		s.state = start(s.codec, true)
	}
	s.data = nil
}

func setDecoderState(t *thread, self, v value) (value, *excp) {
	if !v.IsTuple() {
		return value{}, py.TypeErrorf("setstate() argument must be tuple, not %s", py.TypeName(v))
	}
	items := py.AsTuple(v).Items
	if len(items) != 2 || !items[0].IsBytes() || !items[1].IsAnyInt() {
		return value{}, py.TypeErrorf("setstate(): illegal state argument")
	}
	s := asStateful(self)
	b, exc := littleBytes(items[1], len(s.state))
	if exc != nil {
		return value{}, exc
	}
	data := py.AsBytes(items[0]).Data()
	if len(data) > mostData {
		return value{}, py.NewUnicodeError(py.UnicodeDecodeError, s.codec.Name, items[0], 0, len(data), "pending buffer too large")
	}
	s.data = bytes.Clone(data)
	s.state = cjk.State(b)
	return py.None, nil
}
