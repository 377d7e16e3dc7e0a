//go:build !windows

package py

// hasWinError tells that errors carry Windows' own code.
const hasWinError = false

var winErrorGetSet []GetSet

func errnoOfWinError(int64) int { return 0 }
