// This file converts filter specifiers.

package lzma

import (
	"adder/runtime/internal/xz"
	"adder/runtime/py"
)

// options are the keys of a filter specifier beside id and, for LZMA, preset; those of the match finder are
// accepted and not used, because the encoder has only one.
var options = map[uint64][]string{
	xz.LZMA1: lzmaOptions, xz.LZMA2: lzmaOptions, xz.Delta: {"dist"},
	4: startOption, 5: startOption, 6: startOption, 7: startOption, 8: startOption, 9: startOption,
}

var (
	lzmaOptions = []string{"preset", "dict_size", "lc", "lp", "pb", "mode", "nice_len", "mf", "depth"}
	startOption = []string{"start_offset"}
)

// filterChain converts a sequence of specifiers.
func filterChain(t *thread, v value) ([]xz.Filter, *excp) {
	n, exc := py.Len(t, v)
	if exc != nil {
		return nil, exc
	}
	const most = 4
	if n > most {
		return nil, py.ValueErrorf("Too many filters - liblzma supports a maximum of %d", most)
	}
	items, exc := py.Collect(t, v)
	if exc != nil {
		return nil, exc
	}
	chain := make([]xz.Filter, len(items))
	for i, item := range items {
		if chain[i], exc = filter(t, item); exc != nil {
			return nil, exc
		}
	}
	return chain, nil
}

// filter converts a specifier: a mapping.
func filter(t *thread, spec value) (xz.Filter, *excp) {
	if spec.Type().Slots.GetItem == nil || !spec.Type().Slots.IsMapping {
		return xz.Filter{}, py.TypeErrorf("Filter specifier must be a dict or dict-like object")
	}
	idValue, exc := py.GetItem(t, spec, py.StrV("id"))
	if exc != nil {
		if exc.Matches(py.KeyError) {
			exc = py.ValueErrorf("Filter specifier must have an \"id\" entry")
		}
		return xz.Filter{}, exc
	}
	id, exc := uintArg(t, idValue)
	if exc != nil {
		return xz.Filter{}, exc
	}
	known, ok := options[id]
	if !ok {
		return xz.Filter{}, py.ValueErrorf("Invalid filter ID: %d", id)
	}
	given, exc := entries(t, spec, id, known)
	if exc != nil {
		return xz.Filter{}, exc
	}
	f := xz.Filter{ID: id, Dist: 1}
	if id == xz.LZMA1 || id == xz.LZMA2 {
		preset := uint64(presetDefault)
		if p, ok := given["preset"]; ok {
			preset = p
		}
		if f, ok = xz.Preset(id, uint32(preset)); !ok || preset >= 1<<32 {
			return f, lzmaErrorf("Invalid compression preset: %d", preset)
		}
	}
	for name, n := range given {
		switch name {
		case "dict_size":
			f.Dict = uint32(min(n, 1<<32-1))
		case "lc":
			f.LC = int(min(n, 99))
		case "lp":
			f.LP = int(min(n, 99))
		case "pb":
			f.PB = int(min(n, 99))
		case "dist":
			f.Dist = int(min(n, 999))
		case "start_offset":
			f.Start = uint32(n)
		}
	}
	return f, nil
}

// entries reads the options of a specifier and refuses others.
func entries(t *thread, spec value, id uint64, known []string) (map[string]uint64, *excp) {
	keys, exc := py.CallMethod(t, spec, py.Intern("keys"))
	if exc != nil {
		return nil, exc
	}
	names, exc := py.Collect(t, keys)
	if exc != nil {
		return nil, exc
	}
	kind := "BCJ"
	switch id {
	case xz.LZMA1, xz.LZMA2:
		kind = "LZMA"
	case xz.Delta:
		kind = "delta"
	}
	given := map[string]uint64{}
	for _, name := range names {
		text := ""
		if name.IsStr() {
			text = py.AsStr(name).String()
		}
		if text == "id" {
			continue
		}
		found := false
		for _, k := range known {
			found = found || k == text
		}
		if !found {
			return nil, py.ValueErrorf("Invalid filter specifier for %s filter", kind)
		}
		v, exc := py.GetItem(t, spec, name)
		if exc != nil {
			return nil, exc
		}
		if given[text], exc = uintArg(t, v); exc != nil {
			return nil, exc
		}
	}
	return given, nil
}

// uintArg converts an int that is not negative.
func uintArg(t *thread, v value) (uint64, *excp) {
	i, exc := py.IndexOf(t, v)
	if exc != nil {
		return 0, exc
	}
	n := py.ToBig(i)
	if n.Sign() < 0 {
		return 0, py.OverflowErrorf("can't convert negative int to unsigned")
	}
	if n.BitLen() > 64 {
		return 0, py.OverflowErrorf("Value too large for uint64_t type")
	}
	return n.Uint64(), nil
}

func encodeProperties(t *thread, _, spec value) (value, *excp) {
	f, exc := filter(t, spec)
	if exc != nil {
		return value{}, exc
	}
	props, err := f.Properties()
	if err != nil {
		return value{}, convert(err)
	}
	return py.BytesV(props), nil
}

func decodeProperties(t *thread, _, idArg, data value) (value, *excp) {
	id, exc := uintArg(t, idArg)
	if exc != nil {
		return value{}, exc
	}
	props, exc := py.BytesLike(t, data)
	if exc != nil {
		return value{}, exc
	}
	f, err := xz.ParseFilter(id, props)
	if err != nil {
		return value{}, convert(err)
	}
	spec := py.NewDict()
	set := func(name string, n uint64) { spec.SetStr(py.Intern(name), uintValue(n)) }
	set("id", id)
	switch id {
	case xz.LZMA1:
		set("lc", uint64(f.LC))
		set("lp", uint64(f.LP))
		set("pb", uint64(f.PB))
		set("dict_size", uint64(f.Dict))
	case xz.LZMA2:
		set("dict_size", uint64(f.Dict))
	case xz.Delta:
		set("dist", uint64(f.Dist))
	default:
		if len(props) > 0 {
			set("start_offset", uint64(f.Start))
		}
	}
	return spec.V(), nil
}
