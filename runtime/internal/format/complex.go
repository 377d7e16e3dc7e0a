// This file formats complex numbers.

package format

import (
	"math"
	"strings"
)

// FormatComplex formats a complex number by a specification, not empty: both parts alike,
// padded together.
func FormatComplex(c complex128, spec string) (string, error) {
	s, err := Parse(spec, "complex", 0, '>')
	if err != nil {
		return "", err
	}
	switch {
	case s.Fill == '0' && s.Align == '=':
		return "", Error("Zero padding is not allowed in complex format specifier")
	case s.Align == '=':
		return "", Error("'=' alignment flag is not allowed in complex format specifier")
	}
	part := *s
	part.Width = -1
	re, err := Float(real(c), &part)
	if err != nil {
		return "", Error(strings.Replace(err.Error(), "'float'", "'complex'", 1))
	}
	part.Sign = '+'
	im, err := Float(imag(c), &part)
	if err != nil {
		return "", err
	}
	if s.Type != 0 {
		return pad(re+im+"j", s, '>'), nil
	}
	re, im = strings.TrimSuffix(re, ".0"), strings.TrimSuffix(im, ".0")
	if real(c) == 0 && !math.Signbit(real(c)) {
		if s.Sign == 0 {
			im = strings.TrimPrefix(im, "+")
		}
		return pad(im+"j", s, '>'), nil
	}
	return pad("("+re+im+"j)", s, '>'), nil
}
