// This file prints the IR.

package ir

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"adder/frontend/code"
)

// String prints f in the form that Parse reads. f should have been renumbered.
func (f *Func) String() string {
	var s strings.Builder
	s.WriteString("func " + f.Name + "\n")
	for _, b := range f.Blocks {
		s.WriteString(b.header() + "\n")
		for _, v := range b.Body {
			s.WriteString("  " + v.LongString() + "\n")
		}
	}
	if len(f.Resumes) > 0 {
		s.WriteString("resumes")
		for _, b := range f.Resumes {
			s.WriteString(" " + b.name())
		}
		s.WriteByte('\n')
	}
	return s.String()
}

func (b *Block) name() string { return "b" + strconv.Itoa(b.ID) }

func (b *Block) header() string {
	s := b.name()
	if b.Handler {
		s += " handler"
	}
	if b.General {
		s += " general"
	}
	if len(b.Params) > 0 {
		params := make([]string, len(b.Params))
		for i, p := range b.Params {
			params[i] = p.name() + " " + p.typeString()
		}
		s += "(" + strings.Join(params, ", ") + ")"
	}
	return s + ":"
}

func (v *Value) name() string { return "v" + strconv.Itoa(v.ID) }

// typeString prints the type, and the representation where it is not a py.Value.
func (v *Value) typeString() string {
	if v.Rep == RepValue {
		return v.Type.String()
	}
	return v.Rep.String() + ":" + v.Type.String()
}

// String returns the value's name.
func (v *Value) String() string { return v.name() }

// LongString prints the instruction.
func (v *Value) LongString() string {
	var s strings.Builder
	info := v.Op.Info()
	if v.Rep != RepNone {
		s.WriteString(v.name() + " " + v.typeString() + " = ")
	} else if info.Flags&Multi != 0 {
		s.WriteString(v.name() + " = ")
	}
	s.WriteString(info.Name)
	if info.Flags&UsesAux != 0 {
		s.WriteString(" " + auxString(v.Aux))
	}
	s.WriteString(argList(v.Args))
	if info.Flags&UsesNum != 0 {
		s.WriteString(" #" + strconv.FormatInt(v.Num, 10))
	}
	if !v.IsConst() {
		s.WriteString(" @" + strconv.Itoa(v.Off))
	}
	if len(v.Succs) > 0 {
		s.WriteString(" ->")
		for _, e := range v.Succs {
			s.WriteString(" " + e.String())
		}
	}
	if v.Exit != nil {
		s.WriteString(" ?" + v.Exit.String())
	}
	if v.Exc != nil {
		s.WriteString(" !" + v.Exc.String())
	}
	return s.String()
}

func argList(args []*Value) string {
	var s strings.Builder
	for i, a := range args {
		if i > 0 {
			s.WriteByte(',')
		}
		s.WriteString(" " + a.name())
	}
	return s.String()
}

// String prints the edge: its target and arguments.
func (e *Edge) String() string {
	to := "open" + strconv.Itoa(e.Off)
	if e.To != nil {
		to = e.To.name()
	}
	if len(e.Args) == 0 {
		return to
	}
	args := make([]string, len(e.Args))
	for i, a := range e.Args {
		args[i] = a.name()
	}
	return to + "(" + strings.Join(args, ", ") + ")"
}

// auxString prints an immediate operand: its kind, then its value. Kinds that Parse cannot
// build again from text (containers, code objects) print for the reader only.
func auxString(aux any) string {
	switch c := aux.(type) {
	case nil:
		return "nil"
	case code.None:
		return "None"
	case code.EllipsisType:
		return "Ellipsis"
	case bool:
		return "bool " + strconv.FormatBool(c)
	case int64:
		return "int " + strconv.FormatInt(c, 10)
	case *big.Int:
		return "bigint " + c.String()
	case float64:
		return "float " + strconv.FormatFloat(c, 'g', -1, 64)
	case string:
		return "str " + strconv.Quote(c)
	case code.Bytes:
		return "bytes " + strconv.Quote(string(c))
	case CommonConst:
		return "common " + strconv.Itoa(int(c))
	case *code.Code:
		return "code " + strconv.Quote(c.QualName)
	}
	return "other " + strconv.Quote(fmt.Sprint(aux))
}
