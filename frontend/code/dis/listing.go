// This file lays out one code object: columns, labels and the exception table.

package dis

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"adder/frontend/code"
)

// The widths of columns, and what stands for a line that is not known.
const (
	opnameWidth = 20
	opargWidth  = 5
	noLine      = "  --"
)

// listing is a code object being printed. Offsets are in bytes, as dis shows them.
type listing struct {
	*printer
	c          *code.Code
	locations  []code.Location // one a code unit
	starts     map[int]bool    // the offsets at which a line starts
	labels     map[int]int     // numbers of the labels by offset
	exceptions []code.ExceptionEntry

	lineWidth, labelWidth, offsetWidth int
}

// line is what a line of the listing shows.
type line struct {
	offset int
	starts bool // a source line starts here
	label  int  // 0: none
	name   string
	hasArg bool
	arg    int
	detail string
}

func newListing(p *printer, c *code.Code) *listing {
	l := &listing{printer: p, c: c, starts: map[int]bool{}, locations: unitLocations(c)}
	l.exceptions, _ = c.ParseExceptionTable()
	l.findLabels()
	l.labelWidth = 4 + len(strconv.Itoa(len(l.labels)))
	if p.opts.Offsets {
		l.offsetWidth = len(strconv.Itoa(max(len(c.Bytecode)-2, 9999)))
	}
	lineWidth := l.findLines()
	if l.lineWidth = lineWidth; p.opts.Positions {
		l.lineWidth = l.positionsWidth()
	}
	return l
}

// unitLocations returns the location of each code unit.
func unitLocations(c *code.Code) []code.Location {
	list := make([]code.Location, len(c.Bytecode)/2)
	for i := range list {
		list[i] = code.NoLocation
	}
	for _, e := range c.Locations() {
		for i := e.Start; i < min(e.End, len(list)); i++ {
			list[i] = e.Location
		}
	}
	return list
}

// findLines notes where lines start and returns the width of the line column, 0 without lines.
func (l *listing) findLines() int {
	last, highest, unknown := -2, -1, false
	for i, loc := range l.locations {
		if loc.Line != last {
			last = loc.Line
			l.starts[2*i] = true
			highest = max(highest, last)
			unknown = unknown || last < 0
		}
	}
	switch width := max(3, len(strconv.Itoa(highest))); {
	case highest <= 0:
		return 0
	case unknown:
		return max(width, len(noLine))
	default:
		return width
	}
}

// positionsWidth returns the width of the column of positions, 0 if none is known.
func (l *listing) positionsWidth() int {
	known, width := false, 0
	for _, loc := range l.locations {
		fields := positionFields(loc)
		known = known || loc != code.NoLocation
		width = max(width, len(strings.Join(fields[:], "")))
	}
	if !known {
		return 0
	}
	return 1 + max(len(noLine), 3+width)
}

// positionFields are line, column, end line and end column; a question mark for those not known.
func positionFields(loc code.Location) [4]string {
	var fields [4]string
	for i, n := range [...]int{loc.Line, loc.Col, loc.EndLine, loc.EndCol} {
		if fields[i] = "?"; n >= 0 {
			fields[i] = strconv.Itoa(n)
		}
	}
	return fields
}

// findLabels numbers the offsets that jumps and the exception table name.
func (l *listing) findLabels() {
	var offsets []int
	for in := range l.instructions {
		if target, ok := jumpTarget(in); ok {
			offsets = append(offsets, target)
		}
	}
	for _, e := range l.exceptions {
		offsets = append(offsets, 2*e.Start, 2*e.End, 2*e.Target)
	}
	slices.Sort(offsets)
	l.labels = map[int]int{}
	for i, offset := range slices.Compact(offsets) {
		l.labels[offset] = i + 1
	}
}

// instructions yields all instructions, the prefixes EXTENDED_ARG among them with the
// argument up to there.
func (l *listing) instructions(yield func(code.Instr) bool) {
	bc := l.c.Bytecode
	arg := uint32(0)
	for i := 0; i+1 < len(bc); {
		op := code.Op(bc[i]).Deopt()
		arg = arg<<8 | uint32(bc[i+1])
		next := i/2 + 1 + int(code.Info(op).Caches)
		if !yield(code.Instr{Op: op, Arg: arg, Offset: i / 2, Next: next}) {
			return
		}
		if op != code.EXTENDED_ARG {
			arg = 0
		}
		i = 2 * next
	}
}

func (l *listing) print() {
	for in := range l.instructions {
		offset := 2 * in.Offset
		ln := line{offset: offset, starts: l.starts[offset], label: l.labels[offset], name: in.Op.String()}
		if in.Op.Has(code.FlagArg) {
			ln.hasArg, ln.arg, ln.detail = true, int(int32(in.Arg)), l.detail(in)
		}
		l.line(ln)
		if l.opts.Caches {
			l.caches(in)
		}
	}
	if len(l.exceptions) > 0 {
		fmt.Fprintln(l.w, "ExceptionTable:")
	}
	for _, e := range l.exceptions {
		lasti := ""
		if e.Lasti {
			lasti = " lasti"
		}
		fmt.Fprintf(l.w, "  L%d to L%d -> L%d [%d]%s\n", l.labels[2*e.Start], l.labels[2*e.End], l.labels[2*e.Target], e.Depth, lasti)
	}
}

// caches prints the inline cache behind an instruction; the first unit of each field shows
// the field's name and value.
func (l *listing) caches(in code.Instr) {
	unit := in.Offset
	for _, f := range code.CacheFields(in.Op) {
		for i := range f.Units {
			unit++
			ln := line{offset: 2 * unit, name: code.CACHE.String(), hasArg: true}
			if i == 0 {
				ln.detail = fmt.Sprintf("%s: %d", f.Name, l.cacheValue(in.Op, f.Name))
			}
			l.lineAt(ln, l.locations[in.Offset])
		}
	}
}

// The counters that CPython puts into the caches of a code object that has not run.
const (
	coldCounter   = 17     // runs before the first specialisation, with its backoff
	coldJump      = 0xfffc // the same of a loop
	unknownBranch = 0x5555 // taken as often as not
)

func (l *listing) cacheValue(op code.Op, field string) int {
	switch {
	case !l.opts.Specialized || field != "counter":
		return 0
	case op == code.JUMP_BACKWARD:
		return coldJump
	case strings.HasPrefix(op.String(), "POP_JUMP_IF_"):
		return unknownBranch
	}
	return coldCounter
}

func (l *listing) line(ln line) { l.lineAt(ln, l.locations[ln.offset/2]) }

// lineAt prints a line; loc is where its instruction comes from.
func (l *listing) lineAt(ln line, loc code.Location) {
	if l.lineWidth > 0 && ln.starts && ln.offset > 0 {
		l.w.WriteByte('\n')
	}
	var fields []string
	if l.lineWidth > 0 {
		fields = append(fields, l.place(ln, loc))
	}
	label := ""
	if ln.label > 0 {
		label = fmt.Sprintf("L%d:", ln.label)
	}
	fields = append(fields, fmt.Sprintf("%*s", l.labelWidth, label))
	if l.offsetWidth > 0 {
		fields = append(fields, fmt.Sprintf("%*d  ", l.offsetWidth, ln.offset))
	}
	fields = append(fields, "   ", fmt.Sprintf("%-*s", opnameWidth, ln.name))
	if ln.hasArg {
		excess := max(0, len(ln.name)-opnameWidth)
		fields = append(fields, fmt.Sprintf("%*d", max(0, opargWidth-excess), ln.arg))
		if ln.detail != "" {
			fields = append(fields, "("+ln.detail+")")
		}
	}
	l.w.WriteString(strings.TrimRight(strings.Join(fields, " "), " "))
	l.w.WriteByte('\n')
}

// place is the column of the line, or of all positions.
func (l *listing) place(ln line, loc code.Location) string {
	switch {
	case l.opts.Positions && loc == code.NoLocation:
		return fmt.Sprintf("%-*s", l.lineWidth, noLine)
	case l.opts.Positions:
		f := positionFields(loc)
		return fmt.Sprintf("%-*s", l.lineWidth, f[0]+":"+f[1]+"-"+f[2]+":"+f[3])
	case !ln.starts:
		return strings.Repeat(" ", l.lineWidth)
	case loc.Line < 0:
		return fmt.Sprintf("%*s", l.lineWidth, noLine)
	}
	return fmt.Sprintf("%*d", l.lineWidth, loc.Line)
}
