// This file defines the module: its functions and constants.

// Package mathmod is the math module.
package mathmod

import (
	"math"

	"adder/frontend/libm"
	"adder/runtime/internal/format"
	"adder/runtime/py"
)

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
)

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	list := append(append(realMethods(), wholeMethods()...), sequenceMethods()...)
	return &py.ModuleDef{Name: "math", Doc: "This module provides access to the mathematical functions\ndefined by the C standard.", Methods: list,
		Exec: func(t *thread, m *py.Module) *excp {
			for name, f := range map[string]float64{"pi": math.Pi, "e": math.E, "tau": 2 * math.Pi, "inf": math.Inf(1), "nan": math.NaN()} {
				m.Dict.SetStr(py.Intern(name), py.Float(f))
			}
			return nil
		}}
}

func rangeError() *excp  { return py.OverflowErrorf("math range error") }
func domainError() *excp { return py.ValueErrorf("math domain error") }

// real converts an argument to a float.
func real(t *thread, v value) (float64, *excp) {
	if v.IsFloat() {
		return v.Float64(), nil
	}
	return py.AsFloat64(t, v)
}

// refuse makes the error of an argument outside a function's domain: want says what was expected.
func refuse(want string, x float64) *excp {
	return py.ValueErrorf("expected %s, got %s", want, format.Repr(x))
}

// unary describes a function of one float: where it is defined, and whether its infinite results are
// overflows.
type unary struct {
	name     string
	f        func(x float64) float64
	want     string // what is expected, "" if the function is defined everywhere
	ok       func(x float64) bool
	overflow bool
	known    py.KnownFunction
}

func (u *unary) method() py.Method {
	return py.Method{Name: u.name, Known: u.known, Sig: "(x, /)", F1: func(t *thread, self, v value) (value, *excp) {
		x, exc := real(t, v)
		if exc != nil {
			return value{}, exc
		}
		if u.ok != nil && !math.IsNaN(x) && !u.ok(x) {
			return value{}, refuse(u.want, x)
		}
		r := u.f(x)
		if u.overflow && math.IsInf(r, 0) && !math.IsInf(x, 0) && !math.IsNaN(x) {
			return value{}, rangeError()
		}
		return py.Float(r), nil
	}}
}

func finite(x float64) bool    { return !math.IsInf(x, 0) }
func isWhole(x float64) bool   { return x == math.Floor(x) }
func withinOne(x float64) bool { return x >= -1 && x <= 1 }

const (
	wantFinite = "a finite input"
	wantOne    = "a number in range from -1 up to 1"
	wantGamma  = "a noninteger or positive integer"
)

// gammaOK tells where gamma has no pole.
func gammaOK(x float64) bool { return x > 0 || !isWhole(x) }

func unaries() []unary {
	return []unary{
		{name: "acos", f: libm.Acos, want: wantOne, ok: withinOne},
		{name: "acosh", f: math.Acosh, want: "argument value not less than 1", ok: func(x float64) bool { return x >= 1 }},
		{name: "asin", f: libm.Asin, want: wantOne, ok: withinOne},
		{name: "asinh", f: math.Asinh},
		{name: "atan", f: libm.Atan},
		{name: "atanh", f: math.Atanh, want: "a number between -1 and 1", ok: func(x float64) bool { return x > -1 && x < 1 }},
		{name: "cbrt", f: libm.Cbrt},
		{name: "cos", f: libm.Cos, want: wantFinite, ok: finite},
		{name: "cosh", f: libm.Cosh, overflow: true},
		{name: "degrees", f: func(x float64) float64 { return x * (180 / math.Pi) }},
		{name: "erf", f: math.Erf},
		{name: "erfc", f: math.Erfc},
		{name: "exp", f: exp, overflow: true},
		{name: "exp2", f: exp2, overflow: true},
		{name: "expm1", f: math.Expm1, overflow: true},
		{name: "fabs", f: math.Abs},
		{name: "gamma", f: gamma, want: wantGamma, ok: func(x float64) bool { return gammaOK(x) && !math.IsInf(x, -1) }, overflow: true},
		{name: "lgamma", f: lgamma, want: wantGamma, ok: func(x float64) bool { return gammaOK(x) || math.IsInf(x, 0) }, overflow: true},
		{name: "log1p", f: libm.Log1p, want: "argument value > -1", ok: func(x float64) bool { return x > -1 }},
		{name: "radians", f: func(x float64) float64 { return x * (math.Pi / 180) }},
		{name: "sin", f: libm.Sin, want: wantFinite, ok: finite},
		{name: "sinh", f: libm.Sinh, overflow: true},
		{name: "sqrt", known: py.KnownSqrt, f: math.Sqrt, want: "a nonnegative input", ok: func(x float64) bool { return x >= 0 }},
		{name: "tan", f: libm.Tan, want: wantFinite, ok: finite},
		{name: "tanh", f: libm.Tanh},
		{name: "ulp", f: ulp},
	}
}
