// This file formats with % in the simplest cases.

package py

import (
	"strconv"
	"strings"
)

// fastPercent formats with %s and %d only, of ASCII strs and of ints of 64 bits. ok is false, and
// nothing has happened, if there is anything else.
func fastPercent(format string, args []Value) (s *Str, ok bool) {
	var room [80]byte
	out := room[:0]
	next := 0
	for {
		i := strings.IndexByte(format, '%')
		if i < 0 {
			return ASCIIStr(append(out, format...)), next == len(args)
		}
		if i+1 == len(format) || next == len(args) {
			return nil, false
		}
		out = append(out, format[:i]...)
		arg := args[next]
		next++
		switch verb := format[i+1]; {
		case arg.IsInt() && (verb == 'd' || verb == 's'):
			out = strconv.AppendInt(out, arg.Int64(), 10)
		case verb == 's' && arg.Type() == StrType && AsStr(arg).ascii():
			out = append(out, AsStr(arg).data()...)
		default:
			return nil, false
		}
		format = format[i+2:]
	}
}
