// This file translates compiled patterns to the engine's instructions, and refuses broken ones.

package sre

// Program is a compiled pattern in the form that the engine executes: jumps are absolute, and
// every test of a single character is a literal or a set with a bitmap.
type Program struct {
	insts  []inst
	groups int

	minWidth int
	prefix   *literal // the text every match starts with, nil for none
	whole    bool     // the prefix is the whole pattern
	first    *set     // what every match starts with, nil if not known
	anchored bool     // matches start at the beginning of the text only
}

// operation is an instruction of a Program.
type operation uint8

// The instructions. body, next and alt are indices of instructions.
const (
	iFail        operation = iota
	iSuccess               // end of the program, or of the body of an assertion, atomic group or possessive repeat
	iChar                  // the character c
	iString                // the characters lit; goes on at next
	iSet                   // a character of set
	iAll                   // any character
	iMark                  // store the position in mark c
	iAt                    // test the position: c as for opAt
	iJump                  // go to next
	iGroupRef              // the text of group c again; min is the opcode
	iGroupExists           // go to next if group c is set, else to alt
	iAssert                // match next min characters before; then go to alt
	iAssertNot             // likewise, must not match
	iAtomic                // match next once; go to alt
	iAlt                   // try next, then alt (-1: none); set is what next starts with
	iGreedy                // item min to max times, as often as possible; then go to alt
	iLazy                  // as rarely as possible
	iPossessive            // as often as possible, never less
	iRepeat                // repeat next min to max times; alt is the until
	iMaxUntil              // end of the body of the repeat alt
	iMinUntil              // likewise, a lazy one
	iPossRepeat            // possessive repeat of next, then go to alt
)

// inst is an instruction; which fields it uses is said at the operations.
type inst struct {
	op        operation
	single    bool // the item of a one-character repeat is the character c
	c         uint32
	next, alt int32
	min, max  int
	set       *set // the item of a repeat (nil: any character); of iAlt see there
	tail      *set // what the rest behind a one-character repeat starts with, nil if not known
	lit       *literal
}

// literal is a text of the pattern, also as bytes if no character is above 255.
type literal struct {
	chars []uint32
	bytes string
	wide  bool
}

func newLiteral(chars []uint32) *literal {
	l := &literal{chars: chars}
	b := make([]byte, len(chars))
	for i, c := range chars {
		l.wide = l.wide || c > 255
		b[i] = byte(c)
	}
	l.bytes = string(b)
	return l
}

// translation is the state of Compile.
type translation struct {
	code   []uint32
	prog   *Program
	at     []int32       // instruction by position in code, -1 for none
	skips  map[int]bool  // positions of the skip words of branches; false: of the final zero
	untils map[int]int32 // instruction of the repeat, by position of its until
	bad    bool
}

// Compile translates the program code of a pattern with the given number of groups. ok is false
// if the code is no valid program.
func Compile(code []uint32, groups int) (prog *Program, ok bool) {
	t := &translation{code: code, prog: &Program{groups: groups}, at: make([]int32, len(code)+1)}
	defer func() {
		// Reading an operand beyond the end is the one way in which broken code can panic.
		if recover() != nil {
			prog, ok = nil, false
		}
	}()
	for i := range t.at {
		t.at[i] = -1
	}
	pc := 0
	if len(code) > 0 && code[0] == opInfo {
		pc = 1 + int(code[1])
		t.info()
	}
	t.prog.insts = make([]inst, 0, len(code)/2+1)
	for pc < len(code) && !t.bad {
		t.at[pc] = int32(len(t.prog.insts))
		pc = t.decode(pc)
	}
	t.link()
	if n := len(t.prog.insts); t.bad || n == 0 || t.prog.insts[n-1].op != iSuccess {
		return nil, false
	}
	t.prog.optimise()
	return t.prog, true
}

// info reads the info block: skip, flags, width, then the prefix or the charset.
func (t *translation) info() {
	code, p := t.code, t.prog
	flags := code[2]
	p.minWidth = int(code[3])
	switch {
	case flags&infoPrefix != 0:
		n := int(code[5])
		if n > 0 {
			p.prefix = newLiteral(code[7 : 7+n])
			p.whole = flags&infoLiteral != 0
		}
	case flags&infoCharset != 0:
		p.first = newSet(opIn, code, 4)
	}
}

func (t *translation) emit(in inst) int32 {
	t.prog.insts = append(t.prog.insts, in)
	return int32(len(t.prog.insts) - 1)
}

// decode translates the instruction at pc and returns the position behind it. Targets of jumps
// are positions in code until link.
func (t *translation) decode(pc int) int {
	code := t.code
	if isAlt, known := t.skips[pc]; known {
		if !isAlt {
			t.at[pc] = -1
			return pc + 1
		}
		alt := pc + int(code[pc])
		if code[alt] == 0 {
			alt = -1
		}
		t.emit(inst{op: iAlt, next: int32(pc + 1), alt: int32(alt)})
		return pc + 1
	}
	op := code[pc]
	pc++
	switch op {
	case opSuccess:
		t.emit(inst{op: iSuccess})
	case opFailure:
		t.emit(inst{op: iFail})
	case opMark:
		t.bad = t.bad || int(code[pc]) >= 2*t.prog.groups
		t.emit(inst{op: iMark, c: code[pc]})
		pc++
	case opAt:
		t.emit(inst{op: iAt, c: code[pc]})
		pc++
	case opJump:
		t.emit(inst{op: iJump, next: t.target(pc)})
		pc++
	case opGroupRef, opGroupRefIgnore, opGroupRefUniIgnore, opGroupRefLocIgnore:
		t.group(code[pc])
		t.emit(inst{op: iGroupRef, c: code[pc], min: int(op)})
		pc++
	case opGroupRefExists:
		t.group(code[pc])
		t.emit(inst{op: iGroupExists, c: code[pc], next: int32(pc + 2), alt: int32(pc + int(code[pc+1]))})
		pc += 2
	case opAssert:
		t.emit(inst{op: iAssert, min: int(code[pc+1]), next: int32(pc + 2), alt: t.target(pc)})
		pc += 2
	case opAssertNot:
		t.emit(inst{op: iAssertNot, min: int(code[pc+1]), next: int32(pc + 2), alt: t.target(pc)})
		pc += 2
	case opAtomicGroup:
		t.emit(inst{op: iAtomic, next: int32(pc + 1), alt: t.target(pc)})
		pc++
	case opBranch:
		t.at[pc-1] = int32(len(t.prog.insts))
		t.branch(pc)
	case opRepeatOne:
		return t.repeatOne(iGreedy, pc)
	case opMinRepeatOne:
		return t.repeatOne(iLazy, pc)
	case opPossessiveRepeatOne:
		return t.repeatOne(iPossessive, pc)
	case opRepeat:
		i := t.emit(inst{op: iRepeat, min: int(code[pc+1]), max: int(code[pc+2]), next: int32(pc + 3), alt: t.target(pc)})
		if t.untils == nil {
			t.untils = map[int]int32{}
		}
		t.untils[pc+int(code[pc])] = i
		pc += 3
	case opMaxUntil, opMinUntil:
		i, known := t.untils[pc-1]
		t.bad = t.bad || !known
		until := iMaxUntil
		if op == opMinUntil {
			until = iMinUntil
		}
		t.emit(inst{op: until, alt: i})
	case opPossessiveRepeat:
		t.emit(inst{op: iPossRepeat, min: int(code[pc+1]), max: int(code[pc+2]), next: int32(pc + 3), alt: t.target(pc) + 1})
		pc += 3
	default:
		in, size := t.item(op, pc)
		t.emit(in)
		pc += size
	}
	return pc
}

func (t *translation) target(pc int) int32 { return int32(pc + int(t.code[pc])) }

func (t *translation) group(n uint32) { t.bad = t.bad || int(n) >= t.prog.groups }

// branch notes where the alternatives of a branch start.
func (t *translation) branch(pc int) {
	if t.skips == nil {
		t.skips = map[int]bool{}
	}
	for t.code[pc] != 0 {
		t.skips[pc] = true
		pc += int(t.code[pc])
	}
	t.skips[pc] = false
}

// item translates an instruction that matches one character; size is that of its operands.
func (t *translation) item(op uint32, pc int) (in inst, size int) {
	switch op {
	case opLiteral:
		return inst{op: iChar, c: t.code[pc]}, 1
	case opAnyAll:
		return inst{op: iAll}, 0
	case opAny:
		return inst{op: iSet, set: newSet(op, t.code, pc)}, 0
	case opNotLiteral, opCategory, opLiteralIgnore, opNotLiteralIgnore, opLiteralUniIgnore, opNotLiteralUniIgnore,
		opLiteralLocIgnore, opNotLiteralLocIgnore:
		return inst{op: iSet, set: newSet(op, t.code, pc)}, 1
	case opIn, opInIgnore, opInUniIgnore, opInLocIgnore:
		return inst{op: iSet, set: newSet(op, t.code, pc)}, int(t.code[pc])
	}
	t.bad = true
	return inst{}, 0
}

// repeatOne translates the repeat of a single-character item.
func (t *translation) repeatOne(op operation, pc int) int {
	code := t.code
	in, _ := t.item(code[pc+3], pc+4)
	t.emit(inst{op: op, single: in.op == iChar, c: in.c, set: in.set, min: int(code[pc+1]), max: int(code[pc+2]), alt: t.target(pc)})
	return pc + int(code[pc])
}

// link replaces positions in code by instructions.
func (t *translation) link() {
	for i := range t.prog.insts {
		in := &t.prog.insts[i]
		switch in.op {
		case iJump:
			in.next = t.resolve(in.next)
		case iGroupExists, iAssert, iAssertNot, iAtomic, iRepeat, iPossRepeat, iAlt:
			in.next = t.resolve(in.next)
			if in.alt >= 0 {
				in.alt = t.resolve(in.alt)
			}
		case iGreedy, iLazy, iPossessive:
			in.alt = t.resolve(in.alt)
		}
	}
}

// resolve is the instruction at a position; the zero word that ends a branch stands for what
// follows it.
func (t *translation) resolve(pos int32) int32 {
	if pos < 0 || int(pos) >= len(t.at) {
		t.bad = true
		return 0
	}
	if isAlt, known := t.skips[int(pos)]; known && !isAlt {
		pos++
	}
	i := t.at[pos]
	if i < 0 || int(i) >= len(t.prog.insts) {
		t.bad = true
		return 0
	}
	return i
}
