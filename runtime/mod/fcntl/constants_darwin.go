// This file lists the constants that only macOS has.

package fcntl

import "golang.org/x/sys/unix"

var constantsOS = map[string]int64{
	"F_FULLFSYNC": unix.F_FULLFSYNC, "F_NOCACHE": unix.F_NOCACHE, "F_GETPATH": unix.F_GETPATH, "F_RDAHEAD": unix.F_RDAHEAD,
}
