// This file defines Op, an opcode, and what the table of opcodes tells about one.

package code

//go:generate go run adder/cmd/gen/opcodes

// Op is an opcode of CPython 3.14. Those above 255 are pseudo-instructions.
type Op uint16

// numOps bounds the opcodes, pseudo-instructions included.
const numOps = 272

// OpInfo is a row of the instruction table.
type OpInfo struct {
	Name   string
	Caches uint8 // code units of inline cache behind the instruction
	Flags  OpFlags
}

// OpFlags are the properties of an opcode.
type OpFlags uint8

// The flags: the argument is used, and what it means; the instruction may raise (in a
// pseudo-instruction: it sets up a handler).
const (
	FlagArg OpFlags = 1 << iota
	FlagConst
	FlagName
	FlagJump
	FlagLocal
	FlagFree
	FlagExc
)

// Info returns the row of op; its Name is empty for numbers that are no opcode.
func Info(op Op) *OpInfo {
	if op >= numOps {
		return &OpInfo{}
	}
	return &opTable[op]
}

// CacheField is a field of an inline cache.
type CacheField struct {
	Name  string
	Units int // code units
}

// CacheFields returns what the inline cache behind op holds, in order.
func CacheFields(op Op) []CacheField {
	if int(op) >= len(cacheFields) {
		return nil
	}
	return cacheFields[op]
}

// Family returns the opcode that a specialised one, written by CPython's quickening, stands for; ok
// is false for all others.
func Family(op Op) (family Op, ok bool) {
	if int(op) >= len(specialized) || specialized[op] == 0 {
		return op, false
	}
	return specialized[op], true
}

// String returns the opcode's name, "<N>" for numbers that are none.
func (op Op) String() string {
	if name := Info(op).Name; name != "" {
		return name
	}
	return "<" + itoa(int(op)) + ">"
}

// Has reports whether op has all the given flags.
func (op Op) Has(flags OpFlags) bool { return Info(op).Flags&flags == flags }

// Deopt returns the opcode that op specialises, op itself if it is no specialised form.
func (op Op) Deopt() Op {
	if op < 256 && specialized[op] != 0 {
		return specialized[op]
	}
	return op
}

func itoa(i int) string {
	if i < 10 {
		return string(rune('0' + i))
	}
	return itoa(i/10) + string(rune('0'+i%10))
}
