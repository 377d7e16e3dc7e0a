// This file decides which functions get fast code: those of the program itself, or, where a run was recorded,
// those of any module that were busy in it.

package codegen

import (
	"fmt"

	"adder/frontend/code"
	"adder/lower/ir"
	"adder/lower/profile"
	"adder/lower/program"
)

// busy is the number of entries and rounds of loops from which on a function of the library gets fast code.
const busy = 1000

// heat tells the functions of a module apart.
type heat struct {
	std, plain bool
	seenIn     map[*code.Code]*profile.Code // nil without a profile
	codes      []*code.Code                 // in order
}

func newHeat(m *program.Module, opts Options) *heat {
	h := &heat{std: m.Std, plain: opts.Plain}
	if opts.Profile == nil {
		return h
	}
	h.seenIn = map[*code.Code]*profile.Code{}
	for _, c := range code.Flatten(m.Code) {
		if seen := opts.Profile.Of(m.Name, c); seen != nil {
			h.seenIn[c] = seen
			h.codes = append(h.codes, c)
		}
	}
	return h
}

// fast reports whether the function is to be fast rather than small.
func (h *heat) fast(c *code.Code) bool {
	switch seen := h.seenIn[c]; {
	case h.seenIn == nil:
		return !h.std
	case h.std:
		return work(seen) >= busy
	default:
		return seen != nil
	}
}

// speculates reports whether the function gets a copy that guesses.
func (h *heat) speculates(c *code.Code) bool { return !h.plain && h.fast(c) }

// seen returns what the run saw in a function.
func (h *heat) seen(f *ir.Func) *profile.Code { return h.seenIn[f.Code] }

// work is how often the code was entered and its loops went round.
func work(c *profile.Code) int64 {
	if c == nil {
		return 0
	}
	n := c.Entries()
	for i := range c.Sites {
		if c.Sites[i].Op == "JUMP_BACKWARD" {
			n += c.Sites[i].Count()
		}
	}
	return n
}

// key tells apart what the profile makes of the module: empty if nothing, so that it is found in the cache.
func (h *heat) key() []byte {
	var key []byte
	for _, c := range h.codes {
		if h.fast(c) {
			key = fmt.Appendf(key, "%v", h.seenIn[c])
		}
	}
	if key == nil && h.seenIn != nil && !h.std {
		key = []byte("none ran")
	}
	return key
}
