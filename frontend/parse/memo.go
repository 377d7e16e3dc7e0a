// This file remembers what rules gave at which token, where CPython's grammar does.
package parse

// memoKind names a memoised rule.
type memoKind uint8

const (
	memoSimpleStmt memoKind = iota
	memoBlock
	memoStarExpression
	memoExpression
	memoDisjunction
	memoConjunction
	memoInversion
	memoBitwiseOr
	memoBitwiseXor
	memoBitwiseAnd
	memoShiftExpr
	memoSum
	memoTerm
	memoFactor
	memoAwaitPrimary
	memoPrimary
	memoTPrimary
	memoStarTarget
	memoTargetWithStarAtom
	memoDelTarget
	memoArguments
	memoStrings
	memoTString
	memoClosedPattern
	memoNamedInvalid
)

// memo is what a rule gave; those of one token are linked.
type memo struct {
	kind memoKind
	next int32 // index in parser.memos, 0: none
	end  int   // where the rule left mark
	node any   // nil: the rule failed
}

// recall returns a rule's earlier result at mark and moves mark behind it.
func (p *parser) recall(k memoKind) (any, bool) {
	if p.mark == len(p.toks) {
		p.fill()
	}
	for i := p.toks[p.mark].memo; i != 0; i = p.memos[i].next {
		if m := &p.memos[i]; m.kind == k {
			p.mark = m.end
			return m.node, true
		}
	}
	return nil, false
}

// memoize records the result of a rule that began at token start and ended at mark.
func (p *parser) memoize(start int, k memoKind, node any) int32 {
	if len(p.memos) == 0 {
		p.memos = append(p.memos, memo{})
	}
	i := int32(len(p.memos))
	p.memos = append(p.memos, memo{kind: k, next: p.toks[start].memo, end: p.mark, node: node})
	p.toks[start].memo = i
	return i
}

// update changes the memo i to a new result that ends at mark.
func (p *parser) update(i int32, node any) {
	p.memos[i].node, p.memos[i].end = node, p.mark
}

// forget drops all memos.
func (p *parser) forget() {
	p.memos = p.memos[:0]
	for i := range p.toks {
		p.toks[i].memo = 0
	}
}
