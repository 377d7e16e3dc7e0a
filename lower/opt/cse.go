// This file merges computations and guards that repeat dominating ones.

package opt

import (
	"fmt"
	"strings"

	"adder/lower/ir"
)

// mergeCommon replaces each number computed, and each guard, by the same one that dominates it:
// where the first did not leave, the second would not either.
func mergeCommon(f *ir.Func) {
	dom := f.Dominators()
	seen := map[string][]*ir.Value{}
	to := subst{}
	for _, b := range f.Blocks { // in reverse postorder: dominators come first
		for i, v := range b.Body {
			for n, a := range v.Args {
				v.Args[n] = to.find(a)
			}
			key := commonKey(v)
			if key == "" {
				continue
			}
			if first := dominating(dom, seen[key], b); first != nil {
				to[v] = first
				if v.Num == 0 && (v.Op == ir.OpGuardInt || v.Op == ir.OpGuardFloat) {
					first.Num = 0 // now it stands for one that must not be dropped
				}
				b.Body[i] = nil
			} else {
				seen[key] = append(seen[key], v)
			}
		}
		b.Body = compact(b.Body)
	}
	replaceUses(f, to)
	f.Renumber()
}

func dominating(dom *ir.DomTree, list []*ir.Value, b *ir.Block) *ir.Value {
	for _, v := range list {
		if dom.Dominates(v.Block, b) {
			return v
		}
	}
	return nil
}

// commonOps are the ops that give the same again. Guards from guesses and from operands are one.
var commonOps = map[ir.Op]bool{
	ir.OpGuardInt: true, ir.OpGuardFloat: true, ir.OpGuardNumber: true, ir.OpExactFloat: true,
	ir.OpUnboxInt: true, ir.OpUnboxFloat: true, ir.OpIntToFloat: true,
	ir.OpIntBinary: true, ir.OpIntNeg: true, ir.OpFloatBinary: true, ir.OpFloatDiv: true, ir.OpFloatNeg: true,
	ir.OpIntCompare: true, ir.OpFloatCompare: true, ir.OpFlagNot: true, ir.OpIsNone: true,
}

// commonKey tells computations apart, "" for one that is not merged.
func commonKey(v *ir.Value) string {
	if !commonOps[v.Op] {
		return ""
	}
	num := v.Num
	if v.Op == ir.OpGuardInt || v.Op == ir.OpGuardFloat {
		num = 0
	}
	var s strings.Builder
	fmt.Fprintf(&s, "%d #%d", v.Op, num)
	for _, a := range v.Args {
		if a.Op == ir.OpConst {
			fmt.Fprintf(&s, " %T%v", a.Aux, a.Aux)
		} else {
			fmt.Fprintf(&s, " %p", a)
		}
	}
	return s.String()
}
