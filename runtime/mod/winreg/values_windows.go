// This file reads and writes the values of keys.

package winreg

import (
	"encoding/binary"
	"errors"
	"math/big"
	"unicode/utf16"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"

	"adder/runtime/py"
)

var (
	advapi32         = windows.NewLazySystemDLL("advapi32.dll")
	procRegEnumValue = advapi32.NewProc("RegEnumValueW")
	procRegSetValue  = advapi32.NewProc("RegSetValueExW")
)

// read gets the bytes and the type of a value.
func read(k registry.Key, name string) ([]byte, uint32, error) {
	buf := make([]byte, 256)
	for {
		n, kind, err := k.GetValue(name, buf)
		if !errors.Is(err, registry.ErrShortBuffer) {
			return buf[:min(n, len(buf))], kind, err
		}
		buf = make([]byte, max(n, 2*len(buf)))
	}
}

func queryValue(t *thread, _, key, nameArgument value) (value, *excp) {
	k, exc := keyArg(t, key)
	if exc != nil {
		return value{}, exc
	}
	name, exc := nameArg(t, nameArgument)
	if exc != nil {
		return value{}, exc
	}
	data, kind, err := read(k, name)
	if err != nil {
		return value{}, failure(err)
	}
	return py.NewTuple(fromBytes(data, kind), py.Int(int64(kind))).V(), nil
}

func queryUnnamed(t *thread, _, key, sub value) (value, *excp) {
	k, exc := keyArg(t, key)
	if exc != nil {
		return value{}, exc
	}
	name, exc := nameArg(t, sub)
	if exc != nil {
		return value{}, exc
	}
	if name != "" {
		opened, err := registry.OpenKey(k, name, registry.QUERY_VALUE)
		if err != nil {
			return value{}, failure(err)
		}
		defer opened.Close()
		k = opened
	}
	data, kind, err := read(k, "")
	if errors.Is(err, registry.ErrNotExist) {
		return py.StrV(""), nil
	}
	if err != nil {
		return value{}, failure(err)
	}
	if kind != registry.SZ {
		return value{}, failure(windows.ERROR_INVALID_DATA)
	}
	return fromBytes(data, kind), nil
}

func enumValue(t *thread, _, key, index value) (value, *excp) {
	k, exc := keyArg(t, key)
	if exc != nil {
		return value{}, exc
	}
	i, exc := py.IndexInt(t, index, py.OverflowError)
	if exc != nil {
		return value{}, exc
	}
	name := make([]uint16, 16384)
	n := uint32(len(name))
	r, _, _ := procRegEnumValue.Call(uintptr(k), uintptr(uint32(i)), address(&name[0]), address(&n), 0, 0, 0, 0)
	if r != 0 {
		return value{}, failure(windows.Errno(r))
	}
	text := windows.UTF16ToString(name[:n])
	data, kind, err := read(k, text)
	if err != nil {
		return value{}, failure(err)
	}
	return py.NewTuple(py.StrV(text), fromBytes(data, kind), py.Int(int64(kind))).V(), nil
}

// fromBytes makes the Python value of a registry value.
func fromBytes(data []byte, kind uint32) value {
	switch kind {
	case registry.DWORD:
		if len(data) < 4 {
			return py.Int(0)
		}
		return py.Int(int64(binary.LittleEndian.Uint32(data)))
	case registry.QWORD:
		if len(data) < 8 {
			return py.Int(0)
		}
		return py.BigInt(new(big.Int).SetUint64(binary.LittleEndian.Uint64(data)))
	case registry.SZ, registry.EXPAND_SZ:
		return py.StrV(windows.UTF16ToString(units(data)))
	case registry.MULTI_SZ:
		list := py.NewList()
		all := units(data)
		for start, i := 0, 0; i < len(all); i++ {
			if all[i] == 0 {
				if i == start && i == len(all)-1 {
					break // the end of the list
				}
				list.Items = append(list.Items, py.StrV(windows.UTF16ToString(all[start:i])))
				start = i + 1
			}
		}
		return list.V()
	}
	if len(data) == 0 {
		return py.None
	}
	return py.BytesV(data)
}

func units(data []byte) []uint16 {
	out := make([]uint16, len(data)/2)
	for i := range out {
		out[i] = binary.LittleEndian.Uint16(data[2*i:])
	}
	return out
}

func setValue(t *thread, _ value, a []value) (value, *excp) {
	k, exc := keyArg(t, a[0])
	if exc != nil {
		return value{}, exc
	}
	name, exc := nameArg(t, a[1])
	if exc != nil {
		return value{}, exc
	}
	kind, exc := py.IndexInt(t, a[3], py.OverflowError)
	if exc != nil {
		return value{}, exc
	}
	data, exc := toBytes(t, a[4], uint32(kind))
	if exc != nil {
		return value{}, exc
	}
	wide, err := windows.UTF16PtrFromString(name)
	if err != nil {
		return value{}, py.ValueErrorf("embedded null character")
	}
	first := uintptr(0)
	if len(data) > 0 {
		first = address(&data[0])
	}
	if r, _, _ := procRegSetValue.Call(uintptr(k), address(wide), 0, uintptr(kind), first, uintptr(len(data))); r != 0 {
		return value{}, failure(windows.Errno(r))
	}
	return py.None, nil
}

// toBytes makes the registry's bytes of a Python value.
func toBytes(t *thread, v value, kind uint32) ([]byte, *excp) {
	wrong := func() ([]byte, *excp) {
		return nil, py.ValueErrorf("Could not convert the data to the specified type.")
	}
	text := func(v value) []byte {
		var out []byte
		for _, u := range append(utf16.Encode([]rune(py.AsStr(v).String())), 0) {
			out = binary.LittleEndian.AppendUint16(out, u)
		}
		return out
	}
	switch kind {
	case registry.DWORD, registry.QWORD:
		if v.IsNone() {
			v = py.Int(0)
		}
		if !v.IsAnyInt() {
			return wrong()
		}
		n := py.ToBig(v)
		if n.Sign() < 0 || kind == registry.DWORD && n.BitLen() > 32 || n.BitLen() > 64 {
			return nil, py.OverflowErrorf("int too big to convert")
		}
		if kind == registry.DWORD {
			return binary.LittleEndian.AppendUint32(nil, uint32(n.Uint64())), nil
		}
		return binary.LittleEndian.AppendUint64(nil, n.Uint64()), nil
	case registry.SZ, registry.EXPAND_SZ:
		if v.IsNone() {
			return []byte{0, 0}, nil
		}
		if !v.IsStr() {
			return wrong()
		}
		return text(v), nil
	case registry.MULTI_SZ:
		if v.IsNone() {
			return []byte{0, 0}, nil
		}
		if !v.IsList() {
			return wrong()
		}
		var out []byte
		for _, item := range py.AsList(v).Items {
			if !item.IsStr() {
				return wrong()
			}
			out = append(out, text(item)...)
		}
		return append(out, 0, 0), nil
	}
	if v.IsNone() {
		return nil, nil
	}
	data, exc := py.BytesLike(t, v)
	if exc != nil {
		return nil, py.TypeErrorf("Objects of type '%s' can not be used as binary registry values", py.TypeName(v))
	}
	return data, nil
}
