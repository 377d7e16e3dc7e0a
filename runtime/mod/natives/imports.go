// This file tells the compiler which modules natives import.

package natives

// Imports are the Python modules that a native module may import while the program runs, so
// that programs which reach it hold them.
var Imports = map[string][]string{
	"_codecs":    {"encodings", "encodings.aliases", "codecs"},
	"_warnings":  {"warnings", "linecache"},
	"time":       {"_strptime"},
	"_datetime":  {"_strptime"},
	"_typing":    {"typing", "annotationlib"},
	"_ast":       {"ast"},
	"_sre":       {"re"},
	"_json":      {"json.decoder"},
	"array":      {"collections.abc"},
	"_pickle":    {"copyreg", "_compat_pickle"},
	"_functools": {"copyreg"},
	"_thread":    {"_contextvars"},
	"_imp":       {"zipimport"},
	"_asyncio":   {"asyncio", "asyncio.events", "asyncio.base_futures", "asyncio.base_tasks", "asyncio.coroutines", "asyncio.exceptions", "traceback", "weakref"},
}
