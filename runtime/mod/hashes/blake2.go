// This file defines the module _blake2.

package hashes

import (
	"math"

	"adder/runtime/internal/blake2"
	"adder/runtime/internal/digest"
	"adder/runtime/py"
)

// blakeKind holds what differs between the two algorithms.
type blakeKind struct {
	name, title           string
	maxSize, salt, person int
	offsetBits            int
	alg                   func(p *blake2.Params) *digest.Algorithm
}

// Blake2 returns the definition of _blake2.
func Blake2() *py.ModuleDef {
	kinds := []blakeKind{
		{"blake2b", "Blake2b", 64, 16, 16, 64, digest.BLAKE2b},
		{"blake2s", "Blake2s", 32, 8, 8, 48, digest.BLAKE2s},
	}
	return &py.ModuleDef{Name: "_blake2", Doc: "_blake2b provides BLAKE2b for hashlib\n", Exec: func(t *thread, m *py.Module) *excp {
		for i := range kinds {
			k := &kinds[i]
			m.Dict.SetStr(py.Intern(k.name), k.define().V())
			prefix := "BLAKE2B_"
			if k.name == "blake2s" {
				prefix = "BLAKE2S_"
			}
			for _, c := range k.constants() {
				m.Dict.SetStr(py.Intern(prefix+c.name), py.Int(c.n))
			}
		}
		m.Dict.SetStr(py.Intern("_GIL_MINSIZE"), py.Int(minGIL))
		return nil
	}}
}

// constant is a limit that the module and the types show.
type constant struct {
	name string
	n    int64
}

func (k *blakeKind) constants() []constant {
	return []constant{{"SALT_SIZE", int64(k.salt)}, {"PERSON_SIZE", int64(k.person)},
		{"MAX_KEY_SIZE", int64(k.maxSize)}, {"MAX_DIGEST_SIZE", int64(k.maxSize)}}
}

func (k *blakeKind) define() *py.Type {
	sig := &py.Signature{Text: "(data=b'', *, digest_size=_blake2." + k.name + ".MAX_DIGEST_SIZE,\n        key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0,\n        node_offset=0, node_depth=0, inner_size=0, last_node=False,\n        usedforsecurity=True, string=None)"}
	return py.NewType(&py.StaticType{Name: "_blake2." + k.name, Flags: py.BaseType, Sig: sig.Text, Methods: methods("data", true, nil), GetSet: attrs(),
		Doc: "Return a new BLAKE2" + k.name[6:] + " hash object.",
		Slots: py.Slots{New: func(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
			a, exc := py.BindArgs(k.name, sig, args, kw)
			if exc != nil {
				return value{}, exc
			}
			data, exc := initial(a[0], a[13])
			if exc != nil {
				return value{}, exc
			}
			p, exc := k.params(t, a)
			if exc != nil {
				return value{}, exc
			}
			return start(t, typ, k.alg(p), data)
		}},
		Attrs: func(typ *py.Type) {
			for _, c := range k.constants() {
				typ.Dict.SetStr(py.Intern(c.name), py.Int(c.n))
			}
		},
	})
}

// small converts an argument that must be between low and high; message has its name and
// the bounds.
func small(t *thread, v value, missing, low, high int, message string) (int, *excp) {
	if v.IsUnbound() {
		return missing, nil
	}
	n, exc := py.CInt(t, v)
	if exc != nil {
		return 0, exc
	}
	if n < low || n > high {
		return 0, py.ValueErrorf("%s", message)
	}
	return n, nil
}

// unsigned converts an argument of up to so many bits.
func unsigned(t *thread, v value, bits int, name string) (uint64, *excp) {
	if v.IsUnbound() {
		return 0, nil
	}
	i, exc := py.IndexOf(t, v)
	if exc != nil {
		return 0, exc
	}
	big := py.ToBig(i)
	switch {
	case big.Sign() < 0:
		return 0, py.ValueErrorf("Cannot convert negative int")
	case !big.IsUint64():
		return 0, py.OverflowErrorf("Python int too large for C unsigned long long")
	case big.BitLen() > bits:
		return 0, py.OverflowErrorf("%s is too large", name)
	}
	return big.Uint64(), nil
}

// limited converts a bytes-like argument of limited length.
func limited(t *thread, v value, most int, name string) ([]byte, *excp) {
	if v.IsUnbound() {
		return nil, nil
	}
	data, exc := py.BytesLike(t, v)
	if exc == nil && len(data) > most {
		exc = py.ValueErrorf("maximum %s length is %d bytes", name, most)
	}
	return data, exc
}

// params converts the arguments of the constructor.
func (k *blakeKind) params(t *thread, a []value) (p *blake2.Params, exc *excp) {
	p = &blake2.Params{Size: k.maxSize}
	if a[1].Bound() {
		if p.Size, exc = py.CInt(t, a[1]); exc != nil {
			return nil, exc
		}
		if p.Size <= 0 || p.Size > k.maxSize {
			return nil, py.ValueErrorf("digest_size for %s must be between 1 and %d bytes, here it is %d", k.title, k.maxSize, p.Size)
		}
	}
	for _, d := range []struct {
		v    value
		dst  *[]byte
		most int
		name string
	}{{a[3], &p.Salt, k.salt, "salt"}, {a[4], &p.Person, k.person, "person"}, {a[2], &p.Key, k.maxSize, "key"}} {
		if *d.dst, exc = limited(t, d.v, d.most, d.name); exc != nil {
			return nil, exc
		}
	}
	for _, d := range []struct {
		v                  value
		dst                *byte
		missing, low, high int
		message            string
	}{
		{a[5], &p.Fanout, 1, 0, 255, "fanout must be between 0 and 255"},
		{a[6], &p.Depth, 1, 1, 255, "depth must be between 1 and 255"},
		{a[9], &p.NodeDepth, 0, 0, 255, "node_depth must be between 0 and 255"},
		{a[10], &p.InnerSize, 0, 0, k.maxSize, "inner_size must be between 0 and is " + map[int]string{64: "64", 32: "32"}[k.maxSize]},
	} {
		n, exc := small(t, d.v, d.missing, d.low, d.high, d.message)
		if exc != nil {
			return nil, exc
		}
		*d.dst = byte(n)
	}
	leaf, exc := unsigned(t, a[7], 32, "leaf_size")
	if exc != nil {
		return nil, exc
	}
	p.LeafSize = uint32(leaf & math.MaxUint32)
	if p.NodeOffset, exc = unsigned(t, a[8], k.offsetBits, "node_offset"); exc != nil {
		return nil, exc
	}
	if a[11].Bound() {
		if p.LastNode, exc = py.Truth(t, a[11]); exc != nil {
			return nil, exc
		}
	}
	return p, nil
}
