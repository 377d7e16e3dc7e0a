// This file defines Thread: the state of one Python thread, its shadow stack of running
// functions and its stack of argument vectors.

package py

import (
	"sync/atomic"
	"unsafe"
)

// Thread is the state of one Python thread. A function that may run Python code takes
// the running thread as its first parameter. A thread runs only while it holds the
// global interpreter lock.
type Thread struct {
	// The stack of running Python functions is made of chunks that never move, so that a
	// *ShadowFrame stays valid while its function runs. first is the first record of the current
	// chunk, off the offset in it of the next free record, limit the chunk's size in bytes. When
	// functions return into an earlier chunk off wraps around and the next call changes chunks.
	first      unsafe.Pointer
	off, limit uintptr
	base       int           // depth of first
	chunks     []shadowChunk // all chunks, the current one among them, by base
	// Limit is the recursion limit: Enter refuses to go deeper.
	Limit int
	// NativeDepth counts nested native recursion (repr of a list in a list).
	NativeDepth int

	// Handled is the stack of exceptions that except and finally blocks are handling;
	// generators push one of their own when resumed (CPython's exc_info).
	Handled *ExcState

	// Breaker is nonzero when a safe point has something to do: a signal, a finaliser,
	// a request for the lock, a trace function.
	Breaker atomic.Uint32

	// Reraising tells compiled code that the exception on its way was raised again by the same
	// function, so that it gets no further traceback entry.
	Reraising bool

	sent  sentResult
	fresh unsafe.Pointer // see IterOwned
	chain *genChain      // the innermost chain of delegations that runs
	args  argStack
	reprs []unsafe.Pointer // objects whose repr is being made

	repring reprStack // containers whose repr is being made

	ID      int64
	Context Value // the current contextvars.Context, unbound if none was entered

	// RunningLoop and RunningTask are asyncio's event loop and task that run, unbound for none.
	RunningLoop, RunningTask Value

	// StopValue is what the generator that was exhausted last returned: a Next slot gives
	// just the unbound Value. next() clears it before the call; see (*Thread).StopIteration.
	StopValue Value

	// AsyncGenFirstIter and AsyncGenFinalizer are sys.set_asyncgen_hooks' hooks.
	AsyncGenFirstIter, AsyncGenFinalizer Value
	CoroutineOriginDepth                 int

	// Name is what _thread.set_name set. Exits are called when the thread ends.
	Name  string
	Exits []func()

	// Activations is the interpreter's list of activations to reuse.
	Activations unsafe.Pointer

	TraceFunc, ProfileFunc Value
	Locals                 map[any]Value // per-thread native state (decimal context, …)
}

// ShadowFrame is what a running function leaves for tracebacks and sys._getframe.
type ShadowFrame struct {
	Fn    *Function // unbound for the body of a module or class
	Code  *CodeObject
	Frame *Frame // made when somebody asked for it, or by the interpreter
	// Pos is the index of the bytecode instruction being executed (a code unit, as
	// f_lasti/2). Compiled code stores it before calls.
	Pos int32
	// Locals are the localsplus variables of an interpreted function; nil in compiled code.
	Locals []Value
}

// ExcState is one entry of the stack of handled exceptions.
type ExcState struct {
	Value *Exc // nil: none
	Prev  *ExcState
}

// RecursionLimit is the recursion limit of new threads.
var RecursionLimit = 1000

// shadowChunk is a piece of the shadow stack: the records from depth base on.
type shadowChunk struct {
	base    int
	records []ShadowFrame
}

// firstShadowChunk is small enough to cost nothing at start and deep enough for most programs.
const firstShadowChunk = 256

// NewThread returns a thread that is ready to run Python code.
func NewThread(id int64) *Thread {
	t := &Thread{ID: id, Limit: RecursionLimit, Handled: &ExcState{}}
	t.addChunk(0, firstShadowChunk)
	t.args.init()
	return t
}

const recordSize = unsafe.Sizeof(ShadowFrame{})

// Depth returns the number of functions that are running.
func (t *Thread) Depth() int { return t.base + int(t.off)/int(recordSize) }

func (t *Thread) addChunk(base, n int) {
	c := shadowChunk{base, make([]ShadowFrame, n)}
	t.chunks = append(t.chunks, c)
	t.use(c, base)
}

// use makes c the current chunk at the given depth.
func (t *Thread) use(c shadowChunk, depth int) {
	t.base, t.first = c.base, unsafe.Pointer(&c.records[0])
	t.off = uintptr(depth-c.base) * recordSize
	t.limit = uintptr(max(0, min(len(c.records), t.Limit-c.base))) * recordSize
}

// Enter pushes a record for a call of code, whose function is fn (nil for a module's or
// class's body). It returns nil at the recursion limit; then RecursionLimitError is due.
func (t *Thread) Enter(fn *Function, code *CodeObject) *ShadowFrame {
	if s := t.TryEnter(fn, code); s != nil {
		return s
	}
	return t.EnterChunk(fn, code)
}

// TryEnter is Enter as far as the current chunk has room, else it returns nil and EnterChunk
// is to be called. It is small enough to be inlined: records above the stack hold neither a
// frame nor locals.
func (t *Thread) TryEnter(fn *Function, code *CodeObject) *ShadowFrame {
	off := t.off
	if off >= t.limit {
		return nil
	}
	s := (*ShadowFrame)(unsafe.Add(t.first, off))
	s.Fn, s.Code = fn, code
	t.off = off + recordSize
	return s
}

// EnterChunk is Enter where another chunk must be made current first.
func (t *Thread) EnterChunk(fn *Function, code *CodeObject) *ShadowFrame {
	if !t.switchChunk() {
		return nil
	}
	return t.TryEnter(fn, code)
}

// switchChunk makes the chunk current that holds the next record, allocating it if need be.
func (t *Thread) switchChunk() bool {
	depth := t.Depth()
	if depth >= t.Limit {
		return false
	}
	for _, c := range t.chunks {
		if c.base <= depth && depth < c.base+len(c.records) {
			t.use(c, depth)
			return true
		}
	}
	last := t.chunks[len(t.chunks)-1]
	t.addChunk(depth, 2*len(last.records))
	return true
}

// Pop takes the innermost record off, which must hold neither a frame nor locals.
func (t *Thread) Pop() { t.off -= recordSize }

// Leave pops the record that the matching Enter pushed.
func (t *Thread) Leave() {
	if s := t.Top(); s.Frame != nil || s.Locals != nil {
		s.Frame, s.Locals = nil, nil
	}
	t.Pop()
}

// Top returns the record of the innermost running function, nil if there is none.
func (t *Thread) Top() *ShadowFrame {
	if int(t.off) > 0 {
		return (*ShadowFrame)(unsafe.Add(t.first, t.off-recordSize))
	}
	return t.RecordAt(t.Depth() - 1)
}

// RecordAt returns the record of depth d (0: the outermost), nil if there is none.
func (t *Thread) RecordAt(d int) *ShadowFrame {
	if d < 0 || d >= t.Depth() {
		return nil
	}
	if t.chain != nil && d < t.Depth()-1 {
		t.fillChains()
	}
	for n := len(t.chunks) - 1; n >= 0; n-- {
		if c := t.chunks[n]; c.base <= d {
			return &c.records[d-c.base]
		}
	}
	return nil
}

// SetRecursionLimit changes the recursion limit of all threads.
func SetRecursionLimit(limit int) {
	RecursionLimit = limit
	for _, t := range threads {
		t.setLimit(limit)
	}
}

func (t *Thread) setLimit(limit int) {
	t.Limit = limit
	t.limit = 0 // the next call chooses the chunk anew
}

// RecursionLimitError is the error of a call that Enter refused. The message is that of 3.14.
func (t *Thread) RecursionLimitError() *Exc { return t.recursionError() }

// recursionError reports that the limit was reached. The message is that of 3.14.
func (t *Thread) recursionError() *Exc {
	return Errorf(RecursionError, "maximum recursion depth exceeded")
}

// maxNativeDepth bounds recursion through native code that pushes no shadow frame.
// Go's stacks grow, so this only keeps runaway recursion from exhausting memory.
const maxNativeDepth = 20000

// EnterNative counts a level of native recursion; where is the tail of the message,
// such as " while getting the repr of an object". Pair it with LeaveNative.
func (t *Thread) EnterNative(where string) *Exc {
	if t.NativeDepth >= maxNativeDepth || t.NativeDepth+t.Depth() >= t.Limit+maxNativeDepth/2 {
		return Errorf(RecursionError, "maximum recursion depth exceeded%s", where)
	}
	t.NativeDepth++
	return nil
}

// LeaveNative ends a level begun by EnterNative.
func (t *Thread) LeaveNative() { t.NativeDepth-- }

// argStack is a stack of Values in chunks that never move, from which calls take their
// argument vectors: an ordinary slice would escape to the heap at every indirect call.
type argStack struct {
	chunk []Value
	top   int
	prev  []argMark
}

type argMark struct {
	chunk []Value
	top   int
}

const argChunk = 4096

func (s *argStack) init() { s.chunk = make([]Value, argChunk) }

// PushArgs returns a vector of n unbound Values that lives until the matching PopArgs.
func (t *Thread) PushArgs(n int) []Value {
	s := &t.args
	top := s.top
	if top+n > len(s.chunk) {
		s.grow(n)
		top = 0
	}
	s.top = top + n
	return s.chunk[top : top+n : top+n]
}

// PopArgs gives back the vector that the latest PushArgs returned.
func (t *Thread) PopArgs(args []Value) {
	// Mostly few: the call of the general clear costs more than they do.
	for i := 0; i < len(args); i++ {
		args[i].ref = nil
		args[i].bits = 0
	}
	s := &t.args
	s.top -= len(args)
	if s.top == 0 && len(s.prev) > 0 {
		last := len(s.prev) - 1
		s.chunk, s.top = s.prev[last].chunk, s.prev[last].top
		s.prev = s.prev[:last]
	}
}

func (s *argStack) grow(n int) {
	s.prev = append(s.prev, argMark{s.chunk, s.top})
	s.chunk = make([]Value, max(argChunk, n))
	s.top = 0
}
