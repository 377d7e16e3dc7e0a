// This file defines the module _hashlib: the algorithms under their names, as OpenSSL has them
// for CPython.

package hashes

import (
	"math"
	"strings"

	"golang.org/x/crypto/scrypt"

	"adder/runtime/internal/blake2"
	"adder/runtime/internal/digest"
	"adder/runtime/mod/operator"
	"adder/runtime/py"
)

// hashlib is the state of _hashlib.
type hashlib struct {
	hash, xof, hmac *py.Type
	unsupported     *py.Type
	constructors    map[*py.Method]string // openssl_* functions → names
}

// find returns the algorithm with a name, in any of the spellings that OpenSSL accepts; nil if
// there is none.
func find(name string) *digest.Algorithm {
	switch strings.ToLower(name) {
	case "md5":
		return digest.MD5()
	case "sha1", "sha-1":
		return digest.SHA1()
	case "sha224", "sha-224", "sha2-224":
		return digest.SHA224()
	case "sha256", "sha-256", "sha2-256":
		return digest.SHA256()
	case "sha384", "sha-384", "sha2-384":
		return digest.SHA384()
	case "sha512", "sha-512", "sha2-512":
		return digest.SHA512()
	case "sha512_224", "sha512-224", "sha-512/224", "sha2-512/224":
		return digest.SHA512t224()
	case "sha512_256", "sha512-256", "sha-512/256", "sha2-512/256":
		return digest.SHA512t256()
	case "sha3_224", "sha3-224":
		return digest.SHA3t224()
	case "sha3_256", "sha3-256":
		return digest.SHA3t256()
	case "sha3_384", "sha3-384":
		return digest.SHA3t384()
	case "sha3_512", "sha3-512":
		return digest.SHA3t512()
	case "shake_128", "shake-128", "shake128":
		return digest.SHAKE128()
	case "shake_256", "shake-256", "shake256":
		return digest.SHAKE256()
	case "blake2b", "blake2b512", "blake2b-512":
		return digest.BLAKE2b(&blake2.Params{Size: 64, Fanout: 1, Depth: 1})
	case "blake2s", "blake2s256", "blake2s-256":
		return digest.BLAKE2s(&blake2.Params{Size: 32, Fanout: 1, Depth: 1})
	}
	return nil
}

// names are the algorithms that the module lists; those with a constructor come first.
var names = [...]string{"md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_224", "sha3_256", "sha3_384", "sha3_512",
	"shake_128", "shake_256", "sha512_224", "sha512_256", "blake2b", "blake2s"}

const withConstructor = 12

// Hashlib returns the definition of _hashlib.
func Hashlib() *py.ModuleDef {
	h := &hashlib{constructors: map[*py.Method]string{}}
	def := &py.ModuleDef{Name: "_hashlib", Doc: "OpenSSL interface for hashlib module", Methods: h.methods(), Exec: h.exec}
	for i := range def.Methods {
		if name, ok := strings.CutPrefix(def.Methods[i].Name, "openssl_"); ok {
			h.constructors[&def.Methods[i]] = name
		}
	}
	return def
}

func (h *hashlib) exec(t *thread, m *py.Module) *excp {
	var exc *excp
	if h.unsupported, exc = py.NewExcClass(t, "_hashlib.UnsupportedDigestmodError", "", py.ValueError); exc != nil {
		return exc
	}
	repr := func(t *thread, self value) (value, *excp) {
		return py.StrV("<" + asObject(self).alg.Name + " " + py.TypeName(self) + " object @ " + py.Address(self) + ">"), nil
	}
	h.hash = py.NewType(&py.StaticType{Name: "_hashlib.HASH", Flags: py.DisallowNew | py.BaseType, Slots: py.Slots{Repr: repr},
		Methods: methods("obj", true, nil), GetSet: attrs(),
		Doc: "A hash is an object used to calculate a checksum of a string of information."})
	h.xof = py.NewType(&py.StaticType{Name: "_hashlib.HASHXOF", Base: h.hash, Flags: py.DisallowNew | py.BaseType, Slots: py.Slots{Repr: repr},
		Methods: methods("obj", false, opensslLength), GetSet: attrs(),
		Doc: "A hash is an object used to calculate a checksum of a string of information."})
	h.hmac = py.NewType(&py.StaticType{Name: "_hashlib.HMAC", Flags: py.DisallowNew,
		Slots: py.Slots{Repr: func(t *thread, self value) (value, *excp) {
			return py.StrV("<" + asObject(self).alg.Name + " HMAC object @ " + py.Address(self) + ">"), nil
		}},
		Methods: methods("msg", true, nil),
		GetSet:  append(attrs()[:2], attr("name", func(o *object) value { return py.StrV("hmac-" + o.alg.Name) })),
		Doc:     "The object used to calculate HMAC of a message.\n\nMethods:\n\nupdate() -- updates the current digest with an additional string\ndigest() -- return the current digest value\nhexdigest() -- return the current digest as a string of hexadecimal digits\ncopy() -- return a copy of the current hash object\n\nAttributes:\n\nname -- the name, including the hash algorithm used by this object\ndigest_size -- number of bytes in digest() output\n"})
	for _, typ := range []*py.Type{h.hash, h.xof, h.hmac, h.unsupported} {
		m.Dict.SetStr(py.Intern(typ.Name), typ.V())
	}
	all := make([]value, len(names))
	constructors := py.NewDict()
	for i, name := range names {
		all[i] = py.StrV(name)
		if i < withConstructor {
			if exc := constructors.Set(t, m.Dict.GetStr(py.Intern("openssl_"+name)), all[i]); exc != nil {
				return exc
			}
		}
	}
	set, exc := py.Call1(t, py.FrozenSetType.V(), py.NewTuple(all...).V())
	if exc != nil {
		return exc
	}
	m.Dict.SetStr(py.Intern("openssl_md_meth_names"), set)
	m.Dict.SetStr(py.Intern("_constructors"), py.NewMappingProxy(constructors.V()))
	m.Dict.SetStr(py.Intern("_GIL_MINSIZE"), py.Int(minGIL))
	return nil
}

func opensslLength(t *thread, v value) (int, *excp) {
	n, exc := py.SsizeArg(t, v)
	if exc == nil && n < 0 {
		exc = py.SystemErrorf("Negative size passed to PyBytes_FromStringAndSize")
	}
	return n, exc
}

func (h *hashlib) start(t *thread, alg *digest.Algorithm, data value) (value, *excp) {
	typ := h.hash
	if alg.Size == 0 {
		typ = h.xof
	}
	return start(t, typ, alg, data)
}

// named returns the algorithm that a str names.
func (h *hashlib) named(name string) (*digest.Algorithm, *excp) {
	if alg := find(name); alg != nil {
		return alg, nil
	}
	return nil, py.Errorf(h.unsupported, "[digital envelope routines] unsupported")
}

// digestMod returns the algorithm of a digestmod argument: a name or a function of this module.
func (h *hashlib) digestMod(v value) (*digest.Algorithm, *excp) {
	if v.IsStr() {
		return h.named(py.AsStr(v).String())
	}
	if v.Type() == py.BuiltinType {
		if name := h.constructors[py.AsBuiltin(v).Method]; name != "" {
			return h.named(name)
		}
	}
	return nil, py.Errorf(h.unsupported, "Unsupported digestmod %s", reprOf(v))
}

func reprOf(v value) string {
	s, exc := py.Repr(nil, v)
	if exc != nil {
		return py.TypeName(v)
	}
	return s.String()
}

func (h *hashlib) methods() []py.Method {
	list := []py.Method{
		{Name: "new", Sig: "(name, data=b'', *, usedforsecurity=True, string=None)", FN: func(t *thread, self value, a []value) (value, *excp) {
			if !a[0].IsStr() {
				return value{}, py.TypeErrorf("new() argument 'name' must be str, not %s", py.TypeName(a[0]))
			}
			data, exc := initial(a[1], a[3])
			if exc != nil {
				return value{}, exc
			}
			alg, exc := h.named(py.AsStr(a[0]).String())
			if exc != nil {
				return value{}, exc
			}
			return h.start(t, alg, data)
		}, Doc: "Return a new hash object using the named algorithm.\n\nAn optional string argument may be provided and will be\nautomatically hashed.\n\nThe MD5 and SHA1 algorithms are always supported."},
		{Name: "get_fips_mode", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return py.Int(0), nil },
			Doc: "Determine the OpenSSL FIPS mode of operation.\n\nFor OpenSSL 3.0.0 and newer it returns the state of the default provider\nin the default OSSL context. It's not quite the same as FIPS_mode() but good\nenough for unittests.\n\nEffectively any non-zero return value indicates FIPS mode;\nvalues other than 1 may have additional significance."},
		{Name: "compare_digest", Sig: "(a, b, /)", F2: operator.CompareDigest, Doc: operator.CompareDigestDoc},
		{Name: "hmac_new", Sig: "(key, msg=b'', digestmod=None)", FN: h.hmacNew, Doc: "Return a new hmac object."},
		{Name: "hmac_digest", Sig: "(key, msg, digest)", FN: h.hmacDigest, Doc: "Single-shot HMAC."},
		{Name: "pbkdf2_hmac", Sig: "(hash_name, password, salt, iterations,\n            dklen=None)", FN: h.pbkdf2, Doc: "Password based key derivation function 2 (PKCS #5 v2.0) with HMAC as pseudorandom function."},
		{Name: "scrypt", Sig: "(password, *, salt, n, r, p, maxmem=0, dklen=64)", FN: scryptKey, Doc: "scrypt password-based key derivation function."},
	}
	for _, name := range names[:withConstructor] {
		list = append(list, py.Method{Name: "openssl_" + name, Sig: dataParams, FN: func(t *thread, self value, a []value) (value, *excp) {
			data, exc := initial(a[0], a[2])
			if exc != nil {
				return value{}, exc
			}
			return h.start(t, find(name), data)
		}, Doc: "Returns a " + strings.ReplaceAll(name, "_", "-") + " hash object; optionally initialized with a string"})
	}
	return list
}

func (h *hashlib) hmacNew(t *thread, self value, a []value) (value, *excp) {
	key, exc := py.BytesLike(t, a[0])
	if exc != nil {
		return value{}, exc
	}
	if a[2].IsUnbound() || a[2].IsNone() {
		return value{}, py.TypeErrorf("Missing required parameter 'digestmod'.")
	}
	alg, exc := h.digestMod(a[2])
	if exc != nil {
		return value{}, exc
	}
	if alg.Size == 0 {
		return value{}, py.Errorf(h.unsupported, "[digital envelope routines] unsupported")
	}
	o := newObject(h.hmac, alg, digest.NewHMAC(alg, key))
	if a[1].Bound() && !a[1].IsNone() {
		if exc := feed(t, o.state, a[1]); exc != nil {
			return value{}, exc
		}
	}
	return o.V(), nil
}

func (h *hashlib) hmacDigest(t *thread, self value, a []value) (value, *excp) {
	key, exc := py.BytesLike(t, a[0])
	if exc != nil {
		return value{}, exc
	}
	msg, exc := py.BytesLike(t, a[1])
	if exc != nil {
		return value{}, exc
	}
	alg, exc := h.digestMod(a[2])
	if exc != nil {
		return value{}, exc
	}
	m := digest.NewHMAC(alg, key)
	m.Write(msg)
	return py.BytesV(m.Sum(0)), nil
}

func (h *hashlib) pbkdf2(t *thread, self value, a []value) (value, *excp) {
	if !a[0].IsStr() {
		return value{}, py.TypeErrorf("pbkdf2_hmac() argument 'hash_name' must be str, not %s", py.TypeName(a[0]))
	}
	password, exc := py.BytesLike(t, a[1])
	if exc != nil {
		return value{}, exc
	}
	salt, exc := py.BytesLike(t, a[2])
	if exc != nil {
		return value{}, exc
	}
	iterations, exc := py.SsizeArg(t, a[3])
	if exc != nil {
		return value{}, exc
	}
	alg, exc := h.named(py.AsStr(a[0]).String())
	if exc != nil {
		return value{}, exc
	}
	switch {
	case iterations < 1:
		return value{}, py.ValueErrorf("iteration value must be greater than 0.")
	case iterations > math.MaxInt32:
		return value{}, py.OverflowErrorf("iteration value is too great.")
	}
	n := alg.Size
	if a[4].Bound() && !a[4].IsNone() {
		if n, exc = py.SsizeArg(t, a[4]); exc != nil {
			return value{}, exc
		}
	}
	switch {
	case n < 1:
		return value{}, py.ValueErrorf("key length must be greater than 0.")
	case n > math.MaxInt32:
		return value{}, py.OverflowErrorf("key length is too great.")
	}
	return py.BytesV(digest.PBKDF2(alg, password, salt, iterations, n)), nil
}

// scryptKey is scrypt(password, *, salt, n, r, p, maxmem=0, dklen=64).
func scryptKey(t *thread, self value, a []value) (value, *excp) {
	password, exc := py.BytesLike(t, a[0])
	if exc != nil {
		return value{}, exc
	}
	salt, exc := py.BytesLike(t, a[1])
	if exc != nil {
		return value{}, exc
	}
	nums := [5]int{3: 0, 4: 64}
	for i := range nums {
		if a[2+i].Bound() {
			if nums[i], exc = py.SsizeArg(t, a[2+i]); exc != nil {
				return value{}, exc
			}
		}
	}
	n, r, p, maxmem, size := nums[0], nums[1], nums[2], nums[3], nums[4]
	switch {
	case n < 2 || n&(n-1) != 0:
		return value{}, py.ValueErrorf("n must be a power of 2.")
	case maxmem < 0 || maxmem > math.MaxInt32:
		return value{}, py.ValueErrorf("maxmem must be positive and smaller than %d", math.MaxInt32)
	case size < 1 || size > math.MaxInt32:
		return value{}, py.ValueErrorf("dklen must be greater than 0 and smaller than %d", math.MaxInt32)
	}
	if maxmem == 0 {
		maxmem = 32 << 20
	}
	if r < 1 || p < 1 {
		return value{}, py.ValueErrorf("Invalid parameter combination for n, r, p, maxmem.")
	}
	if 128*r*(n+p+2) > maxmem || n > math.MaxInt32 || r > 1<<24 || p > 1<<24 {
		return value{}, py.ValueErrorf("[digital envelope routines] memory limit exceeded")
	}
	key, err := scrypt.Key(password, salt, n, r, p, size)
	if err != nil {
		return value{}, py.ValueErrorf("Invalid parameter combination for n, r, p, maxmem.")
	}
	return py.BytesV(key), nil
}
