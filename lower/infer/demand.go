// This file finds the values that somebody needs as numbers: a guard of one that is only moved about
// would cost and gain nothing.

package infer

import "adder/lower/ir"

// numeric are the arguments of ops that are computed with, as a bit set.
var numeric = map[ir.Op]uint{
	ir.OpBinary: 3, ir.OpInplace: 3, ir.OpCompare: 3, ir.OpCompareTest: 3, ir.OpNegative: 1, ir.OpTruth: 1,
	ir.OpGetItem: 2, ir.OpSetItem: 2, ir.OpGuardInt: 1, ir.OpGuardFloat: 1, ir.OpGuardNumber: 1, ir.OpGuardRange: 14,
	ir.OpIntBinary: 3, ir.OpIntCompare: 3, ir.OpFloatBinary: 3, ir.OpFloatCompare: 3, ir.OpIntToFloat: 1, ir.OpExactFloat: 1,
	ir.OpUnboxInt: 1, ir.OpUnboxFloat: 1,
}

// demanded lists, by ID, the values that are computed with, perhaps after they went along edges.
func demanded(f *ir.Func) []bool {
	wanted := make([]bool, f.NumValues())
	passed := map[*ir.Value][]*ir.Value{} // what edges pass for parameters
	var work []*ir.Value
	want := func(v *ir.Value) {
		if !wanted[v.ID] {
			wanted[v.ID] = true
			work = append(work, v)
		}
	}
	for _, b := range f.Blocks {
		for _, v := range b.Body {
			for i, a := range v.Args {
				if numeric[v.Op]>>i&1 != 0 {
					want(a)
				}
			}
			if v.Op == ir.OpCall {
				if row := ir.IntrinsicOf(calledGlobal(f, v), len(v.Args)-1); row >= 0 && ir.Intrinsics[row].Numbers {
					for _, a := range v.Args[1:] {
						want(a)
					}
				}
			}
			for _, e := range v.Succs {
				for i, a := range e.Args {
					passed[e.To.Params[i]] = append(passed[e.To.Params[i]], a)
				}
			}
		}
	}
	for len(work) > 0 {
		v := work[len(work)-1]
		work = work[:len(work)-1]
		if v.Op == ir.OpGuess || v.Op == ir.OpCheckLocal {
			want(v.Args[0])
		}
		for _, a := range passed[v] {
			want(a)
		}
	}
	return wanted
}

// demand is demanded, remembered: while types are inferred functions stay as they are.
func (p *Program) demand(f *ir.Func) []bool {
	if p.wanted[f] == nil {
		p.wanted[f] = demanded(f)
	}
	return p.wanted[f]
}
