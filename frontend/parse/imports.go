// This file parses import statements.
package parse

import (
	"adder/frontend/ast"
	"adder/frontend/token"
)

func (p *parser) importStmt() ast.Stmt {
	m := p.mark
	if p.invalid {
		p.invalidImport()
		p.mark = m
	}
	var s ast.Stmt
	if p.eat(kwImport) {
		if names := gather(p, token.COMMA, (*parser).dottedAsName); names != nil {
			return &ast.Import{Pos: p.span(m), Names: names}
		}
	} else if p.eat(kwFrom) {
		s = p.importFrom(m)
	}
	if s == nil {
		p.mark = m
	}
	return s
}

// importFrom parses behind "from".
func (p *parser) importFrom(m int) ast.Stmt {
	level := 0
	for {
		if p.eat(token.DOT) {
			level++
		} else if p.eat(token.ELLIPSIS) {
			level += 3
		} else {
			break
		}
	}
	dots := p.mark
	if module := p.dottedName(); module != nil && p.eat(kwImport) {
		if names := p.importFromTargets(); names != nil {
			p.checkFuture(module.ID, names, level)
			return &ast.ImportFrom{Pos: p.span(m), Module: module.ID, Names: names, Level: level}
		}
	}
	p.mark = dots
	if level > 0 && p.eat(kwImport) {
		if names := p.importFromTargets(); names != nil {
			return &ast.ImportFrom{Pos: p.span(m), Names: names, Level: level}
		}
	}
	return nil
}

// checkFuture switches the spelling of "not equal" for PEP 401.
func (p *parser) checkFuture(module string, names []*ast.Alias, level int) {
	if level != 0 || module != "__future__" {
		return
	}
	for _, a := range names {
		if a.Name == "barry_as_FLUFL" {
			p.barry = true
		}
	}
}

func (p *parser) importFromTargets() []*ast.Alias {
	m := p.mark
	if p.eat(token.LPAR) {
		if names := gather(p, token.COMMA, (*parser).importFromAsName); names != nil {
			p.eat(token.COMMA)
			if p.eat(token.RPAR) {
				return names
			}
		}
		p.mark = m
	}
	if names := gather(p, token.COMMA, (*parser).importFromAsName); names != nil && !p.at(token.COMMA) {
		return names
	}
	p.mark = m
	if p.eat(token.STAR) {
		return []*ast.Alias{{Pos: p.span(m), Name: "*"}}
	}
	if p.invalid {
		p.invalidImportFromTargets()
		p.mark = m
	}
	return nil
}

func (p *parser) importFromAsName() *ast.Alias {
	m := p.mark
	if p.invalid {
		p.invalidImportFromAsName()
		p.mark = m
	}
	n := p.name()
	if n == nil {
		return nil
	}
	return p.alias(m, n)
}

func (p *parser) dottedAsName() *ast.Alias {
	m := p.mark
	if p.invalid {
		p.invalidDottedAsName()
		p.mark = m
	}
	n := p.dottedName()
	if n == nil {
		return nil
	}
	return p.alias(m, n)
}

// alias parses an optional "as NAME" behind an imported name.
func (p *parser) alias(m int, n *ast.Name) *ast.Alias {
	as := ""
	if after := p.mark; p.eat(kwAs) {
		if a := p.name(); a != nil {
			as = a.ID
		} else {
			p.mark = after
		}
	}
	return &ast.Alias{Pos: p.span(m), Name: n.ID, Asname: as}
}

// dottedName returns a name that may contain dots.
func (p *parser) dottedName() *ast.Name {
	n := p.name()
	if n == nil {
		return nil
	}
	for {
		after := p.mark
		if !p.eat(token.DOT) {
			return n
		}
		b := p.name()
		if b == nil {
			p.mark = after
			return n
		}
		n = &ast.Name{Pos: join(n.Pos, b.Pos), ID: n.ID + "." + b.ID}
	}
}
