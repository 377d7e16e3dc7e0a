// This file raises audit events, which sys.addaudithook lets programs see.

package py

// AuditHooks are the hooks that sys.addaudithook added; they cannot be removed.
var AuditHooks []Value

// Audit calls the hooks. What costs something to make the arguments of an event should first test
// whether there are hooks.
func Audit(t *Thread, event string, args ...Value) *Exc {
	if len(AuditHooks) == 0 {
		return nil
	}
	name, tuple := StrV(event), NewTuple(args...).V()
	for _, hook := range AuditHooks {
		if _, exc := Call2(t, hook, name, tuple); exc != nil {
			return exc
		}
	}
	return nil
}
