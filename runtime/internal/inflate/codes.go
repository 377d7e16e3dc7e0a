// This file decodes compressed blocks.

package inflate

var (
	lengthBase  = [29]uint16{3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258}
	lengthExtra = [29]uint8{0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0}
	distBase    = [30]uint16{1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577}
	distExtra   = [30]uint8{0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13}
	lengthOrder = [19]uint8{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}
)

func (d *Decompressor) fixedCodes() {
	var lengths [288]uint8
	for i := range lengths {
		switch {
		case i < 144:
			lengths[i] = 8
		case i < 256:
			lengths[i] = 9
		case i < 280:
			lengths[i] = 7
		default:
			lengths[i] = 8
		}
	}
	d.lengths, _ = makeCode(lengths[:])
	var dists [32]uint8
	for i := range dists {
		dists[i] = 5
	}
	d.dists, _ = makeCode(dists[:])
	d.state = inCodes
}

// dynamicCodes reads the codes of a block.
func (d *Decompressor) dynamicCodes() error {
	if !d.need(14) {
		return errInput
	}
	nlen, ndist, ncode := d.take(5)+257, d.take(5)+1, d.take(4)+4
	if nlen > 286 || ndist > 30 {
		return Error("too many length or distance symbols")
	}
	var lens [19]uint8
	for i := range ncode {
		if !d.need(3) {
			return errInput
		}
		lens[lengthOrder[i]] = uint8(d.take(3))
	}
	c, st := makeCode(lens[:])
	if st != complete {
		return Error("invalid code lengths set")
	}
	all := make([]uint8, 0, nlen+ndist)
	for len(all) < nlen+ndist {
		s, ok, bad := d.symbol(c)
		if bad {
			return Error("invalid code lengths set")
		}
		if !ok {
			return errInput
		}
		if s < 16 {
			all = append(all, uint8(s))
			continue
		}
		extra, base, value := [...]uint{2, 3, 7}[s-16], [...]int{3, 3, 11}[s-16], uint8(0)
		if !d.need(extra) {
			return errInput
		}
		if s == 16 {
			if len(all) == 0 {
				return Error("invalid bit length repeat")
			}
			value = all[len(all)-1]
		}
		n := base + d.take(extra)
		if len(all)+n > nlen+ndist {
			return Error("invalid bit length repeat")
		}
		for range n {
			all = append(all, value)
		}
	}
	return d.setCodes(all[:nlen], all[nlen:])
}

func (d *Decompressor) setCodes(lengths, dists []uint8) error {
	if lengths[256] == 0 {
		return Error("invalid code -- missing end-of-block")
	}
	var st codeState
	// Only a single code of one bit may leave room for others.
	if d.lengths, st = makeCode(lengths); st == oversubscribed || st == incomplete && !single(d.lengths) {
		return Error("invalid literal/lengths set")
	}
	if d.dists, st = makeCode(dists); st == oversubscribed || st == incomplete && !single(d.dists) {
		return Error("invalid distances set")
	}
	d.state = inCodes
	return nil
}

func single(c *code) bool {
	return len(c.symbols) == 0 || len(c.symbols) == 1 && c.count[1] == 1
}

// codes decodes symbols until the block ends, or there is no more input or room. A symbol is
// decoded before it is known whether there is room for it, as zlib does.
func (d *Decompressor) codes() error {
	start := len(d.out)
	err := d.decode()
	d.note(d.out[start:])
	return err
}

func (d *Decompressor) put(b byte) {
	d.out = append(d.out, b)
	d.window = append(d.window, b)
}

func (d *Decompressor) decode() error {
	for {
		switch d.state {
		case inLiteral:
			if d.full() {
				return errFull
			}
			d.put(d.literal)
			d.state = inCodes
		case inMatch:
			if err := d.copyMatch(); err != nil {
				return err
			}
			d.state = inCodes
		}
		d.trim()
		hold, bits, pos := d.hold, d.bits, d.pos
		end, err := d.next()
		if err == errInput {
			d.hold, d.bits, d.pos = hold, bits, pos
		}
		if err != nil {
			return err
		}
		if end {
			d.state = inBlockHeader
			return nil
		}
	}
}

func (d *Decompressor) copyMatch() error {
	for d.length > 0 {
		if d.full() {
			return errFull
		}
		d.put(d.window[len(d.window)-d.dist])
		d.length--
	}
	return nil
}

// next decodes a literal, a match, or the end of the block.
func (d *Decompressor) next() (end bool, err error) {
	s, ok, bad := d.symbol(d.lengths)
	switch {
	case bad:
		return false, Error("invalid literal/length code")
	case !ok:
		return false, errInput
	case s < 256:
		d.literal, d.state = byte(s), inLiteral
		return false, nil
	case s == 256:
		return true, nil
	case s > 285:
		return false, Error("invalid literal/length code")
	}
	extra := uint(lengthExtra[s-257])
	if !d.need(extra) {
		return false, errInput
	}
	length := int(lengthBase[s-257]) + d.take(extra)
	s, ok, bad = d.symbol(d.dists)
	switch {
	case bad || s > 29:
		return false, Error("invalid distance code")
	case !ok:
		return false, errInput
	}
	extra = uint(distExtra[s])
	if !d.need(extra) {
		return false, errInput
	}
	dist := int(distBase[s]) + d.take(extra)
	if dist > len(d.window) {
		return false, Error("invalid distance too far back")
	}
	d.length, d.dist, d.state = length, dist, inMatch
	return false, nil
}
