//go:build unix

// This file defines the module.

// Package syslogmod is the syslog module (Modules/syslogmodule.c). It writes to the system logger's socket itself.
package syslogmod

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"time"

	"adder/runtime/py"
)

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
	method = py.Method
)

const (
	logPID    = 1
	logCons   = 2
	logNDelay = 8
	logPError = 32
	logInfo   = 6
	logUser   = 8
	severity  = 7
)

// state is what openlog and setlogmask set.
var state = struct {
	opened   bool
	ident    string
	options  int
	facility int
	mask     int
	conn     net.Conn
}{facility: logUser, mask: 0xff}

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	return &py.ModuleDef{Name: "syslog", Methods: []method{
		{Name: "openlog", Sig: "(ident=<unrepresentable>, logoption=0, facility=LOG_USER)", Doc: "Set logging options of subsequent syslog() calls.", FN: openLog},
		{Name: "syslog", Sig: "(*args)", Doc: "syslog([priority=LOG_INFO,] message)\nSend the string message to the system logger.", FK: func(t *thread, _ value, a []value, _ []*py.Str) (value, *excp) { return logMessage(t, a) }},
		{Name: "closelog", Sig: "()", Doc: "Reset the syslog module values and call the system library closelog().", F0: func(t *thread, _ value) (value, *excp) {
			closeConn()
			state.opened, state.ident, state.options, state.facility = false, "", 0, logUser
			return py.None, nil
		}},
		{Name: "setlogmask", Sig: "(maskpri, /)", Doc: "Set the priority mask to maskpri and return the previous mask value.", F1: func(t *thread, _, v value) (value, *excp) {
			mask, exc := py.IndexInt(t, v, py.OverflowError)
			if exc != nil {
				return value{}, exc
			}
			old := state.mask
			if mask != 0 {
				state.mask = mask
			}
			return py.Int(int64(old)), nil
		}},
		{Name: "LOG_MASK", Sig: "(pri, /)", Doc: "Calculates the mask for the individual priority pri.", F1: func(t *thread, _, v value) (value, *excp) {
			n, exc := py.IndexInt(t, v, py.OverflowError)
			return py.Int(1 << (n & 63)), exc
		}},
		{Name: "LOG_UPTO", Sig: "(pri, /)", Doc: "Calculates the mask for all priorities up to and including pri.", F1: func(t *thread, _, v value) (value, *excp) {
			n, exc := py.IndexInt(t, v, py.OverflowError)
			return py.Int(1<<((n+1)&63) - 1), exc
		}},
	}, Exec: func(t *thread, m *py.Module) *excp {
		for name, n := range constants {
			m.Dict.SetStr(py.Intern(name), py.Int(n))
		}
		return nil
	}}
}

var constants = map[string]int64{
	"LOG_ALERT": 1, "LOG_AUTH": 32, "LOG_AUTHPRIV": 80, "LOG_CONS": 2, "LOG_CRIT": 2, "LOG_CRON": 72, "LOG_DAEMON": 24, "LOG_DEBUG": 7, "LOG_EMERG": 0,
	"LOG_ERR": 3, "LOG_FTP": 88, "LOG_INFO": 6, "LOG_KERN": 0, "LOG_LOCAL0": 128, "LOG_LOCAL1": 136, "LOG_LOCAL2": 144, "LOG_LOCAL3": 152,
	"LOG_LOCAL4": 160, "LOG_LOCAL5": 168, "LOG_LOCAL6": 176, "LOG_LOCAL7": 184, "LOG_LPR": 48, "LOG_MAIL": 16, "LOG_NDELAY": 8, "LOG_NEWS": 56,
	"LOG_NOTICE": 5, "LOG_NOWAIT": 16, "LOG_ODELAY": 4, "LOG_PERROR": 32, "LOG_PID": 1, "LOG_SYSLOG": 40, "LOG_USER": 8, "LOG_UUCP": 64,
	"LOG_WARNING": 4,
}

// programName is the name of the script without its folder, which identifies messages by default.
func programName() string {
	sys := py.Modules.GetStr(py.Intern("sys"))
	if sys.IsUnbound() {
		return ""
	}
	argv := py.AsModule(sys).Dict.GetStr(py.Intern("argv"))
	if argv.IsUnbound() || !argv.IsList() || len(py.AsList(argv).Items) == 0 {
		return ""
	}
	first := py.AsList(argv).Items[0]
	if !first.IsStr() || py.AsStr(first).Len() == 0 {
		return ""
	}
	return filepath.Base(py.AsStr(first).String())
}

func openLog(t *thread, _ value, a []value) (value, *excp) {
	ident := programName()
	if a[0].Bound() {
		if !a[0].IsStr() {
			return value{}, py.TypeErrorf("openlog() argument 'ident' must be str, not %s", py.TypeName(a[0]))
		}
		ident = py.AsStr(a[0]).String()
	}
	n := [2]int{0, logUser}
	for i, v := range a[1:3] {
		if v.Bound() {
			var exc *excp
			if n[i], exc = py.IndexInt(t, v, py.OverflowError); exc != nil {
				return value{}, exc
			}
		}
	}
	closeConn()
	state.opened, state.ident, state.options, state.facility = true, ident, n[0], n[1]
	if state.options&logNDelay != 0 {
		_ = connect()
	}
	return py.None, nil
}

func logMessage(t *thread, a []value) (value, *excp) {
	priority, given := logInfo, len(a)
	switch given {
	case 1:
	case 2:
		var exc *excp
		if priority, exc = py.IndexInt(t, a[0], py.OverflowError); exc != nil {
			return value{}, exc
		}
		a = a[1:]
	default:
		return value{}, py.TypeErrorf("syslog.syslog requires 1 to 2 arguments")
	}
	if !a[0].IsStr() {
		return value{}, py.TypeErrorf("syslog() argument %d must be str, not %s", given, py.TypeName(a[0]))
	}
	if !state.opened {
		if _, exc := openLog(t, value{}, make([]value, 3)); exc != nil {
			return value{}, exc
		}
	}
	if state.mask&(1<<(priority&severity)) == 0 {
		return py.None, nil
	}
	t.Unlock()
	send(priority, py.AsStr(a[0]).String())
	t.Lock()
	return py.None, nil
}

// send writes a message to the logger. As in the C library, nobody hears of it when there is none.
func send(priority int, text string) {
	if priority&^severity == 0 {
		priority |= state.facility
	}
	tag := state.ident
	if state.options&logPID != 0 {
		tag += fmt.Sprintf("[%d]", os.Getpid())
	}
	if state.options&logPError != 0 {
		fmt.Fprintf(os.Stderr, "%s: %s\n", tag, text)
	}
	line := fmt.Sprintf("<%d>%s %s: %s", priority, time.Now().Format(time.Stamp), tag, text)
	for range 2 { // the logger may have been started anew
		if connect() != nil {
			break
		}
		if _, err := state.conn.Write([]byte(line)); err == nil {
			return
		}
		closeConn()
	}
	if state.options&logCons != 0 {
		if f, err := os.OpenFile("/dev/console", os.O_WRONLY, 0); err == nil {
			fmt.Fprintf(f, "%s: %s\r\n", tag, text)
			_ = f.Close()
		}
	}
}

func connect() (err error) {
	if state.conn != nil {
		return nil
	}
	for _, path := range []string{"/dev/log", "/var/run/syslog"} {
		if state.conn, err = net.Dial("unixgram", path); err == nil {
			return nil
		}
	}
	return err
}

func closeConn() {
	if state.conn != nil {
		_ = state.conn.Close()
		state.conn = nil
	}
}
