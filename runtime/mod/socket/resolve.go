//go:build unix

// This file resolves names of hosts and services.

package socket

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"strconv"

	"golang.org/x/sys/unix"

	"adder/runtime/py"
)

// The error codes of getaddrinfo.
const (
	eaiAddrFamily = -9
	eaiNoName     = -2
	eaiAgain      = -3
	eaiFamily     = -6
	eaiService    = -8
)

var addrErrorTexts = map[int]string{eaiAddrFamily: "Address family for hostname not supported", eaiNoName: "Name or service not known", eaiAgain: "Temporary failure in name resolution",
	eaiFamily: "ai_family not supported", eaiService: "Servname not supported for ai_socktype"}

func gaiError(t *thread, code int) *excp {
	v, exc := py.Call2(t, addrError, py.Int(int64(code)), py.StrV(addrErrorTexts[code]))
	if exc != nil {
		return exc
	}
	return py.AsExc(v)
}

func parseNumber(s string) (uint64, bool) {
	n, err := strconv.ParseUint(s, 0, 64)
	return n, err == nil
}

// lookup returns the addresses of a host of a family, AF_UNSPEC for all.
func lookup(t *thread, host string, family int, numeric bool) ([]netip.Addr, *excp) {
	fits := func(ip netip.Addr) bool {
		return family == unix.AF_UNSPEC || ip.Is4() == (family == unix.AF_INET)
	}
	if ip, err := netip.ParseAddr(host); err == nil {
		if !fits(ip) {
			return nil, gaiError(t, eaiAddrFamily)
		}
		return []netip.Addr{ip}, nil
	}
	if raw, ok := parseLoose(host); ok && family != unix.AF_INET6 {
		ip, _ := netip.AddrFromSlice(raw)
		return []netip.Addr{ip}, nil
	}
	if numeric {
		return nil, gaiError(t, eaiNoName)
	}
	t.Unlock()
	found, err := net.DefaultResolver.LookupNetIP(context.Background(), "ip", host)
	t.Lock()
	if err != nil {
		var dns *net.DNSError
		if errors.As(err, &dns) && (dns.IsTemporary || dns.IsTimeout) && !dns.IsNotFound {
			return nil, gaiError(t, eaiAgain)
		}
		return nil, gaiError(t, eaiNoName)
	}
	var out []netip.Addr
	for _, ip := range found {
		if ip = ip.Unmap(); fits(ip) {
			out = append(out, ip)
		}
	}
	if len(out) == 0 {
		return nil, gaiError(t, eaiNoName)
	}
	return out, nil
}

// resolveOne returns one address of a host; "" is the wildcard.
func resolveOne(t *thread, host string, family int) (netip.Addr, *excp) {
	switch host {
	case "":
		if family == unix.AF_INET6 {
			return netip.IPv6Unspecified(), nil
		}
		return netip.IPv4Unspecified(), nil
	case "<broadcast>":
		return netip.AddrFrom4([4]byte{255, 255, 255, 255}), nil
	}
	list, exc := lookup(t, host, family, false)
	if exc != nil {
		return netip.Addr{}, exc
	}
	return list[0], nil
}

func resolveMethods() []py.Method {
	return []py.Method{
		{Name: "getaddrinfo", Sig: "(host, port, family=0, type=0, proto=0, flags=0)", FN: getAddrInfo},
		{Name: "getnameinfo", Sig: "(sockaddr, flags, /)", F2: getNameInfo},
		{Name: "gethostbyname", Sig: "(host, /)", F1: func(t *thread, self, v value) (value, *excp) {
			host, exc := hostArg(v)
			if exc != nil {
				return value{}, exc
			}
			ip, exc := resolveOne(t, host, unix.AF_INET)
			if exc != nil {
				return value{}, exc
			}
			return py.StrV(ip.String()), nil
		}},
		{Name: "gethostbyname_ex", Sig: "(host, /)", F1: hostByName},
		{Name: "gethostbyaddr", Sig: "(host, /)", F1: hostByAddr},
		{Name: "getservbyname", Sig: "(servicename, protocolname=<unrepresentable>, /)", FN: serviceByName},
		{Name: "getprotobyname", Sig: "(name, /)", F1: protocolByName},
		{Name: "if_nameindex", Sig: "()", F0: interfaces},
		{Name: "if_nametoindex", Sig: "(if_name, /)", F1: func(t *thread, self, v value) (value, *excp) {
			host, exc := hostArg(v)
			if exc != nil {
				return value{}, exc
			}
			i, err := net.InterfaceByName(host)
			if err != nil {
				return value{}, py.Errorf(py.OSError, "no interface with this name")
			}
			return py.Int(int64(i.Index)), nil
		}},
		{Name: "if_indextoname", Sig: "(if_index, /)", F1: func(t *thread, self, v value) (value, *excp) {
			n, exc := py.IndexInt(t, v, py.OverflowError)
			if exc != nil {
				return value{}, exc
			}
			i, err := net.InterfaceByIndex(n)
			if err != nil {
				return value{}, osError(unix.ENXIO)
			}
			return py.StrV(i.Name), nil
		}},
	}
}

func interfaces(t *thread, self value) (value, *excp) {
	list, err := net.Interfaces()
	if err != nil {
		return value{}, py.Errorf(py.OSError, "%v", err)
	}
	l := py.NewList()
	for _, i := range list {
		l.Items = append(l.Items, py.NewTuple(py.Int(int64(i.Index)), py.StrV(i.Name)).V())
	}
	return l.V(), nil
}

// hostArg reads the name of a host; None is "".
func hostArg(v value) (string, *excp) {
	if v.IsNone() {
		return "", nil
	}
	if v.IsStr() {
		return py.AsStr(v).String(), nil
	}
	if data, ok := py.BytesOf(v); ok {
		return string(data), nil
	}
	return "", py.TypeErrorf("getaddrinfo() argument 1 must be string or None")
}

// portArg reads a port: a number, the name of a service, or None.
func portArg(t *thread, v value, kind int) (int, *excp) {
	switch {
	case v.IsNone():
		return 0, nil
	case v.IsAnyInt():
		return py.IndexInt(t, v, py.OverflowError)
	}
	name := ""
	if v.IsStr() {
		name = py.AsStr(v).String()
	} else if data, ok := py.BytesOf(v); ok {
		name = string(data)
	} else {
		return 0, py.Errorf(py.OSError, "Int or String expected")
	}
	if n, err := strconv.Atoi(name); err == nil {
		return n, nil
	}
	network := "tcp"
	if kind == unix.SOCK_DGRAM {
		network = "udp"
	}
	n, err := net.LookupPort(network, name)
	if err != nil {
		return 0, gaiError(t, eaiService)
	}
	return n, nil
}

// kinds are the types of sockets and their protocols, in getaddrinfo's order.
var kinds = [...]struct{ kind, proto int }{{unix.SOCK_STREAM, unix.IPPROTO_TCP}, {unix.SOCK_DGRAM, unix.IPPROTO_UDP}, {unix.SOCK_RAW, 0}}

const (
	aiPassive     = 1
	aiCanonName   = 2
	aiNumericHost = 4
)

func getAddrInfo(t *thread, self value, args []value) (value, *excp) {
	var n [4]int // family, type, proto, flags
	if exc := ints(t, args[2:], n[:]); exc != nil {
		return value{}, exc
	}
	host, exc := hostArg(args[0])
	if exc != nil {
		return value{}, exc
	}
	port, exc := portArg(t, args[1], n[1])
	if exc != nil {
		return value{}, exc
	}
	if n[0] != unix.AF_UNSPEC && n[0] != unix.AF_INET && n[0] != unix.AF_INET6 {
		return value{}, gaiError(t, eaiFamily)
	}
	var ips []netip.Addr
	switch {
	case args[0].IsNone() && args[1].IsNone():
		return value{}, gaiError(t, eaiNoName)
	case host == "" && n[3]&aiPassive != 0:
		ips = wildcard(n[0], netip.IPv4Unspecified(), netip.IPv6Unspecified())
	case host == "":
		ips = wildcard(n[0], netip.AddrFrom4([4]byte{127, 0, 0, 1}), netip.IPv6Loopback())
	default:
		if ips, exc = lookup(t, host, n[0], n[3]&aiNumericHost != 0); exc != nil {
			return value{}, exc
		}
	}
	return infoList(ips, port, n, host), nil
}

func wildcard(family int, v4, v6 netip.Addr) []netip.Addr {
	switch family {
	case unix.AF_INET:
		return []netip.Addr{v4}
	case unix.AF_INET6:
		return []netip.Addr{v6}
	}
	return []netip.Addr{v6, v4}
}

func infoList(ips []netip.Addr, port int, n [4]int, host string) value {
	l := py.NewList()
	name := ""
	if n[3]&aiCanonName != 0 {
		name = host
	}
	for _, ip := range ips {
		family, addr := unix.AF_INET, py.NewTuple(py.StrV(ip.String()), py.Int(int64(port))).V()
		if !ip.Is4() {
			scope, _ := strconv.Atoi(ip.Zone())
			family, addr = unix.AF_INET6, py.NewTuple(py.StrV(ip.WithZone("").String()), py.Int(int64(port)), py.Int(0), py.Int(int64(scope))).V()
		}
		for _, k := range kinds {
			proto := k.proto
			if n[1] != 0 && n[1] != k.kind || n[2] != 0 && proto != 0 && n[2] != proto {
				continue
			}
			if proto == 0 {
				proto = n[2]
			}
			l.Items = append(l.Items, py.NewTuple(py.Int(int64(family)), py.Int(int64(k.kind)), py.Int(int64(proto)), py.StrV(name), addr).V())
		}
	}
	return l.V()
}

const (
	niNumericHost = 1
	niNumericServ = 2
	niNameReqd    = 8
)

func getNameInfo(t *thread, self, addr, flagsArg value) (value, *excp) {
	flags, exc := py.IndexInt(t, flagsArg, py.OverflowError)
	if exc != nil {
		return value{}, exc
	}
	if !addr.IsTuple() {
		return value{}, py.TypeErrorf("getnameinfo() argument 1 must be a tuple")
	}
	host, port, _, exc := hostPort(t, addr, "getnameinfo", "AF_INET", 2, 4)
	if exc != nil {
		return value{}, exc
	}
	list, exc := lookup(t, host, unix.AF_UNSPEC, true)
	if exc != nil {
		return value{}, exc
	}
	name := list[0].String()
	if flags&niNumericHost == 0 {
		t.Unlock()
		names, err := net.LookupAddr(name)
		t.Lock()
		switch {
		case err == nil && len(names) > 0:
			name = trimDot(names[0])
		case flags&niNameReqd != 0:
			return value{}, gaiError(t, eaiNoName)
		}
	}
	return py.NewTuple(py.StrV(name), py.StrV(strconv.Itoa(port))).V(), nil
}

func trimDot(s string) string {
	if s != "" && s[len(s)-1] == '.' {
		return s[:len(s)-1]
	}
	return s
}

func hostByName(t *thread, self, v value) (value, *excp) {
	host, exc := hostArg(v)
	if exc != nil {
		return value{}, exc
	}
	list, exc := lookup(t, host, unix.AF_INET, false)
	if exc != nil {
		return value{}, exc
	}
	ips := py.NewList()
	for _, ip := range list {
		ips.Items = append(ips.Items, py.StrV(ip.String()))
	}
	return py.NewTuple(py.StrV(host), py.NewList().V(), ips.V()).V(), nil
}

func hostByAddr(t *thread, self, v value) (value, *excp) {
	host, exc := hostArg(v)
	if exc != nil {
		return value{}, exc
	}
	list, exc := lookup(t, host, unix.AF_UNSPEC, false)
	if exc != nil {
		return value{}, exc
	}
	ip := list[0].String()
	t.Unlock()
	names, err := net.LookupAddr(ip)
	t.Lock()
	if err != nil || len(names) == 0 {
		e, exc := py.Call2(t, hostError, py.Int(1), py.StrV("Unknown host"))
		if exc != nil {
			return value{}, exc
		}
		return value{}, py.AsExc(e)
	}
	aliases := py.NewList()
	for _, name := range names[1:] {
		aliases.Items = append(aliases.Items, py.StrV(trimDot(name)))
	}
	return py.NewTuple(py.StrV(trimDot(names[0])), aliases.V(), py.NewList(py.StrV(ip)).V()).V(), nil
}

func serviceByName(t *thread, self value, args []value) (value, *excp) {
	name, exc := hostArg(args[0])
	if exc != nil {
		return value{}, exc
	}
	networks := []string{"tcp", "udp"}
	if args[1].Bound() && args[1].IsStr() {
		networks = []string{py.AsStr(args[1]).String()}
	}
	for _, network := range networks {
		if n, err := net.LookupPort(network, name); err == nil {
			return py.Int(int64(n)), nil
		}
	}
	return value{}, py.Errorf(py.OSError, "service/proto not found")
}

func protocolByName(t *thread, self, v value) (value, *excp) {
	name, exc := hostArg(v)
	if exc != nil {
		return value{}, exc
	}
	for known, n := range map[string]int{"ip": 0, "icmp": 1, "igmp": 2, "tcp": 6, "udp": 17, "ipv6": 41, "ipv6-icmp": 58, "sctp": 132} {
		if known == name {
			return py.Int(int64(n)), nil
		}
	}
	return value{}, py.Errorf(py.OSError, "protocol not found")
}
