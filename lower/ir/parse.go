// This file reads the printed IR.

package ir

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"adder/frontend/code"
	"adder/lower/types"
)

// Parse reads a function in the form that String prints. Values keep their numbers only
// until the next Renumber. Constants of container types and code objects are not read.
func Parse(text string) (*Func, error) {
	p := &parser{f: NewFunc("", nil), blocks: map[string]*Block{}, values: map[string]*Value{}}
	lines := strings.Split(text, "\n")
	// First the definitions, since edges and loops refer forward.
	for i, line := range lines {
		if err := p.declare(strings.TrimSpace(line)); err != nil {
			return nil, fmt.Errorf("line %d: %w", i+1, err)
		}
	}
	for i, line := range lines {
		if err := p.connect(strings.TrimSpace(line)); err != nil {
			return nil, fmt.Errorf("line %d: %w", i+1, err)
		}
	}
	return p.f, nil
}

type parser struct {
	f       *Func
	blocks  map[string]*Block
	values  map[string]*Value
	cur     *Block
	next    int // index in cur.Body of the next instruction to connect
	resumes []string
}

// declare makes the block or value of a line.
func (p *parser) declare(line string) error {
	switch {
	case line == "" || strings.HasPrefix(line, "//") || strings.HasPrefix(line, "resumes"):
		return nil
	case strings.HasPrefix(line, "func "):
		p.f.Name = line[len("func "):]
		return nil
	case strings.HasSuffix(line, ":"):
		return p.declareBlock(strings.TrimSuffix(line, ":"))
	case p.cur == nil:
		return fmt.Errorf("instruction outside a block")
	}
	name, typ, rest := splitResult(line)
	word, _, _ := strings.Cut(rest, " ")
	op, ok := byName[word]
	if !ok {
		return fmt.Errorf("unknown op %q", word)
	}
	v := p.f.Emit(p.cur, op, 0)
	if name != "" {
		p.values[name] = v
	}
	if typ != "" {
		return v.setType(typ)
	}
	return nil
}

// splitResult splits "v1 type = rest" or "v1 = rest".
func splitResult(line string) (name, typ, rest string) {
	left, right, ok := strings.Cut(line, " = ")
	if !ok || strings.ContainsAny(left, `"@#`) {
		return "", "", line
	}
	name, typ, _ = strings.Cut(left, " ")
	return name, typ, right
}

// setType reads "type" or "rep:type".
func (v *Value) setType(s string) error {
	if rep, typ, ok := strings.Cut(s, ":"); ok {
		for i, name := range repNames {
			if name == rep {
				v.Rep = Rep(i)
			}
		}
		s = typ
	}
	t, ok := types.Parse(s)
	if !ok {
		return fmt.Errorf("unknown type %q", s)
	}
	v.Type = t
	return nil
}

func (p *parser) declareBlock(head string) error {
	params := ""
	if i := strings.IndexByte(head, '('); i >= 0 {
		head, params = head[:i], strings.TrimSuffix(head[i+1:], ")")
	}
	name, flags, _ := strings.Cut(head, " ")
	p.cur = p.f.NewBlock()
	p.cur.Handler = strings.Contains(flags, "handler")
	p.cur.General = strings.Contains(flags, "general")
	p.blocks[name] = p.cur
	for _, param := range splitList(params) {
		pname, typ, _ := strings.Cut(param, " ")
		v := p.f.NewParam(p.cur, types.Any)
		p.values[pname] = v
		if err := v.setType(typ); err != nil {
			return err
		}
	}
	return nil
}

func splitList(s string) []string {
	if s = strings.TrimSpace(s); s == "" {
		return nil
	}
	parts := strings.Split(s, ",")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}

// connect fills in the operands of a line's instruction.
func (p *parser) connect(line string) error {
	switch {
	case line == "" || strings.HasPrefix(line, "//") || strings.HasPrefix(line, "func "):
		return nil
	case strings.HasPrefix(line, "resumes "):
		for _, name := range strings.Fields(line)[1:] {
			p.f.Resumes = append(p.f.Resumes, p.blocks[name])
		}
		return nil
	case strings.HasSuffix(line, ":"):
		name, _, _ := strings.Cut(strings.TrimSuffix(line, ":"), "(")
		name, _, _ = strings.Cut(name, " ")
		p.cur, p.next = p.blocks[name], 0
		return nil
	}
	v := p.cur.Body[p.next]
	p.next++
	_, _, rest := splitResult(line)
	_, rest, _ = strings.Cut(rest, " ")
	return p.operands(v, rest)
}

// operands reads what follows the op: the immediate, arguments, and the marked parts.
func (p *parser) operands(v *Value, s string) error {
	var err error
	if v.Op.Info().Flags&UsesAux != 0 {
		if v.Aux, s, err = readAux(s); err != nil {
			return err
		}
	}
	if s, v.Exc, err = p.cutEdges(s, "!", v.Exc); err != nil {
		return err
	}
	if s, v.Exit, err = p.cutEdges(s, "?", v.Exit); err != nil {
		return err
	}
	if before, after, ok := strings.Cut(s, "->"); ok {
		s = before
		for _, text := range splitEdges(after) {
			e, err := p.edge(text)
			if err != nil {
				return err
			}
			v.Succs = append(v.Succs, e)
		}
	}
	for _, field := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' }) {
		switch field[0] {
		case '#':
			v.Num, err = strconv.ParseInt(field[1:], 10, 64)
		case '@':
			v.Off, err = strconv.Atoi(field[1:])
		default:
			var a *Value
			a, err = p.value(field)
			v.Args = append(v.Args, a)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (p *parser) cutEdges(s, mark string, none *Edge) (string, *Edge, error) {
	before, after, ok := strings.Cut(s, mark)
	if !ok {
		return s, none, nil
	}
	e, err := p.edge(strings.TrimSpace(after))
	return before, e, err
}

// splitEdges splits "b1(v1, v2) b2" at the blanks outside parentheses.
func splitEdges(s string) []string {
	var edges []string
	depth, start := 0, -1
	for i, r := range s + " " {
		switch {
		case r == '(':
			depth++
		case r == ')':
			depth--
		}
		if r == ' ' && depth == 0 {
			if start >= 0 {
				edges = append(edges, s[start:i])
			}
			start = -1
		} else if start < 0 {
			start = i
		}
	}
	return edges
}

func (p *parser) edge(s string) (*Edge, error) {
	name, args, _ := strings.Cut(s, "(")
	e := &Edge{To: p.blocks[name]}
	if off, ok := strings.CutPrefix(name, "open"); ok {
		e.Off, _ = strconv.Atoi(off)
	} else if e.To == nil {
		return nil, fmt.Errorf("unknown block %q", name)
	}
	for _, a := range splitList(strings.TrimSuffix(args, ")")) {
		v, err := p.value(a)
		if err != nil {
			return nil, err
		}
		e.Args = append(e.Args, v)
	}
	return e, nil
}

func (p *parser) value(name string) (*Value, error) {
	if v := p.values[name]; v != nil {
		return v, nil
	}
	return nil, fmt.Errorf("unknown value %q", name)
}

// readAux reads an immediate as auxString prints it and returns what follows.
func readAux(s string) (aux any, rest string, err error) {
	kind, after, _ := strings.Cut(s, " ")
	switch kind {
	case "None":
		return code.None{}, after, nil
	case "Ellipsis":
		return code.Ellipsis, after, nil
	case "str", "bytes":
		quoted, err := strconv.QuotedPrefix(after)
		if err != nil {
			return nil, "", fmt.Errorf("bad string in %q", s)
		}
		text, _ := strconv.Unquote(quoted)
		if kind == "bytes" {
			return code.Bytes(text), after[len(quoted):], nil
		}
		return text, after[len(quoted):], nil
	}
	word, rest, _ := strings.Cut(after, " ")
	switch kind {
	case "bool":
		return word == "true", rest, nil
	case "int":
		aux, err = strconv.ParseInt(word, 10, 64)
	case "float":
		aux, err = strconv.ParseFloat(word, 64)
	case "common":
		n, e := strconv.Atoi(word)
		aux, err = CommonConst(n), e
	case "bigint":
		n, ok := new(big.Int).SetString(word, 10)
		if !ok {
			return nil, "", fmt.Errorf("bad int %q", word)
		}
		aux = n
	default:
		return nil, "", fmt.Errorf("constant %q cannot be read back", kind)
	}
	return aux, rest, err
}
