// Package csv is the native module _csv: dialects, and readers and writers of CSV.
package csv

import (
	"adder/runtime/py"
)

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
)

// The values of quoting.
const (
	quoteMinimal = iota
	quoteAll
	quoteNonnumeric
	quoteNone
	quoteStrings
	quoteNotNull
)

var quotings = [...]struct {
	name string
	v    int64
}{
	{"QUOTE_MINIMAL", quoteMinimal}, {"QUOTE_ALL", quoteAll}, {"QUOTE_NONNUMERIC", quoteNonnumeric},
	{"QUOTE_NONE", quoteNone}, {"QUOTE_STRINGS", quoteStrings}, {"QUOTE_NOTNULL", quoteNotNull},
}

// The state of the module.
var (
	errorType  *py.Type
	dialects   *py.Dict // registered dialects by name
	fieldLimit = 128 * 1024
)

// csvError makes a _csv.Error.
func csvError(format string, args ...any) *excp { return py.Errorf(errorType, format, args...) }

// Def describes the module.
func Def() *py.ModuleDef {
	defineDialect()
	defineReader()
	defineWriter()
	return &py.ModuleDef{
		Name: "_csv", Doc: "CSV parsing and writing.\n",
		Methods: []py.Method{
			{Name: "reader", Sig: "(iterable, /, dialect='excel', **fmtparams)", FK: newReader, Doc: "Return a reader object that will process lines from the given iterable.\n\nThe \"iterable\" argument can be any object that returns a line\nof input for each iteration, such as a file object or a list.  The\noptional \"dialect\" argument defines a CSV dialect.  The function\nalso accepts optional keyword arguments which override settings\nprovided by the dialect.\n\nThe returned object is an iterator.  Each iteration returns a row\nof the CSV file (which can span multiple input lines).\n"},
			{Name: "writer", Sig: "(fileobj, /, dialect='excel', **fmtparams)", FK: newWriter, Doc: "Return a writer object that will write user data on the given file object.\n\nThe \"fileobj\" argument can be any object that supports the file API.\nThe optional \"dialect\" argument defines a CSV dialect.  The function\nalso accepts optional keyword arguments which override settings\nprovided by the dialect.\n"},
			{Name: "list_dialects", Sig: "()", F0: listDialects, Doc: "Return a list of all known dialect names."},
			{Name: "register_dialect", Sig: "(name, /, dialect='excel', **fmtparams)", FK: registerDialect, Doc: "Create a mapping from a string name to a CVS dialect.\n\nThe optional \"dialect\" argument specifies the base dialect instance\nor the name of the registered dialect.  The function also accepts\noptional keyword arguments which override settings provided by the\ndialect.\n"},
			{Name: "unregister_dialect", Sig: "(name)", FN: unregisterDialect, Doc: "Delete the name/dialect mapping associated with a string name."},
			{Name: "get_dialect", Sig: "(name)", FN: getDialect, Doc: "Return the dialect instance associated with name."},
			{Name: "field_size_limit", Sig: "(new_limit=<unrepresentable>)", FN: fieldSizeLimit, Doc: "Sets an upper limit on parsed fields.\n\nReturns old limit. If limit is not given, no new limit is set and\nthe old limit is returned"},
		},
		Exec: fill,
	}
}

func fill(t *thread, m *py.Module) *excp {
	if errorType == nil {
		var exc *excp
		if errorType, exc = py.NewExcClass(t, "_csv.Error", "", py.Exception); exc != nil {
			return exc
		}
		dialects = py.NewDict()
	}
	d := m.Dict
	for _, q := range quotings {
		d.SetStr(py.Intern(q.name), py.Int(q.v))
	}
	d.SetStr(py.Intern("_dialects"), dialects.V())
	d.SetStr(py.Intern("Error"), errorType.V())
	d.SetStr(py.Intern("Dialect"), dialectType.V())
	d.SetStr(py.Intern("Reader"), readerType.V())
	d.SetStr(py.Intern("Writer"), writerType.V())
	return nil
}

func listDialects(t *thread, self value) (value, *excp) {
	keys, exc := py.Collect(t, dialects.V())
	return py.ListFrom(keys).V(), exc
}

func registerDialect(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	if exc := countArgs("register_dialect", len(args)-len(kw)); exc != nil {
		return value{}, exc
	}
	if !args[0].IsStr() {
		return value{}, py.TypeErrorf("dialect name must be a string")
	}
	d, exc := py.Call(t, dialectType.V(), args[1:], kw)
	if exc != nil {
		return value{}, exc
	}
	return py.None, dialects.Set(t, args[0], d)
}

// countArgs checks the number of positional arguments of a function that takes one or two.
func countArgs(name string, n int) *excp {
	switch {
	case n < 1:
		return py.TypeErrorf("%s expected at least 1 argument, got %d", name, n)
	case n > 2:
		return py.TypeErrorf("%s expected at most 2 arguments, got %d", name, n)
	}
	return nil
}

func unregisterDialect(t *thread, self value, args []value) (value, *excp) {
	if dialects.Len() == 0 {
		return value{}, csvError("unknown dialect")
	}
	old, exc := dialects.Delete(t, args[0])
	if exc != nil {
		return value{}, exc
	}
	if old.IsUnbound() {
		return value{}, csvError("unknown dialect")
	}
	return py.None, nil
}

func getDialect(t *thread, self value, args []value) (value, *excp) {
	return registered(t, args[0])
}

func registered(t *thread, name value) (value, *excp) {
	d, exc := dialects.Get(t, name)
	if exc == nil && d.IsUnbound() {
		exc = csvError("unknown dialect")
	}
	return d, exc
}

func fieldSizeLimit(t *thread, self value, args []value) (value, *excp) {
	old := fieldLimit
	if v := args[0]; v.Bound() {
		if v.Type() != py.IntType {
			return value{}, py.TypeErrorf("limit must be an integer")
		}
		n, ok := py.ToInt64(v)
		if !ok {
			return value{}, py.OverflowErrorf("Python int too large to convert to C ssize_t")
		}
		fieldLimit = int(n)
	}
	return py.Int(int64(old)), nil
}
