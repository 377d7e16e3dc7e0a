// This file looks for the locales of the system (glibc).

package clocale

import (
	"bytes"
	"encoding/binary"
	"io"
	"os"
	"path/filepath"
	"strings"
)

const localeDir = "/usr/lib/locale"

// installed reports whether the system has a locale whose name ends in UTF-8.
func installed(name string) bool {
	language, rest, _ := strings.Cut(name, ".")
	if _, modifier, ok := strings.Cut(rest, "@"); ok {
		modifier = "@" + modifier
		return inSystem(language + ".utf8" + modifier)
	}
	return inSystem(language + ".utf8")
}

func inSystem(name string) bool {
	if strings.ContainsRune(name, '/') {
		return false
	}
	if _, err := os.Stat(filepath.Join(localeDir, name)); err == nil {
		return true
	}
	names, err := archiveNames(filepath.Join(localeDir, "locale-archive"))
	return err == nil && bytes.Contains(names, []byte("\x00"+name+"\x00"))
}

// archiveNames reads the names in glibc's archive of locales, each between zero bytes. The
// archive begins with 32-bit numbers: after the magic and a serial number these are place, used
// and full size of the table of names, then place and used size of the strings.
func archiveNames(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var head [7]uint32
	if err := binary.Read(f, binary.NativeEndian, &head); err != nil {
		return nil, err
	}
	const most = 1 << 20
	names := make([]byte, min(head[6], most))
	if _, err := f.ReadAt(names, int64(head[5])); err != nil && err != io.EOF {
		return nil, err
	}
	return append([]byte{0}, names...), nil
}
