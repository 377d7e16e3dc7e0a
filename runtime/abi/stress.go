// This file makes guards fail at random in builds for tests.

package abi

import (
	"os"
	"strconv"
)

// stressState is the state of the generator that decides.
var stressState = func() uint64 {
	seed, _ := strconv.ParseUint(os.Getenv("ADDER_STRESS_SEED"), 10, 64)
	return seed*2 + 1
}()

// StressExit decides whether a guard fails although what it assumes holds: one time in sixteen.
// It is not for use by several threads, but no harm comes of it.
func StressExit() bool {
	stressState ^= stressState << 13
	stressState ^= stressState >> 7
	stressState ^= stressState << 17
	return stressState>>60 == 0
}
