// This file loads the modules that CPython has frozen into its executable: they come before sys.path,
// and their code says "<frozen NAME>" where other code names a file.

package imp

import (
	"os"
	"path/filepath"
	"strings"

	"adder/runtime/py"
)

// StdlibDir is the directory of the standard library, "" for none.
var StdlibDir string

// FrozenNames lists the frozen modules in CPython's order.
func FrozenNames() []string {
	return []string{"_frozen_importlib", "_frozen_importlib_external", "zipimport", "abc", "codecs", "io", "_collections_abc",
		"_sitebuiltins", "genericpath", "ntpath", "posixpath", "os", "site", "stat", "importlib.util", "importlib.machinery",
		"runpy", "__hello__", "__phello__", "__phello__.ham", "__phello__.ham.eggs", "__phello__.spam"}
}

// FrozenOrigin returns the name under which a frozen module's source is in the library, "" for a
// module that is not frozen.
func FrozenOrigin(name string) string {
	switch name {
	case "_frozen_importlib":
		return "importlib._bootstrap"
	case "_frozen_importlib_external":
		return "importlib._bootstrap_external"
	case "zipimport", "abc", "codecs", "io", "_collections_abc", "_sitebuiltins", "genericpath", "ntpath", "posixpath", "os",
		"site", "stat", "importlib.util", "importlib.machinery", "runpy", "__hello__", "__phello__", "__phello__.ham",
		"__phello__.ham.eggs", "__phello__.spam":
		return name
	}
	return ""
}

// IsFrozenSource reports whether a module of the library is the source of a frozen one.
func IsFrozenSource(name string) bool {
	return name == "importlib._bootstrap" || name == "importlib._bootstrap_external" || FrozenOrigin(name) == name
}

// FrozenPackage reports whether a frozen module is a package.
func FrozenPackage(name string) bool { return name == "__phello__" || name == "__phello__.ham" }

// FrozenFile returns the source file of a frozen module, "" where there is no library.
func FrozenFile(name string) string {
	if c := Compiled[FrozenOrigin(name)]; c != nil {
		return c.File
	}
	if StdlibDir == "" {
		return ""
	}
	rel := strings.ReplaceAll(FrozenOrigin(name), ".", string(filepath.Separator))
	if FrozenPackage(name) {
		rel = filepath.Join(rel, "__init__")
	}
	return filepath.Join(StdlibDir, rel+".py")
}

// HasFrozen reports whether a frozen module with that name can be loaded.
func HasFrozen(name string) bool {
	origin := FrozenOrigin(name)
	if origin == "" {
		return false
	}
	if Compiled[origin] != nil {
		return true
	}
	if StdlibDir == "" {
		return false
	}
	_, err := os.Stat(FrozenFile(name))
	return err == nil
}

// FrozenCode returns the code of a frozen module.
func FrozenCode(t *py.Thread, name string) (*py.CodeObject, *py.Exc) {
	origin := FrozenOrigin(name)
	if c := Compiled[origin]; c != nil {
		return c.Body(), nil
	}
	file := FrozenFile(name)
	c, exc := loadSource(t, file, CacheFile(file))
	if exc != nil {
		return nil, exc
	}
	return fixFilename(c, "<frozen "+origin+">"), nil
}

// loadFrozen loads a frozen module.
func loadFrozen(t *py.Thread, name string) (py.Value, *py.Exc) {
	c, exc := FrozenCode(t, name)
	if exc != nil {
		return py.Value{}, exc
	}
	spec := frozenSpec(name)
	mod := py.NewModule(py.NewStr(name))
	if file := FrozenFile(name); file != "" {
		mod.Dict.SetStr(nameFile, py.StrV(file))
	}
	v, exc := exec(t, name, mod, spec, c)
	if exc == nil && name == frozenImportlib {
		exc = installMachinery(t, mod)
	}
	return v, exc
}

// frozenSpec is the spec of a frozen module; its state says where the source is.
func frozenSpec(name string) *Spec {
	spec := newSpec(py.StrV(name), frozenImporterType.V(), py.StrV("frozen"))
	state := py.NewDict()
	file := py.None
	if f := FrozenFile(name); f != "" {
		file = py.StrV(f)
		if FrozenPackage(name) {
			spec.Locations = pathList([]string{filepath.Dir(f)})
		}
	}
	state.SetStr(py.Intern("filename"), file)
	state.SetStr(py.Intern("origname"), py.StrV(FrozenOrigin(name)))
	spec.LoaderState = py.NewNamespace(state)
	return spec
}
