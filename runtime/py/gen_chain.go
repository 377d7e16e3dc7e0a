// This file resumes what generators and coroutines delegate to by yield from and await. Values pass
// through a chain of delegations without running the code of those between, which would only pass
// them on, and where only the chain refers to them without looking at them.

package py

import "unsafe"

// genChain is what a generator delegates to, as far as each link is owned by the one before it: gens[0]
// is what the generator itself waits for, gens[1] what that waits for, and so on. The last one is
// resumed at once; the records of those before it are only left room for, until somebody looks.
type genChain struct {
	gens  []*Generator
	epoch uint32 // of exposures when gens was filled

	// While the last one runs:
	prev   *genChain      // the chain that was on its way before
	first  unsafe.Pointer // with off: where the record of gens[0] is
	off    uintptr
	filled bool // the records are filled
}

// exposures counts how often a generator that was owned became visible.
var exposures uint32

// expose returns what the generator waits for to Python code.
func (g *Generator) expose() Value {
	v := g.Awaiting()
	if v.IsUnbound() {
		return None
	}
	if IsGenerator(v) {
		AsGenerator(v).owned = false
		exposures++
	}
	return v
}

// delegate returns the generator or coroutine that g, which is compiled, waits for and that can be
// resumed in its stead; nil for none.
func (g *Generator) delegate() *Generator {
	if g.awaiting == nil || g.Interpreted {
		return nil
	}
	if typ := g.Awaiting().Type(); typ != GeneratorType && typ != CoroutineType {
		return nil
	}
	if sub := (*Generator)(g.awaiting); sub.State == GenSuspended {
		return sub
	}
	return nil
}

// sentResult is what the delegate of a generator gave when it returned or raised: the generator's
// code, which goes on with sending to the delegate, finds it there.
type sentResult struct {
	from *Generator // nil: none
	v    Value
	done bool
	exc  *Exc
}

// takeSent returns what the delegate g gave already.
func (t *Thread) takeSent() (Value, bool, *Exc) {
	s := t.sent
	t.sent = sentResult{}
	return s.v, s.done, s.exc
}

// drive resumes sub, which g delegates to, and g itself if sub ends.
func (g *Generator) drive(t *Thread, sub *Generator, arg Value) (v Value, done bool, exc *Exc) {
	rec := g.Begin(t)
	if rec == nil {
		return Value{}, false, t.RecursionLimitError()
	}
	if c := g.chain(sub); c != nil && c.room(t) {
		v, done, exc = c.run(t, arg)
	} else {
		g.unchain()
		v, done, exc = sub.resume(t, arg, nil)
	}
	if !done && exc == nil {
		g.End(t, rec, false)
		return v, false, nil
	}
	t.sent = sentResult{sub, v, done, exc}
	v, done, exc = g.Resume(t, g, rec, arg, nil)
	g.End(t, rec, done || exc != nil)
	return v, done, exc
}

// chain returns the chain that starts with sub, nil if that is none of its links.
func (g *Generator) chain(sub *Generator) *genChain {
	if g.rare != nil {
		if c := &g.rare.chain; len(c.gens) > 0 && c.gens[0] == sub && c.epoch == exposures {
			return c
		}
	}
	if !sub.linkable() {
		return nil
	}
	if g.rare == nil {
		g.rare = &genRare{}
	}
	c := &g.rare.chain
	c.reset()
	c.epoch = exposures
	c.gens = append(c.gens, sub)
	c.extend()
	return c
}

// unchain forgets the chain: what g waits for is about to be resumed in another way.
func (g *Generator) unchain() {
	if g.rare != nil {
		g.rare.chain.reset()
	}
}

func (c *genChain) reset() {
	clear(c.gens)
	c.gens = c.gens[:0]
}

// linkable reports whether g, which is suspended, can be a link: nothing but the chain can resume it or
// has seen its frame, and all that Begin would do for it is to push a record.
func (g *Generator) linkable() bool {
	if !g.owned || g.Interpreted || g.rare != nil && g.rare.seen {
		return false
	}
	return !g.Full || g.AsFull().Locals == nil && g.AsFull().handled.Value == nil
}

// extend adds what the last link waits for.
func (c *genChain) extend() {
	for g := c.gens[len(c.gens)-1].delegate(); g != nil && g.linkable(); g = g.delegate() {
		c.gens = append(c.gens, g)
	}
}

// room reports whether the current chunk of the shadow stack has room for the records of all links.
func (c *genChain) room(t *Thread) bool {
	return t.off < t.limit && t.limit-t.off >= uintptr(len(c.gens))*recordSize
}

// run resumes the last link, and when it ends those before it, until one yields or gens[0] has ended.
func (c *genChain) run(t *Thread, arg Value) (Value, bool, *Exc) {
	n := len(c.gens)
	c.first, c.off = t.first, t.off
	c.prev, t.chain = t.chain, c
	t.off += uintptr(n-1) * recordSize
	for {
		last := c.gens[n-1]
		v, done, exc := last.resume(t, arg, nil)
		n--
		if !done && exc == nil {
			t.off -= uintptr(n) * recordSize
			c.leave(t)
			return v, false, nil
		}
		c.gens[n] = nil
		c.gens = c.gens[:n]
		if n == 0 {
			c.leave(t)
			return v, done, exc
		}
		t.off -= recordSize
		if c.filled {
			c.release(t, n-1)
		}
		c.gens[n-1].awaiting = nil // it would be asked for a delegate in vain
		t.sent = sentResult{last, v, done, exc}
	}
}

// leave ends run. Links whose frames were seen are none any more.
func (c *genChain) leave(t *Thread) {
	t.chain, c.prev = c.prev, nil
	switch {
	case c.filled:
		for i := range len(c.gens) - 1 {
			c.release(t, i)
		}
		c.reset()
		c.filled = false
	case len(c.gens) > 0:
		c.extend()
	}
}

// release ends what fill did for gens[i].
func (c *genChain) release(t *Thread, i int) {
	g := c.gens[i]
	g.leaveFrame(t, c.record(i), false)
	g.State = GenSuspended
}

func (c *genChain) record(i int) *ShadowFrame {
	return (*ShadowFrame)(unsafe.Add(c.first, c.off+uintptr(i)*recordSize))
}

// fillChains fills the records of all chains that run, since somebody looks at the stack.
func (t *Thread) fillChains() {
	for c := t.chain; c != nil && !c.filled; c = c.prev {
		c.filled = true
		for i, g := range c.gens[:len(c.gens)-1] {
			rec := c.record(i)
			rec.Fn, rec.Code, rec.Pos = g.Fn, g.Code, g.Pos
			g.State = GenRunning
		}
	}
}
