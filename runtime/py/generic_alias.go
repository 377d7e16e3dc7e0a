package py

func defineGenericAlias()                         {}
func NewGenericAlias(origin, arg Value) Value     { return origin }
func defineUnion()                                {}
func UnionOr(t *Thread, a, b Value) (Value, *Exc) { return NotImplemented, nil }
func unionArgs(v Value) Value                     { return v }
func defineCode()                                 {}
