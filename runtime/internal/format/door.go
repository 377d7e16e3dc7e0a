// This file is what format() calls: one function a type.

package format

import (
	"math"
	"math/big"
)

// FormatStr is str.__format__.
func FormatStr(text, spec string) (string, error) {
	if spec == "" {
		return text, nil
	}
	s, err := Parse(spec, "str", 's', '<')
	if err != nil {
		return "", err
	}
	return Str(text, s)
}

// FormatInt is int.__format__ for an object whose type has that name.
func FormatInt(x *big.Int, spec, typeName string) (string, error) {
	if spec == "" {
		return x.Text(10), nil
	}
	s, err := Parse(spec, typeName, 'd', '>')
	if err != nil {
		return "", err
	}
	switch s.Type {
	case 'b', 'c', 'd', 'o', 'x', 'X', 'n':
		return Int(x, s)
	case 'e', 'E', 'f', 'F', 'g', 'G', '%':
		f, _ := new(big.Float).SetInt(x).Float64()
		if math.IsInf(f, 0) {
			return "", RangeError("int too large to convert to float")
		}
		return Float(f, s)
	}
	return "", UnknownType(s.Type, typeName)
}

// FormatFloat is float.__format__.
func FormatFloat(f float64, spec string) (string, error) {
	if spec == "" {
		return Repr(f), nil
	}
	s, err := Parse(spec, "float", 0, '>')
	if err != nil {
		return "", err
	}
	switch s.Type {
	case 0, 'e', 'E', 'f', 'F', 'g', 'G', 'n', '%':
		return Float(f, s)
	}
	return "", UnknownType(s.Type, "float")
}
