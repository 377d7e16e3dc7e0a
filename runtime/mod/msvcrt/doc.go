// Package msvcrt is the msvcrt module (PC/msvcrtmodule.c): Microsoft's C library. It is empty elsewhere.
package msvcrt
