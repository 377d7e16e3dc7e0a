// This file walks definitions: functions, classes, type aliases and their type parameters.

package symtable

import "adder/frontend/ast"

func (b *builder) function(s ast.Stmt, pos *ast.Pos, name string, args *ast.Arguments, body []ast.Stmt,
	decorators []ast.Expr, returns ast.Expr, params []ast.TypeParam, async bool) {
	b.define(name, DefLocal, *pos)
	b.exprs(args.Defaults)
	b.exprs(args.KwDefaults)
	b.exprs(decorators)
	if len(params) > 0 {
		// CPython passes positional defaults along even if there are none.
		b.enterTypeParams(s, name, *pos)
		b.define(".defaults", DefParam, *pos)
		if hasDefault(args.KwDefaults) {
			b.define(".kwdefaults", DefParam, *pos)
		}
		b.typeParams(params)
	}
	e := b.newEntry(name, Function, s, Body, *pos)
	e.HasDocstring = ast.Docstring(body) != nil
	b.functionAnnotations(s, args, returns, *pos)
	b.enterExisting(e, true)
	e.Coroutine = async
	b.arguments(args)
	b.stmts(body)
	b.exit()
	if len(params) > 0 {
		b.exit()
	}
}

func hasDefault(defaults []ast.Expr) bool {
	for _, d := range defaults {
		if d != nil {
			return true
		}
	}
	return false
}

// functionAnnotations walks the annotations of parameters and result in a block of their own.
func (b *builder) functionAnnotations(s ast.Stmt, args *ast.Arguments, returns ast.Expr, pos ast.Pos) {
	seesClass := b.cur.SeesClass || b.cur.Type == Class
	b.enter("__annotate__", Annotation, s, Annotations, pos)
	if seesClass {
		b.cur.SeesClass = true
		b.define(dunderClassDict, Use, pos)
	}
	b.argAnnotations(args.PosOnlyArgs)
	b.argAnnotations(args.Args)
	b.argAnnotation(args.Vararg)
	b.argAnnotation(args.Kwarg)
	b.argAnnotations(args.KwOnlyArgs)
	if returns != nil {
		b.cur.AnnotationsOn = true
		b.expr(returns)
	}
	b.exit()
}

func (b *builder) argAnnotations(args []*ast.Arg) {
	for _, a := range args {
		b.argAnnotation(a)
	}
}

func (b *builder) argAnnotation(a *ast.Arg) {
	if a != nil && a.Annotation != nil {
		b.cur.AnnotationsOn = true
		b.expr(a.Annotation)
	}
}

// annotation walks the annotation of a variable. Those of local variables are never evaluated.
func (b *builder) annotation(expr ast.Expr) {
	parent := b.cur
	pos := *expr.Position()
	unevaluated := parent.Type == Function
	// Those of a module are always conditional, since a module may be run in part only.
	if (parent.Type == Module || parent.Type == Class && parent.conditional) && !parent.HasConditionalAnnotations {
		parent.HasConditionalAnnotations = true
		b.define(dunderConditional, Use, pos)
	}
	if parent.Annotation != nil {
		b.enterExisting(parent.Annotation, false)
	} else {
		b.enter("__annotate__", Annotation, nil, Annotations, pos)
		parent.Annotation = b.cur
		if parent.Type == Class && !b.futureAnnotations() {
			b.cur.SeesClass = true
			b.define(dunderClassDict, Use, pos)
		}
	}
	b.cur.unevaluated = unevaluated
	b.expr(expr)
	b.cur.unevaluated = false
	b.exit()
}

// arguments defines the parameters. Their defaults belong to the block outside.
func (b *builder) arguments(a *ast.Arguments) {
	for _, list := range [...][]*ast.Arg{a.PosOnlyArgs, a.Args, a.KwOnlyArgs} {
		for _, arg := range list {
			b.define(arg.Arg, DefParam, arg.Pos)
		}
	}
	if a.Vararg != nil {
		b.define(a.Vararg.Arg, DefParam, a.Vararg.Pos)
		b.cur.VarArgs = true
	}
	if a.Kwarg != nil {
		b.define(a.Kwarg.Arg, DefParam, a.Kwarg.Pos)
		b.cur.VarKeywords = true
	}
}

func (b *builder) class(s *ast.ClassDef) {
	b.define(s.Name, DefLocal, s.Pos)
	b.exprs(s.DecoratorList)
	saved := b.private
	generic := len(s.TypeParams) > 0
	if generic {
		b.enterTypeParams(s, s.Name, s.Pos)
		// Set when the tuple of type parameters is made, used when the bases are built.
		b.define(".type_params", DefLocal, s.Pos)
		b.define(".type_params", Use, s.Pos)
		b.define(".generic_base", DefLocal, s.Pos)
		b.define(".generic_base", Use, s.Pos)
		b.private = s.Name
		b.cur.mangled = new(nameSet)
		b.typeParams(s.TypeParams)
	}
	b.exprs(s.Bases)
	b.checkKeywords(s.Keywords)
	b.keywords(s.Keywords)
	b.enter(s.Name, Class, s, Body, s.Pos)
	b.private = s.Name
	if generic {
		b.define("__type_params__", DefLocal, s.Pos)
		b.define(".type_params", Use, s.Pos)
	}
	b.cur.HasDocstring = ast.Docstring(s.Body) != nil
	b.stmts(s.Body)
	b.exit()
	if generic {
		b.exit()
	}
	b.private = saved
}

func (b *builder) typeAlias(s *ast.TypeAlias) {
	b.expr(s.Name)
	name := s.Name.(*ast.Name).ID
	inClass := b.cur.Type == Class
	generic := len(s.TypeParams) > 0
	if generic {
		b.enterTypeParams(s, name, s.Pos)
		b.typeParams(s.TypeParams)
	}
	b.enter(name, TypeAlias, s, Body, s.Pos)
	b.cur.SeesClass = inClass
	if inClass {
		b.define(dunderClassDict, Use, *s.Value.Position())
	}
	b.expr(s.Value)
	b.exit()
	if generic {
		b.exit()
	}
}

// enterTypeParams opens the scope of the type parameters of s.
func (b *builder) enterTypeParams(s ast.Stmt, name string, pos ast.Pos) {
	inClass := b.cur.Type == Class
	b.enter(name, TypeParameters, s, TypeParams, pos)
	if inClass {
		b.cur.SeesClass = true
		b.define(dunderClassDict, Use, pos)
	}
}

func (b *builder) typeParams(params []ast.TypeParam) {
	for _, p := range params {
		switch p := p.(type) {
		case *ast.TypeVar:
			b.define(p.Name, DefTypeParam|DefLocal, p.Pos)
			info := "a TypeVar bound"
			if _, ok := p.Bound.(*ast.Tuple); ok {
				info = "a TypeVar constraint"
			}
			b.typeParamExpr(p, p.Name, p.Bound, Bound, info)
			b.typeParamExpr(p, p.Name, p.DefaultValue, Default, "a TypeVar default")
		case *ast.TypeVarTuple:
			b.define(p.Name, DefTypeParam|DefLocal, p.Pos)
			b.typeParamExpr(p, p.Name, p.DefaultValue, Default, "a TypeVarTuple default")
		case *ast.ParamSpec:
			b.define(p.Name, DefTypeParam|DefLocal, p.Pos)
			b.typeParamExpr(p, p.Name, p.DefaultValue, Default, "a ParamSpec default")
		}
	}
}

// typeParamExpr walks a bound or default, which is evaluated lazily in a block of its own.
func (b *builder) typeParamExpr(p ast.TypeParam, name string, expr ast.Expr, role Role, info string) {
	if name == dunderClassDict {
		b.fail(*p.Position(), "reserved name '%s' cannot be used for type parameter", name)
	}
	if expr == nil {
		return
	}
	inClass := b.cur.SeesClass
	pos := *expr.Position()
	b.enter(name, TypeVariable, p, role, pos)
	b.cur.SeesClass = inClass
	if inClass {
		b.define(dunderClassDict, Use, pos)
	}
	b.cur.scopeInfo = info
	b.expr(expr)
	b.exit()
}
