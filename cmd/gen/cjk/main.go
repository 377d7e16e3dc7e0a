// Command cjk writes the tables of the packages below runtime/internal/cjk: the multi-byte
// encodings of East Asia, as the reference interpreter knows them. Run it through go generate.
package main

import (
	"bufio"
	"bytes"
	"compress/flate"
	_ "embed"
	"encoding/binary"
	"encoding/json"
	"log"
	"os"
	"os/exec"
	"path/filepath"

	"adder/frontend/oracle"
)

//go:embed describe.py
var describe string

// encodings lists name, base and package.
var encodings = [][3]string{
	{"gb2312", "", "cn"}, {"gbk", "gb2312", "cn"}, {"gb18030", "gbk", "cn"},
	{"big5", "", "tw"}, {"cp950", "big5", "tw"}, {"big5hkscs", "big5", "hk"},
	{"shift_jis", "", "jp"}, {"cp932", "shift_jis", "jp"}, {"shift_jisx0213", "shift_jis", "jp"},
	{"shift_jis_2004", "shift_jisx0213", "jp"}, {"euc_jp", "", "jp"}, {"euc_jisx0213", "euc_jp", "jp"},
	{"euc_jis_2004", "euc_jisx0213", "jp"},
	{"euc_kr", "", "kr"}, {"cp949", "euc_kr", "kr"}, {"johab", "", "kr"},
}

// table is a line of describe.py's.
type table struct {
	Name      string
	Entries   []entry
	Prefixes  [][]int
	Encodings []encoding
	Ranges    [][3]int
}

// entry is a sequence of bytes and its text, or the length of the error that it is.
type entry struct {
	prefix []int
	last   int
	text   any
}

func (e *entry) UnmarshalJSON(b []byte) error {
	return json.Unmarshal(b, &[]any{&e.prefix, &e.last, &e.text})
}

// encoding is a character with its bytes.
type encoding struct {
	code  int
	bytes []int
}

func (e *encoding) UnmarshalJSON(b []byte) error {
	return json.Unmarshal(b, &[]any{&e.code, &e.bytes})
}

func main() {
	log.SetFlags(0)
	python, err := oracle.Python()
	if err != nil {
		log.Fatal(err)
	}
	bases, err := json.Marshal(bases())
	if err != nil {
		log.Fatal(err)
	}
	text, err := exec.Command(python, "-I", "-c", describe, string(bases)).Output()
	if err != nil {
		log.Fatal(err)
	}
	lines := bufio.NewScanner(bytes.NewReader(text))
	lines.Buffer(nil, len(text)+1)
	for i := 0; lines.Scan(); i++ {
		var t table
		if err := json.Unmarshal(lines.Bytes(), &t); err != nil {
			log.Fatal(err)
		}
		file := filepath.Join("runtime/internal/cjk", encodings[i][2], t.Name+".bin")
		if err := os.WriteFile(file, compress(t.pack()), 0o644); err != nil {
			log.Fatal(err)
		}
	}
}

func bases() (list [][2]string) {
	for _, e := range encodings {
		list = append(list, [2]string{e[0], e[1]})
	}
	return list
}

func compress(data []byte) []byte {
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err == nil {
		_, err = w.Write(data)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		log.Fatal(err)
	}
	return b.Bytes()
}

// pack writes a table in the form that package cjk describes.
func (t *table) pack() []byte {
	var out []byte
	groups := [][]entry{}
	for i, e := range t.Entries {
		if i == 0 || !equal(t.Entries[i-1].prefix, e.prefix) {
			groups = append(groups, nil)
		}
		groups[len(groups)-1] = append(groups[len(groups)-1], e)
	}
	for _, p := range t.Prefixes {
		out = append(appendBytes(out, p), 0)
	}
	for _, g := range groups {
		out = appendBytes(out, g[0].prefix)
		for len(g) > 0 {
			n := 1
			for n < len(g) && n < 255 && g[n].last == g[0].last+n {
				n++
			}
			out = append(out, byte(n), byte(g[0].last))
			for _, e := range g[:n] {
				out = appendText(out, e.text)
			}
			g = g[n:]
		}
		out = append(out, 0)
	}
	out = append(out, 0xff)
	out = binary.AppendUvarint(out, uint64(len(t.Encodings)))
	for _, e := range t.Encodings {
		out = binary.AppendUvarint(out, uint64(e.code))
		out = appendBytes(out, e.bytes)
	}
	out = binary.AppendUvarint(out, uint64(len(t.Ranges)))
	for _, r := range t.Ranges {
		for _, n := range r {
			out = binary.AppendUvarint(out, uint64(n))
		}
	}
	return out
}

func equal(a, b []int) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func appendBytes(out []byte, list []int) []byte {
	out = append(out, byte(len(list)))
	for _, b := range list {
		out = append(out, byte(b))
	}
	return out
}

// appendText writes a character as it is; what is something else begins with a byte 0xff and a
// kind: the length of an error, or 0 for two characters.
func appendText(out []byte, text any) []byte {
	if n, ok := text.(float64); ok {
		return append(out, 0xff, byte(n))
	}
	switch s := text.(string); len([]rune(s)) {
	case 0:
		return append(out, 0xff, 1)
	case 1:
		return append(out, s...)
	default:
		return append(append(out, 0xff, 0), s...)
	}
}
