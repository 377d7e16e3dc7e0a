// Package clocale holds the locale of the process, as the C library's setlocale does in a program
// that is linked statically: the locale C, also called POSIX, and C.UTF-8 are there for all
// categories; other locales of the system, if they use UTF-8, for the types of characters only.
package clocale

import (
	"os"
	"strings"
)

// category is one of the things that a locale decides.
type category struct {
	number int
	name   string // of the environment variable
}

// current is the locale of each category, in the order of categories.
var current = func() []string {
	names := make([]string, len(categories))
	for i := range names {
		names[i] = "C"
	}
	return names
}()

// UTF8Mode tells whether Python takes everything for UTF-8, whatever the locale (PEP 540).
var UTF8Mode bool

func indexOf(number int) int {
	for i, c := range categories {
		if c.number == number {
			return i
		}
	}
	return -1
}

// Get returns the locale of a category, or of All: a list if they differ.
func Get(number int) (string, bool) {
	if number != All {
		i := indexOf(number)
		if i < 0 {
			return "", false
		}
		return current[i], true
	}
	return joined(current), true
}

// Set sets the locale of a category or of All and returns its full name. The name "" stands for
// what the environment says.
func Set(number int, name string) (string, bool) {
	if number == All {
		names, ok := split(name)
		if !ok {
			return "", false
		}
		current = names
		return joined(names), true
	}
	i := indexOf(number)
	if i < 0 {
		return "", false
	}
	name, ok := resolve(i, name)
	if ok {
		current[i] = name
	}
	return name, ok
}

// resolve returns the full name of a locale for categories[i].
func resolve(i int, name string) (string, bool) {
	if name == "" {
		name = "C"
		for _, variable := range []string{"LC_ALL", categories[i].name, "LANG"} {
			if v := os.Getenv(variable); v != "" {
				name = v
				break
			}
		}
	}
	switch {
	case name == "POSIX":
		return "C", true
	case name == "C" || isUTF8(name) && strings.HasPrefix(name, "C."):
		return name, true
	case categories[i].number == Ctype && isUTF8(name) && installed(name):
		return name, true
	}
	return "", false
}

// isUTF8 reports whether a locale's name ends in a spelling of UTF-8.
func isUTF8(name string) bool {
	_, codeset, _ := strings.Cut(name, ".")
	codeset, _, _ = strings.Cut(codeset, "@")
	return strings.ReplaceAll(strings.ToLower(codeset), "-", "") == "utf8"
}

// split returns the locales of all categories that a name or a list stands for.
func split(name string) ([]string, bool) {
	names := make([]string, len(categories))
	for i, c := range categories {
		part := name
		if strings.Contains(name, "=") {
			_, rest, found := strings.Cut(name, c.name+"=")
			if !found {
				return nil, false
			}
			part, _, _ = strings.Cut(rest, ";")
		}
		var ok bool
		if names[i], ok = resolve(i, part); !ok {
			return nil, false
		}
	}
	return names, true
}

// joined returns one name for the locales of all categories.
func joined(names []string) string {
	same := true
	parts := make([]string, len(names))
	for i, name := range names {
		same = same && name == names[0]
		parts[i] = categories[i].name + "=" + name
	}
	if same {
		return names[0]
	}
	return strings.Join(parts, ";")
}

// Encoding returns the name of the encoding of characters, "" where that is not the locale's to say.
func Encoding() string {
	if name, _ := Get(Ctype); isUTF8(name) {
		return "UTF-8"
	}
	return asciiName
}

// Start sets the types of characters as the environment says, as Python does at its start. If
// that is the locale C, it becomes C.UTF-8, unless LC_ALL or PYTHONCOERCECLOCALE forbid it
// (PEP 538). legacy tells whether it was, which turns the UTF-8 mode on (PEP 540).
func Start() (legacy bool) {
	if name, ok := Set(Ctype, ""); ok && name != "C" {
		return false
	}
	current[indexOf(Ctype)] = "C"
	if coerces && os.Getenv("LC_ALL") == "" && os.Getenv("PYTHONCOERCECLOCALE") != "0" {
		_ = os.Setenv("LC_CTYPE", "C.UTF-8")
		if _, ok := Set(All, ""); !ok {
			_, _ = Set(Ctype, "")
		}
	}
	return true
}
