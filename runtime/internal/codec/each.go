// This file holds the loops of codecs that convert one sequence or code point at a time.

package codec

// Each decodes by one, which appends what a sequence at i stands for to Out and returns the
// sequence's length, or the length and the reason of an error, or a length of zero for an
// incomplete end that is left.
func (d *Decoder) Each(name string, one func(i int) (size int, reason string)) (taken int, ok bool) {
	d.Name = name
	for i := 0; i < len(d.Data); {
		size, reason := one(i)
		switch {
		case d.Stop != nil:
			return i, false
		case reason != "":
			if i, ok = d.Fail(d, i, i+size, reason); !ok {
				return i, false
			}
		case size == 0:
			return i, true
		default:
			i += size
		}
	}
	return len(d.Data), true
}

// units is how a fixed set of code points is encoded.
type units struct {
	put func(out []byte, c rune) ([]byte, bool) // appends a code point, or reports that it has no bytes
	// wide tells that of replacements only ASCII is encoded.
	wide bool
	size int // replacements of bytes must be a multiple of it
	// one tells that failures are handed over one code point at a time rather than in runs.
	one    bool
	reason string
}

// Each encodes by put, which appends the bytes of a code point or reports that it has none.
func (e *Encoder) Each(name, reason string, put func(out []byte, c rune) ([]byte, bool)) bool {
	e.Name = name
	return (&units{put: put, size: 1, reason: reason}).run(e)
}

// run encodes all text.
func (u *units) run(e *Encoder) bool {
	var ok bool
	for i := 0; i < len(e.Text); {
		e.Out, ok = u.put(e.Out, e.Text[i])
		if e.Stop != nil {
			return false
		}
		if ok {
			i++
			continue
		}
		end := i + 1
		for !u.one && end < len(e.Text) {
			if _, ok := u.put(nil, e.Text[end]); ok || e.Stop != nil {
				break
			}
			end++
		}
		if e.Stop != nil {
			return false
		}
		r, next, ok := e.Fail(e, i, end, u.reason)
		if !ok {
			return false
		}
		if !u.replace(e, r) {
			if e.Stop == nil {
				e.Refuse(e, i, end, u.reason)
			}
			return false
		}
		i = next
	}
	return true
}

// replace encodes a replacement.
func (u *units) replace(e *Encoder, r Replacement) bool {
	if len(r.Bytes)%u.size != 0 {
		return false
	}
	e.Out = append(e.Out, r.Bytes...)
	for _, c := range r.Text {
		if u.wide && c >= 0x80 {
			return false
		}
		var ok bool
		if e.Out, ok = u.put(e.Out, c); !ok || e.Stop != nil {
			return false
		}
	}
	return true
}
