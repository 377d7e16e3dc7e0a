// This file defines the module: its functions, their errors, and constants.

// Package cmathmod is the cmath module. Where a part of the argument is infinite or no number, the
// functions follow annex G of the C standard, as Go's do; else the formulas are those of Kahan,
// "Branch Cuts for Complex Elementary Functions" (1987), on the C library's real functions.
package cmathmod

import (
	"math"
	"math/cmplx"

	"adder/frontend/libm"
	"adder/runtime/py"
)

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
)

// fault tells what is wrong with a result.
type fault int

const (
	fine fault = iota
	domain
	overflow
)

func (f fault) exc() *excp {
	switch f {
	case domain:
		return py.ValueErrorf("math domain error")
	case overflow:
		return py.OverflowErrorf("math range error")
	}
	return nil
}

// function is a function of one complex number.
type function struct {
	name string
	f    func(z complex128) (complex128, fault)
	doc  string
}

var functions = []function{
	{"acos", acos, "Return the arc cosine of z."},
	{"acosh", acosh, "Return the inverse hyperbolic cosine of z."},
	{"asin", asin, "Return the arc sine of z."},
	{"asinh", asinh, "Return the inverse hyperbolic sine of z."},
	{"atan", atan, "Return the arc tangent of z."},
	{"atanh", atanh, "Return the inverse hyperbolic tangent of z."},
	{"cos", cos, "Return the cosine of z."},
	{"cosh", cosh, "Return the hyperbolic cosine of z."},
	{"exp", exp, "Return the exponential value e**z."},
	{"log10", log10, "Return the base-10 logarithm of z."},
	{"sin", sin, "Return the sine of z."},
	{"sinh", sinh, "Return the hyperbolic sine of z."},
	{"sqrt", func(z complex128) (complex128, fault) { return sqrt(z), fine }, "Return the square root of z."},
	{"tan", tan, "Return the tangent of z."},
	{"tanh", tanh, "Return the hyperbolic tangent of z."},
}

// predicates are the functions that answer with a truth value.
var predicates = []struct {
	name string
	f    func(z complex128) bool
	doc  string
}{
	{"isfinite", finite, "Return True if both the real and imaginary parts of z are finite, else False."},
	{"isinf", cmplx.IsInf, "Checks if the real or imaginary part of z is infinite."},
	{"isnan", func(z complex128) bool { return math.IsNaN(real(z)) || math.IsNaN(imag(z)) }, "Checks if the real or imaginary part of z not a number (NaN)."},
}

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	list := []py.Method{
		{Name: "log", Sig: "(z, base=<unrepresentable>, /)", FN: log, Doc: "log(z[, base]) -> the logarithm of z to the given base.\n\nIf the base is not specified, returns the natural logarithm (base e) of z."},
		{Name: "phase", Sig: "(z, /)", F1: phase, Doc: "Return argument, also known as the phase angle, of a complex."},
		{Name: "polar", Sig: "(z, /)", F1: polar, Doc: "Convert a complex from rectangular coordinates to polar coordinates.\n\nr is the distance from 0 and phi the phase angle."},
		{Name: "rect", Sig: "(r, phi, /)", F2: rect, Doc: "Convert from polar coordinates to rectangular coordinates."},
		{Name: "isclose", Sig: "(a, b, *, rel_tol=1e-09, abs_tol=0.0)", FN: isClose, Doc: "Determine whether two complex numbers are close in value.\n\n  rel_tol\n    maximum difference for being considered \"close\", relative to the\n    magnitude of the input values\n  abs_tol\n    maximum difference for being considered \"close\", regardless of the\n    magnitude of the input values\n\nReturn True if a is close in value to b, and False otherwise.\n\nFor the values to be considered close, the difference between them must be\nsmaller than at least one of the tolerances.\n\n-inf, inf and NaN behave similarly to the IEEE 754 Standard. That is, NaN is\nnot close to anything, even itself. inf and -inf are only close to themselves."},
	}
	for _, fn := range functions {
		list = append(list, py.Method{Name: fn.name, Sig: "(z, /)", Doc: fn.doc, F1: func(t *thread, _, v value) (value, *excp) {
			z, exc := py.ToComplex(t, v)
			if exc != nil {
				return value{}, exc
			}
			r, f := fn.f(z)
			return py.NewComplex(r), f.exc()
		}})
	}
	for _, p := range predicates {
		list = append(list, py.Method{Name: p.name, Sig: "(z, /)", Doc: p.doc, F1: func(t *thread, _, v value) (value, *excp) {
			z, exc := py.ToComplex(t, v)
			return py.Bool(p.f(z)), exc
		}})
	}
	return &py.ModuleDef{Name: "cmath", Doc: "This module provides access to mathematical functions for complex\nnumbers.", Methods: list, Exec: addConstants}
}

func addConstants(t *thread, m *py.Module) *excp {
	inf, nan := math.Inf(1), math.NaN()
	for name, v := range map[string]value{
		"pi": py.Float(math.Pi), "e": py.Float(math.E), "tau": py.Float(2 * math.Pi), "inf": py.Float(inf), "nan": py.Float(nan),
		"infj": py.NewComplex(complex(0, inf)), "nanj": py.NewComplex(complex(0, nan))} {
		m.Dict.SetStr(py.Intern(name), v)
	}
	return nil
}

func log(t *thread, self value, args []value) (value, *excp) {
	z, exc := py.ToComplex(t, args[0])
	if exc != nil {
		return value{}, exc
	}
	r, f := ln(z)
	if args[1].Bound() {
		base, exc := py.ToComplex(t, args[1])
		if exc != nil {
			return value{}, exc
		}
		b, bf := ln(base)
		if b == 0 {
			return value{}, domain.exc()
		}
		f = max(f, bf)
		r = py.DivComplex(r, b)
	}
	return py.NewComplex(r), f.exc()
}

func phase(t *thread, self, v value) (value, *excp) {
	z, exc := py.ToComplex(t, v)
	return py.Float(libm.Atan2(imag(z), real(z))), exc
}

func polar(t *thread, self, v value) (value, *excp) {
	z, exc := py.ToComplex(t, v)
	if exc != nil {
		return value{}, exc
	}
	r := libm.Hypot(real(z), imag(z))
	if math.IsInf(r, 0) && finite(z) {
		return value{}, overflow.exc()
	}
	return py.NewTuple(py.Float(r), py.Float(libm.Atan2(imag(z), real(z)))).V(), nil
}

func rect(t *thread, self, a, b value) (value, *excp) {
	r, exc := py.AsFloat64(t, a)
	if exc != nil {
		return value{}, exc
	}
	phi, exc := py.AsFloat64(t, b)
	if exc != nil {
		return value{}, exc
	}
	sin, cos := libm.Sin(phi), libm.Cos(phi)
	z := complex(r*cos, r*sin)
	switch infinite := math.IsInf(r, 0); {
	case infinite && phi == 0: // not infinity times zero
		z = complex(r, r*phi)
		if math.IsNaN(imag(z)) {
			z = complex(r, math.Copysign(0, r)*math.Copysign(1, phi))
		}
	case infinite && !math.IsNaN(phi) && !math.IsInf(phi, 0):
		z = complex(math.Copysign(r, cos)*sign(r), math.Copysign(r, sin)*sign(r))
	case math.IsNaN(r) && phi == 0:
		z = complex(r, 0)
	case r == 0 && (math.IsNaN(phi) || math.IsInf(phi, 0)):
		z = 0
	case infinite: // phi is no number or infinite
		z = complex(math.Inf(1), math.NaN())
	case phi == 0:
		z = complex(r, r*phi)
	}
	if r != 0 && math.IsInf(phi, 0) && !math.IsNaN(r) {
		return value{}, domain.exc()
	}
	return py.NewComplex(z), nil
}

func sign(x float64) float64 { return math.Copysign(1, x) }

func isClose(t *thread, self value, args []value) (value, *excp) {
	var z [2]complex128
	tol := [2]float64{1e-9, 0}
	for i, v := range args {
		var exc *excp
		switch {
		case i < 2:
			z[i], exc = py.ToComplex(t, v)
		case v.Bound():
			tol[i-2], exc = py.AsFloat64(t, v)
		}
		if exc != nil {
			return value{}, exc
		}
	}
	a, b := z[0], z[1]
	switch {
	case tol[0] < 0 || tol[1] < 0:
		return value{}, py.ValueErrorf("tolerances must be non-negative")
	case a == b:
		return py.True, nil
	case cmplx.IsInf(a) || cmplx.IsInf(b):
		return py.False, nil
	}
	diff := abs(a - b)
	return py.Bool(diff <= tol[0]*abs(b) || diff <= tol[0]*abs(a) || diff <= tol[1]), nil
}

func abs(z complex128) float64 { return libm.Hypot(real(z), imag(z)) }

func finite(z complex128) bool { return real(z)-real(z) == 0 && imag(z)-imag(z) == 0 }
