package layout

import (
	"cmp"
	"slices"
)

// order puts the vertices of each layer into an order in which few segments cross. It
// starts from several orders, sweeps through the layers to and fro, and keeps the best.
func (g *graph) order() {
	count := 0
	for _, l := range g.layer {
		count = max(count, l+1)
	}
	s := &sorter{graph: g, weight: make([]float64, len(g.layer)), tree: make([]int, 0, 64)}
	g.pos = make([]int, len(g.layer))
	sweeps, starts := 16, 3
	if len(g.layer) > 600 {
		sweeps, starts = 8, 1
	}
	if len(g.layer) > 6000 {
		sweeps = 3
	}
	var best [][]int
	least := -1
	for start := range starts {
		g.layers = s.start(count, start)
		s.number()
		keep := func() {
			if n := s.crossings(); least < 0 || n < least {
				least, best = n, copyLayers(best, g.layers)
			}
		}
		keep()
		for i := 0; i < sweeps && least > 0; i++ {
			s.sweep(i%2 == 0, i%4 >= 2)
			s.transpose()
			keep()
		}
		if least == 0 {
			break
		}
	}
	g.layers = best
	s.number()
}

func copyLayers(to, from [][]int) [][]int {
	if to == nil {
		to = make([][]int, len(from))
	}
	for i := range from {
		to[i] = append(to[i][:0], from[i]...)
	}
	return to
}

type sorter struct {
	*graph
	weight []float64
	tree   []int
	seen   []bool
	ends   []int
}

// start is a first order: 0 as the nodes are given, 1 by a walk along the edges, 2 by a
// walk against them.
func (s *sorter) start(count, kind int) [][]int {
	layers := make([][]int, count)
	if kind == 0 {
		for v, l := range s.layer {
			layers[l] = append(layers[l], v)
		}
		return layers
	}
	s.seen = make([]bool, len(s.layer))
	var walk func(v int)
	walk = func(v int) {
		if s.seen[v] {
			return
		}
		s.seen[v] = true
		layers[s.layer[v]] = append(layers[s.layer[v]], v)
		first, second := s.down, s.up
		if kind == 2 {
			first, second = s.up, s.down
		}
		for _, w := range first.of(v) {
			walk(w)
		}
		for _, w := range second.of(v) {
			walk(w)
		}
	}
	for l := range count {
		if kind == 2 {
			l = count - 1 - l
		}
		for v := range s.nodes {
			if s.layer[v] == l {
				walk(v)
			}
		}
	}
	for v := range s.layer {
		walk(v)
	}
	return layers
}

// number notes where each vertex stands.
func (s *sorter) number() {
	for _, layer := range s.layers {
		for i, v := range layer {
			s.pos[v] = i
		}
	}
}

// sweep sorts each layer by where the neighbours in the layer before stand: their mean,
// or the median. Who has none stays.
func (s *sorter) sweep(down, median bool) {
	for i := range s.layers {
		l, near := i, s.up
		if !down {
			l, near = len(s.layers)-1-i, s.down
		}
		layer := s.layers[l]
		for k, v := range layer {
			s.weight[v] = float64(k)
			if list := near.of(v); len(list) > 0 {
				s.weight[v] = s.middle(list, median)
			}
		}
		slices.SortStableFunc(layer, func(a, b int) int { return cmp.Compare(s.weight[a], s.weight[b]) })
		for k, v := range layer {
			s.pos[v] = k
		}
	}
}

func (s *sorter) middle(list []int, median bool) float64 {
	if !median {
		sum := 0
		for _, w := range list {
			sum += s.pos[w]
		}
		return float64(sum) / float64(len(list))
	}
	s.ends = s.ends[:0]
	for _, w := range list {
		s.ends = append(s.ends, s.pos[w])
	}
	slices.Sort(s.ends)
	n := len(s.ends)
	return float64(s.ends[(n-1)/2]+s.ends[n/2]) / 2
}

// transpose swaps neighbours as long as that removes crossings.
func (s *sorter) transpose() {
	for range 6 {
		better := false
		for _, layer := range s.layers {
			for i := 1; i < len(layer); i++ {
				v, w := layer[i-1], layer[i]
				now := s.between(s.up, v, w) + s.between(s.down, v, w)
				if now == 0 {
					continue
				}
				if swapped := s.between(s.up, w, v) + s.between(s.down, w, v); swapped < now {
					layer[i-1], layer[i] = w, v
					s.pos[v], s.pos[w] = i, i-1
					better = true
				}
			}
		}
		if !better {
			return
		}
	}
}

// between counts how often the segments of v cross those of w, when v stands before w.
func (s *sorter) between(near adjacency, v, w int) int {
	n := 0
	for _, a := range near.of(v) {
		for _, b := range near.of(w) {
			if s.pos[a] > s.pos[b] {
				n++
			}
		}
	}
	return n
}

// crossings counts all crossings: segments sorted by their start cross those that come
// before them and end behind them.
func (s *sorter) crossings() int {
	n := 0
	for l := 1; l < len(s.layers); l++ {
		s.tree = slices.Grow(s.tree[:0], len(s.layers[l])+1)[:len(s.layers[l])+1]
		clear(s.tree)
		total := 0
		for _, v := range s.layers[l-1] {
			for _, w := range s.down.of(v) {
				behind := total
				for i := s.pos[w] + 1; i > 0; i -= i & -i {
					behind -= s.tree[i]
				}
				n += behind
			}
			for _, w := range s.down.of(v) { // those with one start do not cross
				total++
				for i := s.pos[w] + 1; i < len(s.tree); i += i & -i {
					s.tree[i]++
				}
			}
		}
	}
	return n
}
