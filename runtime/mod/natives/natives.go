// Package natives lists all native modules, for the interpreter, which cannot know which of
// them a program will import. Compiled programs list those that they reach.
package natives

import (
	"adder/runtime/builtins"
	"adder/runtime/eval"
	"adder/runtime/mod/abc"
	"adder/runtime/mod/array"
	"adder/runtime/mod/asyncio"
	"adder/runtime/mod/atexit"
	"adder/runtime/mod/binascii"
	"adder/runtime/mod/bisect"
	"adder/runtime/mod/bz2"
	"adder/runtime/mod/cjk/codecscn"
	"adder/runtime/mod/cjk/codecshk"
	"adder/runtime/mod/cjk/codecsiso2022"
	"adder/runtime/mod/cjk/codecsjp"
	"adder/runtime/mod/cjk/codecskr"
	"adder/runtime/mod/cjk/codecstw"
	"adder/runtime/mod/cmathmod"
	"adder/runtime/mod/codecs"
	"adder/runtime/mod/collections"
	"adder/runtime/mod/contextvars"
	"adder/runtime/mod/csv"
	"adder/runtime/mod/datetime"
	"adder/runtime/mod/errno"
	"adder/runtime/mod/faulthandler"
	"adder/runtime/mod/functools"
	"adder/runtime/mod/gcmod"
	"adder/runtime/mod/hashes"
	"adder/runtime/mod/heapq"
	"adder/runtime/mod/imp"
	"adder/runtime/mod/io"
	"adder/runtime/mod/itertools"
	"adder/runtime/mod/json"
	"adder/runtime/mod/locale"
	"adder/runtime/mod/lzma"
	"adder/runtime/mod/marshal"
	"adder/runtime/mod/mathmod"
	"adder/runtime/mod/multibyte"
	"adder/runtime/mod/opcode"
	"adder/runtime/mod/operator"
	"adder/runtime/mod/queue"
	"adder/runtime/mod/randmod"
	"adder/runtime/mod/signal"
	"adder/runtime/mod/sre"
	"adder/runtime/mod/strmod"
	"adder/runtime/mod/structs"
	"adder/runtime/mod/suggestions"
	"adder/runtime/mod/sysconfig"
	"adder/runtime/mod/thread"
	"adder/runtime/mod/timemod"
	"adder/runtime/mod/tracemalloc"
	"adder/runtime/mod/types"
	"adder/runtime/mod/typing"
	"adder/runtime/mod/unicodedata"
	"adder/runtime/mod/warnings"
	"adder/runtime/mod/weakref"
	"adder/runtime/mod/zlib"
	"adder/runtime/py"
)

// All returns all native modules but sys, which start-up makes.
func All() []py.Native { return append(system(), common()...) }

// common lists the modules of all systems.
func common() []py.Native {
	return []py.Native{
		{Name: "builtins", Def: builtins.Def},
		{Name: "_io", Def: io.Def},
		{Name: "_signal", Def: signal.Def},
		{Name: "_abc", Def: abc.Def},
		{Name: "_weakref", Def: weakref.Def},
		{Name: "_csv", Def: csv.Def},
		{Name: "_datetime", Def: datetime.Def},
		{Name: "_json", Def: json.Def},
		{Name: "itertools", Def: itertools.Def},
		{Name: "_collections", Def: collections.Def},
		{Name: "_heapq", Def: heapq.Def},
		{Name: "_bisect", Def: bisect.Def},
		{Name: "errno", Def: errno.Def},
		{Name: "time", Def: timemod.Def},
		{Name: "_codecs", Def: codecs.Def},
		{Name: "_random", Def: randmod.Def},
		{Name: "_sre", Def: sre.Def},
		{Name: "_string", Def: strmod.Def},
		{Name: "_struct", Def: structs.Def},
		{Name: "binascii", Def: binascii.Def},
		{Name: "array", Def: array.Def},
		{Name: "marshal", Def: marshal.Def},
		{Name: "zlib", Def: zlib.Def},
		{Name: "_bz2", Def: bz2.Def},
		{Name: "_lzma", Def: lzma.Def},
		{Name: "_md5", Def: hashes.MD5},
		{Name: "_sha1", Def: hashes.SHA1},
		{Name: "_sha2", Def: hashes.SHA2},
		{Name: "_sha3", Def: hashes.SHA3},
		{Name: "_blake2", Def: hashes.Blake2},
		{Name: "_hashlib", Def: hashes.Hashlib},
		{Name: "_hmac", Def: hashes.HMAC},
		{Name: "gc", Def: gcmod.Def},
		{Name: "_thread", Def: thread.Def},
		{Name: "_typing", Def: typing.Def},
		{Name: "_types", Def: types.Def},
		{Name: "_contextvars", Def: contextvars.Def},
		{Name: "atexit", Def: atexit.Def},
		{Name: "_multibytecodec", Def: multibyte.Def},
		{Name: "_codecs_cn", Def: codecscn.Def},
		{Name: "_codecs_hk", Def: codecshk.Def},
		{Name: "_codecs_iso2022", Def: codecsiso2022.Def},
		{Name: "_codecs_jp", Def: codecsjp.Def},
		{Name: "_codecs_kr", Def: codecskr.Def},
		{Name: "_codecs_tw", Def: codecstw.Def},
		{Name: "_locale", Def: locale.Def},
		{Name: "unicodedata", Def: unicodedata.Def},
		{Name: "_warnings", Def: warnings.Def},
		{Name: "math", Def: mathmod.Def},
		{Name: "cmath", Def: cmathmod.Def},
		{Name: "_opcode", Def: opcode.Def},
		{Name: "_tracemalloc", Def: tracemalloc.Def},
		{Name: "_queue", Def: queue.Def},
		{Name: "_asyncio", Def: asyncio.Def},
		{Name: "_functools", Def: functools.Def},
		{Name: "_operator", Def: operator.Def},
		{Name: "_suggestions", Def: suggestions.Def},
		{Name: "_sysconfig", Def: sysconfig.Def},
		{Name: "_imp", Def: imp.Def},
		{Name: "_ast", Def: eval.AST},
		{Name: "_symtable", Def: eval.Symtable},
		{Name: "_tokenize", Def: eval.Tokenize},
		{Name: "faulthandler", Def: faulthandler.Def},
	}
}
