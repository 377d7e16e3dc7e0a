package uniname

import "testing"

// TestRoundTrip looks every name up, and asks for the names of all characters.
func TestRoundTrip(t *testing.T) {
	found := 0
	for c := range rune(pseudo) {
		name := Name(c)
		if name == "" {
			continue
		}
		found++
		if got, ok := Lookup(name); got != c || !ok {
			t.Errorf("Lookup(%q) = %U, %v, want %U", name, got, ok, c)
		}
	}
	if found < 140000 {
		t.Errorf("%d characters have names", found)
	}
}

func TestLookup(t *testing.T) {
	for _, test := range []struct {
		name string
		more bool
		want string
	}{
		{"latin small letter a", false, "a"},
		{"NULL", true, "\x00"},
		{"NULL", false, ""},
		{"KEYCAP NUMBER SIGN", true, "#\ufe0f\u20e3"},
		{"TANGUT IDEOGRAPH-17000", false, "\U00017000"},
		{"CJK UNIFIED IDEOGRAPH-04E00", true, ""},
		{"d\u0131git one", true, ""},
		{"HANGUL SYLLABLE ", true, ""},
		{"ZZZ", true, ""},
		{"", true, ""},
	} {
		if got, _ := LookupAny(test.name, test.more); got != test.want {
			t.Errorf("LookupAny(%q, %v) = %q, want %q", test.name, test.more, got, test.want)
		}
	}
	if c, ok := Lookup("KEYCAP NUMBER SIGN"); ok {
		t.Errorf("Lookup of a sequence = %U", c)
	}
}
