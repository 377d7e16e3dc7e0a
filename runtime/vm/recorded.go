// This file tells what a recording holds, in words.

package vm

import (
	"strconv"
	"unsafe"

	"adder/frontend/code"
	"adder/runtime/py"
)

// Recorded is what was seen in a code object.
type Recorded struct {
	Module string
	Code   *py.CodeObject
	Args   []Sighting // the types of parameters at entries
	Sites  []RecordedSite
}

// RecordedSite is what an instruction saw; Offset is in code units.
type RecordedSite struct {
	Offset int
	Op     string
	Seen   []Sighting
}

// Sighting is a combination with its count; others has a word of its own.
type Sighting struct {
	Count int64
	Words []string
}

// All returns what was recorded; others is the word for combinations beyond the largest number.
func (r *Recording) All(others string) []Recorded {
	lines := r.functions()
	var all []Recorded
	for _, rec := range r.records {
		if rec.module == "" {
			continue // it has not run
		}
		out := Recorded{Module: rec.module, Code: rec.p.code}
		for i := range rec.seen {
			seen := rec.seen[i].words(others, lines)
			in := &rec.p.instrs[i]
			switch {
			case seen == nil:
			case in.op == code.RESUME:
				out.Args = seen
			default:
				out.Sites = append(out.Sites, RecordedSite{Offset: int(in.pos), Op: opName(in.op), Seen: seen})
			}
		}
		all = append(all, out)
	}
	return all
}

// functions maps code objects to the modules that ran them.
func (r *Recording) functions() map[*py.CodeObject]string {
	m := map[*py.CodeObject]string{}
	for _, rec := range r.records {
		m[rec.p.code] = rec.module
	}
	return m
}

func (s *sightings) words(others string, modules map[*py.CodeObject]string) []Sighting {
	var out []Sighting
	for i := range s.list {
		out = append(out, Sighting{s.list[i].count, s.list[i].what.words(modules)})
	}
	if s.others > 0 {
		out = append(out, Sighting{s.others, []string{others}})
	}
	return out
}

func (c *combination) words(modules map[*py.CodeObject]string) []string {
	switch p := c.refs[0]; c.kind {
	case isFunction:
		f := (*py.CodeObject)(p)
		module := modules[f]
		if module == "" {
			module = "?"
		}
		return []string{"function:" + module + ":" + f.QualName.String() + ":" + strconv.Itoa(f.FirstLine)}
	case isClass:
		return []string{"class:" + typeName((*py.Type)(p))}
	case isBuiltin:
		return []string{"builtin:" + c.builtinName()}
	case isMethodDescr:
		d := py.AsMethodDescr(py.FromPtr(p))
		return []string{"method:" + typeName(d.Owner) + "." + d.Method.Name}
	case isObject:
		return []string{"object:" + typeName((*py.Type)(p))}
	}
	var out []string
	for _, p := range c.refs[:c.n] {
		switch {
		case p == nil:
			out = append(out, "unbound")
		case p == py.Int(0).Ptr():
			out = append(out, "int")
		case p == unsafe.Pointer(py.IntType):
			out = append(out, "bigint")
		default:
			out = append(out, typeName((*py.Type)(p)))
		}
	}
	return out
}

// builtinName is the name of a native function with its module, or with its type.
func (c *combination) builtinName() string {
	name := (*py.Method)(c.refs[0]).Name
	if c.refs[2] != nil {
		return typeName((*py.Type)(c.refs[2])) + "." + name
	}
	if m := py.AsBuiltin(py.FromPtr(c.refs[1])).Module; m.Bound() && m.IsStr() {
		return py.AsStr(m).String() + "." + name
	}
	return name
}

// typeName is the qualified name of a type with its module, unless that is builtins.
func typeName(typ *py.Type) string {
	if typ.Flags&py.HeapType == 0 {
		return typ.TpName()
	}
	if m := typ.Lookup(py.Intern("__module__")); m.Bound() && m.IsStr() {
		return py.AsStr(m).String() + "." + typ.QualName
	}
	return typ.QualName
}

// opName is CPython's name of an instruction that decode has substituted.
func opName(op code.Op) string {
	switch {
	case op == opCompare:
		op = code.COMPARE_OP
	case op == opLoadAttr || op == opLoadMethod:
		op = code.LOAD_ATTR
	case op == opUnpackPair:
		op = code.UNPACK_SEQUENCE
	case op >= opFirst:
		op = code.BINARY_OP
	}
	return code.Info(op).Name
}
