// This file keeps the index that Open makes beside the data, for programs whose modules were prepared
// when they were built: opening one then touches nothing but what is asked for.

package marshal

import (
	"encoding/binary"
	"errors"

	"adder/frontend/code"
)

// The words of the index: three of a header (numbers of references and code objects, length of
// the data), one a reference, three a code object. The data follows.
const (
	wordSize   = 4
	headWords  = 3
	siteWords  = 3
	headerSize = headWords * wordSize
)

// WithIndex returns marshalled code with its index, for OpenIndexed, and the number of code objects.
func WithIndex(data []byte) ([]byte, int, error) {
	d, err := Open(data)
	if err != nil {
		return nil, 0, err
	}
	img := d.img
	out := make([]byte, 0, headerSize+wordSize*(len(img.refs)+siteWords*len(img.sites))+len(data))
	word := func(n int32) { out = binary.LittleEndian.AppendUint32(out, uint32(n)) }
	word(int32(len(img.refs)))
	word(int32(len(img.sites)))
	word(int32(len(data)))
	for _, pos := range img.refs {
		word(pos)
	}
	for _, s := range img.sites {
		word(s.start)
		word(s.tail)
		word(s.end)
	}
	return append(out, data...), len(img.sites), nil
}

var errIndex = errors.New("damaged index of code objects")

// OpenIndexed is Open for what WithIndex returned. Only lengths are checked.
func OpenIndexed(data []byte) (*Indexed, error) {
	if len(data) < headerSize {
		return nil, errIndex
	}
	word := func(i int) int { return int(binary.LittleEndian.Uint32(data[wordSize*i:])) }
	img := &image{numRefs: word(0), numCode: word(1)}
	end := headerSize + wordSize*(img.numRefs+siteWords*img.numCode)
	if img.numRefs > len(data) || img.numCode > len(data) || len(data) != end+word(2) || img.numCode == 0 {
		return nil, errIndex
	}
	img.index, img.data = data[headerSize:end], data[end:]
	return &Indexed{img}, nil
}

// Indexed are the code objects of a module.
type Indexed struct{ img *image }

// At returns a code object by its place in code.Flatten.
func (x *Indexed) At(i int) Deferred { return Deferred{x.img, int32(i)} }

// Index is the place of the code object in code.Flatten.
func (d *Deferred) Index() int { return int(d.at) }

// codes is the number of code objects.
func (img *image) codes() int {
	if img.index != nil {
		return img.numCode
	}
	return len(img.sites)
}

// site returns the place of a code object.
func (img *image) site(i int) site {
	if img.index == nil {
		return img.sites[i]
	}
	words := img.index[wordSize*(img.numRefs+siteWords*i):]
	word := func(i int) int32 { return int32(binary.LittleEndian.Uint32(words[wordSize*i:])) }
	return site{word(0), word(1), word(2)}
}

// ref returns the place of the object that a reference means.
func (img *image) ref(i int) int32 {
	if img.index == nil {
		return img.refs[i]
	}
	return int32(binary.LittleEndian.Uint32(img.index[wordSize*i:]))
}

// Consts reads the constants alone. Code objects among them are Deferred.
func (d *Deferred) Consts() code.Tuple {
	r := d.img.reader(d.img.site(int(d.at)).start)
	var c code.Code
	r.counts(&c)
	r.bytesField()
	return field[code.Tuple](r)
}
