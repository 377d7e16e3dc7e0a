// This file improves programs: runs of characters become strings, and what the parts of a
// program start with is computed.

package sre

// optimise fills what the engine uses to skip hopeless attempts.
func (p *Program) optimise() {
	p.joinChars()
	for i := range p.insts {
		in := &p.insts[i]
		switch in.op {
		case iAlt:
			in.set = p.firstOf(in.next)
		case iGreedy, iLazy:
			p.improveRepeat(in)
		}
	}
	start := p.insts[0]
	p.anchored = start.op == iAt && (start.c == atBeginning || start.c == atBeginningString)
	if p.prefix == nil && p.first == nil {
		p.first = p.firstOf(0)
	}
	if p.prefix == nil && p.first != nil && p.first.only >= 0 {
		p.prefix = newLiteral([]uint32{uint32(p.first.only)})
	}
}

// improveRepeat notes what follows a repeat of one character. A greedy repeat that can be followed
// by none of its own characters never gives any back, so it may as well be possessive.
func (p *Program) improveRepeat(in *inst) {
	in.tail = p.firstOf(in.alt)
	if in.op == iGreedy && in.tail != nil {
		if item := in.itemSet(); item != nil && disjoint(item, in.tail) {
			in.op = iPossessive
		}
	}
}

func (in *inst) itemSet() *set {
	if in.single {
		return charSet(in.c)
	}
	return in.set
}

// joinChars makes strings of runs of characters. The characters stay behind the string, for jumps
// into the run.
func (p *Program) joinChars() {
	for i := 0; i < len(p.insts); i++ {
		j := i
		for j < len(p.insts) && p.insts[j].op == iChar {
			j++
		}
		if j-i < 2 {
			continue
		}
		chars := make([]uint32, j-i)
		for k := range chars {
			chars[k] = p.insts[i+k].c
		}
		p.insts[i].op, p.insts[i].lit, p.insts[i].next = iString, newLiteral(chars), int32(j)
		i = j
	}
}

// firstOf returns the set of characters with which the rest of the program from i on starts, nil
// if that may be empty or is too complex.
func (p *Program) firstOf(i int32) *set {
	budget := 100
	return p.firstSet(i, &budget)
}

func (p *Program) firstSet(i int32, budget *int) *set {
	*budget--
	for ; *budget > 0; *budget-- {
		in := &p.insts[i]
		switch in.op {
		case iChar, iString:
			return charSet(in.c)
		case iSet:
			return in.set
		case iMark, iAt:
			i++
		case iJump:
			i = in.next
		case iAssert, iAssertNot:
			i = in.alt
		case iAtomic:
			i = in.next
		case iAlt:
			s := p.firstSet(in.next, budget)
			for s != nil && in.alt >= 0 {
				in = &p.insts[in.alt]
				*budget--
				s = union(s, p.firstSet(in.next, budget))
			}
			return s
		case iGreedy, iLazy, iPossessive:
			item := in.itemSet()
			if item != nil && in.min == 0 {
				item = union(item, p.firstSet(in.alt, budget))
			}
			return item
		case iRepeat:
			body := p.firstSet(in.next, budget)
			if body != nil && in.min == 0 {
				body = union(body, p.firstSet(in.alt+1, budget))
			}
			return body
		case iMaxUntil, iMinUntil:
			tail := p.firstSet(i+1, budget)
			if tail == nil {
				return nil
			}
			return union(tail, p.firstSet(p.insts[in.alt].next, budget))
		case iPossRepeat:
			body := p.firstSet(in.next, budget)
			if body != nil && in.min == 0 {
				body = union(body, p.firstSet(in.alt, budget))
			}
			return body
		default:
			return nil
		}
	}
	return nil
}
