// This file defines the data of the IR: functions, blocks, values and edges.

package ir

import (
	"adder/frontend/code"
	"adder/lower/types"
)

// Func is one code object in SSA form.
type Func struct {
	Name  string // the qualified name, for messages
	Code  *code.Code
	Index int // position among the module's code objects, outer before inner

	// Blocks holds the entry first. Blocks[i].ID == i only after Renumber.
	Blocks []*Block
	// Resumes are the blocks at which a suspended generator goes on, by state number
	// minus one.
	Resumes []*Block

	nextValue int
	nextBlock int
}

// Block is a basic block. Its parameters are the phis: each edge to it carries arguments.
type Block struct {
	ID     int
	Params []*Value
	Body   []*Value // the last one is the terminator, the only one with Succs
	Preds  int      // number of incoming edges, exceptional ones included; set by Renumber
	// Handler is true for blocks reached by exception edges only. Their first
	// parameter is the exception.
	Handler bool
	// General is true for blocks of the general copy.
	General bool
}

// Edge is a jump to a block with the arguments for its parameters. On an exception
// edge the first parameter has no argument: the landing pad supplies it.
type Edge struct {
	To   *Block // nil: an exit that is still open
	Args []*Value
	// Off is, of an exit, the bytecode offset at which the general copy goes on.
	Off int
}

// Copy returns an edge of its own that goes the same way: edges are edited in place, so no two
// instructions share one.
func (e *Edge) Copy() *Edge {
	return &Edge{To: e.To, Args: append([]*Value(nil), e.Args...), Off: e.Off}
}

// Rep is how a value is held in Go.
type Rep uint8

// The representations.
const (
	RepValue   Rep = iota // py.Value
	RepInt                // int64
	RepFloat              // float64
	RepBool               // bool
	RepIter               // abi.Iter, a loop's iterator that never becomes an object
	RepVirtual            // nothing: an object that is only made where an edge needs it
	RepNone               // no result
)

var repNames = [...]string{"value", "i64", "f64", "flag", "iter", "virtual", "void"}

// String returns the name of the representation in the printed IR.
func (r Rep) String() string { return repNames[r] }

// Value is an instruction and its result.
type Value struct {
	ID   int
	Op   Op
	Args []*Value
	// Num and Aux are the operation's immediate operands; the op table says which are
	// used: a constant's or name's index, a comparison's number, a count.
	Num int64
	Aux any
	// Type is what is known of the result, Rep how it is held.
	Type types.T
	Rep  Rep
	// Off is the bytecode offset, in code units, that a traceback shows.
	Off int
	// Exc is where an exception raised here goes; nil: out of the function.
	Exc *Edge
	// Exit is where execution goes on when what the op assumes does not hold: at a bytecode
	// offset in the general copy, with the live locals and the stack as arguments. While the
	// fast copy is optimised exits are open: they have an offset and no block yet.
	Exit *Edge
	// Succs are the targets of a terminator, in the order of the op table.
	Succs []*Edge
	Block *Block
}

// NewFunc returns a function without blocks.
func NewFunc(name string, c *code.Code) *Func { return &Func{Name: name, Code: c} }

// NewBlock appends an empty block.
func (f *Func) NewBlock() *Block {
	b := &Block{ID: f.nextBlock}
	f.nextBlock++
	f.Blocks = append(f.Blocks, b)
	return b
}

// NewValue makes a value of op with the op's default type and representation, which the caller
// places.
func (f *Func) NewValue(b *Block, op Op, off int, args ...*Value) *Value {
	v := &Value{ID: f.nextValue, Op: op, Args: args, Type: op.Info().Type, Rep: op.Info().Rep, Off: off, Block: b}
	f.nextValue++
	return v
}

// NewParam appends a parameter of the given type to b.
func (f *Func) NewParam(b *Block, typ types.T) *Value {
	v := f.NewValue(b, OpParam, 0)
	v.Type = typ
	b.Params = append(b.Params, v)
	return v
}

// NewConst makes a constant that the caller places in the entry block.
func (f *Func) NewConst(op Op, aux any, typ types.T) *Value {
	v := f.NewValue(nil, op, 0)
	v.Aux, v.Type = aux, typ
	return v
}

// Emit appends an instruction to b.
func (f *Func) Emit(b *Block, op Op, off int, args ...*Value) *Value {
	v := f.NewValue(b, op, off, args...)
	b.Body = append(b.Body, v)
	return v
}

// Term returns the block's terminator, nil while it has none.
func (b *Block) Term() *Value {
	if n := len(b.Body); n > 0 && b.Body[n-1].Op.Info().Flags&Term != 0 {
		return b.Body[n-1]
	}
	return nil
}

// Edges calls visit for every edge that leaves b, exceptional ones included.
func (b *Block) Edges(visit func(e *Edge)) {
	for _, v := range b.Body {
		if v.Exc != nil {
			visit(v.Exc)
		}
		if v.Exit != nil && v.Exit.To != nil {
			visit(v.Exit)
		}
		for _, e := range v.Succs {
			visit(e)
		}
	}
}

// NumValues is an upper bound of value IDs, for tables indexed by them.
func (f *Func) NumValues() int { return f.nextValue }

// Operands calls visit with a pointer to every use of a value by v: its arguments and
// those of its edges.
func (v *Value) Operands(visit func(use **Value)) {
	for i := range v.Args {
		visit(&v.Args[i])
	}
	if v.Exc != nil {
		for i := range v.Exc.Args {
			visit(&v.Exc.Args[i])
		}
	}
	if v.Exit != nil {
		for i := range v.Exit.Args {
			visit(&v.Exit.Args[i])
		}
	}
	for _, e := range v.Succs {
		for i := range e.Args {
			visit(&e.Args[i])
		}
	}
}

// Renumber drops unreachable blocks, orders the rest in reverse postorder, numbers
// blocks and values densely and counts predecessors.
func (f *Func) Renumber() {
	order := f.reversePostorder()
	f.Blocks = order
	value := 0
	for i, b := range order {
		b.ID, b.Preds = i, 0
		for _, p := range b.Params {
			p.ID, p.Block = value, b
			value++
		}
		for _, v := range b.Body {
			v.ID, v.Block = value, b
			value++
		}
	}
	f.nextBlock, f.nextValue = len(order), value
	for _, b := range order {
		b.Edges(func(e *Edge) { e.To.Preds++ })
	}
}

func (f *Func) reversePostorder() []*Block {
	seen := make(map[*Block]bool, len(f.Blocks))
	var post []*Block
	var visit func(b *Block)
	visit = func(b *Block) {
		seen[b] = true
		var next []*Block
		b.Edges(func(e *Edge) { next = append(next, e.To) })
		for i := len(next) - 1; i >= 0; i-- {
			if !seen[next[i]] {
				visit(next[i])
			}
		}
		post = append(post, b)
	}
	visit(f.Blocks[0])
	for i, j := 0, len(post)-1; i < j; i, j = i+1, j-1 {
		post[i], post[j] = post[j], post[i]
	}
	return post
}

// CommonConst is the constant that LOAD_COMMON_CONSTANT loads for its number: a builtin
// that programs cannot rebind there.
type CommonConst int

// RemoveUnused drops values that nobody uses and that droppable lets go. f must be renumbered.
func (f *Func) RemoveUnused(droppable func(v *Value) bool) {
	uses := make([]int, f.NumValues())
	for _, b := range f.Blocks {
		for _, v := range b.Body {
			v.Operands(func(use **Value) { uses[(*use).ID]++ })
		}
	}
	for changed := true; changed; {
		changed = false
		for _, b := range f.Blocks {
			for i := len(b.Body) - 1; i >= 0; i-- {
				v := b.Body[i]
				if uses[v.ID] == 0 && droppable(v) {
					v.Operands(func(use **Value) { uses[(*use).ID]-- })
					b.Body = append(b.Body[:i], b.Body[i+1:]...)
					changed = true
				}
			}
		}
	}
}

// Effectless reports whether v's op has no effect, whatever its operands are.
func (v *Value) Effectless() bool { return v.Op.Info().Flags&(Pure|Droppable) != 0 }
