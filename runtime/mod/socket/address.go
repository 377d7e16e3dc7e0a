//go:build unix

// This file converts addresses between Python's form and the system's.

package socket

import (
	"encoding/binary"
	"net/netip"
	"strings"
	"unsafe"

	"golang.org/x/sys/unix"

	"adder/runtime/py"
)

// addressOf makes the Python form of an address: (host, port), (host, port, flow, scope), a path.
func addressOf(sa unix.Sockaddr) value {
	switch sa := sa.(type) {
	case *unix.SockaddrInet4:
		return py.NewTuple(py.StrV(netip.AddrFrom4(sa.Addr).String()), py.Int(int64(sa.Port))).V()
	case *unix.SockaddrInet6:
		return py.NewTuple(py.StrV(netip.AddrFrom16(sa.Addr).String()), py.Int(int64(sa.Port)), py.Int(0), py.Int(int64(sa.ZoneId))).V()
	case *unix.SockaddrUnix:
		if strings.HasPrefix(sa.Name, "@") {
			return py.BytesV(append([]byte{0}, sa.Name[1:]...))
		}
		return py.StrV(sa.Name)
	}
	return py.None
}

func familyOf(sa unix.Sockaddr) int {
	switch sa.(type) {
	case *unix.SockaddrInet4:
		return unix.AF_INET
	case *unix.SockaddrInet6:
		return unix.AF_INET6
	case *unix.SockaddrUnix:
		return unix.AF_UNIX
	}
	return unix.AF_UNSPEC
}

// address converts an address of Python for the socket's family; fn names the method in errors.
func (s *sock) address(t *thread, v value, fn string) (unix.Sockaddr, *excp) {
	switch s.family {
	case unix.AF_UNIX:
		return unixAddress(t, v)
	case unix.AF_INET:
		host, port, _, exc := hostPort(t, v, fn, "AF_INET", 2, 2)
		if exc != nil {
			return nil, exc
		}
		ip, exc := resolveOne(t, host, unix.AF_INET)
		if exc != nil {
			return nil, exc
		}
		return &unix.SockaddrInet4{Port: port, Addr: ip.As4()}, nil
	case unix.AF_INET6:
		host, port, scope, exc := hostPort(t, v, fn, "AF_INET6", 2, 4)
		if exc != nil {
			return nil, exc
		}
		ip, exc := resolveOne(t, host, unix.AF_INET6)
		if exc != nil {
			return nil, exc
		}
		return &unix.SockaddrInet6{Port: port, Addr: ip.As16(), ZoneId: scope}, nil
	}
	return nil, py.Errorf(py.OSError, "%s(): bad family", fn)
}

func unixAddress(t *thread, v value) (unix.Sockaddr, *excp) {
	name := ""
	if v.IsStr() {
		name = py.AsStr(v).String()
	} else if data, ok := py.BytesOf(v); ok {
		name = string(data)
	} else {
		return nil, py.TypeErrorf("a bytes-like object is required, not '%s'", py.TypeName(v))
	}
	if strings.HasPrefix(name, "\x00") {
		name = "@" + name[1:]
	}
	if len(name) > 107 {
		return nil, py.Errorf(py.OSError, "AF_UNIX path too long")
	}
	return &unix.SockaddrUnix{Name: name}, nil
}

// hostPort reads an address tuple.
func hostPort(t *thread, v value, fn, family string, least, most int) (host string, port int, scope uint32, exc *excp) {
	if !v.IsTuple() {
		return "", 0, 0, py.TypeErrorf("%s(): %s address must be tuple, not %s", fn, family, py.TypeName(v))
	}
	items := py.AsTuple(v).Items
	if len(items) < least || len(items) > most {
		return "", 0, 0, py.TypeErrorf("%s address must be a pair (host, port)", family)
	}
	switch h := items[0]; {
	case h.IsStr():
		host = py.AsStr(h).String()
	default:
		data, ok := py.BytesOf(h)
		if !ok {
			return "", 0, 0, py.TypeErrorf("str, bytes or bytearray expected, not %s", py.TypeName(h))
		}
		host = string(data)
	}
	if port, exc = py.IndexInt(t, items[1], py.OverflowError); exc != nil {
		return "", 0, 0, exc
	}
	if port < 0 || port > 0xffff {
		return "", 0, 0, py.OverflowErrorf("%s(): port must be 0-65535.", fn)
	}
	if len(items) > 3 {
		n, exc := py.IndexInt(t, items[3], py.OverflowError)
		if exc != nil {
			return "", 0, 0, exc
		}
		scope = uint32(n)
	}
	return host, port, scope, nil
}

// ancillaryData packs the control messages of sendmsg.
func ancillaryData(t *thread, v value) ([]byte, *excp) {
	if v.IsUnbound() {
		return nil, nil
	}
	items, exc := py.Collect(t, v)
	if exc != nil {
		return nil, exc
	}
	var out []byte
	for _, item := range items {
		if !item.IsTuple() || len(py.AsTuple(item).Items) != 3 {
			return nil, py.TypeErrorf("[sendmsg() ancillary data items] must be 3-item tuples")
		}
		parts := py.AsTuple(item).Items
		var n [2]int
		if exc := ints(t, parts, n[:]); exc != nil {
			return nil, exc
		}
		data, exc := contents(parts[2])
		if exc != nil {
			return nil, exc
		}
		msg := make([]byte, unix.CmsgSpace(len(data)))
		h := (*unix.Cmsghdr)(unsafe.Pointer(&msg[0]))
		h.Level, h.Type = int32(n[0]), int32(n[1])
		h.SetLen(unix.CmsgLen(len(data)))
		copy(msg[unix.CmsgLen(0):], data)
		out = append(out, msg...)
	}
	return out, nil
}

// addressMethods convert numeric addresses.
func addressMethods() []py.Method {
	text := func(fn string, v value) (string, *excp) {
		if !v.IsStr() {
			return "", py.TypeErrorf("%s() argument must be str, not %s", fn, py.TypeName(v))
		}
		return py.AsStr(v).String(), nil
	}
	return []py.Method{
		{Name: "inet_aton", Sig: "(ip_addr, /)", F1: func(t *thread, self, v value) (value, *excp) {
			s, exc := text("inet_aton", v)
			if exc != nil {
				return value{}, exc
			}
			ip, ok := parseLoose(s)
			if !ok {
				return value{}, py.Errorf(py.OSError, "illegal IP address string passed to inet_aton")
			}
			return py.BytesV(ip), nil
		}},
		{Name: "inet_ntoa", Sig: "(packed_ip, /)", F1: func(t *thread, self, v value) (value, *excp) {
			data, exc := contents(v)
			if exc != nil {
				return value{}, exc
			}
			if len(data) != 4 {
				return value{}, py.Errorf(py.OSError, "packed IP wrong length")
			}
			return py.StrV(netip.AddrFrom4([4]byte(data)).String()), nil
		}},
		{Name: "inet_pton", Sig: "(address_family, ip_string, /)", F2: func(t *thread, self, family, v value) (value, *excp) {
			af, exc := py.IndexInt(t, family, py.OverflowError)
			if exc != nil {
				return value{}, exc
			}
			s, exc := text("inet_pton", v)
			if exc != nil {
				return value{}, exc
			}
			if af != unix.AF_INET && af != unix.AF_INET6 {
				return value{}, osError(unix.EAFNOSUPPORT)
			}
			ip, err := netip.ParseAddr(s)
			if err != nil || ip.Zone() != "" || ip.Is4() != (af == unix.AF_INET) {
				return value{}, py.Errorf(py.OSError, "illegal IP address string passed to inet_pton")
			}
			return py.BytesV(ip.AsSlice()), nil
		}},
		{Name: "inet_ntop", Sig: "(address_family, packed_ip, /)", F2: func(t *thread, self, family, v value) (value, *excp) {
			af, exc := py.IndexInt(t, family, py.OverflowError)
			if exc != nil {
				return value{}, exc
			}
			data, exc := contents(v)
			if exc != nil {
				return value{}, exc
			}
			size := map[int]int{unix.AF_INET: 4, unix.AF_INET6: 16}[af]
			switch {
			case size == 0:
				return value{}, py.ValueErrorf("unknown address family %d", af)
			case len(data) != size:
				return value{}, py.ValueErrorf("invalid length of packed IP address string")
			}
			ip, _ := netip.AddrFromSlice(data)
			return py.StrV(ip.String()), nil
		}},
	}
}

// parseLoose parses an address of one to four numbers, as inet_aton does.
func parseLoose(s string) ([]byte, bool) {
	parts := strings.Split(s, ".")
	if len(parts) > 4 {
		return nil, false
	}
	var n uint64
	for i, p := range parts {
		x, ok := parseNumber(p)
		limit := uint64(256)
		if i == len(parts)-1 {
			limit = 1 << (8 * (5 - len(parts)))
		}
		if !ok || x >= limit {
			return nil, false
		}
		if i == len(parts)-1 {
			n = n<<(8*(5-len(parts))) | x
		} else {
			n = n<<8 | x
		}
	}
	return binary.BigEndian.AppendUint32(nil, uint32(n)), true
}
