// This file holds what built-in functions and methods return.

package infer

import (
	"adder/lower/ir"
	"adder/lower/types"
)

// results gives the result of a built-in function by its arguments' shapes.
var results = map[string]func(args []*Shape) *Shape{
	"len": giving(types.SmallInt), "ord": giving(types.SmallInt), "hash": giving(types.SmallInt), "id": giving(types.SmallInt), "int": giving(types.SmallInt),
	"float": giving(types.Float), "str": giving(types.Str), "repr": giving(types.Str), "chr": giving(types.Str), "bool": giving(types.Bool),
	"abs": first, "round": rounded, "sum": summed, "min": least, "max": least,
	"list": contents(types.List), "tuple": contents(types.Tuple), "sorted": contents(types.List), "reversed": contents(types.Other),
	"set": contents(types.Set), "iter": contents(types.Other), "next": func(a []*Shape) *Shape { return at(a, 0).item() },
	"range":     func(a []*Shape) *Shape { return &Shape{T: types.Other, Elem: Of(types.SmallInt)} },
	"enumerate": enumerated, "zip": zipped, "divmod": func(a []*Shape) *Shape { return pair(at(a, 0), at(a, 0)) },
	"bytearray": giving(types.Other), "bytes": giving(types.Bytes),
}

// methodResults are those of methods whose names hardly mean anything else.
var methodResults = map[string]func(self *Shape, args []*Shape) *Shape{
	"sqrt": methodGiving(types.Float), "sin": methodGiving(types.Float), "cos": methodGiving(types.Float), "tan": methodGiving(types.Float),
	"atan2": methodGiving(types.Float), "hypot": methodGiving(types.Float), "log": methodGiving(types.Float), "exp": methodGiving(types.Float),
	"random": methodGiving(types.Float), "uniform": methodGiving(types.Float), "randint": methodGiving(types.SmallInt), "randrange": methodGiving(types.SmallInt),
	"floor": methodGiving(types.SmallInt), "ceil": methodGiving(types.SmallInt), "perf_counter": methodGiving(types.Float), "time": methodGiving(types.Float),
	"find": methodGiving(types.SmallInt), "index": methodGiving(types.SmallInt), "count": methodGiving(types.SmallInt), "bit_length": methodGiving(types.SmallInt),
	"split": func(*Shape, []*Shape) *Shape { return &Shape{T: types.List, Elem: Of(types.Str)} },
	"join":  methodGiving(types.Str), "strip": methodGiving(types.Str), "lower": methodGiving(types.Str), "upper": methodGiving(types.Str), "replace": methodGiving(types.Str),
	"pop": func(self *Shape, _ []*Shape) *Shape { return self.item() }, "popleft": func(self *Shape, _ []*Shape) *Shape { return self.item() },
	"get":   func(self *Shape, _ []*Shape) *Shape { return self.item() },
	"copy":  func(self *Shape, _ []*Shape) *Shape { return self },
	"items": func(self *Shape, _ []*Shape) *Shape { return dictPart(self, true, true) }, "values": func(self *Shape, _ []*Shape) *Shape { return dictPart(self, false, true) },
	"keys": func(self *Shape, _ []*Shape) *Shape { return dictPart(self, true, false) },
}

func giving(t types.T) func([]*Shape) *Shape { return func([]*Shape) *Shape { return Of(t) } }

func methodGiving(t types.T) func(*Shape, []*Shape) *Shape {
	return func(*Shape, []*Shape) *Shape { return Of(t) }
}

func contents(t types.T) func([]*Shape) *Shape {
	return func(a []*Shape) *Shape { return &Shape{T: t, Elem: at(a, 0).iterated()} }
}

func at(a []*Shape, i int) *Shape {
	if i < len(a) {
		return a[i]
	}
	return nil
}

func first(a []*Shape) *Shape { return at(a, 0) }

func rounded(a []*Shape) *Shape {
	if len(a) == 1 {
		return Of(types.SmallInt)
	}
	return at(a, 0)
}

func summed(a []*Shape) *Shape { return at(a, 0).iterated() }

// least is the result of min and max: an item of the one argument, or one of several.
func least(a []*Shape) *Shape {
	if len(a) == 1 {
		return a[0].iterated()
	}
	return joinAll(a, maxDepth)
}

func pair(a, b *Shape) *Shape { return &Shape{T: types.Tuple, Items: []*Shape{a, b}} }

func enumerated(a []*Shape) *Shape {
	return &Shape{T: types.Other, Elem: pair(Of(types.SmallInt), at(a, 0).iterated())}
}

func zipped(a []*Shape) *Shape {
	t := &Shape{T: types.Tuple}
	for _, s := range a {
		t.Items = append(t.Items, s.iterated())
	}
	return &Shape{T: types.Other, Elem: t}
}

func dictPart(d *Shape, keys, values bool) *Shape {
	if d == nil || d.T != types.Dict {
		return nil
	}
	switch {
	case keys && values:
		return &Shape{T: types.Other, Elem: pair(d.Key, d.Elem)}
	case keys:
		return &Shape{T: types.Other, Elem: d.Key}
	}
	return &Shape{T: types.Other, Elem: d.Elem}
}

// builtin is the shape of a call of a built-in function or of a method of built-in objects.
func (r *Result) builtin(v *ir.Value) *Shape {
	target := v.Args[0]
	switch target.Op {
	case ir.OpLoadGlobal, ir.OpLoadName:
		if fn := results[r.f.Code.Names[target.Num]]; fn != nil {
			return fn(r.shapesOf(v.Args[1:]))
		}
	case ir.OpLoadMethod:
		if fn := methodResults[r.f.Code.Names[target.Num]]; fn != nil {
			return fn(r.Shape(target.Args[0]), r.shapesOf(v.Args[2:]))
		}
	}
	return nil
}

func (r *Result) shapesOf(vals []*ir.Value) []*Shape {
	list := make([]*Shape, len(vals))
	for i, v := range vals {
		list[i] = r.Shape(v)
	}
	return list
}
