// This file lists the built-in functions that compiled code computes itself.

package ir

import "adder/lower/types"

// Intrinsic is a row of the table of built-in functions that OpIntrinsic computes.
type Intrinsic struct {
	Name string // the builtin's name
	Args int    // the number of arguments
	// Numbers: the arguments are ints or floats; else they are objects and the function may raise.
	Numbers bool
	// Result is the type of the result; Bottom: that of the arguments.
	Result types.T
	// Floats: ints among the arguments are converted.
	Floats bool
}

// Intrinsics is the table; OpIntrinsic's Num is an index of it.
var Intrinsics = []Intrinsic{
	{Name: "len", Args: 1, Result: types.SmallInt},
	{Name: "isinstance", Args: 2, Result: types.Bool},
	{Name: "ord", Args: 1, Result: types.SmallInt},
	{Name: "abs", Args: 1, Numbers: true},
	{Name: "min", Args: 2, Numbers: true},
	{Name: "max", Args: 2, Numbers: true},
	{Name: "int", Args: 1, Numbers: true, Result: types.SmallInt},
	{Name: "float", Args: 1, Numbers: true, Result: types.Float, Floats: true},
	{Name: "sqrt", Args: 1, Numbers: true, Result: types.Float, Floats: true},
}

// IntrinsicOf returns the index of what a call of the global name with n arguments may compute, -1
// for nothing.
func IntrinsicOf(name string, n int) int {
	for i := range Intrinsics {
		if Intrinsics[i].Name == name && Intrinsics[i].Args == n {
			return i
		}
	}
	return -1
}
