// This file defines hash objects: a type for each algorithm of the built-in modules, and
// those of _hashlib, which share one.

// Package hashes holds the modules of hash algorithms: _md5, _sha1, _sha2, _sha3, _blake2 and
// _hashlib. Each has its own definition, so that programs contain those that they reach.
package hashes

import (
	"adder/runtime/internal/digest"
	"adder/runtime/py"
)

type (
	value  = py.Value
	thread = py.Thread
	excp   = py.Exc
)

// object is a hash object, or an HMAC object.
type object struct {
	py.Header
	alg   *digest.Algorithm
	state digest.State
}

func asObject(v value) *object { return (*object)(v.Ptr()) }

func newObject(typ *py.Type, alg *digest.Algorithm, state digest.State) *object {
	o := &object{alg: alg, state: state}
	o.SetType(typ)
	return o
}

// start makes an object and feeds it the initial data, which may be unbound.
func start(t *thread, typ *py.Type, alg *digest.Algorithm, data value) (value, *excp) {
	o := newObject(typ, alg, alg.New())
	if data.Bound() {
		if exc := feed(t, o.state, data); exc != nil {
			return value{}, exc
		}
	}
	return o.V(), nil
}

// feed adds data to a hash.
func feed(t *thread, state digest.State, data value) *excp {
	if data.IsStr() {
		return py.TypeErrorf("Strings must be encoded before hashing")
	}
	if !py.IsBytesLike(data) {
		return py.TypeErrorf("object supporting the buffer API required")
	}
	buf, exc := py.GetBuffer(t, data, py.BufND)
	if exc != nil {
		return exc
	}
	defer buf.Release(t)
	if len(buf.Shape) > 1 {
		return py.Errorf(py.BufferError, "Buffer must be single dimension")
	}
	state.Write(buf.Contents())
	return nil
}

const dataParams = "(data=b'', *, usedforsecurity=True, string=None)"

// initial returns the data of a constructor's arguments, which data and string may name.
func initial(data, text value) (value, *excp) {
	if text.IsUnbound() || text.IsNone() {
		return data, nil
	}
	if data.Bound() {
		return value{}, py.TypeErrorf("'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for removal in a future version.")
	}
	return text, nil
}

// length converts the size of a digest that the caller chooses.
type lengthFunc func(t *thread, v value) (int, *excp)

// builtinLength converts it for the built-in modules.
func builtinLength(t *thread, v value) (int, *excp) {
	i, exc := py.IndexOf(t, v)
	if exc != nil {
		return 0, exc
	}
	n, ok := py.ToInt64(i)
	switch {
	case py.ToBig(i).Sign() < 0:
		return 0, py.ValueErrorf("Cannot convert negative int")
	case !ok || n >= 1<<29:
		return 0, py.ValueErrorf("length is too large")
	}
	return int(n), nil
}

// methods returns the methods of hash objects; sized says that digests have a fixed size.
func methods(updateName string, sized bool, length lengthFunc) []py.Method {
	list := []py.Method{
		{Name: "copy", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
			o := asObject(self)
			return newObject(self.Type(), o.alg, o.state.Clone()).V(), nil
		}, Doc: "Return a copy of the hash object."},
		{Name: "update", Sig: "(" + updateName + ", /)", F1: func(t *thread, self, data value) (value, *excp) {
			return py.None, feed(t, asObject(self).state, data)
		}, Doc: "Update this hash object's state with the provided string."},
	}
	if sized {
		return append(list, py.Method{Name: "digest", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
			return py.BytesV(asObject(self).state.Sum(0)), nil
		}, Doc: "Return the digest value as a bytes object."},
			py.Method{Name: "hexdigest", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
				return hexText(asObject(self).state.Sum(0)), nil
			}, Doc: "Return the digest value as a string of hexadecimal digits."})
	}
	return append(list, py.Method{Name: "digest", Sig: "(length)", FN: func(t *thread, self value, a []value) (value, *excp) {
		n, exc := length(t, a[0])
		if exc != nil {
			return value{}, exc
		}
		return py.BytesV(asObject(self).state.Sum(n)), nil
	}, Doc: "Return the digest value as a bytes object."},
		py.Method{Name: "hexdigest", Sig: "(length)", FN: func(t *thread, self value, a []value) (value, *excp) {
			n, exc := length(t, a[0])
			if exc != nil {
				return value{}, exc
			}
			return hexText(asObject(self).state.Sum(n)), nil
		}, Doc: "Return the digest value as a string of hexadecimal digits."})
}

func hexText(data []byte) value {
	return py.StrV(string(py.AppendHex(make([]byte, 0, 2*len(data)), data, 0, 0)))
}

func attr(name string, get func(o *object) value) py.GetSet {
	return py.GetSet{Name: name, Get: func(t *thread, self value) (value, *excp) { return get(asObject(self)), nil }}
}

func attrs() []py.GetSet {
	return []py.GetSet{
		attr("block_size", func(o *object) value { return py.Int(int64(o.alg.Block)) }),
		attr("digest_size", func(o *object) value { return py.Int(int64(o.alg.Size)) }),
		attr("name", func(o *object) value { return py.StrV(o.alg.Name) }),
	}
}
