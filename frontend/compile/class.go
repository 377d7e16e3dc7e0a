// This file compiles classes.

package compile

import (
	"maps"
	"slices"

	"adder/frontend/ast"
	"adder/frontend/code"
	"adder/frontend/symtable"
)

// class emits name = __build_class__(body function, name, *bases, **keywords). For a generic
// class that happens in the scope of its type parameters, which is called at once.
func (c *compiler) class(s *ast.ClassDef) {
	c.exprs(s.DecoratorList)
	firstLine := firstLineOf(s.Pos, s.DecoratorList)
	loc := at(&s.Pos)
	generic := len(s.TypeParams) > 0
	if generic {
		c.enterScope("<generic parameters of "+s.Name+">", scopeAnnotations,
			c.table.Block(s, symtable.TypeParams), firstLine, s.Name, counts{})
		c.typeParams(s.TypeParams)
		c.nameOp(loc, ".type_params", ast.Store)
	}
	c.classBody(s, firstLine)
	if generic {
		c.nameOp(loc, ".type_params", ast.Load)
		c.opI(loc, code.CALL_INTRINSIC_1, intrinsicSubscriptGeneric)
		c.nameOp(loc, ".generic_base", ast.Store)
		c.callHelper(loc, 2, s.Bases, ".generic_base", s.Keywords)
		co := c.assemble(false)
		c.exitScope()
		c.makeClosure(loc, co, 0)
		c.op(loc, code.PUSH_NULL)
		c.opI(loc, code.CALL, 0)
	} else {
		c.callHelper(loc, 2, s.Bases, "", s.Keywords)
	}
	c.applyDecorators(s.DecoratorList)
	c.nameOp(loc, s.Name, ast.Store)
}

// classBody compiles the body and pushes __build_class__, the body's function and the name.
func (c *compiler) classBody(s *ast.ClassDef, firstLine int) {
	c.enterScope(s.Name, scopeClass, c.table.Block(s, symtable.Body), firstLine, s.Name, counts{})
	loc := location{Line: int32(firstLine), EndLine: int32(firstLine)}
	c.nameOp(loc, "__name__", ast.Load)
	c.nameOp(loc, "__module__", ast.Store)
	c.loadConst(loc, c.u.qualname)
	c.nameOp(loc, "__qualname__", ast.Store)
	c.loadConst(loc, int64(c.u.firstLine))
	c.nameOp(loc, "__firstlineno__", ast.Store)
	if len(s.TypeParams) > 0 {
		c.nameOp(loc, ".type_params", ast.Load)
		c.nameOp(loc, "__type_params__", ast.Store)
	}
	e := c.u.entry
	if e.NeedsClassDict {
		c.op(loc, code.LOAD_LOCALS)
		c.opI(loc, code.STORE_DEREF, c.u.cellVars.add("__classdict__"))
	}
	if e.HasConditionalAnnotations {
		c.opI(loc, code.BUILD_SET, 0)
		c.opI(loc, code.STORE_DEREF, c.u.cellVars.add(dunderConditional))
	}
	c.body(loc, s.Body, false)
	c.classEnd()
	co := c.assemble(true)
	c.exitScope()
	loc = at(&s.Pos) // the class's line from here on, not that of a decorator
	c.op(loc, code.LOAD_BUILD_CLASS)
	c.op(loc, code.PUSH_NULL)
	c.makeClosure(loc, co, 0)
	c.loadConst(loc, s.Name)
}

// classEnd stores what the body's code adds to the namespace and returns the __class__ cell.
func (c *compiler) classEnd() {
	attributes := code.Tuple{}
	for _, name := range slices.Sorted(maps.Keys(c.u.staticAttributes)) {
		attributes = append(attributes, name)
	}
	c.loadConst(noLocation, attributes)
	c.nameOp(noLocation, "__static_attributes__", ast.Store)
	if c.u.entry.NeedsClassDict {
		c.opI(noLocation, code.LOAD_CLOSURE, c.u.cellVars.lookup("__classdict__"))
		c.nameOp(noLocation, "__classdictcell__", ast.Store)
	}
	if c.u.entry.NeedsClassClosure {
		c.opI(noLocation, code.LOAD_CLOSURE, c.u.cellVars.lookup("__class__"))
		c.opI(noLocation, code.COPY, 1)
		c.nameOp(noLocation, "__classcell__", ast.Store)
	} else {
		c.loadNone(noLocation)
	}
	c.op(noLocation, code.RETURN_VALUE)
}

// noteStaticAttribute records self.x = … for the innermost class around the current function.
func (c *compiler) noteStaticAttribute(e *ast.Attribute) {
	if e.Ctx != ast.Store {
		return
	}
	if name, ok := e.Value.(*ast.Name); !ok || name.ID != "self" {
		return
	}
	for i := len(c.stack) - 1; i >= 0; i-- {
		if u := c.stack[i]; u.scope == scopeClass {
			u.staticAttributes[e.Attr] = true
			return
		}
	}
}
