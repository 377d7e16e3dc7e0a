// This file holds the state of a match, and the search for one.

package sre

// Char is a code point as a str or bytes stores it.
type Char interface{ uint8 | uint16 | uint32 }

// Matcher is an engine whose text's element type is hidden.
type Matcher interface {
	// Match tries to match at position start. With full the match must reach the end.
	// mustAdvance refuses an empty match at the start.
	Match(start int, full, mustAdvance bool) bool
	// Search looks for the first match at start or behind it.
	Search(start int, mustAdvance bool) bool
	// Span returns the range of group i (0: the whole match) of the latest match, -1, -1 if
	// the group did not take part.
	Span(i int) (start, end int)
	// LastIndex is the number of the last group closed, 0 for none.
	LastIndex() int
}

// engine is a Matcher for one text.
type engine[T Char] struct {
	code      []uint32
	text      []T
	begin     int // positions before it are not part of the text
	end       int
	start     int // of the current match
	ptr       int // end of the latest successful (sub)match
	marks     []int
	lastMark  int // index of the last mark set, -1 for none
	lastIndex int // last group closed, -1 for none
	repeat    *repetition
	matchAll  bool
	advance   bool // an empty match at start is no match
}

// repetition is the state of a repeat that is under way (SRE_REPEAT).
type repetition struct {
	count   int
	pattern int // position of the skip word behind opRepeat
	prev    *repetition
	lastPtr int // where the latest item started, -1 for none
}

// New returns a matcher of the program code with the given number of groups over text,
// restricted to positions begin to end.
func New[T Char](code []uint32, groups int, text []T, begin, end int) Matcher {
	return &engine[T]{code: code, text: text, begin: 0, end: end, start: begin, marks: make([]int, 2*groups)}
}

func (e *engine[T]) reset() {
	e.lastMark, e.lastIndex, e.repeat = -1, -1, nil
}

func (e *engine[T]) Match(start int, full, mustAdvance bool) bool {
	e.reset()
	e.start, e.matchAll, e.advance = start, full, mustAdvance
	return e.match(e.first(), start, true)
}

// first is the position of the first instruction behind the info block.
func (e *engine[T]) first() int {
	if e.code[0] == opInfo {
		return 1 + int(e.code[1])
	}
	return 0
}

func (e *engine[T]) Span(i int) (start, end int) {
	if i == 0 {
		return e.start, e.ptr
	}
	m := 2 * (i - 1)
	if m+1 > e.lastMark || e.marks[m] < 0 || e.marks[m+1] < 0 {
		return -1, -1
	}
	return e.marks[m], e.marks[m+1]
}

func (e *engine[T]) LastIndex() int { return max(e.lastIndex, 0) }

// Search tries positions from start on, skipping those where the info block tells that no
// match can start.
func (e *engine[T]) Search(start int, mustAdvance bool) bool {
	e.reset()
	e.matchAll, e.advance = false, mustAdvance
	pc := e.first()
	last := e.end
	var lit, set, hasLit = uint32(0), 0, false
	if e.code[0] == opInfo {
		flags := e.code[2]
		if width := int(e.code[3]); width > 1 {
			last = max(e.end-(width-1), start)
		}
		if flags&infoPrefix != 0 && e.code[5] > 0 {
			lit, hasLit = e.code[7], true
		} else if flags&infoCharset != 0 {
			set = 5
		}
	}
	for p := start; p <= last; p++ {
		switch {
		case hasLit:
			if p = e.find(lit, p, last); p < 0 {
				return false
			}
		case set != 0:
			for p < e.end && !inSet(e.code, set, uint32(e.text[p])) {
				p++
			}
			if p >= e.end {
				return false
			}
		}
		e.start = p
		if e.match(pc, p, true) {
			return true
		}
		e.advance = false
		e.reset()
	}
	return false
}

// find returns the first position of c from p up to last, -1 for none.
func (e *engine[T]) find(c uint32, p, last int) int {
	want := T(c)
	if uint32(want) != c {
		return -1
	}
	stop := min(last+1, e.end)
	for ; p < stop; p++ {
		if e.text[p] == want {
			return p
		}
	}
	return -1
}
