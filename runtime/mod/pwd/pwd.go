//go:build unix

// This file defines the modules pwd and grp.

// Package pwd is the pwd and the grp module (Modules/pwdmodule.c, grpmodule.c). They read the files that the C
// library reads first; other sources of users, such as directories on the network, are not asked.
package pwd

import (
	"math/big"
	"os"
	"os/user"
	"runtime"
	"strconv"
	"strings"

	"adder/runtime/py"
)

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
	method = py.Method
)

var structPasswd = &py.StructSeq{Name: "pwd.struct_passwd", Fields: []string{"pw_name", "pw_passwd", "pw_uid", "pw_gid", "pw_gecos", "pw_dir", "pw_shell"},
	Doc: "pwd.struct_passwd: Results from getpw*() routines.\n\nThis object may be accessed either as a tuple of\n  (pw_name,pw_passwd,pw_uid,pw_gid,pw_gecos,pw_dir,pw_shell)\nor via the object attributes as named in the above tuple."}

var structGroup = &py.StructSeq{Name: "grp.struct_group", Fields: []string{"gr_name", "gr_passwd", "gr_gid", "gr_mem"},
	Doc: "grp.struct_group: Results from getgr*() routines.\n\nThis object may be accessed either as a tuple of\n  (gr_name,gr_passwd,gr_gid,gr_mem)\nor via the object attributes as named in the above tuple.\n"}

// Def returns the definition of the module pwd.
func Def() *py.ModuleDef {
	return &py.ModuleDef{Name: "pwd", Doc: "This module provides access to the Unix password database.\nIt is available on all Unix versions.\n\nPassword database entries are reported as 7-tuples containing the following\nitems from the password database (see `<pwd.h>'), in order:\npw_name, pw_passwd, pw_uid, pw_gid, pw_gecos, pw_dir, pw_shell.\nThe uid and gid items are integers, all others are strings. An\nexception is raised if the entry asked for cannot be found.", Methods: []method{
		{Name: "getpwuid", Sig: "(uidobj, /)", Doc: "Return the password database entry for the given numeric user ID.\n\nSee `help(pwd)` for more on password database entries.", F1: func(t *thread, _, v value) (value, *excp) {
			id, exc := idArg(t, v, "uid")
			if exc != nil {
				return value{}, exc
			}
			for _, row := range passwd() {
				if row[2] == id {
					return entry(row), nil
				}
			}
			return unknownName(t, "getpwuid(): uid not found: ", v)
		}},
		{Name: "getpwnam", Sig: "(name, /)", Doc: "Return the password database entry for the given user name.\n\nSee `help(pwd)` for more on password database entries.", F1: func(t *thread, _, v value) (value, *excp) {
			name, exc := nameArg("getpwnam", v)
			if exc != nil {
				return value{}, exc
			}
			for _, row := range passwd() {
				if row[0] == name {
					return entry(row), nil
				}
			}
			return unknownName(t, "getpwnam(): name not found: ", v)
		}},
		{Name: "getpwall", Sig: "()", Doc: "Return a list of all available password database entries, in arbitrary order.\n\nSee help(pwd) for more on password database entries.", F0: func(t *thread, _ value) (value, *excp) {
			list := py.NewList()
			for _, row := range passwd() {
				list.Items = append(list.Items, entry(row))
			}
			return list.V(), nil
		}},
	}, Exec: func(t *thread, m *py.Module) *excp {
		m.Dict.SetStr(py.Intern("struct_passwd"), structPasswd.Type().V())
		return nil
	}}
}

// Groups returns the definition of the module grp.
func Groups() *py.ModuleDef {
	return &py.ModuleDef{Name: "grp", Doc: "Access to the Unix group database.\n\nGroup entries are reported as 4-tuples containing the following fields\nfrom the group database, in order:\n\n  gr_name   - name of the group\n  gr_passwd - group password (encrypted); often empty\n  gr_gid    - numeric ID of the group\n  gr_mem    - list of members\n\nThe gid is an integer, name and password are strings.  (Note that most\nusers are not explicitly listed as members of the groups they are in\naccording to the password database.  Check both databases to get\ncomplete membership information.)", Methods: []method{
		{Name: "getgrgid", Sig: "(id)", Doc: "Return the group database entry for the given numeric group ID.\n\nIf id is not valid, raise KeyError.", FN: func(t *thread, _ value, a []value) (value, *excp) {
			id, exc := idArg(t, a[0], "gid")
			if exc != nil {
				return value{}, exc
			}
			for _, row := range groups() {
				if row[2] == id {
					return groupEntry(row), nil
				}
			}
			return unknownName(t, "getgrgid(): gid not found: ", a[0])
		}},
		{Name: "getgrnam", Sig: "(name)", Doc: "Return the group database entry for the given group name.\n\nIf name is not valid, raise KeyError.", FN: func(t *thread, _ value, a []value) (value, *excp) {
			name, exc := nameArg("getgrnam", a[0])
			if exc != nil {
				return value{}, exc
			}
			for _, row := range groups() {
				if row[0] == name {
					return groupEntry(row), nil
				}
			}
			return unknownName(t, "getgrnam(): name not found: ", a[0])
		}},
		{Name: "getgrall", Sig: "()", Doc: "Return a list of all available group entries, in arbitrary order.\n\nAn entry whose name starts with '+' or '-' represents an instruction\nto use YP/NIS and may not be accessible via getgrnam or getgrgid.", F0: func(t *thread, _ value) (value, *excp) {
			list := py.NewList()
			for _, row := range groups() {
				list.Items = append(list.Items, groupEntry(row))
			}
			return list.V(), nil
		}},
	}, Exec: func(t *thread, m *py.Module) *excp {
		m.Dict.SetStr(py.Intern("struct_group"), structGroup.Type().V())
		return nil
	}}
}

func unknownName(t *thread, text string, name value) (value, *excp) {
	r, exc := py.Repr(t, name)
	if exc != nil {
		return value{}, exc
	}
	return value{}, py.Errorf(py.KeyError, "%s", text+r.String())
}

func nameArg(fn string, v value) (string, *excp) {
	if !v.IsStr() {
		return "", py.TypeErrorf("%s() argument must be str, not %s", fn, py.TypeName(v))
	}
	name := py.FSEncode(py.AsStr(v))
	if strings.Contains(name, "\x00") {
		return "", py.ValueErrorf("embedded null byte")
	}
	return name, nil
}

// idArg converts an id to decimal text; kind is uid or gid. -1 is the largest id, as in C.
func idArg(t *thread, v value, kind string) (string, *excp) {
	if v.Type().Slots.Index == nil {
		return "", py.TypeErrorf("%s should be integer, not %s", kind, py.TypeName(v))
	}
	i, exc := py.IndexOf(t, v)
	if exc != nil {
		return "", exc
	}
	n := py.ToBig(i)
	switch {
	case n.Cmp(big.NewInt(-1)) == 0:
		return strconv.Itoa(1<<32 - 1), nil
	case n.Sign() < 0 || n.BitLen() > 32:
		return "", py.Errorf(py.KeyError, "%s", map[string]string{"uid": "getpwuid(): uid not found", "gid": "getgrgid(): gid not found"}[kind])
	}
	return n.String(), nil
}

// lines reads the rows of a file with at least n fields.
func lines(file string, n int) [][]string {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil
	}
	var rows [][]string
	for line := range strings.Lines(string(data)) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), ":")
		if len(fields) >= n && !strings.HasPrefix(line, "#") {
			rows = append(rows, fields)
		}
	}
	return rows
}

// passwd returns all users. On macOS the file knows only those of the system: the current one is asked for.
func passwd() [][]string {
	const fields = 7
	rows := lines("/etc/passwd", fields)
	if runtime.GOOS == "darwin" {
		if u, err := user.Current(); err == nil {
			shell := os.Getenv("SHELL")
			if shell == "" {
				shell = "/bin/zsh"
			}
			rows = append(rows, []string{u.Username, "********", u.Uid, u.Gid, u.Name, u.HomeDir, shell})
		}
	}
	return rows
}

func groups() [][]string {
	const fields = 4
	return lines("/etc/group", fields)
}

func text(s string) value { return py.FSDecode(s).V() }

func number(s string) value {
	n, _ := strconv.ParseInt(s, 10, 64)
	return py.Int(n)
}

func entry(row []string) value {
	return structPasswd.Make(text(row[0]), text(row[1]), number(row[2]), number(row[3]), text(row[4]), text(row[5]), text(row[6]))
}

func groupEntry(row []string) value {
	members := py.NewList()
	for name := range strings.SplitSeq(row[3], ",") {
		if name != "" {
			members.Items = append(members.Items, text(name))
		}
	}
	return structGroup.Make(text(row[0]), text(row[1]), number(row[2]), members.V())
}
