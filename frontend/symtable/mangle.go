// This file mangles private names: __spam in a class Ham becomes _Ham__spam.

package symtable

import "strings"

// Mangle returns the name under which ident is stored in the class called private
// (empty: in no class).
func Mangle(private, ident string) string {
	if private == "" || len(ident) < 2 || ident[0] != '_' || ident[1] != '_' {
		return ident
	}
	if strings.HasSuffix(ident, "__") || strings.IndexByte(ident, '.') >= 0 {
		return ident // __whatever__, or the dotted name of an import
	}
	class := strings.TrimLeft(private, "_")
	if class == "" {
		return ident
	}
	return "_" + class + ident
}

// Mangle is Mangle in this block: in the type parameter scope of a generic class only the
// type parameters themselves are private.
func (e *Entry) Mangle(private, name string) string {
	if e.mangled != nil && !e.mangled.has(name) {
		return name
	}
	return Mangle(private, name)
}
