// This file ends a unit: its flags, and the way to package flow.

package compile

import (
	"adder/frontend/code"
	"adder/frontend/flow"
)

// assemble makes the code object of the current unit; nil after an error. With addNone, code
// that runs off the end returns None; otherwise what is on the stack.
func (c *compiler) assemble(addNone bool) *code.Code {
	if c.err != nil {
		return nil
	}
	if addNone {
		c.loadNone(noLocation)
	}
	c.op(noLocation, code.RETURN_VALUE)
	u := c.u
	return flow.Assemble(&flow.Unit{
		Name: u.name, QualName: u.qualname, Filename: c.opts.Filename,
		ArgCount: u.argCount, PosOnlyArgCount: u.posOnlyArgCount, KwOnlyArgCount: u.kwOnlyArgCount,
		Flags: c.codeFlags(), FirstLine: u.firstLine, Params: len(u.entry.VarNames),
		Seq: u.seq, Consts: &u.consts, Names: u.names.list, VarNames: u.varNames.list,
		CellVars: u.cellVars.list, FreeVars: u.freeVars.list, FastHidden: u.fastHidden, Scratch: &c.scratch,
	})
}

func (c *compiler) codeFlags() code.Flags {
	e := c.u.entry
	var flags code.Flags
	set := func(on bool, f code.Flags) {
		if on {
			flags |= f
		}
	}
	if e.FunctionLike() {
		flags = code.CO_NEWLOCALS | code.CO_OPTIMIZED
		set(e.Nested, code.CO_NESTED)
		set(e.Generator && !e.Coroutine, code.CO_GENERATOR)
		set(e.Generator && e.Coroutine, code.CO_ASYNC_GENERATOR)
		set(e.VarArgs, code.CO_VARARGS)
		set(e.VarKeywords, code.CO_VARKEYWORDS)
		set(e.HasDocstring, code.CO_HAS_DOCSTRING)
		set(e.Method, code.CO_METHOD)
	}
	set(e.Coroutine && !e.Generator, code.CO_COROUTINE)
	return flags | c.features&code.FutureMask
}
