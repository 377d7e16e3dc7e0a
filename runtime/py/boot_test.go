package py

import "testing"

func testThread(t *testing.T) *Thread {
	t.Helper()
	Boot()
	return NewThread(1)
}

func excText(t *testing.T, th *Thread, exc *Exc) string {
	t.Helper()
	if exc == nil {
		return ""
	}
	s, e := StrOf(th, exc.V())
	if e != nil {
		t.Fatal("str of an exception failed")
	}
	return TypeName(exc.V()) + ": " + s.String()
}

func makeClass(t *testing.T, th *Thread, name string, bases []Value, attrs map[string]Value) *Type {
	t.Helper()
	ns := NewDict()
	for k, v := range attrs {
		ns.SetStr(Intern(k), v)
	}
	v, exc := Call3(th, TypeType.V(), StrV(name), NewTuple(bases...).V(), ns.V())
	if exc != nil {
		t.Fatal(excText(t, th, exc))
	}
	return AsType(v)
}

func TestObjectBasics(t *testing.T) {
	th := testThread(t)
	x, exc := Call0(th, ObjectType.V())
	if exc != nil {
		t.Fatal(excText(t, th, exc))
	}
	_, exc = GetAttr(th, x, Intern("foo"))
	if got := excText(t, th, exc); got != "AttributeError: 'object' object has no attribute 'foo'" {
		t.Error(got)
	}
	exc = SetAttr(th, x, Intern("foo"), Int(1))
	if got := excText(t, th, exc); got != "AttributeError: 'object' object has no attribute 'foo' and no __dict__ for setting new attributes" {
		t.Error(got)
	}
	for _, name := range []string{"__eq__", "__init__", "__reduce_ex__", "__class__", "__dir__"} {
		if v, exc := GetAttr(th, x, Intern(name)); exc != nil || v.IsUnbound() {
			t.Errorf("object().%s: %s", name, excText(t, th, exc))
		}
	}
}

func TestInstanceAttributes(t *testing.T) {
	th := testThread(t)
	c := makeClass(t, th, "C", nil, map[string]Value{"__static_attributes__": NewTuple(StrV("x"), StrV("y")).V()})
	v, exc := Call0(th, c.V())
	if exc != nil {
		t.Fatal(excText(t, th, exc))
	}
	for i, name := range []string{"y", "z", "x"} {
		if exc := SetAttr(th, v, Intern(name), Int(int64(i))); exc != nil {
			t.Fatal(excText(t, th, exc))
		}
	}
	d, exc := GetAttr(th, v, nameDict)
	if exc != nil {
		t.Fatal(excText(t, th, exc))
	}
	order := ""
	for pos := 0; ; {
		k, _, ok := AsDict(d).Next(&pos)
		if !ok {
			break
		}
		order += AsStr(k).String()
	}
	if order != "yzx" {
		t.Errorf("order of attributes: got %s, want yzx", order)
	}
	if got, _ := GetAttr(th, v, Intern("x")); got != Int(2) {
		t.Error("x lost when __dict__ was made")
	}
}

func TestSlotsAndInheritance(t *testing.T) {
	th := testThread(t)
	a := makeClass(t, th, "A", nil, map[string]Value{"__slots__": NewTuple(StrV("p"), StrV("q")).V()})
	b := makeClass(t, th, "B", []Value{a.V()}, map[string]Value{"k": Int(7)})
	v, exc := Call0(th, b.V())
	if exc != nil {
		t.Fatal(excText(t, th, exc))
	}
	for _, name := range []string{"p", "other"} {
		if exc := SetAttr(th, v, Intern(name), Int(5)); exc != nil {
			t.Fatal(excText(t, th, exc))
		}
		if got, _ := GetAttr(th, v, Intern(name)); got != Int(5) {
			t.Errorf("%s: got %v", name, got)
		}
	}
	_, exc = GetAttr(th, v, Intern("q"))
	if got := excText(t, th, exc); got != "AttributeError: 'B' object has no attribute 'q'" {
		t.Error(got)
	}
	if got, _ := GetAttr(th, v, Intern("k")); got != Int(7) {
		t.Error("class attribute")
	}
	a.SetOwn(Intern("k2"), Int(8))
	if got, _ := GetAttr(th, v, Intern("k2")); got != Int(8) {
		t.Error("attribute added to a base")
	}
	a2 := makeClass(t, th, "A2", nil, map[string]Value{"__slots__": NewTuple(StrV("r")).V()})
	_, exc = Call3(th, TypeType.V(), StrV("X"), NewTuple(a.V(), a2.V()).V(), NewDict().V())
	if got := excText(t, th, exc); got != "TypeError: multiple bases have instance lay-out conflict" {
		t.Error(got)
	}
}

func BenchmarkBoot(b *testing.B) {
	for range b.N {
		booted = false
		statics = nil
		slotGroups = nil
		Boot()
	}
}
