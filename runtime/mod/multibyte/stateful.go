// This file defines what encoders, decoders and streams share: a codec with its state, and text
// or data that wait for the rest of a sequence.

package multibyte

import (
	"unsafe"

	"adder/runtime/internal/cjk"
	"adder/runtime/py"
)

const (
	mostText = 2 // of text that may wait
	mostData = 8 // of data
)

// stateful is an instance of one of the four types. stream is unbound for coders.
type stateful struct {
	py.Header
	py.Ext
	codec  *cjk.Codec
	state  cjk.State
	errors value
	stream value
	text   []rune
	data   []byte
}

func asStateful(v value) *stateful { return (*stateful)(v.Ptr()) }

// conversion returns one that goes on from the state.
func (s *stateful) conversion(t *thread) *conversion {
	return &conversion{t: t, codec: s.codec, state: &s.state, errors: py.AsStr(s.errors).String()}
}

// define makes one of the types; sig is the signature of its constructor.
func define(name, short, sig string, streams, decoding bool, methods []method) *py.Type {
	signature := &py.Signature{Text: sig}
	st := &py.StaticType{Name: "_multibytecodec." + name, Flags: py.BaseType, ExtOffset: unsafe.Offsetof(stateful{}.Ext),
		Alloc: func(typ *py.Type) value {
			s := &stateful{}
			s.SetType(typ)
			return s.V()
		},
		Slots: py.Slots{
			New: func(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
				return create(t, typ, short, signature, streams, decoding, args, kw)
			},
			Init: func(t *thread, self value, args []value, kw []*py.Str) *excp { return nil },
		},
		Methods: methods,
		GetSet: []py.GetSet{{Name: "errors", Doc: "how to treat errors", Get: func(t *thread, self value) (value, *excp) {
			return asStateful(self).errors, nil
		}, Set: func(t *thread, self, v value) *excp {
			switch {
			case v.IsUnbound():
				return py.Errorf(py.AttributeError, "cannot delete attribute")
			case !v.IsStr():
				return py.TypeErrorf("errors must be a string")
			}
			asStateful(self).errors = v
			return nil
		}}},
	}
	if streams {
		st.Members = []py.Member{{Name: "stream", Get: func(self value) value { return asStateful(self).stream }}}
	}
	return py.NewType(st)
}

var nameCodec = py.Intern("codec")

// create makes an instance: with a stream first if the type is one of streams, and errors.
func create(t *thread, typ *py.Type, short string, sig *py.Signature, streams, decoding bool, args []value, kw []*py.Str) (value, *excp) {
	a, exc := py.BindArgs(short, sig, args, kw)
	if exc != nil {
		return value{}, exc
	}
	v := py.AllocOf(typ)
	s := asStateful(v)
	if streams {
		s.stream, a = a[0], a[1:]
	}
	s.errors = py.StrV("strict")
	if a[0].Bound() {
		if !a[0].IsStr() {
			return value{}, py.TypeErrorf("%s() argument %d must be str, not %s", short, errorsPosition(streams), py.TypeName(a[0]))
		}
		s.errors = a[0]
	}
	codec, exc := py.GetAttr(t, typ.V(), nameCodec)
	if exc != nil {
		return value{}, exc
	}
	if codec.Type() != codecType() {
		return value{}, py.TypeErrorf("codec is unexpected type")
	}
	s.codec = (*object)(codec.Ptr()).codec
	s.state = start(s.codec, decoding)
	return v, nil
}

// encode encodes text behind what waits.
func (s *stateful) encode(t *thread, v value, final bool) (value, *excp) {
	text, exc := textOf(t, v)
	if exc != nil {
		return value{}, exc
	}
	if len(s.text) > 0 {
		text = append(s.text[:len(s.text):len(s.text)], text...)
	}
	out, n, exc := s.conversion(t).encode(text, final)
	if exc != nil {
		return value{}, exc
	}
	if len(text)-n > mostText {
		return value{}, py.NewUnicodeError(py.UnicodeEncodeError, s.codec.Name, py.StrFromRunes(text).V(), n, len(text), "pending buffer overflow")
	}
	s.text = text[n:]
	return py.BytesV(out), nil
}

// decode decodes data behind what wait.
func (s *stateful) decode(t *thread, data []byte, final bool) ([]rune, *excp) {
	waited := s.data
	whole := append(waited[:len(waited):len(waited)], data...)
	s.data = nil
	c := s.conversion(t)
	out, rest, exc := c.decode(whole)
	if exc != nil {
		return nil, exc
	}
	if final && len(rest) > 0 {
		i := len(whole) - len(rest)
		if out, i, exc = c.decodeFailed(whole, i, cjk.TooFew, out); exc != nil {
			s.data = waited
			return nil, exc
		}
		rest = whole[i:]
	}
	if len(rest) > mostData {
		return nil, py.NewUnicodeError(py.UnicodeDecodeError, s.codec.Name, py.BytesV(whole), 0, len(whole), "pending buffer overflow")
	}
	s.data = rest
	return out, nil
}

// errorsPosition is the number of the argument that names the error handler.
func errorsPosition(streams bool) int {
	if streams {
		return 2
	}
	return 1
}
