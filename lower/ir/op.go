// This file is the op table of the IR: one row an op, with everything that is known of it.

package ir

import "adder/lower/types"

// Op is an operation of the IR.
type Op uint8

// ItemOfTuple is OpGetItem's Num where the container is guessed to be a tuple.
const ItemOfTuple = 1

// Flags are properties of an op.
type Flags uint8

// The flags.
const (
	Raises    Flags = 1 << iota // may raise, and may run arbitrary Python code
	Pure                        // no effect and no dependence on effects: may be merged, moved and dropped
	Term                        // ends a block
	Multi                       // has further results, read by proj
	Droppable                   // has no effect: may be dropped when unused, but not moved
	UsesNum                     // Num is an operand
	UsesAux                     // Aux is an operand
	Exits                       // leaves by its exit edge when what it assumes does not hold
)

// Info is a row of the op table.
type Info struct {
	Name  string
	Type  types.T // of the result where nothing better is known
	Rep   Rep     // of the result
	Flags Flags
	NArgs int // number of arguments, -1: any
	Succs int // number of successors of a terminator, -1: any
	// Run is the runtime's function that performs the op in its general form; the
	// emitter calls it with the thread, then what Takes lists. Empty: the op has an
	// emitter of its own.
	Run string
	// Takes lists Run's arguments after the thread: a digit for that argument, '*' for all
	// arguments in order, 'F' for the function object, 'N' for the name with index Num, 'n' for Num
	// as an int, 'G' for the function's globals, 'L' for the namespace of a class or module body.
	Takes string
}

// The ops. See table for what they mean.
const (
	OpInvalid Op = iota

	// Values.
	OpParam
	OpConst
	OpUnbound
	OpProj
	OpFree
	OpNewCell
	OpFunction
	OpNamespace

	// Conversions between representations.
	OpUnboxInt
	OpUnboxFloat
	OpIntToFloat
	OpExactFloat

	// Speculation.
	OpGuess
	OpGuardInt
	OpGuardFloat
	OpGuardNumber
	OpGuardRange
	OpIntrinsic
	OpVirtualRange

	// Arithmetic and tests.
	OpBinary
	OpInplace
	OpCompare
	OpCompareTest
	OpNegative
	OpPositive
	OpInvert
	OpNot
	OpTruth
	OpIs
	OpContains
	OpIsBound
	OpIsNone
	OpFlagNot
	OpFloatBinary
	OpFloatCompare
	OpFloatDiv
	OpFloatNeg
	OpIntBinary
	OpIntNeg
	OpIntStep
	OpIntCompare
	OpFlagConst

	// Variables.
	OpCheckLocal
	OpCheckDelete
	OpLoadCell
	OpStoreCell
	OpDeleteCell
	OpLoadGlobal
	OpStoreGlobal
	OpDeleteGlobal
	OpLoadName
	OpStoreName
	OpDeleteName
	OpLoadFromDictOrGlobals
	OpLoadFromDictOrDeref
	OpLoadLocals
	OpLoadBuildClass
	OpSpill
	OpSpillFrame

	// Attributes and items.
	OpLoadAttr
	OpLoadMethod
	OpStoreAttr
	OpDeleteAttr
	OpLoadSuperAttr
	OpLoadSuperMethod
	OpLoadSpecial
	OpGetItem
	OpSetItem
	OpDelItem
	OpGetSlice
	OpSetSlice

	// Calls.
	OpCall
	OpCallMethod
	OpCallKw
	OpCallEx
	OpCallSpread
	OpCallKeywords
	OpStarItems
	OpStarMapping
	OpMakeFunction
	OpSetFunctionAttr
	OpIntrinsic1
	OpIntrinsic2

	// Containers.
	OpBuildTuple
	OpBuildList
	OpBuildSet
	OpBuildMap
	OpBuildString
	OpBuildSlice
	OpBuildTemplate
	OpBuildInterpolation
	OpListAppend
	OpListExtend
	OpSetAdd
	OpSetUpdate
	OpMapAdd
	OpDictUpdate
	OpDictMerge
	OpUnpack
	OpUnpackEx
	OpConvert
	OpFormat
	OpFormatSpec

	// Iteration.
	OpGetIter
	OpIterNext
	OpStartIter
	OpStartRange
	OpGetYieldFromIter
	OpGetLen
	OpGetAwaitable
	OpGetAIter
	OpGetANext
	OpEndAsyncFor
	OpSend
	OpEndSend
	OpCleanupThrow
	OpStopIterValue

	// Matching.
	OpMatchClass
	OpMatchKeys
	OpMatchMapping
	OpMatchSequence

	// Exceptions.
	OpPushExcInfo
	OpPopExcept
	OpCheckExcMatch
	OpCheckEGMatch
	OpWithExceptStart

	// Imports and the rest.
	OpImportName
	OpImportFrom
	OpSetupAnnotations
	OpSafePoint
	OpGenInput

	// Terminators.
	OpJump
	OpBranch
	OpReturn
	OpRaise
	OpReraise
	OpYield
	OpReturnGenerator
	OpUnreachable

	numOps
)

// table is indexed by Op. A missing row fails TestTable.
var table = [numOps]Info{
	OpInvalid: {Name: "invalid"},

	OpParam:     {Name: "param", Type: types.Any, Flags: Pure},                    // a block's parameter
	OpConst:     {Name: "const", Type: types.Object, Flags: Pure | UsesAux},       // Aux: the code.Const
	OpUnbound:   {Name: "unbound", Type: types.Unbound, Flags: Pure},              // no object
	OpProj:      {Name: "proj", Type: types.Any, Flags: Pure | UsesNum, NArgs: 1}, // result number Num (1, …) of a Multi op
	OpFree:      {Name: "free", Type: types.Cell, Flags: Pure | UsesNum},          // cell number Num of the closure
	OpNewCell:   {Name: "newcell", Type: types.Cell, Flags: Droppable, NArgs: 1},  // a cell that holds the argument
	OpFunction:  {Name: "self", Type: types.Function, Flags: Pure},                // the running function object
	OpNamespace: {Name: "namespace", Type: types.Object, Flags: Pure},             // the locals of a class or module body

	OpUnboxInt:   {Name: "unbox.i64", Type: types.SmallInt, Rep: RepInt, Flags: Pure, NArgs: 1},
	OpUnboxFloat: {Name: "unbox.f64", Type: types.Float, Rep: RepFloat, Flags: Pure, NArgs: 1},
	OpExactFloat: {Name: "i64.f64?", Type: types.Float, Rep: RepFloat, Flags: Droppable | Exits, NArgs: 1}, // exits where the float is not the same number
	OpIntToFloat: {Name: "i64.f64", Type: types.Float, Rep: RepFloat, Flags: Pure, NArgs: 1},

	OpGuess:        {Name: "guess", Type: types.Any, Flags: Pure | Exits, NArgs: 1},                               // the argument; what it is may be guessed here
	OpGuardInt:     {Name: "guard.i64", Type: types.SmallInt, Rep: RepInt, Flags: Exits | UsesNum, NArgs: 1},      // of an immediate int; Num 1: a guess that may be dropped
	OpGuardFloat:   {Name: "guard.f64", Type: types.Float, Rep: RepFloat, Flags: Exits | UsesNum, NArgs: 1},       // of a float; Num as above
	OpGuardNumber:  {Name: "guard.num", Type: types.Float, Rep: RepFloat, Flags: Exits, NArgs: 1},                 // of a float or an immediate int, as a float
	OpGuardRange:   {Name: "guard.range", Type: types.SmallInt, Rep: RepInt, Flags: Exits | UsesNum, NArgs: -1},   // the callable is range; start, stop on i64; the end of counting by the step Num, or if that is zero by a further argument
	OpIntrinsic:    {Name: "intrinsic", Type: types.Object, Flags: Raises | Exits | UsesNum, NArgs: -1},           // callable, arguments; Num: row of Intrinsics; exits if the callable is another, or the result no number of that kind
	OpVirtualRange: {Name: "virtual.range", Type: types.Other, Rep: RepVirtual, Flags: Pure | UsesNum, NArgs: -1}, // the iterator of a range: next item, end; Num: step, or zero and the step as a further argument

	OpBinary:       {Name: "binary", Type: types.Object, Flags: Raises | UsesNum, NArgs: 2},                  // Num: py.BinOp
	OpInplace:      {Name: "inplace", Type: types.Object, Flags: Raises | UsesNum, NArgs: 2},                 // Num: py.BinOp
	OpCompare:      {Name: "compare", Type: types.Object, Flags: Raises | UsesNum, NArgs: 2},                 // Num: py.CmpOp
	OpCompareTest:  {Name: "comparetest", Type: types.Bool, Rep: RepBool, Flags: Raises | UsesNum, NArgs: 2}, // its truth
	OpNegative:     {Name: "neg", Type: types.Object, Flags: Raises, NArgs: 1, Run: "py.Negative", Takes: "0"},
	OpPositive:     {Name: "pos", Type: types.Object, Flags: Raises, NArgs: 1, Run: "py.Positive", Takes: "0"},
	OpInvert:       {Name: "invert", Type: types.Object, Flags: Raises, NArgs: 1, Run: "py.Invert", Takes: "0"},
	OpNot:          {Name: "not", Type: types.Bool, Rep: RepBool, Flags: Pure, NArgs: 1}, // of a flag
	OpTruth:        {Name: "truth", Type: types.Bool, Rep: RepBool, Flags: Raises, NArgs: 1},
	OpIs:           {Name: "is", Type: types.Bool, Rep: RepBool, Flags: Pure, NArgs: 2},
	OpContains:     {Name: "contains", Type: types.Bool, Rep: RepBool, Flags: Raises, NArgs: 2, Run: "py.Contains", Takes: "01"}, // container, item
	OpIsBound:      {Name: "isbound", Type: types.Bool, Rep: RepBool, Flags: Pure, NArgs: 1},
	OpIsNone:       {Name: "isnone", Type: types.Bool, Rep: RepBool, Flags: Pure, NArgs: 1},
	OpFlagNot:      {Name: "flagnot", Type: types.Bool, Rep: RepBool, Flags: Pure, NArgs: 1},
	OpFloatBinary:  {Name: "fbinary", Type: types.Float, Rep: RepFloat, Flags: Pure | UsesNum, NArgs: 2}, // + - * on f64
	OpFloatCompare: {Name: "fcompare", Type: types.Bool, Rep: RepBool, Flags: Pure | UsesNum, NArgs: 2},
	OpFloatDiv:     {Name: "fdiv", Type: types.Float, Rep: RepFloat, Flags: Exits, NArgs: 2},               // exits where the divisor is zero
	OpIntBinary:    {Name: "ibinary", Type: types.SmallInt, Rep: RepInt, Flags: Exits | UsesNum, NArgs: 2}, // exits where the result does not fit, and where Python raises
	OpIntNeg:       {Name: "ineg", Type: types.SmallInt, Rep: RepInt, Flags: Droppable | Exits, NArgs: 1},
	OpIntStep:      {Name: "istep", Type: types.SmallInt, Rep: RepInt, Flags: Pure | UsesNum, NArgs: -1}, // plus Num, or a second argument if that is zero, which is known to fit
	OpFloatNeg:     {Name: "fneg", Type: types.Float, Rep: RepFloat, Flags: Pure, NArgs: 1},
	OpIntCompare:   {Name: "icompare", Type: types.Bool, Rep: RepBool, Flags: Pure | UsesNum, NArgs: 2},
	OpFlagConst:    {Name: "flag", Type: types.Bool, Rep: RepBool, Flags: Pure | UsesNum},

	OpCheckLocal:            {Name: "checklocal", Type: types.Object, Flags: Raises | UsesNum, NArgs: 1}, // UnboundLocalError unless bound; Num: localsplus index
	OpCheckDelete:           {Name: "checkdelete", Rep: RepNone, Flags: Raises | UsesNum, NArgs: 1},
	OpLoadCell:              {Name: "loadcell", Type: types.Object, Flags: Raises | UsesNum, NArgs: 1}, // Num: localsplus index, for the message
	OpStoreCell:             {Name: "storecell", Rep: RepNone, NArgs: 2},
	OpDeleteCell:            {Name: "deletecell", Rep: RepNone, Flags: Raises | UsesNum, NArgs: 1},
	OpLoadGlobal:            {Name: "loadglobal", Type: types.Object, Flags: Raises | UsesNum}, // Num: name
	OpStoreGlobal:           {Name: "storeglobal", Rep: RepNone, Flags: Raises | UsesNum, NArgs: 1, Run: "ops.StoreGlobal", Takes: "FN0"},
	OpDeleteGlobal:          {Name: "deleteglobal", Rep: RepNone, Flags: Raises | UsesNum, Run: "ops.DeleteGlobal", Takes: "FN"},
	OpLoadName:              {Name: "loadname", Type: types.Object, Flags: Raises | UsesNum},
	OpStoreName:             {Name: "storename", Rep: RepNone, Flags: Raises | UsesNum, NArgs: 1},
	OpDeleteName:            {Name: "deletename", Rep: RepNone, Flags: Raises | UsesNum, Run: "ops.DeleteName", Takes: "LN"},
	OpLoadFromDictOrGlobals: {Name: "dictorglobals", Type: types.Object, Flags: Raises | UsesNum, NArgs: 1, Run: "ops.LoadFromDictOrGlobals", Takes: "F0N"},
	OpLoadFromDictOrDeref:   {Name: "dictorderef", Type: types.Object, Flags: Raises | UsesNum, NArgs: 2}, // dict, cell; Num: localsplus index
	OpLoadLocals:            {Name: "loadlocals", Type: types.Object, Flags: Raises},
	OpLoadBuildClass:        {Name: "buildclass", Type: types.Object, Flags: Raises, Run: "ops.LoadBuildClass", Takes: "F"},
	OpSpill:                 {Name: "spill", Rep: RepNone, Flags: UsesNum, NArgs: 1}, // copies local Num to the frame
	OpSpillFrame:            {Name: "spillframe", Rep: RepNone},                      // gives the frame room for its locals

	OpLoadAttr:        {Name: "loadattr", Type: types.Object, Flags: Raises | UsesNum, NArgs: 1},
	OpLoadMethod:      {Name: "loadmethod", Type: types.Object, Flags: Raises | UsesNum | Multi, NArgs: 1}, // proj 1: self, or unbound
	OpStoreAttr:       {Name: "storeattr", Rep: RepNone, Flags: Raises | UsesNum, NArgs: 2},                // owner, value
	OpDeleteAttr:      {Name: "deleteattr", Rep: RepNone, Flags: Raises | UsesNum, NArgs: 1, Run: "abi.DeleteAttr", Takes: "0N"},
	OpLoadSuperAttr:   {Name: "superattr", Type: types.Object, Flags: Raises | UsesNum, NArgs: 3},
	OpLoadSuperMethod: {Name: "supermethod", Type: types.Object, Flags: Raises | UsesNum | Multi, NArgs: 3},
	OpLoadSpecial:     {Name: "loadspecial", Type: types.Object, Flags: Raises | UsesNum | Multi, NArgs: 1, Run: "ops.LoadSpecial", Takes: "0n"},
	OpGetItem:         {Name: "getitem", Type: types.Object, Flags: Raises | UsesNum, NArgs: 2},
	OpSetItem:         {Name: "setitem", Rep: RepNone, Flags: Raises, NArgs: 3}, // container, key, value
	OpDelItem:         {Name: "delitem", Rep: RepNone, Flags: Raises, NArgs: 2, Run: "py.DelItem", Takes: "01"},
	OpGetSlice:        {Name: "getslice", Type: types.Object, Flags: Raises, NArgs: 3, Run: "ops.GetSlice", Takes: "012"},
	OpSetSlice:        {Name: "setslice", Rep: RepNone, Flags: Raises, NArgs: 4, Run: "ops.SetSlice", Takes: "0123"}, // container, start, stop, value

	OpCall:            {Name: "call", Type: types.Object, Flags: Raises, NArgs: -1},                                                        // callable, arguments
	OpCallMethod:      {Name: "callmethod", Type: types.Object, Flags: Raises, NArgs: -1},                                                  // callable, self or unbound, arguments
	OpCallKw:          {Name: "callkw", Type: types.Object, Flags: Raises | UsesAux, NArgs: -1},                                            // as callmethod; Aux: code.Tuple of the last arguments' names
	OpCallEx:          {Name: "callex", Type: types.Object, Flags: Raises, NArgs: 4, Run: "ops.CallEx", Takes: "0123"},                     // callable, self, args, kwargs or unbound
	OpCallSpread:      {Name: "callspread", Type: types.Object, Flags: Raises, NArgs: -1},                                                  // callable, self or unbound, list or tuple of the last arguments, further arguments, which come first
	OpCallKeywords:    {Name: "callkeywords", Type: types.Object, Flags: Raises | UsesNum, NArgs: -1},                                      // callable, self or unbound, dict of the last keyword arguments, Num names of others, arguments, those by name last
	OpStarItems:       {Name: "staritems", Type: types.Object, Flags: Raises, NArgs: 1, Run: "ops.StarItems", Takes: "0"},                  // the items of *x: a list or tuple
	OpStarMapping:     {Name: "starmapping", Type: types.Dict, Flags: Raises, NArgs: 2, Run: "ops.StarMapping", Takes: "01"},               // the dict of **x; x, callable for the message
	OpMakeFunction:    {Name: "makefunction", Type: types.Function, Flags: UsesAux},                                                        // Aux: the *code.Code
	OpSetFunctionAttr: {Name: "setfunctionattr", Type: types.Function, Flags: UsesNum, NArgs: 2, Run: "abi.SetFunctionAttr", Takes: "01n"}, // function, attribute
	OpIntrinsic1:      {Name: "intrinsic1", Type: types.Object, Flags: Raises | UsesNum, NArgs: 1},
	OpIntrinsic2:      {Name: "intrinsic2", Type: types.Object, Flags: Raises | UsesNum, NArgs: 2},

	OpBuildTuple:         {Name: "tuple", Type: types.Tuple, Flags: Droppable, NArgs: -1},
	OpBuildList:          {Name: "list", Type: types.List, Flags: Droppable, NArgs: -1},
	OpBuildSet:           {Name: "set", Type: types.Set, Flags: Raises, NArgs: -1, Run: "ops.BuildSet", Takes: "*"},
	OpBuildMap:           {Name: "map", Type: types.Dict, Flags: Raises, NArgs: -1, Run: "ops.BuildMap", Takes: "*"},
	OpBuildString:        {Name: "string", Type: types.Str, Flags: Droppable, NArgs: -1},
	OpBuildSlice:         {Name: "slice", Type: types.Other, Flags: Droppable, NArgs: 3, Run: "abi.BuildSlice", Takes: "012"},
	OpBuildTemplate:      {Name: "template", Type: types.Other, Flags: Raises, NArgs: 2, Run: "py.NewTemplate", Takes: "01"},
	OpBuildInterpolation: {Name: "interpolation", Type: types.Other, Flags: Raises | UsesNum, NArgs: 3, Run: "abi.BuildInterpolation", Takes: "012n"},
	OpListAppend:         {Name: "listappend", Rep: RepNone, NArgs: 2},
	OpListExtend:         {Name: "listextend", Rep: RepNone, Flags: Raises, NArgs: 2, Run: "abi.ListExtend", Takes: "01"},
	OpSetAdd:             {Name: "setadd", Rep: RepNone, Flags: Raises, NArgs: 2, Run: "py.SetAdd", Takes: "01"},
	OpSetUpdate:          {Name: "setupdate", Rep: RepNone, Flags: Raises, NArgs: 2, Run: "py.SetUpdate", Takes: "01"},
	OpMapAdd:             {Name: "mapadd", Rep: RepNone, Flags: Raises, NArgs: 3, Run: "py.SetItem", Takes: "012"},
	OpDictUpdate:         {Name: "dictupdate", Rep: RepNone, Flags: Raises, NArgs: 2, Run: "py.DictUpdateDisplay", Takes: "01"},
	OpDictMerge:          {Name: "dictmerge", Rep: RepNone, Flags: Raises, NArgs: 3, Run: "py.DictMerge", Takes: "012"}, // dict, mapping, callable for the message
	OpUnpack:             {Name: "unpack", Rep: RepNone, Flags: Raises | UsesNum | Multi, NArgs: 1},                     // proj 1 … Num
	OpUnpackEx:           {Name: "unpackex", Rep: RepNone, Flags: Raises | UsesNum | Multi, NArgs: 1},                   // Num: UNPACK_EX's argument
	OpConvert:            {Name: "convert", Type: types.Str, Flags: Raises | UsesNum, NArgs: 1, Run: "ops.Convert", Takes: "0n"},
	OpFormat:             {Name: "format", Type: types.Object, Flags: Raises, NArgs: 1, Run: "abi.Format", Takes: "0"},
	OpFormatSpec:         {Name: "formatspec", Type: types.Object, Flags: Raises, NArgs: 2, Run: "py.FormatValue", Takes: "01"},

	OpGetIter:          {Name: "iter", Type: types.Object, Flags: Raises, NArgs: 1},
	OpIterNext:         {Name: "next", Type: types.Any, Flags: Raises, NArgs: 1}, // unbound: exhausted
	OpStartIter:        {Name: "startiter", Type: types.Other, Rep: RepIter, Flags: Raises, NArgs: 1},
	OpStartRange:       {Name: "startrange", Type: types.Other, Rep: RepIter, Flags: Raises | UsesNum, NArgs: -1}, // callable, arguments; Num: offset of the call
	OpGetYieldFromIter: {Name: "yieldfromiter", Type: types.Object, Flags: Raises, NArgs: 1, Run: "ops.YieldFromIter", Takes: "F0"},
	OpGetLen:           {Name: "len", Type: types.SmallInt, Flags: Raises, NArgs: 1, Run: "abi.GetLen", Takes: "0"},
	OpGetAwaitable:     {Name: "awaitable", Type: types.Object, Flags: Raises | UsesNum, NArgs: 1, Run: "ops.GetAwaitable", Takes: "0n"},
	OpGetAIter:         {Name: "aiter", Type: types.Object, Flags: Raises, NArgs: 1, Run: "py.GetAIter", Takes: "0"},
	OpGetANext:         {Name: "anext", Type: types.Object, Flags: Raises, NArgs: 1, Run: "py.GetANext", Takes: "0"},
	OpEndAsyncFor:      {Name: "endasyncfor", Rep: RepNone, Flags: Raises, NArgs: 1, Run: "abi.EndAsyncFor", Takes: "0"}, // the exception; raises it unless StopAsyncIteration
	OpSend:             {Name: "send", Type: types.Object, Flags: Raises | Multi, NArgs: 2, Run: "py.Send", Takes: "01"}, // receiver, value; proj 1: flag, the receiver returned
	OpEndSend:          {Name: "endsend", Rep: RepNone},
	OpCleanupThrow:     {Name: "cleanupthrow", Type: types.Object, Flags: Raises, NArgs: 1, Run: "abi.CleanupThrow", Takes: "0"},
	OpStopIterValue:    {Name: "stopitervalue", Type: types.Object, Flags: Pure, NArgs: 1},

	OpMatchClass:    {Name: "matchclass", Type: types.Tuple | types.None, Flags: Raises | UsesNum, NArgs: 3, Run: "ops.MatchClass", Takes: "012n"}, // subject, class, keyword names
	OpMatchKeys:     {Name: "matchkeys", Type: types.Tuple | types.None, Flags: Raises, NArgs: 2, Run: "ops.MatchKeys", Takes: "01"},
	OpMatchMapping:  {Name: "matchmapping", Type: types.Bool, Rep: RepBool, Flags: Droppable, NArgs: 1},
	OpMatchSequence: {Name: "matchsequence", Type: types.Bool, Rep: RepBool, Flags: Droppable, NArgs: 1},

	OpPushExcInfo:     {Name: "pushexc", Type: types.Object, NArgs: 1},                                                                    // the new exception; result: the one handled before
	OpPopExcept:       {Name: "popexc", Rep: RepNone, NArgs: 1},                                                                           // the one handled before
	OpCheckExcMatch:   {Name: "excmatch", Type: types.Bool, Rep: RepBool, Flags: Raises, NArgs: 2, Run: "ops.CheckExcMatch", Takes: "01"}, // exception, type
	OpCheckEGMatch:    {Name: "egmatch", Type: types.Object, Flags: Raises | Multi, NArgs: 2, Run: "ops.CheckEGMatch", Takes: "01"},       // rest; proj 1: match
	OpWithExceptStart: {Name: "withexcept", Type: types.Object, Flags: Raises, NArgs: 3, Run: "ops.WithExceptStart", Takes: "012"},        // exit, self or unbound, exception

	OpImportName:       {Name: "importname", Type: types.Object, Flags: Raises | UsesNum, NArgs: 2}, // level, fromlist
	OpImportFrom:       {Name: "importfrom", Type: types.Object, Flags: Raises | UsesNum, NArgs: 1, Run: "py.ImportFrom", Takes: "0N"},
	OpSetupAnnotations: {Name: "annotations", Rep: RepNone, Flags: Raises, Run: "ops.SetupAnnotations", Takes: "L"},
	OpSafePoint:        {Name: "safepoint", Rep: RepNone, Flags: Raises},
	OpGenInput:         {Name: "geninput", Type: types.Object, Flags: Raises | UsesNum}, // what was sent into the generator, or raises what was thrown; Num 1: a delegation goes on

	OpJump:            {Name: "jump", Rep: RepNone, Flags: Term, Succs: 1},
	OpBranch:          {Name: "branch", Rep: RepNone, Flags: Term, NArgs: 1, Succs: 2}, // if the flag is true the first, else the second
	OpReturn:          {Name: "return", Rep: RepNone, Flags: Term, NArgs: 1},
	OpRaise:           {Name: "raise", Rep: RepNone, Flags: Term | Raises, NArgs: -1},            // RAISE_VARARGS
	OpReraise:         {Name: "reraise", Rep: RepNone, Flags: Term | Raises, NArgs: -1},          // the exception, and where it was raised or nothing
	OpYield:           {Name: "yield", Rep: RepNone, Flags: Term | UsesNum, NArgs: -1, Succs: 1}, // Num: oparg; value, then what a yield from or await delegates to; the successor starts with geninput
	OpReturnGenerator: {Name: "generator", Rep: RepNone, Flags: Term, Succs: 1},
	OpUnreachable:     {Name: "unreachable", Rep: RepNone, Flags: Term},
}

// Info returns the op's row.
func (op Op) Info() *Info { return &table[op] }

// String returns the op's name in the printed IR.
func (op Op) String() string { return table[op].Name }

// byName finds an op when reading.
var byName = func() map[string]Op {
	m := make(map[string]Op, numOps)
	for op, info := range table {
		m[info.Name] = Op(op)
	}
	return m
}()
