//go:build unix

// This file implements scandir and its entries.

package posix

import (
	"os"
	"strings"
	"unsafe"

	"golang.org/x/sys/unix"

	"adder/runtime/py"
)

// dirEntry is a DirEntry.
type dirEntry struct {
	py.Header
	dir         *pathT
	name        string
	mode        os.FileMode // the type bits
	inode       uint64
	stat, lstat value
}

// dirIter is what scandir returns.
type dirIter struct {
	py.Header
	dir     pathT
	entries []os.DirEntry
	closed  bool
}

var (
	dirEntryType = &py.Type{Name: "DirEntry"}
	dirIterType  = &py.Type{Name: "ScandirIterator"}
)

func asEntry(v value) *dirEntry { return (*dirEntry)(v.Ptr()) }

func (e *dirEntry) path() string {
	if e.dir.name == "" || strings.HasSuffix(e.dir.name, "/") {
		return e.dir.name + e.name
	}
	return e.dir.name + "/" + e.name
}

func scandir(t *thread, _ value, a []value) (value, *excp) {
	p, entries, exc := readDir(t, "scandir", a[0])
	if exc != nil {
		return value{}, exc
	}
	if p.fd >= 0 {
		p.name = ""
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
	e := it.entries[0]
	it.entries = it.entries[1:]
	d := &dirEntry{dir: &it.dir, name: e.Name(), mode: e.Type()}
	d.SetType(dirEntryType)
	return py.FromPtr(unsafe.Pointer(d)), nil
}

// lookStat returns the entry's stat_result, cached.
func (e *dirEntry) lookStat(following bool) (value, *excp) {
	cache, flags := &e.stat, 0
	if !following {
		cache, flags = &e.lstat, unix.AT_SYMLINK_NOFOLLOW
	}
	if cache.Bound() {
		return *cache, nil
	}
	var st unix.Stat_t
	fd, name := unix.AT_FDCWD, e.path()
	if e.dir.fd >= 0 {
		fd, name = e.dir.fd, e.name
	}
	if err := unix.Fstatat(fd, name, &st, flags); err != nil {
		return value{}, failure(err, e.dir.result(e.path()))
	}
	*cache = statValue(&st)
	return *cache, nil
}

// is reports whether the entry is of a type.
func (e *dirEntry) is(following bool, mode os.FileMode, bits int64) (bool, *excp) {
	if e.mode&os.ModeSymlink == 0 || !following {
		return e.mode&os.ModeType == mode, nil
	}
	st, exc := e.lookStat(true)
	if exc != nil {
		if exc.Matches(py.FileNotFoundError) {
			return false, nil
		}
		return false, exc
	}
	return py.AsTuple(st).Items[0].Int64()&unix.S_IFMT == bits, nil
}

func defineDirEntry() value {
	py.Define(dirIterType, &py.StaticType{Name: "posix.ScandirIterator", Flags: py.DisallowNew,
		Slots: py.Slots{Iter: func(t *thread, self value) (value, *excp) { return self, nil }, Next: dirIterNext},
		Methods: []method{
			{Name: "__enter__", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return self, nil }},
			{Name: "__exit__", Sig: "(*args)", FK: func(t *thread, self value, a []value, _ []*py.Str) (value, *excp) { return closeIter(t, self) }},
			{Name: "close", Sig: "()", F0: closeIter},
		}})
	test := func(mode os.FileMode, bits int64) func(t *thread, self value, a []value) (value, *excp) {
		return func(t *thread, self value, a []value) (value, *excp) {
			following, exc := flagArg(t, a[0], true)
			if exc != nil {
				return value{}, exc
			}
			ok, exc := asEntry(self).is(following, mode, bits)
			return py.Bool(ok), exc
		}
	}
	py.Define(dirEntryType, &py.StaticType{Name: "posix.DirEntry", Flags: py.DisallowNew,
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
			{Name: "is_dir", Sig: "(*, follow_symlinks=True)", Doc: "Return True if the entry is a directory; cached per entry.", FN: test(os.ModeDir, unix.S_IFDIR)},
			{Name: "is_file", Sig: "(*, follow_symlinks=True)", Doc: "Return True if the entry is a file; cached per entry.", FN: test(0, unix.S_IFREG)},
			{Name: "is_symlink", Sig: "()", Doc: "Return True if the entry is a symbolic link; cached per entry.", F0: func(t *thread, self value) (value, *excp) {
				return py.Bool(asEntry(self).mode&os.ModeSymlink != 0), nil
			}},
			{Name: "is_junction", Sig: "()", Doc: "Return True if the entry is a junction; cached per entry.", F0: func(t *thread, self value) (value, *excp) { return py.False, nil }},
			{Name: "stat", Sig: "(*, follow_symlinks=True)", Doc: "Return stat_result object for the entry; cached per entry.", FN: func(t *thread, self value, a []value) (value, *excp) {
				following, exc := flagArg(t, a[0], true)
				if exc != nil {
					return value{}, exc
				}
				return asEntry(self).lookStat(following)
			}},
			{Name: "inode", Sig: "()", Doc: "Return inode of the entry; cached per entry.", F0: func(t *thread, self value) (value, *excp) {
				st, exc := asEntry(self).lookStat(false)
				if exc != nil {
					return value{}, exc
				}
				return py.AsTuple(st).Items[1], nil
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
	if e.dir.arg.IsStr() && e.dir.name == "." && e.dir.fd < 0 {
		return e.dir.result("./" + e.name), nil
	}
	return e.dir.result(e.path()), nil
}

func closeIter(t *thread, self value) (value, *excp) {
	(*dirIter)(self.Ptr()).entries = nil
	return py.None, nil
}
