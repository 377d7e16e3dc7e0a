// This file implements scandir and its entries.

package nt

import (
	"errors"
	"strings"
	"unsafe"

	"golang.org/x/sys/windows"

	"adder/runtime/py"
)

// dirEntry is a DirEntry.
type dirEntry struct {
	py.Header
	dir         *pathT
	name        string
	data        windows.Win32finddata
	stat, lstat value
}

// dirIter is what scandir returns.
type dirIter struct {
	py.Header
	dir     pathT
	entries []windows.Win32finddata
}

var (
	dirEntryType = &py.Type{Name: "DirEntry"}
	dirIterType  = &py.Type{Name: "ScandirIterator"}
)

func asEntry(v value) *dirEntry { return (*dirEntry)(v.Ptr()) }

func (e *dirEntry) path() string { return join(e.dir.name, e.name) }

// join puts a name behind a folder.
func join(dir, name string) string {
	if dir == "" || strings.ContainsRune(`/\:`, rune(dir[len(dir)-1])) {
		return dir + name
	}
	return dir + `\` + name
}

// readDir lists a directory given by path or, by default, the current one.
func readDir(t *thread, fn string, v value) (p pathT, entries []windows.Win32finddata, exc *excp) {
	if v.IsUnbound() || v.IsNone() {
		p = pathT{name: ".", fd: -1, arg: py.StrV(".")}
	} else if p, exc = pathArg(t, fn, "path", v, false); exc != nil {
		return p, nil, exc
	}
	pattern, err := windows.UTF16PtrFromString(join(p.name, "*"))
	if err != nil {
		return p, nil, failure(err, p.arg)
	}
	t.Unlock()
	defer t.Lock()
	var data windows.Win32finddata
	h, err := windows.FindFirstFile(pattern, &data)
	if errors.Is(err, windows.ERROR_FILE_NOT_FOUND) && p.name != "" {
		return p, nil, nil
	}
	if err != nil {
		return p, nil, failure(err, p.arg)
	}
	defer windows.FindClose(h)
	for ; err == nil; err = windows.FindNextFile(h, &data) {
		if name := windows.UTF16ToString(data.FileName[:]); name != "." && name != ".." {
			entries = append(entries, data)
		}
	}
	if !errors.Is(err, windows.ERROR_NO_MORE_FILES) {
		return p, nil, failure(err, p.arg)
	}
	return p, entries, nil
}

func scandir(t *thread, _ value, a []value) (value, *excp) {
	p, entries, exc := readDir(t, "scandir", a[0])
	if exc != nil {
		return value{}, exc
	}
	it := &dirIter{dir: p, entries: entries}
	it.SetType(dirIterType)
	return py.FromPtr(unsafe.Pointer(it)), nil
}

func dirIterNext(t *thread, self value) (value, *excp) {
	it := (*dirIter)(self.Ptr())
	if len(it.entries) == 0 {
		return value{}, nil
	}
	d := &dirEntry{dir: &it.dir, data: it.entries[0]}
	d.name = windows.UTF16ToString(d.data.FileName[:])
	it.entries = it.entries[1:]
	d.SetType(dirEntryType)
	return py.FromPtr(unsafe.Pointer(d)), nil
}

// link reports whether the entry is a symbolic link.
func (e *dirEntry) link() bool {
	return e.data.FileAttributes&windows.FILE_ATTRIBUTE_REPARSE_POINT != 0 && e.data.Reserved0 == windows.IO_REPARSE_TAG_SYMLINK
}

func (e *dirEntry) lookStat(following bool) (value, *excp) {
	cache := &e.stat
	if !following || !e.link() {
		cache = &e.lstat
	}
	if cache.Bound() {
		return *cache, nil
	}
	if cache == &e.lstat {
		st := statOfFind(&e.data, e.name)
		*cache = st.value()
		return *cache, nil
	}
	st, err := statPath(e.path(), true)
	if err != nil {
		return value{}, failure(err, e.dir.result(e.path()))
	}
	*cache = st.value()
	return *cache, nil
}

// is reports whether the entry is of a type, given by the bits of st_mode.
func (e *dirEntry) is(following bool, bits int64) (bool, *excp) {
	st, exc := e.lookStat(following)
	if exc != nil {
		if exc.Matches(py.FileNotFoundError) {
			return false, nil
		}
		return false, exc
	}
	const format = 0o170000
	return py.AsTuple(st).Items[0].Int64()&format == bits, nil
}

func defineDirEntry() value {
	py.Define(dirIterType, &py.StaticType{Name: "nt.ScandirIterator", Flags: py.DisallowNew,
		Slots: py.Slots{Iter: func(t *thread, self value) (value, *excp) { return self, nil }, Next: dirIterNext},
		Methods: []method{
			{Name: "__enter__", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return self, nil }},
			{Name: "__exit__", Sig: "(*args)", FK: func(t *thread, self value, a []value, _ []*py.Str) (value, *excp) { return closeIter(t, self) }},
			{Name: "close", Sig: "()", F0: closeIter},
		}})
	test := func(bits int64) func(t *thread, self value, a []value) (value, *excp) {
		return func(t *thread, self value, a []value) (value, *excp) {
			following, exc := flagArg(t, a[0], true)
			if exc != nil {
				return value{}, exc
			}
			ok, exc := asEntry(self).is(following, bits)
			return py.Bool(ok), exc
		}
	}
	py.Define(dirEntryType, &py.StaticType{Name: "nt.DirEntry", Flags: py.DisallowNew,
		Slots: py.Slots{Repr: func(t *thread, self value) (value, *excp) {
			name, exc := py.Repr(t, asEntry(self).dir.result(asEntry(self).name))
			if exc != nil {
				return value{}, exc
			}
			return py.StrV("<DirEntry " + name.String() + ">"), nil
		}},
		GetSet: []py.GetSet{
			{Name: "name", Doc: "the entry's base filename, relative to scandir() \"path\" argument", Get: func(t *thread, self value) (value, *excp) {
				return asEntry(self).dir.result(asEntry(self).name), nil
			}},
			{Name: "path", Doc: "the entry's full path name; equivalent to os.path.join(scandir_path, entry.name)", Get: fullPath},
		},
		Methods: []method{
			{Name: "is_dir", Sig: "(*, follow_symlinks=True)", Doc: "Return True if the entry is a directory; cached per entry.", FN: test(modeDir)},
			{Name: "is_file", Sig: "(*, follow_symlinks=True)", Doc: "Return True if the entry is a file; cached per entry.", FN: test(modeRegular)},
			{Name: "is_symlink", Sig: "()", Doc: "Return True if the entry is a symbolic link; cached per entry.", F0: func(t *thread, self value) (value, *excp) { return py.Bool(asEntry(self).link()), nil }},
			{Name: "is_junction", Sig: "()", Doc: "Return True if the entry is a junction; cached per entry.", F0: func(t *thread, self value) (value, *excp) {
				d := &asEntry(self).data
				return py.Bool(d.FileAttributes&windows.FILE_ATTRIBUTE_REPARSE_POINT != 0 && d.Reserved0 == windows.IO_REPARSE_TAG_MOUNT_POINT), nil
			}},
			{Name: "stat", Sig: "(*, follow_symlinks=True)", Doc: "Return stat_result object for the entry; cached per entry.", FN: func(t *thread, self value, a []value) (value, *excp) {
				following, exc := flagArg(t, a[0], true)
				if exc != nil {
					return value{}, exc
				}
				return asEntry(self).lookStat(following)
			}},
			{Name: "inode", Sig: "()", Doc: "Return inode of the entry; cached per entry.", F0: func(t *thread, self value) (value, *excp) {
				e := asEntry(self)
				st, err := statPath(e.path(), false)
				if err != nil {
					return value{}, failure(err, e.dir.result(e.path()))
				}
				return uintValue(st.inode), nil
			}},
			{Name: "__fspath__", Sig: "()", Doc: "Returns the path for the entry.", F0: fullPath},
			{Name: "__class_getitem__", Sig: "(object, /)", Class: true, Doc: "See PEP 585", F1: func(t *thread, class, item value) (value, *excp) {
				return py.NewGenericAlias(class, item), nil
			}},
		}})
	return dirEntryType.V()
}

func fullPath(t *thread, self value) (value, *excp) {
	e := asEntry(self)
	return e.dir.result(e.path()), nil
}

func closeIter(t *thread, self value) (value, *excp) {
	(*dirIter)(self.Ptr()).entries = nil
	return py.None, nil
}
