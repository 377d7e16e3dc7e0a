// Package ops holds what bytecode instructions do beyond the object protocol of package py:
// name lookup in its order, unpacking, matching, raising, intrinsics. The interpreter and
// compiled code call the same functions.
package ops
