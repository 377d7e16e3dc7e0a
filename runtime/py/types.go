// This file lists the static types. They are declared here, and filled by the files that
// implement them, because slot functions refer to the types they are slots of: with the
// functions in the declarations Go would see an initialisation cycle.

package py

// The built-in types, in the order of the Python documentation.
var (
	ObjectType         = &Type{Name: "object"}
	TypeType           = &Type{Name: "type"}
	IntType            = &Type{Name: "int"}
	BoolType           = &Type{Name: "bool"}
	FloatType          = &Type{Name: "float"}
	ComplexType        = &Type{Name: "complex"}
	StrType            = &Type{Name: "str"}
	BytesType          = &Type{Name: "bytes"}
	ByteArrayType      = &Type{Name: "bytearray"}
	MemoryViewType     = &Type{Name: "memoryview"}
	ListType           = &Type{Name: "list"}
	TupleType          = &Type{Name: "tuple"}
	RangeType          = &Type{Name: "range"}
	SliceType          = &Type{Name: "slice"}
	DictType           = &Type{Name: "dict"}
	SetType            = &Type{Name: "set"}
	FrozenSetType      = &Type{Name: "frozenset"}
	NoneType           = &Type{Name: "NoneType"}
	EllipsisType       = &Type{Name: "ellipsis"}
	NotImplementedType = &Type{Name: "NotImplementedType"}

	FunctionType       = &Type{Name: "function"}
	CodeType           = &Type{Name: "code"}
	CellType           = &Type{Name: "cell"}
	MethodType         = &Type{Name: "method"}
	BuiltinType        = &Type{Name: "builtin_function_or_method"}
	MethodDescrType    = &Type{Name: "method_descriptor"}
	ClassMethodDescr   = &Type{Name: "classmethod_descriptor"}
	WrapperDescrType   = &Type{Name: "wrapper_descriptor"}
	MethodWrapperType  = &Type{Name: "method-wrapper"}
	GetSetDescrType    = &Type{Name: "getset_descriptor"}
	MemberDescrType    = &Type{Name: "member_descriptor"}
	PropertyType       = &Type{Name: "property"}
	ClassMethodType    = &Type{Name: "classmethod"}
	StaticMethodType   = &Type{Name: "staticmethod"}
	SuperType          = &Type{Name: "super"}
	ModuleType         = &Type{Name: "module"}
	MappingProxyType   = &Type{Name: "mappingproxy"}
	SimpleNamespace    = &Type{Name: "SimpleNamespace"}
	GenericAliasType   = &Type{Name: "GenericAlias"}
	UnionType          = &Type{Name: "Union"}
	FrameType          = &Type{Name: "frame"}
	TracebackType      = &Type{Name: "traceback"}
	GeneratorType      = &Type{Name: "generator"}
	CoroutineType      = &Type{Name: "coroutine"}
	AsyncGeneratorType = &Type{Name: "async_generator"}

	EnumerateType = &Type{Name: "enumerate"}
	ZipType       = &Type{Name: "zip"}
	MapType       = &Type{Name: "map"}
	FilterType    = &Type{Name: "filter"}
	ReversedType  = &Type{Name: "reversed"}
)
