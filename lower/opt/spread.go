// This file lets calls with unpacked arguments do without what they would only take apart again:
// bound methods, and lists and dicts of arguments.

package opt

import "adder/lower/ir"

// listToTuple is the number of the intrinsic that makes the tuple of arguments.
const listToTuple = 6

// spreadCalls rewrites calls with unpacked arguments.
func spreadCalls(f *ir.Func) {
	uses := users(f)
	found := false
	for _, b := range f.Blocks {
		for _, v := range append([]*ir.Value(nil), b.Body...) {
			if v.Op != ir.OpCallEx {
				continue
			}
			found = true
			spreadMethod(f, v, uses)
			spreadMapping(v, uses)
			spreadKeywords(v, uses)
			if v.Op == ir.OpCallEx {
				spreadItems(v, uses)
			}
		}
	}
	if found {
		f.Renumber()
	}
}

// spreadMethod loads what obj.name(*args) calls as a method.
func spreadMethod(f *ir.Func, call *ir.Value, uses [][]*ir.Value) {
	load := call.Args[0]
	if load.Op != ir.OpLoadAttr || call.Args[1].Op != ir.OpUnbound {
		return
	}
	for _, u := range uses[load.ID] {
		if u != call && (u.Op != ir.OpDictMerge || u.Args[2] != load) { // that names it in a message
			return
		}
	}
	load.Op = ir.OpLoadMethod
	self := f.NewValue(load.Block, ir.OpProj, load.Off, load)
	self.Num = 1
	replaceInBody(load.Block, load, load, self)
	call.Args[1] = self
}

// spreadMapping passes the mapping of f(**mapping) on as it is, if it is a dict: its items are copied
// by the call, which follows at once.
func spreadMapping(call *ir.Value, uses [][]*ir.Value) {
	dict := call.Args[3]
	if merge := merging(call, uses); merge != nil && len(dict.Args) == 0 {
		takeMapping(call, merge)
	}
}

// merging returns the merge of a mapping into the dict of the call's keyword arguments, if that dict is
// made for the call and nothing else is merged into it; else nil.
func merging(call *ir.Value, uses [][]*ir.Value) *ir.Value {
	dict := call.Args[3]
	if dict.Op != ir.OpBuildMap || len(uses[dict.ID]) != 2 {
		return nil
	}
	merge := uses[dict.ID][0]
	if merge == call {
		merge = uses[dict.ID][1]
	}
	if merge.Op != ir.OpDictMerge || merge.Args[0] != dict || merge.Args[2] != call.Args[0] || !follows(call, merge) {
		return nil
	}
	return merge
}

// takeMapping puts the mapping that was merged into the dict in the dict's place.
func takeMapping(call, merge *ir.Value) {
	dict := call.Args[3]
	merge.Op, merge.Rep, merge.Type = ir.OpStarMapping, dict.Rep, dict.Type
	merge.Args = merge.Args[1:]
	call.Args[3] = merge
	replaceInBody(dict.Block, dict)
}

// spreadKeywords lets f(a, b=c, **mapping) pass its arguments without making a tuple and a dict of them,
// which pays where the mapping turns out to be empty.
func spreadKeywords(call *ir.Value, uses [][]*ir.Value) {
	dict := call.Args[3]
	merge := merging(call, uses)
	if merge == nil || len(dict.Args) == 0 {
		return
	}
	var values []*ir.Value
	for i := 0; i < len(dict.Args); i += 2 {
		if _, ok := dict.Args[i].Aux.(string); !ok || dict.Args[i].Op != ir.OpConst {
			return
		}
		values = append(values, dict.Args[i+1])
	}
	tuple := call.Args[2]
	if tuple.Op != ir.OpBuildTuple || len(uses[tuple.ID]) != 1 {
		return
	}
	var names []*ir.Value
	for i := 0; i < len(dict.Args); i += 2 {
		names = append(names, dict.Args[i])
	}
	takeMapping(call, merge)
	call.Op, call.Num = ir.OpCallKeywords, int64(len(names))
	args := append([]*ir.Value{call.Args[0], call.Args[1], merge}, names...)
	args = append(args, tuple.Args...)
	call.Args = append(args, values...)
	replaceInBody(tuple.Block, tuple)
}

// spreadItems lets f(a, b, *items) pass its arguments without making a list and a tuple of them.
func spreadItems(call *ir.Value, uses [][]*ir.Value) {
	tuple := call.Args[2]
	if tuple.Op != ir.OpIntrinsic1 || tuple.Num != listToTuple || len(uses[tuple.ID]) != 1 || call.Args[3].Op != ir.OpUnbound {
		return
	}
	list := tuple.Args[0]
	if list.Op != ir.OpBuildList || len(uses[list.ID]) != 2 || !follows(call, tuple) {
		return
	}
	extend := uses[list.ID][0]
	if extend == tuple {
		extend = uses[list.ID][1]
	}
	if extend.Op != ir.OpListExtend || extend.Args[0] != list || extend.Args[1] == list || !follows(tuple, extend) {
		return
	}
	extend.Op, extend.Rep, extend.Type = ir.OpStarItems, tuple.Rep, tuple.Type
	extend.Args = extend.Args[1:]
	call.Op = ir.OpCallSpread
	call.Args = append([]*ir.Value{call.Args[0], call.Args[1], extend}, list.Args...)
	replaceInBody(list.Block, list)
	replaceInBody(tuple.Block, tuple)
}

// follows reports whether nothing happens between before and v.
func follows(v, before *ir.Value) bool {
	if v.Block != before.Block {
		return false
	}
	seen := false
	for _, w := range v.Block.Body {
		switch {
		case w == before:
			seen = true
		case w == v:
			return seen
		case seen && !w.Effectless():
			return false
		}
	}
	return false
}
