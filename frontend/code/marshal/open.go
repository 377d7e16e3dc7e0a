// This file reads code objects on demand. Most functions of a module are never called, so Open only
// passes over the data, notes where things are, and leaves the reading to Deferred.

package marshal

import (
	"encoding/binary"
	"sort"
	"unsafe"

	"adder/frontend/code"
)

// Open prepares code for being read part by part. What it returns keeps data, which must not change
// any more. Errors of form are found at once; code.Verify is to be called for each part that is read.
func Open(data []byte) (*Deferred, error) {
	img := &image{data: data}
	s := scanner{reader: reader{data: data}, img: img}
	if kind := s.skip(); s.err != nil {
		return nil, s.err
	} else if kind != 'c' {
		return nil, errNotCode
	}
	return &Deferred{img: img, at: 0}, nil
}

// image is marshalled data with an index.
type image struct {
	data  []byte
	refs  []int32 // where the objects begin that may be referred to, by number
	sites []site  // where the code objects are, by start
	// file replaces the file name old, if there is one.
	old, file string
	shared    map[int32]code.Const // what is referred to and is no string, by place
	// index holds refs and sites instead, as AppendIndex wrote them.
	index            []byte
	numRefs, numCode int
}

// site is the place of a code object: it starts at start, what follows its names at tail, and the
// next object at end.
type site struct{ start, tail, end int32 }

// Deferred is a code object that can be read. It is a code.Unread.
type Deferred struct {
	img *image
	at  int32 // index in sites
}

// Rename changes the file name of the code objects that come from the same file as d.
func (d *Deferred) Rename(file string) {
	d.img.old, d.img.file = d.img.rawFile(d.at), file
}

// rawFile reads the file name as it is in the data.
func (img *image) rawFile(at int32) string {
	r := img.reader(img.site(int(at)).tail)
	r.names()
	r.object()
	return field[string](r)
}

// reader returns a reader of the objects from pos on.
func (img *image) reader(pos int32) *reader {
	return &reader{data: img.data, pos: int(pos), img: img}
}

// Head reads what names the code object and tells its parameters: Bytecode, Consts, Names and the
// tables stay empty.
func (d *Deferred) Head() *code.Code {
	s := d.img.site(int(d.at))
	c := &code.Code{}
	d.img.reader(s.start).counts(c)
	d.img.reader(s.tail).tail(c)
	c.LineTable, c.ExceptionTable = nil, nil
	return c
}

// Code reads the code object. Code objects among its constants are Deferred.
func (d *Deferred) Code() *code.Code {
	r := d.img.reader(d.img.site(int(d.at)).start)
	c := &code.Code{}
	r.counts(c)
	c.Bytecode = r.bytesField()
	c.Consts = field[code.Tuple](r)
	c.Names = r.names()
	r.tail(c)
	return c
}

// nested makes a code object among the constants, behind whose kind r is, a Deferred.
func (r *reader) nested() code.Const {
	at := sort.Search(r.img.codes(), func(i int) bool { return int(r.img.site(i).start) >= r.pos })
	r.pos = int(r.img.site(at).end)
	return &Deferred{r.img, int32(at)}
}

// object reads what a reference in an image refers to.
func (img *image) object(ref int) code.Const {
	pos := img.ref(ref)
	switch img.data[pos] &^ flagRef {
	case '(', ')', '>', ':', 'c':
	default:
		return img.reader(pos).object()
	}
	v, ok := img.shared[pos]
	if !ok {
		if img.shared == nil {
			img.shared = map[int32]code.Const{}
		}
		v = img.reader(pos).object()
		img.shared[pos] = v
	}
	return v
}

// text returns a string with the bytes b of an image, without copying them.
func text(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// scanner passes over objects.
type scanner struct {
	reader
	img *image
}

// skip passes over an object and returns its kind, or that of what it refers to.
func (s *scanner) skip() byte {
	if s.depth++; s.depth > maxDepth {
		s.fail(ErrDepth)
	}
	if s.err != nil {
		return 0
	}
	start := s.pos
	kind := s.byte()
	ref := -1
	if kind&flagRef != 0 && kind != 'r'|flagRef {
		ref = len(s.img.refs)
		s.img.refs = append(s.img.refs, -1) // it cannot be referred to yet
	}
	if kind &^= flagRef; kind == 'r' {
		kind = s.skipReference()
	} else {
		s.skipKind(kind)
	}
	if ref >= 0 {
		s.img.refs[ref] = int32(start)
	}
	s.depth--
	return kind
}

func (s *scanner) skipReference() byte {
	i := s.int32()
	if s.err == nil && (i < 0 || i >= len(s.img.refs) || s.img.refs[i] < 0) {
		s.fail(ErrRef)
	}
	if s.err != nil {
		return 0
	}
	return s.data[s.img.refs[i]] &^ flagRef
}

func (s *scanner) skipKind(kind byte) {
	switch kind {
	case 'N', 'F', 'T', '.':
	case 'i':
		s.bytes(4)
	case 'g':
		s.bytes(8)
	case 'y':
		s.bytes(16)
	case 's', 't', 'u', 'a', 'A':
		s.bytes(s.size())
	case 'z', 'Z':
		s.bytes(int(s.byte()))
	case ')':
		s.skipItems(int(s.byte()))
	case '(', '>':
		s.skipItems(s.size())
	case ':':
		s.skipItems(3)
	case 'c':
		s.skipCode()
	default: // rare: an error, or a number that is written in digits
		s.ofKind(kind)
	}
}

func (s *scanner) skipItems(n int) {
	for ; n > 0 && s.err == nil; n-- {
		s.skip()
	}
}

// skipCode passes over a code object behind its kind and checks the kinds of its fields.
func (s *scanner) skipCode() {
	at := len(s.img.sites)
	s.img.sites = append(s.img.sites, site{start: int32(s.pos)})
	var c code.Code
	s.counts(&c)
	s.want('s')
	s.wantTuple()
	s.skipNames()
	s.img.sites[at].tail = int32(s.pos)
	locals := s.skipNames()
	if kinds := s.want('s'); s.err == nil && s.length(kinds) != locals {
		s.fail(errBadField)
	}
	if c.ArgCount < 0 || c.KwOnlyArgCount < 0 || c.PosOnlyArgCount < 0 || c.PosOnlyArgCount > c.ArgCount ||
		c.ArgCount+c.KwOnlyArgCount+c.Flags.Stars() > locals {
		s.fail(errBadField)
	}
	for range 3 { // file, name, qualified name
		s.wantString()
	}
	s.bytes(4)
	s.want('s')
	s.want('s')
	s.img.sites[at].end = int32(s.pos)
}

// want passes over an object of a kind and returns its place.
func (s *scanner) want(kind byte) int {
	start := s.pos
	if s.skip() != kind {
		s.fail(errBadField)
	}
	return start
}

func (s *scanner) wantString() {
	switch s.skip() {
	case 't', 'u', 'a', 'A', 'z', 'Z':
	default:
		s.fail(errBadField)
	}
}

func (s *scanner) wantTuple() int {
	start := s.pos
	if kind := s.skip(); kind != ')' && kind != '(' {
		s.fail(errBadField)
	}
	return start
}

// at resolves a reference: it returns the place behind the kind of the object that is at pos or that is
// referred to there, and the kind.
func (s *scanner) at(pos int) (int, byte) {
	kind := s.data[pos] &^ flagRef
	if kind == 'r' {
		pos = int(s.img.refs[binary.LittleEndian.Uint32(s.data[pos+1:])])
		kind = s.data[pos] &^ flagRef
	}
	return pos + 1, kind
}

// length is the length of a tuple or bytes object that has been passed over.
func (s *scanner) length(pos int) int {
	pos, kind := s.at(pos)
	if kind == ')' {
		return int(s.data[pos])
	}
	return int(binary.LittleEndian.Uint32(s.data[pos:]))
}

// skipNames passes over a tuple of strings and returns its length.
func (s *scanner) skipNames() int {
	start := s.pos
	if kind := s.data[min(start, len(s.data)-1)] &^ flagRef; kind != ')' && kind != '(' {
		// A reference: the tuple may have been passed over as one of anything.
		start = s.wantTuple()
		if s.err == nil {
			r := s.img.reader(int32(start))
			if r.names(); r.err != nil {
				s.fail(r.err)
			}
		}
	} else {
		ref := -1
		if s.byte()&flagRef != 0 {
			ref = len(s.img.refs)
			s.img.refs = append(s.img.refs, -1)
		}
		n := 0
		if kind == ')' {
			n = int(s.byte())
		} else {
			n = s.size()
		}
		for ; n > 0 && s.err == nil; n-- {
			s.wantString()
		}
		if ref >= 0 {
			s.img.refs[ref] = int32(start)
		}
	}
	if s.err != nil {
		return 0
	}
	return s.length(start)
}

// A Deferred is what the object model takes.
var _ code.Unread = (*Deferred)(nil)
