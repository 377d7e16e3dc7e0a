// This file emits generators, coroutines and asynchronous generators: the function that
// makes the object, and the state machine that runs it.

package emit

import (
	"fmt"

	"adder/codegen/gofile"
	"adder/lower/ir"
)

// makerBlocks splits the blocks: those that run before the generator object exists, up to
// the return of it, and those of its body.
func (fe *funcEmitter) makerBlocks() (maker, body []*ir.Block) {
	first := fe.f.Resumes[0]
	for i, b := range fe.f.Blocks {
		if b == first {
			return fe.f.Blocks[:i], fe.f.Blocks[i:]
		}
	}
	return fe.f.Blocks, nil
}

// emitMaker writes the struct with what lives across yields, and the function that
// returns a new generator.
func (fe *funcEmitter) emitMaker() {
	fe.emitStruct()
	fe.out = gofile.NewFunc(fe.comment(), fe.signature())
	maker, _ := fe.makerBlocks()
	fe.declareVars(maker)
	fe.file.Import("", "unsafe")
	fe.out.Linef("s := (*g%d)(unsafe.Pointer(codes[%d].FreeGenerator()))", fe.f.Index, fe.f.Index)
	fe.out.Open("if s == nil {")
	fe.out.Linef("s = new(g%d)", fe.f.Index)
	fe.out.Linef("abi.NewGenerator(&s.Generator, fn, %v, r%d)", fe.full(), fe.f.Index)
	fe.out.Close()
	fe.unpackParams()
	fe.emitBlocks(maker)
	fe.file.Func(fe.out)
}

func (fe *funcEmitter) emitStruct() {
	i := fe.f.Index
	fe.file.Decl("\n// g%d is the state of a suspended %s, m%d its variables.", i, fe.f.Name, i)
	kind := "Generator"
	if fe.full() {
		kind = "FullGenerator"
	}
	fe.file.Decl("type g%d struct {\n\tpy.%s\n\tm%d\n}\n\ntype m%d struct {", i, kind, i, i)
	each := func(v *ir.Value) {
		if fe.where[v.ID] == placeGen && !v.IsConst() && v.Rep < ir.RepVirtual {
			fe.file.Decl("\tv%d %s", v.ID, goTypes[v.Rep])
		}
	}
	for _, b := range fe.f.Blocks {
		for _, p := range b.Params {
			each(p)
		}
		for _, v := range b.Body {
			each(v)
		}
	}
	fe.file.Decl("}")
}

func emitReturnGenerator(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	fe.out.Linef("s.Point = %d", fe.stateOf(v.Succs[0].To))
	fe.out.Line("return abi.StartGenerator(t, &s.Generator, fn), nil")
}

// full reports whether the generator is a py.FullGenerator: the function handles exceptions, so that it
// has one that is current, or keeps its locals where frames find them.
func (fe *funcEmitter) full() bool {
	for _, b := range fe.f.Blocks {
		for _, v := range b.Body {
			if v.Op == ir.OpPushExcInfo || v.Op == ir.OpSpillFrame {
				return true
			}
		}
	}
	return false
}

func (fe *funcEmitter) stateOf(resume *ir.Block) int {
	for i, r := range fe.f.Resumes {
		if r == resume {
			return i + 1
		}
	}
	panic("adder: bug in codegen/emit: suspension without a resume block")
}

// emitBody writes the state machine: a switch to the resume point, then all blocks.
func (fe *funcEmitter) emitBody() {
	fe.inBody, fe.fails = true, false
	fe.landing = map[*ir.Block]bool{}
	_, body := fe.makerBlocks()
	i := fe.f.Index
	fe.out = gofile.NewFunc(fmt.Sprintf("r%d resumes %s.", i, fe.f.Name),
		fmt.Sprintf("func r%d(t *py.Thread, g *py.Generator, fr *py.ShadowFrame, sent py.Value, exc *py.Exc) (py.Value, bool, *py.Exc)", i))
	fe.declareVars(body)
	fe.out.Linef("s := (*g%d)(unsafe.Pointer(g))", i)
	fe.file.Import("", "unsafe")
	fe.out.Line("fn := g.Fn")
	fe.out.Line("_ = fn")
	fe.out.Line("switch s.Point {")
	for n, r := range fe.f.Resumes {
		fe.out.Linef("case %d:", n+1)
		fe.out.Goto(blockLabel(r))
	}
	fe.out.Line("}")
	fe.out.Line(`panic("adder: generator in an unknown state")`)
	fe.emitBlocks(body)
	fe.epilogue(fe.f.Blocks, fe.forget(), "return py.Value{}, false, abi.UnwindGen(t, exc)")
	fe.file.Func(fe.out)
}

// forget drops the variables when the generator is finished: who holds on to it, perhaps because
// it is awaited by one that still runs, shall not hold on to all that it worked with.
func (fe *funcEmitter) forget() string { return fmt.Sprintf("s.m%d = m%d{}", fe.f.Index, fe.f.Index) }

// emitYield suspends: everything that lives on is in s already.
func emitYield(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	fe.out.Linef("s.Point, s.Pos = %d, %d", fe.stateOf(v.Succs[0].To), v.Off)
	if len(v.Args) > 1 {
		fe.out.Linef("s.Await(%s)", fe.arg(v, 1))
	}
	fe.out.Linef("return %s, false, nil", fe.arg(v, 0))
}

// emitGenInput receives what the generator is resumed with: a value or an exception.
func emitGenInput(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	if v.Num == 1 {
		fe.out.Line("s.Awaited()")
	}
	fe.out.Open("if exc != nil {")
	fe.pos(v)
	fe.raise(v)
	fe.out.Close()
	if fe.uses[v.ID] > 0 {
		fe.set(v, "sent")
	}
}
