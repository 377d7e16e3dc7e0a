// This file defines the module _hmac, for programs without OpenSSL.

package hashes

import (
	"fmt"
	"strings"
	"unsafe"

	"adder/runtime/internal/digest"
	"adder/runtime/py"
)

// hmacNames are the algorithms of _hmac, by the names of its functions.
var hmacNames = [...]string{"md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_224", "sha3_256", "sha3_384", "sha3_512", "blake2s_32", "blake2b_32"}

// hmacAlgorithm returns the algorithm with a name, in lower or in upper case; nil if there is none.
func hmacAlgorithm(name string) *digest.Algorithm {
	lower := strings.ToLower(name)
	if name != lower && name != strings.ToUpper(name) {
		return nil
	}
	switch {
	case strings.HasPrefix(lower, "sha2_"):
		lower = "sha" + lower[len("sha2_"):]
	case lower == "blake2s" || lower == "blake2b":
		lower += "_32"
	}
	for _, known := range hmacNames {
		if known == lower {
			return find(strings.TrimSuffix(lower, "_32"))
		}
	}
	return nil
}

// HMAC returns the definition of _hmac.
func HMAC() *py.ModuleDef {
	h := &hmacModule{}
	def := &py.ModuleDef{Name: "_hmac", Methods: []py.Method{
		{Name: "new", Sig: "(key, msg=None, digestmod=None)", Doc: "Return a new HMAC object.", FN: h.newObject},
		{Name: "compute_digest", Sig: "(key, msg, digest)", FN: func(t *thread, _ value, a []value) (value, *excp) {
			alg, exc := h.algorithm(t, a[2])
			if exc != nil {
				return value{}, exc
			}
			return oneHMAC(t, alg, a[0], a[1])
		}},
	}, Exec: h.exec}
	for _, name := range hmacNames {
		alg := hmacAlgorithm(name)
		def.Methods = append(def.Methods, py.Method{Name: "compute_" + name, Sig: "(key, msg, /)", F2: func(t *thread, _, key, msg value) (value, *excp) {
			return oneHMAC(t, alg, key, msg)
		}})
	}
	return def
}

// hmacModule is what the module has made when it was imported.
type hmacModule struct {
	typ     *py.Type
	unknown value // the class UnknownHashError
}

func (h *hmacModule) exec(t *thread, m *py.Module) *excp {
	ns := py.NewDict()
	ns.SetStr(py.Intern("__module__"), py.StrV("_hmac"))
	var exc *excp
	if h.unknown, exc = py.Call3(t, py.TypeType.V(), py.StrV("UnknownHashError"), py.NewTuple(py.ValueError.V()).V(), ns.V()); exc != nil {
		return exc
	}
	h.typ = py.NewType(&py.StaticType{Name: "_hmac.HMAC", Flags: py.DisallowNew,
		Slots: py.Slots{Repr: func(t *thread, self value) (value, *excp) {
			return py.StrV(fmt.Sprintf("<%s HMAC object @ 0x%x>", asObject(self).alg.Name, uintptr(unsafe.Pointer(asObject(self))))), nil
		}},
		Methods: []py.Method{
			{Name: "copy", Sig: "()", Doc: "Return a copy (\"clone\") of the HMAC object.", F0: func(t *thread, self value) (value, *excp) {
				o := asObject(self)
				return newObject(h.typ, o.alg, o.state.Clone()).V(), nil
			}},
			{Name: "update", Sig: "(msg)", Doc: "Update the HMAC object with the given message.", FN: func(t *thread, self value, a []value) (value, *excp) {
				return py.None, feed(t, asObject(self).state, a[0])
			}},
			{Name: "digest", Sig: "()", Doc: "Return the digest of the bytes passed to the update() method so far.\n\nThis method may raise a MemoryError.", F0: func(t *thread, self value) (value, *excp) {
				return py.BytesV(asObject(self).state.Sum(0)), nil
			}},
			{Name: "hexdigest", Sig: "()", Doc: "Return hexadecimal digest of the bytes passed to the update() method so far.\n\nThis may be used to exchange the value safely in email or other\nnon-binary environments.\n\nThis method may raise a MemoryError.", F0: func(t *thread, self value) (value, *excp) {
				return hexText(asObject(self).state.Sum(0)), nil
			}},
		},
		GetSet: []py.GetSet{
			attr("name", func(o *object) value { return py.StrV("hmac-" + o.alg.Name) }),
			attr("block_size", func(o *object) value { return py.Int(int64(o.alg.Block)) }),
			attr("digest_size", func(o *object) value { return py.Int(int64(o.alg.Size)) }),
		}})
	m.Dict.SetStr(py.Intern("HMAC"), h.typ.V())
	m.Dict.SetStr(py.Intern("UnknownHashError"), h.unknown)
	m.Dict.SetStr(py.Intern("_GIL_MINSIZE"), py.Int(minGIL))
	return nil
}

// algorithm converts digestmod: only names are known here.
func (h *hmacModule) algorithm(t *thread, v value) (*digest.Algorithm, *excp) {
	if v.IsStr() {
		if alg := hmacAlgorithm(py.AsStr(v).String()); alg != nil {
			return alg, nil
		}
	}
	r, exc := py.Repr(t, v)
	if exc != nil {
		return nil, exc
	}
	e, exc := py.Call1(t, h.unknown, py.StrV("unsupported hash type: "+r.String()))
	if exc != nil {
		return nil, exc
	}
	return nil, py.AsExc(e)
}

func (h *hmacModule) newObject(t *thread, _ value, a []value) (value, *excp) {
	if a[2].IsUnbound() {
		return value{}, py.TypeErrorf("new() missing 1 required argument 'digestmod'")
	}
	alg, exc := h.algorithm(t, a[2])
	if exc != nil {
		return value{}, exc
	}
	key, exc := hmacBytes(t, a[0])
	if exc != nil {
		return value{}, exc
	}
	o := newObject(h.typ, alg, digest.NewHMAC(alg, key))
	if a[1].Bound() && !a[1].IsNone() {
		if exc := feed(t, o.state, a[1]); exc != nil {
			return value{}, exc
		}
	}
	return o.V(), nil
}

// hmacBytes takes a key, with the errors of hash objects.
func hmacBytes(t *thread, v value) ([]byte, *excp) {
	if v.IsStr() {
		return nil, py.TypeErrorf("Strings must be encoded before hashing")
	}
	if !py.IsBytesLike(v) {
		return nil, py.TypeErrorf("object supporting the buffer API required")
	}
	return py.BytesLike(t, v)
}

func oneHMAC(t *thread, alg *digest.Algorithm, keyArg, msg value) (value, *excp) {
	key, exc := hmacBytes(t, keyArg)
	if exc != nil {
		return value{}, exc
	}
	m := digest.NewHMAC(alg, key)
	if exc := feed(t, m, msg); exc != nil {
		return value{}, exc
	}
	return py.BytesV(m.Sum(0)), nil
}
