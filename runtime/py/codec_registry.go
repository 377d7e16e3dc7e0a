// This file holds the codec registry: search functions, and the codecs that they found.

package py

// codecRegistry is what codecs.register and codecs.lookup share.
var codecRegistry struct {
	search []Value
	cache  map[string]Value
	loaded bool // the encodings package was imported
}

// RegisterCodec is codecs.register.
func RegisterCodec(search Value) { codecRegistry.search = append(codecRegistry.search, search) }

// UnregisterCodec is codecs.unregister.
func UnregisterCodec(search Value) {
	for i, f := range codecRegistry.search {
		if f == search {
			codecRegistry.cache = nil
			codecRegistry.search = append(codecRegistry.search[:i:i], codecRegistry.search[i+1:]...)
			return
		}
	}
}

// LookupCodec is codecs.lookup: the CodecInfo of an encoding.
func LookupCodec(t *Thread, encoding string) (Value, *Exc) {
	if !codecRegistry.loaded {
		codecRegistry.loaded = true
		// A program without the package knows no further encodings.
		if _, exc := ImportAttr(t, "encodings", "search_function"); exc != nil && !exc.Matches(ModuleNotFoundError) {
			return Value{}, exc
		}
	}
	key := normalEncoding(encoding)
	if v, ok := codecRegistry.cache[key]; ok {
		return v, nil
	}
	for _, f := range codecRegistry.search {
		v, exc := Call1(t, f, StrV(key))
		if exc != nil {
			return Value{}, exc
		}
		if v.IsNone() {
			continue
		}
		if v.Type().Flags&TupleSubclass == 0 || len(AsTuple(v).Items) != 4 {
			return Value{}, TypeErrorf("codec search functions must return 4-tuples")
		}
		if codecRegistry.cache == nil {
			codecRegistry.cache = map[string]Value{}
		}
		codecRegistry.cache[key] = v
		return v, nil
	}
	return Value{}, Errorf(LookupError, "unknown encoding: %s", encoding)
}

var nameTextEncoding = Intern("_is_text_encoding")

// codecCall encodes (which 0) or decodes (which 1) by the registry, for str.encode and
// bytes.decode: only text encodings.
func codecCall(t *Thread, encoding string, which int, v Value, errors string) (Value, *Exc) {
	info, exc := LookupCodec(t, encoding)
	if exc != nil {
		return Value{}, exc
	}
	text, exc := LookupAttr(t, info, nameTextEncoding)
	if exc != nil {
		return Value{}, exc
	}
	if text.Bound() {
		if ok, exc := Truth(t, text); exc != nil {
			return Value{}, exc
		} else if !ok {
			return Value{}, Errorf(LookupError, "'%s' is not a text encoding; use %s to handle arbitrary codecs", encoding, [...]string{"codecs.encode()", "codecs.decode()"}[which])
		}
	}
	return CodecRun(t, info, encoding, which, v, errors)
}

// CodecRun calls a codec's encoder (which 0) or decoder (which 1) and returns the first item of
// its result.
func CodecRun(t *Thread, info Value, encoding string, which int, v Value, errors string) (Value, *Exc) {
	r, exc := Call2(t, AsTuple(info).Items[which], v, StrV(errors))
	if exc != nil {
		if which == 0 || which == 1 {
			note := "encoding with '" + encoding + "' codec failed"
			if which == 1 {
				note = "decoding with '" + encoding + "' codec failed"
			}
			if !exc.Matches(UnicodeError) {
				_, _ = CallMethod(t, exc.V(), Intern("add_note"), StrV(note))
			}
		}
		return Value{}, exc
	}
	if r.Type().Flags&TupleSubclass == 0 || len(AsTuple(r).Items) != 2 {
		return Value{}, TypeErrorf("%s must return a tuple (object, integer)", [...]string{"encoder", "decoder"}[which])
	}
	return AsTuple(r).Items[0], nil
}
