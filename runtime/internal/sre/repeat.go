// This file executes repeats.

package sre

// count returns how often the item at pc matches from ptr on, at most limit times.
func (e *engine[T]) count(pc, ptr int, limit uint32) int {
	stop := e.end
	if limit != MaxRepeat && int(limit) < stop-ptr {
		stop = ptr + int(limit)
	}
	op := e.code[pc]
	p := ptr
	switch op {
	case opAnyAll:
		return stop - ptr
	case opLiteral:
		c := T(e.code[pc+1])
		if uint32(c) != e.code[pc+1] {
			return 0
		}
		for p < stop && e.text[p] == c {
			p++
		}
	case opIn:
		for p < stop && inSet(e.code, pc+2, uint32(e.text[p])) {
			p++
		}
	case opAny, opNotLiteral, opCategory, opLiteralIgnore, opNotLiteralIgnore, opLiteralUniIgnore, opNotLiteralUniIgnore,
		opLiteralLocIgnore, opNotLiteralLocIgnore, opInIgnore, opInUniIgnore, opInLocIgnore:
		for p < stop && e.one(op, pc+1, uint32(e.text[p])) {
			p++
		}
	default:
		for p < stop {
			if !e.match(pc, p, false) || e.ptr == p {
				break
			}
			p = e.ptr
		}
	}
	return p - ptr
}

// repeatOne matches a repeat of a single-character item as often as possible, then gives
// characters back until the tail matches.
func (e *engine[T]) repeatOne(pc, ptr int, top bool) bool {
	least := int(e.code[pc+1])
	if least > e.end-ptr {
		return false
	}
	n := e.count(pc+3, ptr, e.code[pc+2])
	if n < least {
		return false
	}
	tail := pc + int(e.code[pc])
	if e.code[tail] == opSuccess && !(top && (e.matchAll && ptr+n != e.end || e.advance && ptr+n == e.start)) {
		e.ptr = ptr + n
		return true
	}
	s := e.save()
	literal := e.code[tail] == opLiteral
	for p := ptr + n; p >= ptr+least; p-- {
		if literal && (p >= e.end || uint32(e.text[p]) != e.code[tail+1]) {
			continue
		}
		if e.match(tail, p, top) {
			return true
		}
		e.restore(&s)
	}
	return false
}

// minRepeatOne matches the item as rarely as possible.
func (e *engine[T]) minRepeatOne(pc, ptr int, top bool) bool {
	least, most := int(e.code[pc+1]), e.code[pc+2]
	if least > e.end-ptr {
		return false
	}
	n := 0
	if least > 0 {
		if n = e.count(pc+3, ptr, uint32(least)); n < least {
			return false
		}
		ptr += n
	}
	tail := pc + int(e.code[pc])
	s := e.save()
	for {
		if e.match(tail, ptr, top) {
			return true
		}
		e.restore(&s)
		if most != MaxRepeat && n >= int(most) || e.count(pc+3, ptr, 1) == 0 {
			return false
		}
		ptr++
		n++
	}
}

// maxUntil is reached behind the item of a greedy repeat.
func (e *engine[T]) maxUntil(pc, ptr int, top bool) bool {
	rep := e.repeat
	if rep == nil {
		return false
	}
	count := rep.count + 1
	least, most := int(e.code[rep.pattern+1]), e.code[rep.pattern+2]
	if count < least {
		return e.again(rep, count, ptr, top)
	}
	if (most == MaxRepeat || count < int(most)) && ptr != rep.lastPtr {
		s := e.saveAll()
		last := rep.lastPtr
		rep.lastPtr = ptr
		ok := e.again(rep, count, ptr, top)
		rep.lastPtr = last
		if ok {
			return true
		}
		e.restore(&s)
	}
	e.repeat = rep.prev
	ok := e.match(pc, ptr, top)
	e.repeat = rep
	return ok
}

// again matches the item of rep once more, as repetition number count.
func (e *engine[T]) again(rep *repetition, count, ptr int, top bool) bool {
	rep.count = count
	if e.match(rep.pattern+3, ptr, top) {
		return true
	}
	rep.count = count - 1
	return false
}

// minUntil is reached behind the item of a lazy repeat.
func (e *engine[T]) minUntil(pc, ptr int, top bool) bool {
	rep := e.repeat
	if rep == nil {
		return false
	}
	count := rep.count + 1
	least, most := int(e.code[rep.pattern+1]), e.code[rep.pattern+2]
	if count < least {
		return e.again(rep, count, ptr, top)
	}
	s := e.save()
	e.repeat = rep.prev
	ok := e.match(pc, ptr, top)
	e.repeat = rep
	if ok {
		return true
	}
	e.restore(&s)
	if most != MaxRepeat && count >= int(most) || ptr == rep.lastPtr {
		return false
	}
	last := rep.lastPtr
	rep.lastPtr = ptr
	ok = e.again(rep, count, ptr, top)
	rep.lastPtr = last
	return ok
}

// possessive matches the item as often as possible and never gives back; e.ptr is the end.
func (e *engine[T]) possessive(pc, ptr int) bool {
	least, most := int(e.code[pc+1]), e.code[pc+2]
	// A repetition of its own keeps an until inside the item from reaching ours.
	outer := e.repeat
	e.repeat = &repetition{count: -1, pattern: pc, prev: outer, lastPtr: -1}
	defer func() { e.repeat = outer }()
	count, last := 0, -1
	for ; count < least; count++ {
		if !e.match(pc+3, ptr, false) {
			return false
		}
		ptr = e.ptr
	}
	for (most == MaxRepeat || count < int(most)) && ptr != last {
		s := e.saveAll()
		last = ptr
		if !e.match(pc+3, ptr, false) {
			e.restore(&s)
			break
		}
		ptr = e.ptr
		count++
	}
	e.ptr = ptr
	return true
}
