// This file makes an interpreter's configuration of options and environment variables.

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"adder/runtime"
	"adder/runtime/imp"
	"adder/runtime/mod/natives"
	"adder/runtime/mod/sys"
	"adder/runtime/py"
)

// getenv returns a variable of python, "" if they are to be ignored.
func (o *pyOptions) getenv(name string) string {
	if o.ignoreEnv > 0 || o.isolated > 0 {
		return ""
	}
	return os.Getenv(name)
}

// level is the larger of an option's count and of a variable, which is a number or just set.
func (o *pyOptions) level(count int, name string) int {
	v := o.getenv(name)
	if v == "" {
		return count
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < 0 {
		n = 1
	}
	return max(count, n)
}

// notSupported are the -X options whose work Adder cannot do, with the reason.
var notSupported = map[string]string{
	"importtime":   "it reports no import times",
	"tracemalloc":  "it cannot trace memory",
	"perf":         "there is no machine code to name",
	"perf_jit":     "there is no machine code to name",
	"showrefcount": "objects have no reference counts",
}

// xoptions returns the -X options as a map.
func (o *pyOptions) xmap() (map[string]string, error) {
	x := map[string]string{}
	for _, opt := range o.xoptions {
		name, value, _ := strings.Cut(opt, "=")
		if why := notSupported[name]; why != "" {
			return nil, fmt.Errorf("-X %s is not supported: %s", name, why)
		}
		x[name] = value
	}
	return x, nil
}

// config describes the interpreter for the program; the first entry of sys.path comes from the caller.
func (o *pyOptions) config(lib string, argv, first []string) (*runtime.Config, error) {
	x, err := o.xmap()
	if err != nil {
		return nil, err
	}
	_, dev := x["dev"]
	dev = dev || o.getenv("PYTHONDEVMODE") != "" && o.getenv("PYTHONDEVMODE") != "0"
	flags := sys.Flags{
		Debug: o.level(o.debug, "PYTHONDEBUG"), Optimize: o.level(o.optimize, "PYTHONOPTIMIZE"), Verbose: o.level(o.verbose, "PYTHONVERBOSE"),
		BytesWarning: o.bytesWarning, Quiet: o.quiet, NoSite: o.noSite, IgnoreEnvironment: min(o.ignoreEnv+o.isolated, 1),
		NoUserSite:        min(o.level(o.noUserSite, "PYTHONNOUSERSITE")+o.isolated, 1),
		DontWriteBytecode: o.dontWrite > 0 || o.getenv("PYTHONDONTWRITEBYTECODE") != "",
		Isolated:          o.isolated > 0, DevMode: dev,
		SafePath: o.safe(),
	}
	if flags.IntMaxStrDigits, err = o.intDigits(x); err != nil {
		return nil, err
	}
	if flags.HashRandomization, err = o.hashSeed(); err != nil {
		return nil, err
	}
	flags.UTF8Mode = x["utf8"] == "1" || hasBare(x, "utf8") || o.getenv("PYTHONUTF8") == "1"
	_, fixedUTF8 := x["utf8"]
	fixedUTF8 = fixedUTF8 || o.getenv("PYTHONUTF8") != ""
	_, warnEncoding := x["warn_default_encoding"]
	flags.WarnDefaultEncoding = warnEncoding || o.getenv("PYTHONWARNDEFAULTENCODING") != ""
	prefix := filepath.Dir(filepath.Dir(lib))
	cachePrefix := o.getenv("PYTHONPYCACHEPREFIX")
	if p, ok := x["pycache_prefix"]; ok {
		cachePrefix = p
	}
	imp.Optimize, imp.CheckHashed = flags.Optimize, o.checkHashed
	py.Unbuffered = o.unbuffered > 0 || o.getenv("PYTHONUNBUFFERED") != ""
	return &runtime.Config{Natives: natives.All(), FixedUTF8: fixedUTF8, Sys: sys.Config{
		Argv: argv, OrigArgv: os.Args, Path: append(first, o.path(lib)...),
		Executable: runtime.Executable(), Prefix: prefix, StdlibDir: lib, PycachePrefix: cachePrefix,
		Warnings: o.warnOptions(dev), XOptions: x, Flags: flags,
	}}, nil
}

func hasBare(x map[string]string, name string) bool {
	v, ok := x[name]
	return ok && v == ""
}

// safe reports whether the directory of the program stays out of sys.path.
func (o *pyOptions) safe() bool {
	return o.safePath > 0 || o.isolated > 0 || o.getenv("PYTHONSAFEPATH") != ""
}

// path is sys.path without its first entry.
func (o *pyOptions) path(lib string) []string {
	var path []string
	if p := o.getenv("PYTHONPATH"); p != "" {
		for _, dir := range filepath.SplitList(p) {
			if abs, err := filepath.Abs(dir); err == nil && o.noSite == 0 {
				dir = abs
			}
			path = append(path, dir)
		}
	}
	return append(path, filepath.Join(filepath.Dir(lib), "python314.zip"), lib, filepath.Join(lib, "lib-dynload"))
}

// warnOptions are sys.warnoptions: later ones come first in the filters.
func (o *pyOptions) warnOptions(dev bool) []string {
	var w []string
	if dev {
		w = append(w, "default")
	}
	if env := o.getenv("PYTHONWARNINGS"); env != "" {
		w = append(w, strings.Split(env, ",")...)
	}
	w = append(w, o.warnings...)
	switch {
	case o.bytesWarning > 1:
		w = append(w, "error::BytesWarning")
	case o.bytesWarning > 0:
		w = append(w, "default::BytesWarning")
	}
	return w
}

// intDigits is the limit for conversions between int and str.
func (o *pyOptions) intDigits(x map[string]string) (int, error) {
	check := func(source, v string) (int, error) {
		n, err := strconv.Atoi(v)
		if err != nil || n != 0 && n < 640 {
			return 0, fmt.Errorf("%s: invalid limit; must be >= 640 or 0 for unlimited.", source)
		}
		py.IntMaxStrDigits = n
		if n == 0 {
			n = -1 // given, not defaulted
		}
		return n, nil
	}
	if v, ok := x["int_max_str_digits"]; ok {
		return check("-X int_max_str_digits", v)
	}
	if v := o.getenv("PYTHONINTMAXSTRDIGITS"); v != "" {
		return check("PYTHONINTMAXSTRDIGITS", v)
	}
	return 0, nil
}

// hashSeed sets the key of hashes of str and bytes by PYTHONHASHSEED; it reports whether they are random
// as far as programs can tell.
func (o *pyOptions) hashSeed() (bool, error) {
	v := o.getenv("PYTHONHASHSEED")
	if v == "" || v == "random" {
		return true, nil
	}
	n, err := strconv.ParseUint(v, 10, 32)
	if err != nil {
		return false, fmt.Errorf("PYTHONHASHSEED must be \"random\" or an integer in range [0; 4294967295]")
	}
	if n != 0 {
		py.SeedHash(uint32(n))
	}
	return n != 0, nil
}
