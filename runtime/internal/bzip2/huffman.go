// This file codes the symbols of a block with several Huffman codes.

package bzip2

// sendBlock writes the last column of the sorted rotations.
func (c *Compressor) sendBlock(last []byte) {
	symbols, size := c.moveToFront(last)
	freq := make([]int, size)
	for _, s := range symbols {
		freq[s]++
	}
	n := len(symbols)
	groups := 6
	switch {
	case n < 200:
		groups = 2
	case n < 600:
		groups = 3
	case n < 1200:
		groups = 4
	case n < 2400:
		groups = 5
	}
	lengths := firstLengths(freq, n, groups)
	var selectors []byte
	for range 4 {
		selectors = refine(symbols, lengths, size)
	}
	c.sendMap()
	c.put(uint64(groups), 3)
	c.put(uint64(len(selectors)), 15)
	places := []byte{0, 1, 2, 3, 4, 5}
	for _, s := range selectors {
		j := 0
		for places[j] != s {
			j++
		}
		copy(places[1:j+1], places[:j])
		places[0] = s
		c.put(1<<(j+1)-2, uint(j+1))
	}
	codes := make([][]uint32, groups)
	for t := range codes {
		codes[t] = assign(lengths[t])
		c.sendLengths(lengths[t])
	}
	for i, s := range symbols {
		t := selectors[i/groupSize]
		c.put(uint64(codes[t][s]), uint(lengths[t][s]))
	}
}

// moveToFront codes bytes by how recently they occurred, and runs of zeros by their length in
// the digits 1 and 2; the last symbol ends the block.
func (c *Compressor) moveToFront(last []byte) (symbols []uint16, size int) {
	var recent []byte
	for b, used := range c.used {
		if used {
			recent = append(recent, byte(b))
		}
	}
	end := uint16(len(recent) + 1)
	zeros := 0
	flush := func() {
		for ; zeros > 0; zeros = (zeros - 1) / 2 {
			symbols = append(symbols, uint16((zeros-1)&1))
		}
	}
	for _, b := range last {
		if recent[0] == b {
			zeros++
			continue
		}
		flush()
		j := 1
		for recent[j] != b {
			j++
		}
		copy(recent[1:j+1], recent[:j])
		recent[0] = b
		symbols = append(symbols, uint16(j+1))
	}
	flush()
	return append(symbols, end), int(end) + 1
}

// firstLengths divides the symbols among the codes, so that each has about as many to code.
func firstLengths(freq []int, n, groups int) [][]byte {
	lengths := make([][]byte, groups)
	rest, start := n, 0
	for part := groups; part > 0; part-- {
		want, have, end := rest/part, 0, start-1
		for have < want && end < len(freq)-1 {
			end++
			have += freq[end]
		}
		if end > start && part != groups && part != 1 && (groups-part)%2 == 1 {
			have -= freq[end]
			end--
		}
		l := make([]byte, len(freq))
		for v := range l {
			if v < start || v > end {
				l[v] = 15
			}
		}
		lengths[part-1] = l
		start = end + 1
		rest -= have
	}
	return lengths
}

// refine chooses the cheapest code for each group of symbols, then makes the codes anew of what
// they are chosen for.
func refine(symbols []uint16, lengths [][]byte, size int) (selectors []byte) {
	freq := make([][]int, len(lengths))
	for t := range freq {
		freq[t] = make([]int, size)
	}
	for i := 0; i < len(symbols); i += groupSize {
		group := symbols[i:min(i+groupSize, len(symbols))]
		best, least := 0, 1<<30
		for t := range lengths {
			cost := 0
			for _, s := range group {
				cost += int(lengths[t][s])
			}
			if cost < least {
				best, least = t, cost
			}
		}
		selectors = append(selectors, byte(best))
		for _, s := range group {
			freq[best][s]++
		}
	}
	for t := range lengths {
		makeLengths(lengths[t], freq[t], 17)
	}
	return selectors
}

// weightHeap is a heap of nodes by weight. The low byte of a weight is the depth below a node.
type weightHeap struct {
	nodes  []int // from index 1 on
	weight []uint32
	n      int
}

func (h *weightHeap) up(z int) {
	node := h.nodes[z]
	for h.weight[node] < h.weight[h.nodes[z>>1]] {
		h.nodes[z] = h.nodes[z>>1]
		z >>= 1
	}
	h.nodes[z] = node
}

func (h *weightHeap) down(z int) {
	node := h.nodes[z]
	for {
		y := z << 1
		if y > h.n {
			break
		}
		if y < h.n && h.weight[h.nodes[y+1]] < h.weight[h.nodes[y]] {
			y++
		}
		if h.weight[node] < h.weight[h.nodes[y]] {
			break
		}
		h.nodes[z] = h.nodes[y]
		z = y
	}
	h.nodes[z] = node
}

func (h *weightHeap) pop() int {
	node := h.nodes[1]
	h.nodes[1] = h.nodes[h.n]
	h.n--
	h.down(1)
	return node
}

// makeLengths computes the lengths of a code, none longer than most.
func makeLengths(lengths []byte, freq []int, most int) {
	size := len(freq)
	h := &weightHeap{nodes: make([]int, size+2), weight: make([]uint32, 2*size+1)}
	parent := make([]int, 2*size+1)
	for i, f := range freq {
		h.weight[i+1] = uint32(max(f, 1)) << 8
	}
	for {
		h.n, h.nodes[0], h.weight[0], parent[0] = 0, 0, 0, -2
		for i := 1; i <= size; i++ {
			parent[i] = -1
			h.n++
			h.nodes[h.n] = i
			h.up(h.n)
		}
		node := size
		for h.n > 1 {
			a, b := h.pop(), h.pop()
			node++
			parent[a], parent[b], parent[node] = node, node, -1
			wa, wb := h.weight[a], h.weight[b]
			h.weight[node] = wa&^0xff + wb&^0xff | 1 + max(wa&0xff, wb&0xff)
			h.n++
			h.nodes[h.n] = node
			h.up(h.n)
		}
		tooLong := false
		for i := 1; i <= size; i++ {
			depth := 0
			for k := i; parent[k] >= 0; k = parent[k] {
				depth++
			}
			lengths[i-1] = byte(depth)
			tooLong = tooLong || depth > most
		}
		if !tooLong {
			return
		}
		for i := 1; i <= size; i++ {
			h.weight[i] = (1 + h.weight[i]>>8/2) << 8
		}
	}
}

// assign numbers the codes of each length in turn.
func assign(lengths []byte) []uint32 {
	codes := make([]uint32, len(lengths))
	next := uint32(0)
	for n := byte(1); n <= 20; n++ {
		for i, l := range lengths {
			if l == n {
				codes[i] = next
				next++
			}
		}
		next <<= 1
	}
	return codes
}

// sendMap writes which bytes occur: which 16ths of the range, then which of those.
func (c *Compressor) sendMap() {
	var all uint64
	var parts []uint64
	for i := range 16 {
		var part uint64
		for j := range 16 {
			part <<= 1
			if c.used[16*i+j] {
				part |= 1
			}
		}
		all <<= 1
		if part != 0 {
			all |= 1
			parts = append(parts, part)
		}
	}
	c.put(all, 16)
	for _, p := range parts {
		c.put(p, 16)
	}
}

func (c *Compressor) sendLengths(lengths []byte) {
	cur := lengths[0]
	c.put(uint64(cur), 5)
	for _, l := range lengths {
		for ; cur < l; cur++ {
			c.put(2, 2)
		}
		for ; cur > l; cur-- {
			c.put(3, 2)
		}
		c.put(0, 1)
	}
}
