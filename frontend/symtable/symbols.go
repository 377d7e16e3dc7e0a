// This file holds the symbols of one block: an insertion-ordered map from names to flags.

package symtable

// indexFrom is the number of symbols from which a map beats a linear search. Most blocks stay
// below it: a map for each of them took a third of Build's time.
const indexFrom = 12

// Symbol is a name and what is known about it.
type Symbol struct {
	Name  string
	Flags Flags
}

// Symbols maps names to flags and keeps the order in which names were first seen.
// The zero value is empty.
type Symbols struct {
	list  []Symbol
	index map[string]int32 // nil while the list is short
}

// Len returns the number of symbols.
func (s *Symbols) Len() int { return len(s.list) }

// At returns symbol i in insertion order.
func (s *Symbols) At(i int) Symbol { return s.list[i] }

// All returns the symbols in insertion order. The caller must not change them.
func (s *Symbols) All() []Symbol { return s.list }

// find returns the position of name, -1 if absent.
func (s *Symbols) find(name string) int {
	if s.index != nil {
		if i, ok := s.index[name]; ok {
			return int(i)
		}
		return -1
	}
	for i := range s.list {
		if s.list[i].Name == name {
			return i
		}
	}
	return -1
}

// Get returns the flags of name and whether the block has it.
func (s *Symbols) Get(name string) (Flags, bool) {
	if i := s.find(name); i >= 0 {
		return s.list[i].Flags, true
	}
	return 0, false
}

// Set gives name the flags, appending it if it is new.
func (s *Symbols) Set(name string, flags Flags) {
	if i := s.find(name); i >= 0 {
		s.list[i].Flags = flags
		return
	}
	s.list = append(s.list, Symbol{name, flags})
	switch {
	case s.index != nil:
		s.index[name] = int32(len(s.list) - 1)
	case len(s.list) >= indexFrom:
		s.reindex()
	}
}

// remove deletes name if it is there.
func (s *Symbols) remove(name string) {
	i := s.find(name)
	if i < 0 {
		return
	}
	s.list = append(s.list[:i], s.list[i+1:]...)
	if s.index != nil {
		s.reindex()
	}
}

func (s *Symbols) reindex() {
	s.index = make(map[string]int32, 2*len(s.list))
	for i, sym := range s.list {
		s.index[sym.Name] = int32(i)
	}
}
