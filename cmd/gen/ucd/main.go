// Command ucd writes the tables of runtime/internal/ucd: the Unicode character database as the
// reference interpreter's unicodedata knows it. Run it through go generate.
package main

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"go/format"
	"log"
	"os"
	"os/exec"
	"slices"

	"adder/cmd/gen/internal/tables"
	"adder/frontend/oracle"
)

// describe prints, in this order: the version; runs of characters with equal properties; numeric
// values; decompositions, but for those of Hangul; pairs that compose; and for the old version of the database runs of
// characters that it does not know, and what it says otherwise of those that it does.
const describe = `
import json, unicodedata as u
old = u.ucd_3_2_0
def record(db, c):
    return [db.category(c), db.bidirectional(c), db.east_asian_width(c), db.combining(c), db.mirrored(c)]
everything = [chr(i) for i in range(0x110000)]
decomposed = {c: u.decomposition(c) for c in everything if u.decomposition(c) and not "\uac00" <= c <= "\ud7a3"}
pairs = {}
for c, text in decomposed.items():
    parts = text.split()
    if len(parts) == 2 and text[0] != "<" and u.normalize("NFC", c) == c:
        pairs[c] = [int(x, 16) for x in parts]
seconds = {p[1] for p in pairs.values()} | {*range(0x1161, 0x1176), *range(0x11A8, 0x11C3)}
# In the order of bits: NFD, NFC, NFKD, NFKC are not the character itself; it may compose with
# one before it.
forms = ["NFD", "NFC", "NFKD", "NFKC"]
runs, unknown, changes = [], [], []
def add(runs, i, *value):
    if runs and runs[-1][1] == i - 1 and runs[-1][2:] == [*value]:
        runs[-1][1] = i
    else:
        runs.append([i, i, *value])
for i, c in enumerate(everything):
    quick = sum((u.normalize(f, c) != c) << n for n, f in enumerate(forms)) | (i in seconds) << 4
    add(runs, i, record(u, c) + [quick])
    if old.category(c) == "Cn":
        if u.category(c) != "Cn":
            add(unknown, i)
        continue
    numbers = lambda db: [db.decimal(c, -1), db.numeric(c, -1.0)]
    normal = old.normalize("NFD", c)
    if record(old, c) != record(u, c) or numbers(old) != numbers(u) or normal != u.normalize("NFD", c):
        changes.append([i, record(old, c) + [quick], *numbers(old), ord(normal) if normal != u.normalize("NFD", c) else 0])
numeric = [[i, u.numeric(c)] for i, c in enumerate(everything) if u.numeric(c, None) is not None]
print(json.dumps([u.unidata_version, runs, numeric, [[ord(c), d] for c, d in decomposed.items()],
    [[*p, ord(c)] for c, p in pairs.items()], unknown, changes]))
`

// record is what a set of characters has in common.
type record struct {
	category, bidi, width      string
	combining, mirrored, quick int
}

func (r *record) UnmarshalJSON(b []byte) error {
	return json.Unmarshal(b, &[]any{&r.category, &r.bidi, &r.width, &r.combining, &r.mirrored, &r.quick})
}

// run is a range of characters in JSON: first, last, record.
type run struct {
	first, last int
	record      record
}

func (r *run) UnmarshalJSON(b []byte) error {
	return json.Unmarshal(b, &[]any{&r.first, &r.last, &r.record})
}

// change is what the old database says of a character.
type change struct {
	code    int
	record  record
	decimal int
	numeric float64
	normal  int
}

func (c *change) UnmarshalJSON(b []byte) error {
	return json.Unmarshal(b, &[]any{&c.code, &c.record, &c.decimal, &c.numeric, &c.normal})
}

// valued is a character with a numeric value, decomposed one with a decomposition.
type (
	valued struct {
		code  int
		value float64
	}
	decomposed struct {
		code int
		text string
	}
)

func (v *valued) UnmarshalJSON(b []byte) error {
	return json.Unmarshal(b, &[]any{&v.code, &v.value})
}

func (d *decomposed) UnmarshalJSON(b []byte) error {
	return json.Unmarshal(b, &[]any{&d.code, &d.text})
}

// database is the answer of describe.
type database struct {
	version        string
	runs           []run
	numeric        []valued
	decompositions []decomposed
	pairs          [][3]int
	unknown        [][2]int
	changes        []change
}

// writer collects tables.go and data.bin.
type writer struct {
	bytes.Buffer
	data []byte
}

// part begins a part of data.bin: a constant with its offset.
func (w *writer) part(name, comment string) {
	fmt.Fprintf(w, "// %s is where data holds %s.\nconst %s = %d\n\n", name, comment, name, len(w.data))
}

// trie writes a trie to data.bin, leaves and blocks of 16 bits.
func (w *writer) trie(name, what string, value func(c int) int) {
	t := tables.Build(value)
	for i, part := range [][]int{t.Top, t.Middle, t.Leaves} {
		w.part(name+[]string{"Top", "Middle", "Leaves"}[i], "a level of the trie of "+what)
		for _, v := range part {
			w.data = binary.LittleEndian.AppendUint16(w.data, uint16(v))
		}
	}
}

func main() {
	log.SetFlags(0)
	python, err := oracle.Python()
	if err != nil {
		log.Fatal(err)
	}
	text, err := exec.Command(python, "-I", "-c", describe).Output()
	if err != nil {
		log.Fatal(err)
	}
	var db database
	if err := json.Unmarshal(text, &[]any{&db.version, &db.runs, &db.numeric, &db.decompositions, &db.pairs, &db.unknown, &db.changes}); err != nil {
		log.Fatal(err)
	}
	w := &writer{}
	fmt.Fprintf(w, "// Code generated by cmd/gen/ucd from CPython's unicodedata; DO NOT EDIT.\n\npackage ucd\n\n")
	fmt.Fprintf(w, "// UnicodeVersion is the version of the database.\nconst UnicodeVersion = %q\n\n", db.version)
	writeRecords(w, &db)
	writeNumeric(w, &db)
	writeDecompositions(w, &db)
	out, err := format.Source(w.Bytes())
	if err != nil {
		log.Fatal(err)
	}
	for name, content := range map[string][]byte{"tables.go": out, "data.bin": w.data} {
		if err := os.WriteFile("runtime/internal/ucd/"+name, content, 0o644); err != nil {
			log.Fatal(err)
		}
	}
}

func writeRecords(w *writer, db *database) {
	var records tables.Set[record]
	numbers := make([]int, 0x110000)
	for _, r := range db.runs {
		n := records.Number(r.record)
		for c := r.first; c <= r.last; c++ {
			numbers[c] = n
		}
	}
	w.trie("record", "records", func(c int) int { return numbers[c] })
	w.WriteString("// changes are the characters of which version 3.2 says something else.\nvar changes = [...]change{\n")
	for _, c := range db.changes {
		fmt.Fprintf(w, "{%#x, %d, %d, %g, %#x},\n", c.code, records.Number(c.record), c.decimal, c.numeric, c.normal)
	}
	w.WriteString("}\n\n// unknown are the ranges of characters that version 3.2 does not know.\nvar unknown = [...][2]rune{\n")
	for _, r := range db.unknown {
		fmt.Fprintf(w, "{%#x, %#x},\n", r[0], r[1])
	}
	fmt.Fprintf(w, "}\n\n// unknownRecord is the number of the record of those.\nconst unknownRecord = %d\n\n", records.Number(record{"Cn", "", "N", 0, 0, 0}))
	w.WriteString("// records are the sets of characters that have all in common.\nvar records = [...]record{\n")
	for _, r := range records.List {
		fmt.Fprintf(w, "{%q, %q, %q, %d, %d, %d},\n", r.category, r.bidi, r.width, r.combining, r.mirrored, r.quick)
	}
	w.WriteString("}\n\n")
}

// code appends a code point or an offset to data.bin in 24 bits.
func (w *writer) code(c int) { w.data = append(w.data, byte(c), byte(c>>8), byte(c>>16)) }

func writeNumeric(w *writer, db *database) {
	var values tables.Set[float64]
	w.part("numeric", "characters with numeric values, and the numbers of these: 24 and 8 bits")
	for _, v := range db.numeric {
		w.code(v.code)
		w.data = append(w.data, byte(values.Number(v.value)))
	}
	if len(values.List) > 256 {
		log.Fatal("more than 256 numeric values")
	}
	fmt.Fprintf(w, "// numericCount is the number of characters that have numeric values.\nconst numericCount = %d\n\n", len(db.numeric))
	w.WriteString("// values are the numeric values.\nvar values = [...]float64{\n")
	for _, v := range values.List {
		fmt.Fprintf(w, "%v,", v)
	}
	w.WriteString("\n}\n\n")
}

func writeDecompositions(w *writer, db *database) {
	var texts tables.Set[string]
	number := map[int]int{}
	texts.Number("")
	for _, d := range db.decompositions {
		number[d.code] = texts.Number(d.text)
	}
	w.trie("mapping", "decompositions", func(c int) int { return number[c] })
	var tags tables.Set[string]
	tags.Number("")
	w.part("mappings", "the offsets of decompositions in pool, 24 bits")
	var pool []byte
	for _, text := range texts.List {
		w.code(len(pool))
		pool = appendMapping(pool, text, &tags)
	}
	w.code(len(pool))
	w.part("pool", "the decompositions: the number of the tag, and the characters in UTF-8")
	w.data = append(w.data, pool...)
	w.WriteString("// tags are the kinds of decompositions; canonical ones have none.\nvar tags = [...]string{\n")
	for _, t := range tags.List {
		fmt.Fprintf(w, "%q,", t)
	}
	w.WriteString("\n}\n\n")
	slices.SortFunc(db.pairs, func(a, b [3]int) int { return slices.Compare(a[:], b[:]) })
	w.part("pairs", "pairs of characters and what they compose to, 24 bits each")
	for _, p := range db.pairs {
		for _, c := range p {
			w.code(c)
		}
	}
	fmt.Fprintf(w, "// pairCount is the number of those pairs.\nconst pairCount = %d\n", len(db.pairs))
}

// appendMapping appends a decomposition, which unicodedata writes as a tag and hexadecimal numbers.
func appendMapping(pool []byte, text string, tags *tables.Set[string]) []byte {
	tag := 0
	var chars []rune
	for _, word := range bytes.Fields([]byte(text)) {
		if word[0] == '<' {
			tag = tags.Number(string(word))
			continue
		}
		var c rune
		if _, err := fmt.Sscanf(string(word), "%X", &c); err != nil {
			log.Fatal(err)
		}
		chars = append(chars, c)
	}
	return append(append(pool, byte(tag)), string(chars)...)
}
