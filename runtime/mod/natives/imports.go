// This file tells the compiler which modules natives import.

package natives

// Imports are the Python modules that a native module may import while the program runs, so
// that programs which reach it hold them.
var Imports = map[string][]string{
	"_codecs":   {"encodings", "encodings.aliases", "codecs"},
	"_warnings": {"warnings", "linecache"},
	"builtins":  {"_sitebuiltins"},
	"time":      {"_strptime"},
	"_datetime": {"_strptime"},
	"_thread":   {"traceback"},
	"_typing":   {"typing", "annotationlib"},
	"_ast":      {"ast"},
	"_json":     {"json.decoder"},
	"_csv":      {"io"},
	"atexit":    {},
	"_pickle":   {"copyreg", "_compat_pickle"},
}
