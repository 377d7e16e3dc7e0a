// This file starts and ends processes.

package winapi

import (
	"os"
	"sort"
	"strings"
	"unicode/utf16"
	"unsafe"

	"golang.org/x/sys/windows"

	"adder/runtime/py"
)

func processMethods() []method {
	return []method{
		{Name: "CreateProcess", Sig: "(application_name, command_line, proc_attrs, thread_attrs, inherit_handles, creation_flags, env_mapping, current_directory, startup_info, /)", Doc: "Create a new process and its primary thread.\n\nThe return value is a tuple of the process handle, thread handle,\nprocess ID, and thread ID.", FN: createProcess},
		{Name: "OpenProcess", Sig: "(desired_access, inherit_handle, process_id, /)", F3: func(t *thread, _, access, inherit, id value) (value, *excp) {
			var n [3]int
			for i, v := range []value{access, inherit, id} {
				var exc *excp
				if n[i], exc = intArg(t, v); exc != nil {
					return value{}, exc
				}
			}
			h, err := windows.OpenProcess(uint32(n[0]), n[1] != 0, uint32(n[2]))
			return handleValue(h), failure(err)
		}},
		{Name: "GetExitCodeProcess", Sig: "(process, /)", Doc: "Return the termination status of the specified process.", F1: func(t *thread, _, v value) (value, *excp) {
			h, exc := handleArg(t, v)
			if exc != nil {
				return value{}, exc
			}
			var code uint32
			err := windows.GetExitCodeProcess(h, &code)
			return py.Int(int64(code)), failure(err)
		}},
		{Name: "TerminateProcess", Sig: "(handle, exit_code, /)", Doc: "Terminate the specified process and all of its threads.", F2: func(t *thread, _, v, code value) (value, *excp) {
			h, exc := handleArg(t, v)
			if exc != nil {
				return value{}, exc
			}
			n, exc := intArg(t, code)
			if exc != nil {
				return value{}, exc
			}
			return py.None, failure(windows.TerminateProcess(h, uint32(n)))
		}},
		{Name: "ExitProcess", Sig: "(ExitCode, /)", F1: func(t *thread, _, v value) (value, *excp) {
			n, exc := intArg(t, v)
			if exc == nil {
				os.Exit(n)
			}
			return value{}, exc
		}},
	}
}

func createProcess(t *thread, _ value, a []value) (value, *excp) {
	app, exc := textArg(t, a[0])
	if exc != nil {
		return value{}, exc
	}
	line, exc := textArg(t, a[1])
	if exc != nil {
		return value{}, exc
	}
	inherit, exc := py.Truth(t, a[4])
	if exc != nil {
		return value{}, exc
	}
	flags, exc := intArg(t, a[5])
	if exc != nil {
		return value{}, exc
	}
	env, exc := environment(t, a[6])
	if exc != nil {
		return value{}, exc
	}
	dir, exc := textArg(t, a[7])
	if exc != nil {
		return value{}, exc
	}
	si, exc := startupInfo(t, a[8])
	if exc != nil {
		return value{}, exc
	}
	handles, exc := handleList(t, a[8])
	if exc != nil {
		return value{}, exc
	}
	if handles != nil {
		list, err := windows.NewProcThreadAttributeList(1)
		if err != nil {
			return value{}, failure(err)
		}
		defer list.Delete()
		if err := list.Update(windows.PROC_THREAD_ATTRIBUTE_HANDLE_LIST, unsafe.Pointer(&handles[0]), uintptr(len(handles))*unsafe.Sizeof(handles[0])); err != nil {
			return value{}, failure(err)
		}
		si.ProcThreadAttributeList = list.List()
	}
	// subprocess lets go of the ends of pipes that the child is to have, without closing them: left to the collector's
	// own time, they would keep the pipes open.
	defer func() {
		py.Sweep(t)
		py.RunQueued(t)
	}()
	var pi windows.ProcessInformation
	t.Unlock()
	err := windows.CreateProcess(app, line, nil, nil, inherit, uint32(flags)|windows.EXTENDED_STARTUPINFO_PRESENT|windows.CREATE_UNICODE_ENVIRONMENT, env, dir, &si.StartupInfo, &pi)
	t.Lock()
	if err != nil {
		return value{}, failure(err)
	}
	return py.NewTuple(handleValue(pi.Process), handleValue(pi.Thread), py.Int(int64(pi.ProcessId)), py.Int(int64(pi.ThreadId))).V(), nil
}

// startupInfo reads the attributes of a STARTUPINFO.
func startupInfo(t *thread, v value) (*windows.StartupInfoEx, *excp) {
	si := &windows.StartupInfoEx{}
	si.Cb = uint32(unsafe.Sizeof(*si))
	if v.IsNone() {
		return si, nil
	}
	number := func(name string) (int, *excp) {
		attr, ok, exc := attribute(t, v, name)
		if exc != nil || !ok {
			return 0, exc
		}
		return intArg(t, attr)
	}
	n, exc := number("dwFlags")
	if exc != nil {
		return nil, exc
	}
	si.Flags = uint32(n)
	if n, exc = number("wShowWindow"); exc != nil {
		return nil, exc
	}
	si.ShowWindow = uint16(n)
	for name, to := range map[string]*windows.Handle{"hStdInput": &si.StdInput, "hStdOutput": &si.StdOutput, "hStdError": &si.StdErr} {
		attr, _, exc := attribute(t, v, name)
		if exc == nil {
			*to, exc = handleArg(t, attr)
		}
		if exc != nil {
			return nil, exc
		}
	}
	return si, nil
}

// attribute gets an attribute that may be missing.
func attribute(t *thread, v value, name string) (value, bool, *excp) {
	attr, exc := py.LookupAttr(t, v, py.Intern(name))
	return attr, attr.Bound() && !attr.IsNone(), exc
}

// handleList reads lpAttributeList["handle_list"]: the only handles that the process is to inherit.
func handleList(t *thread, info value) ([]windows.Handle, *excp) {
	if info.IsNone() {
		return nil, nil
	}
	attributes, ok, exc := attribute(t, info, "lpAttributeList")
	if exc != nil || !ok {
		return nil, exc
	}
	list, exc := py.CallMethod(t, attributes, py.Intern("get"), py.StrV("handle_list"))
	if exc != nil || list.IsNone() {
		return nil, exc
	}
	items, exc := py.Collect(t, list)
	if exc != nil || len(items) == 0 {
		return nil, exc
	}
	handles := make([]windows.Handle, len(items))
	for i, item := range items {
		if handles[i], exc = handleArg(t, item); exc != nil {
			return nil, exc
		}
	}
	return handles, nil
}

// environment makes the block of an environment, sorted as Windows wants it; None inherits it.
func environment(t *thread, mapping value) (*uint16, *excp) {
	if mapping.IsNone() {
		return nil, nil
	}
	items, exc := py.CallMethod(t, mapping, py.Intern("items"))
	if exc != nil {
		return nil, exc
	}
	pairs, exc := py.Collect(t, items)
	if exc != nil {
		return nil, exc
	}
	lines := make([]string, len(pairs))
	for i, pair := range pairs {
		kv, exc := py.Collect(t, pair)
		if exc != nil {
			return nil, exc
		}
		if !kv[0].IsStr() || !kv[1].IsStr() {
			return nil, py.TypeErrorf("environment can only contain strings")
		}
		name, text := py.AsStr(kv[0]).String(), py.AsStr(kv[1]).String()
		if strings.Contains(name+text, "\x00") {
			return nil, py.ValueErrorf("embedded null character")
		}
		if len(name) == 0 || strings.Contains(name[1:], "=") {
			return nil, py.ValueErrorf("illegal environment variable name")
		}
		lines[i] = name + "=" + text
	}
	sort.Slice(lines, func(i, j int) bool { return strings.ToUpper(lines[i]) < strings.ToUpper(lines[j]) })
	block := utf16.Encode([]rune(strings.Join(lines, "\x00") + "\x00\x00"))
	return &block[0], nil
}
