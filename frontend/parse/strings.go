// This file parses string literals, f-strings and t-strings, and joins adjacent ones.
package parse

import (
	"strings"

	"adder/frontend/ast"
	"adder/frontend/code"
	"adder/frontend/token"
)

// strings: adjacent literals, joined. The result is memoised in every pass but fast.
func (p *parser) strings() ast.Expr {
	m := p.mark
	if p.fast {
		return p.stringsRaw()
	}
	if r, ok := p.recall(memoStrings); ok {
		e, _ := r.(ast.Expr)
		return e
	}
	e := p.stringsRaw()
	p.memoize(m, memoStrings, e)
	return e
}

func (p *parser) stringsRaw() ast.Expr {
	m := p.mark
	if p.invalid {
		p.invalidStringTString()
		p.mark = m
	}
	if p.at(token.TSTRING_START) {
		var list []ast.Expr
		for e := p.tstring(); e != nil; e = p.tstring() {
			list = append(list, e)
		}
		if list == nil {
			return nil
		}
		return &ast.TemplateStr{Pos: p.span(m), Values: p.joinParts(list)}
	}
	first := p.stringOrFString()
	if first == nil {
		return nil
	}
	var more []ast.Expr
	for e := p.stringOrFString(); e != nil; e = p.stringOrFString() {
		more = append(more, e)
	}
	if _, ok := first.(*ast.Constant); ok && more == nil {
		return first
	}
	return p.concatenate(m, append([]ast.Expr{first}, more...))
}

func (p *parser) stringOrFString() ast.Expr {
	switch p.peek() {
	case token.STRING:
		return p.stringLiteral(p.advance())
	case token.FSTRING_START:
		return p.fstring()
	}
	return nil
}

// concatenate joins plain strings, bytes or f-strings (_PyPegen_concatenate_strings).
func (p *parser) concatenate(m int, list []ast.Expr) ast.Expr {
	formatted, text, bytes := false, false, false
	for _, e := range list {
		c, ok := e.(*ast.Constant)
		if !ok {
			formatted = true
		} else if _, ok := c.Value.(code.Bytes); ok {
			bytes = true
		} else {
			text = true
		}
	}
	switch {
	case bytes && (text || formatted):
		p.raise(errSyntax, "cannot mix bytes and nonbytes literals")
	case formatted:
		return &ast.JoinedStr{Pos: p.span(m), Values: p.joinParts(list)}
	case len(list) == 1:
		return list[0]
	}
	var b strings.Builder
	for _, e := range list {
		switch v := e.(*ast.Constant).Value.(type) {
		case string:
			b.WriteString(v)
		case code.Bytes:
			b.WriteString(string(v))
		}
	}
	c := &ast.Constant{Pos: p.span(m), Value: b.String(), Kind: list[0].(*ast.Constant).Kind}
	if bytes {
		c.Value = code.Bytes(b.String())
	}
	return c
}

// joinParts flattens f-strings or t-strings, and joins the constants that become
// neighbours; empty ones are dropped (_build_concatenated_str).
func (p *parser) joinParts(list []ast.Expr) []ast.Expr {
	var flat []ast.Expr
	for _, e := range list {
		switch e := e.(type) {
		case *ast.JoinedStr:
			flat = append(flat, e.Values...)
		case *ast.TemplateStr:
			flat = append(flat, e.Values...)
		default:
			flat = append(flat, e)
		}
	}
	out := flat[:0]
	for i := 0; i < len(flat); i++ {
		first, ok := flat[i].(*ast.Constant)
		if !ok {
			out = append(out, flat[i])
			continue
		}
		last, text := first, []string{first.Value.(string)}
		for i+1 < len(flat) {
			next, ok := flat[i+1].(*ast.Constant)
			if !ok {
				break
			}
			last = next
			text = append(text, next.Value.(string))
			i++
		}
		joined := first
		if last != first {
			joined = &ast.Constant{Pos: join(first.Pos, last.Pos), Value: strings.Join(text, ""), Kind: first.Kind}
		}
		if joined.Value != "" {
			out = append(out, joined)
		}
	}
	return out
}

// stringState is what the parser knows about the string around a field.
type stringState struct {
	raw    bool
	letter byte
}

func (p *parser) enterString(start *tok, letter byte) stringState {
	saved := stringState{p.rawString, p.stringLetter}
	p.rawString, p.stringLetter = strings.ContainsAny(start.Text, "rR"), letter
	return saved
}

func (p *parser) leaveString(s stringState) { p.rawString, p.stringLetter = s.raw, s.letter }

func (p *parser) fstring() ast.Expr {
	m := p.mark
	saved := p.enterString(p.next(), 'f')
	values := p.stringParts(false)
	ok := p.eat(token.FSTRING_END)
	if ok {
		values = p.decodeParts(values, p.mark-1)
	}
	p.leaveString(saved)
	if !ok {
		p.mark = m
		return nil
	}
	return &ast.JoinedStr{Pos: p.span(m), Values: values}
}

func (p *parser) tstring() ast.Expr {
	m := p.mark
	if !p.at(token.TSTRING_START) {
		return nil
	}
	if !p.fast {
		if r, ok := p.recall(memoTString); ok {
			e, _ := r.(ast.Expr)
			return e
		}
	}
	saved := p.enterString(p.next(), 't')
	values := p.stringParts(true)
	var e ast.Expr
	if p.eat(token.TSTRING_END) {
		values = p.decodeParts(values, p.mark-1)
		p.checkVersion(14, "t-strings are")
		e = &ast.TemplateStr{Pos: p.span(m), Values: values}
	} else {
		p.mark = m
	}
	p.leaveString(saved)
	if !p.fast {
		p.memoize(m, memoTString, e)
	}
	return e
}

// stringParts: fields and pieces of text, the text still undecoded.
func (p *parser) stringParts(template bool) []ast.Expr {
	var list []ast.Expr
	middle := token.FSTRING_MIDDLE
	if template {
		middle = token.TSTRING_MIDDLE
	}
	for {
		switch p.peek() {
		case token.LBRACE:
			e := p.field(template, false)
			if e == nil {
				return list
			}
			list = append(list, e)
		case middle:
			t := p.next()
			list = append(list, &ast.Constant{Pos: t.pos(), Value: t.Text})
		default:
			return list
		}
	}
}

// decodeParts decodes the text and unpacks "=" fields, for the string that ends with the
// token of the given index.
func (p *parser) decodeParts(parts []ast.Expr, end int) []ast.Expr {
	out := make([]ast.Expr, 0, len(parts))
	for _, e := range parts {
		switch e := e.(type) {
		case *ast.JoinedStr:
			out = append(out, e.Values...)
			continue
		case *ast.Constant:
			text := e.Value.(string)
			if text == "{{" || text == "}}" {
				text = text[:1]
			}
			s, err := p.decodeText(text, p.rawString, end)
			if err != "" {
				p.raise(errSyntax, "(unicode error) %s", err)
			}
			if s == "" {
				continue
			}
			e.Value = s
		}
		out = append(out, e)
	}
	return out
}

// field is a replacement field; nested in a t-string's format spec it is formatted at once.
// A "=" field comes as a JoinedStr of its text and its value.
func (p *parser) field(template, nested bool) ast.Expr {
	m := p.mark
	if e := p.fieldRaw(m, template, nested); e != nil {
		return e
	}
	p.mark = m
	if p.invalid {
		p.invalidReplacementField(template)
		p.mark = m
	}
	return nil
}

// fieldEnd is what ends a field's expression: its text, and where that ends.
type fieldEnd struct {
	meta      string
	hasMeta   bool // false below two format specs, whose text the scanner does not keep
	line, col int32
}

func (p *parser) fieldRaw(m int, template, nested bool) ast.Expr {
	p.mark++
	value := p.annotatedRHS()
	if value == nil {
		return nil
	}
	debug := p.eat(token.EQUAL)
	conversion := -1
	var end fieldEnd
	if p.at(token.EXCLAMATION) {
		if conv := p.conversion(&end); conv != nil {
			conversion = int(conv.ID[0])
		}
	}
	spec, ok := p.formatSpec(template, conversion < 0, &end)
	if !ok {
		return nil
	}
	if !p.at(token.RBRACE) {
		return nil
	}
	brace := p.next()
	pos := p.span(m)
	if conversion < 0 && spec == nil {
		end = fieldEnd{brace.Meta, brace.HasMeta, pos.EndLineno, pos.EndColOffset}
	}
	if conversion < 0 && debug && spec == nil {
		conversion = 'r'
	}
	var e ast.Expr
	if template && !nested {
		e = &ast.Interpolation{Pos: pos, Value: value, Str: stripExpr(end.meta), Conversion: conversion, FormatSpec: spec}
	} else {
		e = &ast.FormattedValue{Pos: pos, Value: value, Conversion: conversion, FormatSpec: spec}
	}
	if !debug {
		return e
	}
	if !end.hasMeta {
		panic(bailout{ErrNoValue})
	}
	text := &ast.Constant{Value: end.meta, Pos: ast.Pos{
		Lineno: pos.Lineno, ColOffset: pos.ColOffset + 1, EndLineno: end.line, EndColOffset: end.col - 1}}
	return &ast.JoinedStr{Values: []ast.Expr{text, e}, Pos: ast.Pos{
		Lineno: pos.Lineno, ColOffset: pos.ColOffset, EndLineno: end.line, EndColOffset: end.col}}
}

// stripExpr cuts blanks and "=" off the end of an interpolation's expression.
func stripExpr(s string) string {
	return strings.TrimRight(s, "= \t\n\r\f\v\x1c\x1d\x1e\x1f\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004"+
		"\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000")
}

// conversion: '!' NAME; nil when it is not there.
func (p *parser) conversion(end *fieldEnd) *ast.Name {
	m := p.mark
	bang := p.next()
	meta, hasMeta, pos := bang.Meta, bang.HasMeta, bang.pos()
	n := p.name()
	if n == nil {
		p.mark = m
		return nil
	}
	if pos.Lineno != n.Lineno || pos.EndColOffset != n.ColOffset {
		p.raiseRange(pos, n.Pos, "%c-string: conversion type must come right after the exclamation mark", p.stringLetter)
	}
	if n.ID != "s" && n.ID != "r" && n.ID != "a" {
		p.raiseOver(n.Pos, "%c-string: invalid conversion character %s: expected 's', 'r', or 'a'",
			p.stringLetter, code.ReprString(n.ID))
	}
	*end = fieldEnd{meta, hasMeta, n.Lineno, n.ColOffset}
	return n
}

// formatSpec: [':' part*]; it tells end where the colon is if takeEnd. It fails never; ok is
// false only where a part can't be parsed, which the caller sees by the missing brace.
func (p *parser) formatSpec(template, takeEnd bool, end *fieldEnd) (ast.Expr, bool) {
	if !p.at(token.COLON) {
		return nil, true
	}
	m := p.mark
	colon := p.next()
	meta, hasMeta := colon.Meta, colon.HasMeta
	list := p.specParts(template)
	values := list[:0]
	for _, e := range list {
		if c, ok := e.(*ast.Constant); !ok || c.Value != "" {
			values = append(values, e)
		}
	}
	var spec ast.Expr
	if _, ok := soleConstant(values); ok || len(values) == 0 {
		spec = &ast.JoinedStr{Pos: p.span(m), Values: values}
	} else {
		spec = p.concatenate(m, values)
	}
	if takeEnd {
		pos := spec.Position()
		*end = fieldEnd{meta, hasMeta, pos.Lineno, pos.ColOffset + 1}
	}
	return spec, true
}

func soleConstant(list []ast.Expr) (*ast.Constant, bool) {
	if len(list) != 1 {
		return nil, false
	}
	c, ok := list[0].(*ast.Constant)
	return c, ok
}

func (p *parser) specParts(template bool) []ast.Expr {
	var list []ast.Expr
	middle := token.FSTRING_MIDDLE
	if template {
		middle = token.TSTRING_MIDDLE
	}
	for {
		switch p.peek() {
		case middle:
			i := p.advance()
			t := p.toks[i]
			s, err := p.decodeText(t.Text, p.rawString, i)
			if err != "" {
				p.raise(errSyntax, "(unicode error) %s", err)
			}
			list = append(list, &ast.Constant{Pos: t.pos(), Value: s})
		case token.LBRACE:
			e := p.field(template, true)
			if e == nil {
				return list
			}
			list = append(list, e)
		default:
			return list
		}
	}
}

// invalidStringTString raises for a t-string beside another literal.
func (p *parser) invalidStringTString() {
	const message = "cannot mix t-string literals with string or bytes literals"
	m := p.mark
	for _, rules := range [2][2]func(*parser) ast.Expr{
		{(*parser).stringOrFString, (*parser).tstring},
		{(*parser).tstring, (*parser).stringOrFString},
	} {
		var last ast.Expr
		for e := rules[0](p); e != nil; e = rules[0](p) {
			last = e
		}
		if last != nil {
			if b := rules[1](p); b != nil {
				p.raiseRange(*last.Position(), *b.Position(), message)
			}
		}
		p.mark = m
	}
}

// invalidReplacementField holds the mistakes in a field, of an f-string or a t-string.
func (p *parser) invalidReplacementField(template bool) {
	letter := byte('f')
	if template {
		letter = 't'
	}
	p.mark++
	m := p.mark
	switch p.peek() {
	case token.EQUAL, token.EXCLAMATION, token.COLON, token.RBRACE:
		t := p.next()
		p.raiseOver(t.pos(), "%c-string: valid expression required before '%s'", letter, t.Text)
	}
	value := p.annotatedRHS()
	if value == nil {
		p.mark = m
		p.raiseNext("%c-string: expecting a valid expression after '{'", letter)
	}
	switch p.peek() {
	case token.EQUAL, token.EXCLAMATION, token.COLON, token.RBRACE:
	default:
		p.raiseNext("%c-string: expecting '=', or '!', or ':', or '}'", letter)
	}
	if p.eat(token.EQUAL) && !p.at(token.EXCLAMATION) && !p.at(token.COLON) && !p.at(token.RBRACE) {
		p.raiseNext("%c-string: expecting '!', or ':', or '}'", letter)
	}
	after := p.mark
	if p.eat(token.EXCLAMATION) {
		if p.at(token.COLON) || p.at(token.RBRACE) {
			p.raiseNext("%c-string: missing conversion character", letter)
		}
		if !p.at(token.NAME) {
			p.raiseNext("%c-string: invalid conversion character", letter)
		}
		p.mark++
	} else {
		p.mark = after
	}
	if !p.at(token.COLON) && !p.at(token.RBRACE) {
		p.raiseNext("%c-string: expecting ':' or '}'", letter)
	}
	behind := p.mark
	if p.eat(token.COLON) {
		p.specParts(false) // the grammar looks for an f-string's parts in t-strings too
		if !p.at(token.RBRACE) {
			p.raiseNext("%c-string: expecting '}', or format specs", letter)
		}
		p.mark = behind
	}
	if !p.at(token.RBRACE) {
		p.raiseNext("%c-string: expecting '}'", letter)
	}
}
