// This file holds the names that the module looks up.

package asyncio

import "adder/runtime/py"

var (
	nameAddCallback = py.Intern("add_done_callback")
	nameBlocking    = py.Intern("_asyncio_future_blocking")
	nameCallSoon    = py.Intern("call_soon")
	nameCancel      = py.Intern("cancel")
	nameContext     = py.Intern("context")
	nameDiscard     = py.Intern("discard")
	nameDone        = py.Intern("done")
	nameGetDebug    = py.Intern("get_debug")
	nameGetLoop     = py.Intern("get_loop")
	nameHandler     = py.Intern("call_exception_handler")
	nameIsRunning   = py.Intern("is_running")
	nameLoop        = py.Intern("loop")
	nameLoopAttr    = py.Intern("_loop")
	nameResult      = py.Intern("result")
	nameThrow       = py.Intern("throw")

	kwContext = []*py.Str{nameContext}
)
