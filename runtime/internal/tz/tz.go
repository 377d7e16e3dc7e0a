// Package tz finds the local time zone as C's tzset does: in the variable TZ, which may hold a rule of
// POSIX such as EST5EDT,M3.2.0,M11.1.0, besides the names that package time knows.
package tz

import (
	"encoding/binary"
	"os"
	"runtime"
	"strings"
	"time"
)

var state struct {
	read    bool
	changed bool // time.Local is not the one that package time finds by itself
}

// Init sets time.Local, the first time that it is called.
func Init() {
	if !state.read {
		Set()
	}
}

// Set sets time.Local from the environment as it is now.
func Set() {
	state.read = true
	name, ok := os.LookupEnv("TZ")
	switch {
	case ok:
		state.changed = true
		time.Local = Load(name)
	case state.changed && runtime.GOOS != "windows":
		time.Local = file("Local", "/etc/localtime")
	}
}

// Load returns the time zone that a value of TZ means; UTC if it means none.
func Load(name string) *time.Location {
	name = strings.TrimPrefix(name, ":")
	switch {
	case name == "" || name == "UTC" || name == "Local":
		return time.UTC
	case name[0] == '/':
		return file(name, name)
	}
	if loc, err := time.LoadLocation(name); err == nil {
		return loc
	}
	return rule(name)
}

func file(name, path string) *time.Location {
	data, err := os.ReadFile(path)
	if err != nil {
		return time.UTC
	}
	loc, err := time.LoadLocationFromTZData(name, data)
	if err != nil {
		return time.UTC
	}
	return loc
}

// rule makes a time zone of a rule: package time evaluates those that end its data, so the data are
// made of the rule alone. Years before its first transition follow the rule as well.
func rule(text string) *time.Location {
	name := abbreviation(text)
	if name == "" {
		return time.UTC
	}
	const counts = 6 * 4
	header := append([]byte("TZif2"), make([]byte, 15)...)
	data := append(header[:len(header):len(header)], make([]byte, counts)...)
	data = append(data, header...)
	for _, n := range [...]uint32{0, 0, 0, 0, 1, uint32(len(name) + 1)} { // one kind of time, named so
		data = binary.BigEndian.AppendUint32(data, n)
	}
	data = append(data, make([]byte, 6)...)
	data = append(data, name...)
	data = append(data, 0, '\n')
	data = append(data, text...)
	data = append(data, '\n')
	loc, err := time.LoadLocationFromTZData("Local", data)
	if err != nil {
		return time.UTC
	}
	return loc
}

// abbreviation is the name of standard time, with which a rule begins.
func abbreviation(text string) string {
	if text[0] == '<' {
		name, _, _ := strings.Cut(text[1:], ">")
		return name
	}
	n := 0
	for n < len(text) && (text[n]|0x20 >= 'a' && text[n]|0x20 <= 'z') {
		n++
	}
	if n < 3 {
		return ""
	}
	return text[:n]
}
