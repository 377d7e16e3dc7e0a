//go:build unix && !linux

package selects

import "adder/runtime/py"

// fillSystem adds what only some systems have; kqueue is not there yet.
func fillSystem(t *thread, m *py.Module, set func(name string, n int64)) *excp { return nil }
