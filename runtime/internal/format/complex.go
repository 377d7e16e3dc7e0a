// This file formats complex numbers.

package format

import (
	"fmt"
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
	if s.Type != 0 && !strings.ContainsRune("eEfFgGn", s.Type) {
		return "", Error(fmt.Sprintf("Unknown format code '%c' for object of type 'complex'", s.Type))
	}
	switch {
	case s.Fill == '0':
		return "", Error("Zero padding is not allowed in complex format specifier")
	case s.Align == '=':
		return "", Error("'=' alignment flag is not allowed in complex format specifier")
	}
	part := *s
	part.Width = -1
	if s.Type == 0 && s.Precision >= 0 {
		part.Type = 'g'
	}
	re, err := Float(real(c), &part)
	if err != nil {
		return "", Error(strings.Replace(err.Error(), "'float'", "'complex'", 1))
	}
	alone := s.Type == 0 && real(c) == 0 && !math.Signbit(real(c))
	if !alone {
		part.Sign = '+'
	}
	im, err := Float(imag(c), &part)
	if err != nil {
		return "", err
	}
	if s.Type != 0 {
		return pad(re+im+"j", s, s.Align), nil
	}
	re, im = shorter(re, s), shorter(im, s)
	if alone {
		return pad(im+"j", s, s.Align), nil
	}
	return pad("("+re+im+"j)", s, s.Align), nil
}

// shorter cuts the fraction .0 off, but for the point if that is asked for.
func shorter(part string, s *Spec) string {
	if whole, ok := strings.CutSuffix(part, ".0"); ok {
		if s.Alternate {
			return whole + "."
		}
		return whole
	}
	return part
}
