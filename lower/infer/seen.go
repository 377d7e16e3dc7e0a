// This file makes guesses of what a run of the program saw. Like names, it only chooses what to guard.

package infer

import (
	"strings"

	"adder/lower/ir"
	"adder/lower/profile"
	"adder/lower/types"
)

// seenArg is the shape that parameter i had at all entries, nil if the function did not run or it varied
// beyond numbers.
func seenArg(c *profile.Code, i int) *Shape {
	if c == nil || len(c.Args) == 0 {
		return nil
	}
	switch t := c.Arg(i); {
	case t == types.Other:
		return seenClass(c.Args, i)
	case t.Is(numbers), Of(t).known() != types.Bottom:
		return Of(t)
	}
	return nil
}

// seenClass is the shape of instances of the class that a word names, nil if there were several.
func seenClass(seen []profile.Seen, i int) *Shape {
	word := ""
	for _, s := range seen {
		if i >= len(s.Words) || word != "" && word != s.Words[i] {
			return nil
		}
		word = s.Words[i]
	}
	_, class, ok := strings.Cut(word, ".")
	if !ok {
		return nil // a built-in type that has no representation of its own
	}
	return &Shape{T: types.Other, Class: class[strings.LastIndexByte(class, '.')+1:]}
}

// seenOperand returns the types that an operand of v had; ok is false if a run did not come there.
func (r *Result) seenOperand(v *ir.Value, i int) (t types.T, ok bool) {
	c := r.prog.profile(r.f)
	if c == nil {
		return types.Bottom, false
	}
	site := c.At(v.Off)
	if site == nil || site.Op != "BINARY_OP" {
		return types.Bottom, false
	}
	return site.Operand(i), true
}
