// This file defines the module, and converts handles.

package winapi

import (
	"math"
	"math/big"

	"golang.org/x/sys/windows"

	"adder/runtime/py"
)

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
	method = py.Method
)

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	var methods []method
	for _, part := range [][]method{handleMethods(), processMethods(), fileMethods(), systemMethods()} {
		methods = append(methods, part...)
	}
	return &py.ModuleDef{Name: "_winapi", Methods: methods, Exec: func(t *thread, m *py.Module) *excp {
		for name, n := range constants {
			m.Dict.SetStr(py.Intern(name), py.Int(n))
		}
		m.Dict.SetStr(py.Intern("INVALID_HANDLE_VALUE"), handleValue(windows.InvalidHandle))
		return nil
	}}
}

func failure(err error, names ...value) *excp { return py.OSErrorOf(err, names...) }

func intArg(t *thread, v value) (int, *excp) { return py.IndexInt(t, v, py.OverflowError) }

// optInt is intArg with a value for an argument that was not given.
func optInt(t *thread, v value, otherwise int) (int, *excp) {
	if v.IsUnbound() || v.IsNone() {
		return otherwise, nil
	}
	return intArg(t, v)
}

// handleArg converts a handle; None stands for none.
func handleArg(t *thread, v value) (windows.Handle, *excp) {
	if v.IsUnbound() || v.IsNone() {
		return 0, nil
	}
	i, exc := py.IndexOf(t, v)
	if exc != nil {
		return 0, exc
	}
	n := py.ToBig(i)
	if n.IsInt64() {
		return windows.Handle(n.Int64()), nil
	}
	return windows.Handle(n.Uint64()), nil
}

func handleValue(h windows.Handle) value {
	if h == windows.InvalidHandle {
		return py.BigInt(new(big.Int).SetUint64(math.MaxUint64))
	}
	return py.Int(int64(h))
}

// textArg converts an optional str to what Windows takes.
func textArg(t *thread, v value) (*uint16, *excp) {
	if v.IsUnbound() || v.IsNone() {
		return nil, nil
	}
	s, exc := py.FSText(t, v)
	if exc != nil {
		return nil, exc
	}
	p, err := windows.UTF16PtrFromString(s)
	if err != nil {
		return nil, py.ValueErrorf("embedded null character")
	}
	return p, nil
}

// constants are those that the standard library names, and their families.
var constants = map[string]int64{
	"NULL": 0, "INFINITE": windows.INFINITE, "WAIT_OBJECT_0": 0, "WAIT_ABANDONED_0": 0x80, "WAIT_TIMEOUT": 258, "STILL_ACTIVE": 259,
	"CREATE_NEW_CONSOLE": 0x10, "CREATE_NEW_PROCESS_GROUP": 0x200, "CREATE_NO_WINDOW": 0x08000000, "CREATE_DEFAULT_ERROR_MODE": 0x04000000,
	"CREATE_BREAKAWAY_FROM_JOB": 0x01000000, "DETACHED_PROCESS": 8, "ABOVE_NORMAL_PRIORITY_CLASS": 0x8000, "BELOW_NORMAL_PRIORITY_CLASS": 0x4000,
	"HIGH_PRIORITY_CLASS": 0x80, "IDLE_PRIORITY_CLASS": 0x40, "NORMAL_PRIORITY_CLASS": 0x20, "REALTIME_PRIORITY_CLASS": 0x100,
	"DUPLICATE_SAME_ACCESS": 2, "DUPLICATE_CLOSE_SOURCE": 1, "STARTF_USESTDHANDLES": 0x100, "STARTF_USESHOWWINDOW": 1, "STARTF_FORCEONFEEDBACK": 0x40,
	"STARTF_FORCEOFFFEEDBACK": 0x80, "STD_INPUT_HANDLE": windows.STD_INPUT_HANDLE, "STD_OUTPUT_HANDLE": windows.STD_OUTPUT_HANDLE,
	"STD_ERROR_HANDLE": windows.STD_ERROR_HANDLE, "SW_HIDE": 0, "FILE_TYPE_UNKNOWN": 0, "FILE_TYPE_DISK": 1, "FILE_TYPE_CHAR": 2, "FILE_TYPE_PIPE": 3,
	"FILE_TYPE_REMOTE": 0x8000, "SYNCHRONIZE": 0x100000, "PROCESS_ALL_ACCESS": 0x1fffff, "PROCESS_DUP_HANDLE": 0x40, "GENERIC_READ": windows.GENERIC_READ,
	"GENERIC_WRITE": windows.GENERIC_WRITE, "OPEN_EXISTING": 3, "FILE_FLAG_OVERLAPPED": 0x40000000, "FILE_FLAG_FIRST_PIPE_INSTANCE": 0x80000,
	"FILE_GENERIC_READ": 0x120089, "FILE_GENERIC_WRITE": 0x120116, "PIPE_ACCESS_INBOUND": 1, "PIPE_ACCESS_DUPLEX": 3, "PIPE_TYPE_MESSAGE": 4,
	"PIPE_READMODE_MESSAGE": 2, "PIPE_WAIT": 0, "PIPE_UNLIMITED_INSTANCES": 255, "NMPWAIT_WAIT_FOREVER": 0xffffffff,
	"PAGE_READONLY": 2, "PAGE_READWRITE": 4, "PAGE_WRITECOPY": 8, "FILE_MAP_READ": 4, "FILE_MAP_WRITE": 2, "FILE_MAP_COPY": 1, "FILE_MAP_ALL_ACCESS": 0xf001f,
	"ERROR_ALREADY_EXISTS": 183, "ERROR_ACCESS_DENIED": 5, "ERROR_BROKEN_PIPE": 109, "ERROR_IO_PENDING": 997, "ERROR_MORE_DATA": 234, "ERROR_NETNAME_DELETED": 64,
	"ERROR_NO_DATA": 232, "ERROR_NO_SYSTEM_RESOURCES": 1450, "ERROR_OPERATION_ABORTED": 995, "ERROR_PIPE_BUSY": 231, "ERROR_PIPE_CONNECTED": 535,
	"ERROR_PRIVILEGE_NOT_HELD": 1314, "ERROR_SEM_TIMEOUT": 121, "COPY_FILE_ALLOW_DECRYPTED_DESTINATION": 8, "COPY_FILE_COPY_SYMLINK": 0x800,
	"COPY_FILE_FAIL_IF_EXISTS": 1, "COPY_FILE_NO_BUFFERING": 0x1000, "COPY_FILE_NO_OFFLOAD": 0x40000, "COPY_FILE_OPEN_SOURCE_FOR_WRITE": 4,
	"COPY_FILE_REQUEST_COMPRESSED_TRAFFIC": 0x10000000, "COPY_FILE_REQUEST_SECURITY_PRIVILEGES": 0x2000, "COPY_FILE_RESTARTABLE": 2,
	"COPY_FILE_RESUME_FROM_PAUSE": 0x4000, "LCMAP_LOWERCASE": 0x100, "LCMAP_UPPERCASE": 0x200, "LCMAP_TITLECASE": 0x300, "LCMAP_FULLWIDTH": 0x800000,
	"LCMAP_HALFWIDTH": 0x400000, "LCMAP_HIRAGANA": 0x100000, "LCMAP_KATAKANA": 0x200000, "LCMAP_LINGUISTIC_CASING": 0x1000000,
	"LCMAP_SIMPLIFIED_CHINESE": 0x2000000, "LCMAP_TRADITIONAL_CHINESE": 0x4000000,
}
