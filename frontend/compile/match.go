// This file compiles match statements and the patterns without parts.
//
// Every pattern consumes the subject on top of the stack and, on failure, jumps to the label
// that pops what patterns have left on the stack so far. Captured values stay on the stack,
// below the subject, until the whole pattern has matched.

package compile

import (
	"slices"

	"adder/frontend/ast"
	"adder/frontend/code"
)

// patternContext is what compiling one case's pattern keeps track of.
type patternContext struct {
	stores           []string // captured names, in the order of their values on the stack
	allowIrrefutable bool     // a pattern that always matches may stand here
	// failPop[n] pops n items and fails.
	failPop []label
	onTop   int // items on top of the stack that must stay there
}

func wildcard(p ast.Pattern) bool {
	as, ok := p.(*ast.MatchAs)
	return ok && as.Name == ""
}

func starWildcard(p ast.Pattern) bool {
	star, ok := p.(*ast.MatchStar)
	return ok && star.Name == ""
}

func (c *compiler) match(s *ast.Match) {
	c.expr(s.Subject)
	end := c.newLabel()
	n := len(s.Cases)
	last := s.Cases[n-1]
	hasDefault := wildcard(last.Pattern) && n > 1
	tested := n
	if hasDefault {
		tested--
	}
	for i, m := range s.Cases[:tested] {
		c.matchCase(m, i == n-1, i == tested-1, end)
	}
	if hasDefault {
		// case _ at the end needs no subject.
		loc := at(last.Pattern.Position())
		c.op(loc, code.NOP)
		if last.Guard != nil {
			c.jumpIf(loc, last.Guard, end, false)
		}
		c.stmts(last.Body)
	}
	c.use(end)
}

// matchCase compiles one case. final: nothing follows, so the pattern may always match;
// consume: the subject isn't needed after it.
func (c *compiler) matchCase(m *ast.MatchCase, final, consume bool, end label) {
	loc := at(m.Pattern.Position())
	if !consume {
		c.opI(loc, code.COPY, 1)
	}
	pc := &patternContext{allowIrrefutable: m.Guard != nil || final}
	c.pattern(m.Pattern, pc)
	for _, name := range pc.stores {
		c.nameOp(loc, name, ast.Store)
	}
	if m.Guard != nil {
		c.ensureFailPop(pc, 0)
		c.jumpIf(loc, m.Guard, pc.failPop[0], false)
	}
	if !consume {
		c.op(nextLocation, code.POP_TOP) // the subject
	}
	c.stmts(m.Body)
	c.jump(noLocation, code.JUMP, end)
	c.emitFailPop(loc, pc)
}

// ensureFailPop makes sure that failPop has a label for n items.
func (c *compiler) ensureFailPop(pc *patternContext, n int) {
	for len(pc.failPop) <= n {
		pc.failPop = append(pc.failPop, c.newLabel())
	}
}

// jumpToFail jumps to the label that pops everything the pattern has on the stack.
func (c *compiler) jumpToFail(loc location, pc *patternContext, op code.Op) {
	pops := pc.onTop + len(pc.stores)
	c.ensureFailPop(pc, pops)
	c.jump(loc, op, pc.failPop[pops])
}

// emitFailPop emits the labels, each falling through to the next.
func (c *compiler) emitFailPop(loc location, pc *patternContext) {
	for n := len(pc.failPop) - 1; n >= 0; n-- {
		c.use(pc.failPop[n])
		if n > 0 {
			c.op(loc, code.POP_TOP)
		}
	}
	pc.failPop = nil
}

// rotate moves the top of the stack below count-1 items.
func (c *compiler) rotate(loc location, count int) {
	for ; count > 1; count-- {
		c.opI(loc, code.SWAP, count)
	}
}

// capture keeps the subject as the value of name; without a name it is dropped.
func (c *compiler) capture(loc location, name string, pc *patternContext) {
	if name == "" {
		c.op(loc, code.POP_TOP)
		return
	}
	if slices.Contains(pc.stores, name) {
		c.failDuplicate(loc, name)
		return
	}
	c.rotate(loc, pc.onTop+len(pc.stores)+1)
	pc.stores = append(pc.stores, name)
}

func (c *compiler) failDuplicate(loc location, name string) {
	c.fail(loc, "multiple assignments to name %s in pattern", code.Repr(name))
}

func (c *compiler) pattern(p ast.Pattern, pc *patternContext) {
	loc := at(p.Position())
	switch p := p.(type) {
	case *ast.MatchValue:
		c.patternValue(loc, p, pc)
	case *ast.MatchSingleton:
		c.loadConst(loc, p.Value)
		c.compareOp(loc, ast.Is)
		c.jumpToFail(loc, pc, code.POP_JUMP_IF_FALSE)
	case *ast.MatchSequence:
		c.patternSequence(loc, p, pc)
	case *ast.MatchMapping:
		c.patternMapping(loc, p, pc)
	case *ast.MatchClass:
		c.patternClass(loc, p, pc)
	case *ast.MatchStar:
		c.capture(loc, p.Name, pc)
	case *ast.MatchAs:
		c.patternAs(loc, p, pc)
	case *ast.MatchOr:
		c.patternOr(loc, p, pc)
	}
}

// subpattern compiles a pattern inside another one, where any may always match.
func (c *compiler) subpattern(p ast.Pattern, pc *patternContext) {
	saved := pc.allowIrrefutable
	pc.allowIrrefutable = true
	c.pattern(p, pc)
	pc.allowIrrefutable = saved
}

func (c *compiler) patternValue(loc location, p *ast.MatchValue, pc *patternContext) {
	switch p.Value.(type) {
	case *ast.Constant, *ast.Attribute:
	default:
		c.fail(loc, "patterns may only match literals and attribute lookups")
		return
	}
	c.expr(p.Value)
	c.compareOp(loc, ast.Eq)
	c.op(loc, code.TO_BOOL)
	c.jumpToFail(loc, pc, code.POP_JUMP_IF_FALSE)
}

func (c *compiler) patternAs(loc location, p *ast.MatchAs, pc *patternContext) {
	if p.Pattern == nil {
		if !pc.allowIrrefutable {
			if p.Name != "" {
				c.fail(loc, "name capture %s makes remaining patterns unreachable", code.Repr(p.Name))
			} else {
				c.fail(loc, "wildcard makes remaining patterns unreachable")
			}
			return
		}
		c.capture(loc, p.Name, pc)
		return
	}
	pc.onTop++
	c.opI(loc, code.COPY, 1)
	c.pattern(p.Pattern, pc)
	pc.onTop--
	c.capture(loc, p.Name, pc)
}
