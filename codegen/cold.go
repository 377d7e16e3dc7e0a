// This file packs the modules that run in the interpreter, if they run at all.

package codegen

import (
	"fmt"

	"adder/codegen/gobuild"
	"adder/codegen/gofile"
	"adder/frontend/code/marshal"
	"adder/lower/program"
)

// coldPackage holds the code and the text of cold modules, deflated one by one; its variables
// are named by position. It returns nil if there are none.
func coldPackage(mods []*program.Module, opts Options) (*gobuild.Package, error) {
	if len(mods) == 0 {
		return nil, nil
	}
	dir, name := coldName(mods, opts)
	if opts.Has != nil && opts.Has(dir) {
		return &gobuild.Package{Dir: dir}, nil
	}
	files := map[string][]byte{}
	for i, m := range mods {
		code, err := deflate(marshal.Dumps(m.Code))
		if err != nil {
			return nil, err
		}
		text, err := deflate(opts.Source(m.File))
		if err != nil {
			return nil, err
		}
		files[fmt.Sprintf("c%d.z", i)], files[fmt.Sprintf("s%d.z", i)] = code, text
	}
	f := gofile.New(name, "Package "+name+" holds modules that run in the interpreter, as bytecode.")
	f.Import("_", "embed")
	f.Import("", "adder/runtime/abi")
	f.Decl("\nvar (")
	for i := range mods {
		f.Decl("\t//go:embed c%d.z\n\tc%d string\n\t//go:embed s%d.z\n\ts%d string", i, i, i, i)
	}
	f.Decl(")\n\n// Modules are in the order of the program's list.\nvar Modules = [...]abi.ColdModule{")
	for i := range mods {
		f.Decl("\t{Code: &c%d, Source: &s%d},", i, i)
	}
	f.Decl("}")
	files["cold.go"] = f.Bytes()
	return &gobuild.Package{Dir: dir, Files: files}, nil
}

// coldName names the package after what it is made of, which takes less time than making it.
func coldName(mods []*program.Module, opts Options) (dir, name string) {
	parts := [][]byte{[]byte(opts.Version)}
	for _, m := range mods {
		text := opts.Source(m.File)
		if text == nil { // nothing but bytecode
			text = marshal.Dumps(m.Code)
		}
		parts = append(parts, []byte(m.Name), []byte(m.Code.Filename), text)
	}
	name = "cold_" + gobuild.Hash(parts...)
	return "gen/c/" + name, name
}
