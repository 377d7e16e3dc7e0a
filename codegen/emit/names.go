// This file emits the names of module bodies: through inline caches in loops, by lookup elsewhere.

package emit

import (
	"fmt"

	"adder/lower/ir"
)

// cachesNames reports whether v, a load or store of a name, is worth a cache: it stands in a loop
// of a module's body, whose namespace is the module's globals unless somebody gave it another.
func (fe *funcEmitter) cachesNames() bool { return fe.hot && fe.f.Index == 0 }

func emitLoadName(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	to := fe.target(v)
	if !fe.cachesNames() || to == "_" {
		fe.pos(v)
		fe.file.Import("", pathOps)
		fe.out.Linef("%s, exc = ops.LoadName(t, fn, ns, %s)", to, fe.name(fe.f, int(v.Num)))
		fe.check(v)
		return
	}
	cache := fe.cache("GlobalCache")
	fe.out.Open(fmt.Sprintf("if %s = (%s).Get(fn); %s.IsUnbound() || ns != fn.Globals.V() {", to, cache, to))
	fe.pos(v)
	fe.out.Linef("%s, exc = abi.LoadName(t, fn, ns, %s, %s)", to, fe.name(fe.f, int(v.Num)), cache)
	fe.check(v)
	fe.out.Close()
}

func emitStoreName(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	x, name := fe.arg(v, 0), fe.name(fe.f, int(v.Num))
	if !fe.cachesNames() {
		fe.pos(v)
		fe.file.Import("", pathOps)
		fe.out.Linef("exc = ops.StoreName(t, ns, %s, %s)", name, x)
		fe.check(v)
		return
	}
	cache := fe.cache("GlobalCache")
	fe.out.Open(fmt.Sprintf("if ns != fn.Globals.V() || !(%s).Set(fn, %s) {", cache, x))
	fe.pos(v)
	fe.out.Linef("exc = abi.StoreName(t, fn, ns, %s, %s, %s)", name, x, cache)
	fe.check(v)
	fe.out.Close()
}

// inLoops marks the blocks that may run more than once in a call: those between the target and
// the source of a jump backwards.
func inLoops(f *ir.Func) []bool {
	marks := make([]bool, len(f.Blocks))
	for _, b := range f.Blocks {
		b.Edges(func(e *ir.Edge) {
			for i := e.To.ID; i <= b.ID; i++ {
				marks[i] = true
			}
		})
	}
	return marks
}
