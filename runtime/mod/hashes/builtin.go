// This file defines the modules _md5, _sha1, _sha2 and _sha3.

package hashes

import (
	"adder/runtime/internal/digest"
	"adder/runtime/py"
)

// minGIL is what the modules say of the size from which on they release the GIL.
const minGIL = 2048

// algorithm is an entry of a module: the name of its type and what it computes.
type algorithm struct {
	name, doc string // of the type in the module
	typeName  string // __name__ of the type
	alg       func() *digest.Algorithm
}

// plain makes a module with a function and a type for each algorithm.
func plain(module string, list ...algorithm) *py.ModuleDef {
	def := &py.ModuleDef{Name: module}
	types := make([]*py.Type, len(list))
	for i, a := range list {
		alg := a.alg()
		types[i] = py.NewType(&py.StaticType{Name: module + "." + a.typeName, Flags: py.DisallowNew,
			Methods: methods("obj", true, nil), GetSet: attrs()})
		def.Methods = append(def.Methods, py.Method{Name: alg.Name, Sig: dataParams, Doc: a.doc,
			FN: func(t *thread, self value, a []value) (value, *excp) {
				data, exc := initial(a[0], a[2])
				if exc != nil {
					return value{}, exc
				}
				return start(t, types[i], alg, data)
			}})
	}
	def.Exec = func(t *thread, m *py.Module) *excp {
		for i, a := range list {
			m.Dict.SetStr(py.Intern(a.name), types[i].V())
		}
		m.Dict.SetStr(py.Intern("_GIL_MINSIZE"), py.Int(minGIL))
		return nil
	}
	return def
}

// MD5 returns the definition of _md5.
func MD5() *py.ModuleDef {
	return plain("_md5", algorithm{"MD5Type", "Return a new MD5 hash object; optionally initialized with a string.", "md5", digest.MD5})
}

// SHA1 returns the definition of _sha1.
func SHA1() *py.ModuleDef {
	return plain("_sha1", algorithm{"SHA1Type", "Return a new SHA1 hash object; optionally initialized with a string.", "sha1", digest.SHA1})
}

// SHA2 returns the definition of _sha2.
func SHA2() *py.ModuleDef {
	doc := func(n string) string {
		return "Return a new SHA-" + n + " hash object; optionally initialized with a string."
	}
	return plain("_sha2",
		algorithm{"SHA224Type", doc("224"), "SHA224Type", digest.SHA224}, algorithm{"SHA256Type", doc("256"), "SHA256Type", digest.SHA256},
		algorithm{"SHA384Type", doc("384"), "SHA384Type", digest.SHA384}, algorithm{"SHA512Type", doc("512"), "SHA512Type", digest.SHA512})
}

// SHA3 returns the definition of _sha3, whose types are the constructors themselves.
func SHA3() *py.ModuleDef {
	return &py.ModuleDef{Name: "_sha3", Exec: func(t *thread, m *py.Module) *excp {
		for _, a := range []struct {
			doc string
			alg *digest.Algorithm
		}{
			{"sha3_224([data], *, usedforsecurity=True) -> SHA3 object\n\nReturn a new SHA3 hash object with a hashbit length of 28 bytes.", digest.SHA3t224()},
			{"sha3_256([data], *, usedforsecurity=True) -> SHA3 object\n\nReturn a new SHA3 hash object with a hashbit length of 32 bytes.", digest.SHA3t256()},
			{"sha3_384([data], *, usedforsecurity=True) -> SHA3 object\n\nReturn a new SHA3 hash object with a hashbit length of 48 bytes.", digest.SHA3t384()},
			{"sha3_512([data], *, usedforsecurity=True) -> SHA3 object\n\nReturn a new SHA3 hash object with a hashbit length of 64 bytes.", digest.SHA3t512()},
			{"shake_128([data], *, usedforsecurity=True) -> SHAKE object\n\nReturn a new SHAKE hash object.", digest.SHAKE128()},
			{"shake_256([data], *, usedforsecurity=True) -> SHAKE object\n\nReturn a new SHAKE hash object.", digest.SHAKE256()},
		} {
			m.Dict.SetStr(py.Intern(a.alg.Name), sha3Type(a.alg, a.doc).V())
		}
		m.Dict.SetStr(py.Intern("implementation"), py.StrV("HACL"))
		m.Dict.SetStr(py.Intern("_GIL_MINSIZE"), py.Int(minGIL))
		return nil
	}}
}

func sha3Type(alg *digest.Algorithm, doc string) *py.Type {
	sig := &py.Signature{Text: dataParams}
	suffix := []byte{6}
	if alg.Size == 0 {
		suffix = []byte{0x1f}
	}
	return py.NewType(&py.StaticType{Name: "_sha3." + alg.Name, Doc: doc, Methods: methods("data", alg.Size > 0, builtinLength),
		Slots: py.Slots{New: func(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
			a, exc := py.BindArgs(alg.Name, sig, args, kw)
			if exc != nil {
				return value{}, exc
			}
			data, exc := initial(a[0], a[2])
			if exc != nil {
				return value{}, exc
			}
			return start(t, typ, alg, data)
		}},
		GetSet: append(attrs(),
			attr("_rate_bits", func(o *object) value { return py.Int(int64(8 * o.alg.Block)) }),
			attr("_capacity_bits", func(o *object) value { return py.Int(int64(1600 - 8*o.alg.Block)) }),
			attr("_suffix", func(o *object) value { return py.BytesV(suffix) })),
	})
}
