//go:build !unix

package natives

import "adder/runtime/py"

// system lists the modules on which os stands.
func system() []py.Native { return nil }
