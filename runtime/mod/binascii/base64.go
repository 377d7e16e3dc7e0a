// This file implements base64.

package binascii

const base64Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

// encode64 is b2a_base64: all on one line, with a newline if the flag is set.
func encode64(data []byte, flags []bool) ([]byte, *excp) {
	out := make([]byte, 0, (len(data)+2)/3*4+1)
	for ; len(data) >= 3; data = data[3:] {
		w := uint(data[0])<<16 | uint(data[1])<<8 | uint(data[2])
		out = append(out, base64Digits[w>>18], base64Digits[w>>12&63], base64Digits[w>>6&63], base64Digits[w&63])
	}
	switch len(data) {
	case 1:
		out = append(out, base64Digits[data[0]>>2], base64Digits[data[0]&3<<4], '=', '=')
	case 2:
		out = append(out, base64Digits[data[0]>>2], base64Digits[data[0]&3<<4|data[1]>>4], base64Digits[data[1]&15<<2], '=')
	}
	if flags[0] {
		out = append(out, '\n')
	}
	return out, nil
}

// decode64 is a2b_base64. Unless the flag asks for strictness, characters that are no digits are
// skipped, and padding too except at the end.
func (m *module) decode64(data []byte, flags []bool) ([]byte, *excp) {
	strict := flags[0]
	out := make([]byte, 0, (len(data)+3)/4*3)
	pos, pads := 0, 0 // digits in the group of four, and padding since the last digit
	left := byte(0)   // bits that have not been written
scan:
	for i, c := range data {
		if c == '=' {
			pads++
			switch {
			case pos >= 2 && pos+pads <= 4, !strict:
				continue
			case pos == 1:
				break scan
			case pos == 0 && i == 0:
				return nil, m.errorf("Leading padding not allowed")
			}
			return nil, m.errorf("Excess padding not allowed")
		}
		d := m.digits[c]
		if d == 0xff {
			if strict {
				return nil, m.errorf("Only base64 data is allowed")
			}
			continue
		}
		if strict && pads > 0 {
			if pos+pads == 4 {
				return nil, m.errorf("Excess data after padding")
			}
			return nil, m.errorf("Discontinuous padding not allowed")
		}
		pads = 0
		switch pos {
		case 0:
			left = d
		case 1:
			out, left = append(out, left<<2|d>>4), d&15
		case 2:
			out, left = append(out, left<<4|d>>2), d&3
		case 3:
			out, left = append(out, left<<6|d), 0
		}
		pos = (pos + 1) & 3
	}
	switch {
	case pos == 1:
		return nil, m.errorf("Invalid base64-encoded string: number of data characters (%d) cannot be 1 more than a multiple of 4", len(out)/3*4+1)
	case pos != 0 && pos+pads < 4:
		return nil, m.errorf("Incorrect padding")
	}
	return out, nil
}
