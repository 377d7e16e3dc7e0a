// This file takes importlib's own entries out of tracebacks (remove_importlib_frames).

package imp

import "adder/runtime/py"

const (
	bootstrapFile = "<frozen importlib._bootstrap>"
	externalFile  = "<frozen importlib._bootstrap_external>"
)

// trimTraceback removes runs of entries of importlib: all of them from an ImportError, else those that
// end in _call_with_frames_removed.
func trimTraceback(exc *py.Exc) {
	if machinery == nil || exc.Traceback == nil {
		return
	}
	always := exc.Matches(py.ImportError)
	link := &exc.Traceback
	outer := link
	inside := false
	for tb := *link; tb != nil; tb = tb.Next {
		c := tb.Frame.Code
		file := c.Filename.String()
		now := file == bootstrapFile || file == externalFile
		if now && !inside {
			outer = link
		}
		if inside = now; inside && (always || c.Name.String() == "_call_with_frames_removed") {
			*outer = tb.Next
			link = outer
		} else {
			link = &tb.Next
		}
	}
}
