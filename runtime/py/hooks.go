// This file lists the hooks through which the core reaches what lives above it. Start-up fills
// them.

package py

// WarnHook issues a warning (runtime/mod/_warnings); nil: warnings are dropped.
var WarnHook func(t *Thread, category *Type, message string, stacklevel int) *Exc

// Warn issues a warning; the result is an exception if the filters say so.
func Warn(t *Thread, category *Type, message string, stacklevel int) *Exc {
	if WarnHook == nil {
		return nil
	}
	return WarnHook(t, category, message, stacklevel)
}

// SafePointHook does what the Breaker of a thread asks for: signals, finalisers, a request for
// the interpreter lock.
var SafePointHook func(t *Thread) *Exc

// SafePoint is called by loops and calls when t.Breaker is set.
func SafePoint(t *Thread) *Exc {
	if SafePointHook == nil {
		t.Breaker.Store(0)
		return nil
	}
	return SafePointHook(t)
}

// Modules is sys.modules.
var Modules *Dict

// Builtins is the builtins module's dict.
var Builtins *Dict

// DisplayHookFunc is what interactive statements do with their value (sys.displayhook).
var DisplayHookFunc func(t *Thread, v Value) (Value, *Exc)

// DisplayHook prints the value of an expression statement.
func DisplayHook(t *Thread, v Value) (Value, *Exc) {
	if DisplayHookFunc == nil {
		return Value{}, RuntimeErrorf("lost sys.displayhook")
	}
	return DisplayHookFunc(t, v)
}

// TypeParamHook makes type parameters and type aliases for the intrinsic of that number (100
// more for those of CALL_INTRINSIC_2); runtime/mod/_typing sets it.
var TypeParamHook func(t *Thread, which int, a, b Value) (Value, *Exc)

// TypeParam runs a type-parameter intrinsic.
func TypeParam(t *Thread, which int, a, b Value) (Value, *Exc) {
	if TypeParamHook == nil {
		return Value{}, SystemErrorf("type parameters need the _typing module, which is not linked")
	}
	return TypeParamHook(t, which, a, b)
}

// TemplateHook makes string.templatelib's Template of strings and interpolations, and
// InterpolationHook an Interpolation; conversion is 0 to 3 for none, s, r, a; format may be unbound.
var (
	TemplateHook      func(t *Thread, strings, interpolations Value) (Value, *Exc)
	InterpolationHook func(value, expression Value, conversion int, format Value) Value
)

// NewTemplate is BUILD_TEMPLATE.
func NewTemplate(t *Thread, strings, interpolations Value) (Value, *Exc) {
	if TemplateHook == nil {
		return Value{}, SystemErrorf("template strings need string.templatelib, which is not linked")
	}
	return TemplateHook(t, strings, interpolations)
}

// NewInterpolation is BUILD_INTERPOLATION. Without the hook BUILD_TEMPLATE fails anyway.
func NewInterpolation(value, expression Value, conversion int, format Value) Value {
	if InterpolationHook == nil {
		return None
	}
	return InterpolationHook(value, expression, conversion, format)
}

// CommonConstant is LOAD_COMMON_CONSTANT.
func CommonConstant(i int) Value {
	switch i {
	case 0:
		return AssertionError.V()
	case 1:
		return NotImplementedError.V()
	case 2:
		return TupleType.V()
	case 3:
		return builtinNamed("all")
	}
	return builtinNamed("any")
}

func builtinNamed(name string) Value { return Builtins.GetStr(Intern(name)) }
