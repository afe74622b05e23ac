package model

import (
	"cmp"
	"slices"
)

// A web is the arrows between constructs, to look for ways in. It is made anew for each
// question, so it is kept in few pieces.
type web struct {
	index map[string]int32
	arcs  []arc   // all arrows, those of a construct one after the other once sorted
	out   []int32 // by construct: the first of its arcs, -1 for none; the others follow by next
	from  int32
	to    int32
	here  []bool // by construct: on the way at present
	steps int    // that may still be taken
}

// An arc is an arrow from one construct to another.
type arc struct {
	from, to, relation int32
	next               int32 // the next arc of the same construct, -1 after the last
	sign               Sign
	passable           bool // a way between the ends that are asked for may pass it
}

// newWeb returns the arrows between the constructs of a model.
func newWeb(m *Model) *web {
	w := &web{
		index: make(map[string]int32, len(m.Constructs)),
		arcs:  make([]arc, 0, len(m.Relations)),
		steps: maxPathSteps,
	}
	for i := range m.Constructs {
		w.index[m.Constructs[i].ID] = int32(i)
	}
	for i := range m.Relations {
		r := &m.Relations[i]
		a, known := w.index[r.From]
		b, too := w.index[r.To]
		if known && too && a != b {
			w.arcs = append(w.arcs, arc{from: a, to: b, relation: int32(i), sign: r.Sign})
		}
	}
	w.out = make([]int32, len(m.Constructs))
	w.link()
	return w
}

// link lets each construct know its arcs, in the order in which they stand.
func (w *web) link() {
	for i := range w.out {
		w.out[i] = -1
	}
	for i := len(w.arcs) - 1; i >= 0; i-- {
		a := &w.arcs[i]
		a.next, w.out[a.from] = w.out[a.from], int32(i)
	}
}

// sort leaves only what can be passed, in the order of the ids, so that nothing depends
// on the order in which the author wrote the arrows.
func (w *web) sort(m *Model) {
	w.arcs = slices.DeleteFunc(w.arcs, func(a arc) bool { return !a.passable })
	slices.SortFunc(w.arcs, func(a, b arc) int {
		return cmp.Compare(m.Relations[a.relation].ID, m.Relations[b.relation].ID)
	})
	w.link()
	w.here = make([]bool, len(w.out))
}

// between marks what a way from one construct to another may pass, only arrows that may
// have an effect if so wanted, and reports whether there is any way.
func (w *web) between(from, to string, effective bool) bool {
	a, known := w.index[from]
	b, too := w.index[to]
	if !known || !too || a == b {
		return false
	}
	w.from, w.to = a, b
	open := func(x *arc) bool { return x.to != a && x.from != b && !(effective && x.sign == None) }
	ahead := make([]bool, 2*len(w.out))
	ahead, back := ahead[:len(w.out)], ahead[len(w.out):]
	w.reach(ahead, open)
	if !ahead[b] {
		return false
	}
	w.reachBack(back, open)
	for i := range w.arcs {
		x := &w.arcs[i]
		x.passable = open(x) && ahead[x.from] && back[x.to]
	}
	return true
}

// reach marks the constructs to which open arcs lead from the start.
func (w *web) reach(seen []bool, open func(x *arc) bool) {
	queue := make([]int32, 1, len(w.out))
	queue[0] = w.from
	seen[w.from] = true
	for k := 0; k < len(queue); k++ {
		for i := w.out[queue[k]]; i >= 0; i = w.arcs[i].next {
			if x := &w.arcs[i]; !seen[x.to] && open(x) {
				seen[x.to] = true
				queue = append(queue, x.to)
			}
		}
	}
}

// reachBack marks the constructs from which open arcs lead to the end.
func (w *web) reachBack(seen []bool, open func(x *arc) bool) {
	first := make([]int32, len(w.out)+len(w.arcs))
	first, next := first[:len(w.out)], first[len(w.out):]
	for i := range first {
		first[i] = -1
	}
	for i := range w.arcs {
		next[i], first[w.arcs[i].to] = first[w.arcs[i].to], int32(i)
	}
	queue := make([]int32, 1, len(w.out))
	queue[0] = w.to
	seen[w.to] = true
	for k := 0; k < len(queue); k++ {
		for i := first[queue[k]]; i >= 0; i = next[i] {
			if x := &w.arcs[i]; !seen[x.from] && open(x) {
				seen[x.from] = true
				queue = append(queue, x.from)
			}
		}
	}
}

// walk tells of every way from a construct to the end, until told to stop, and reports
// whether it came through.
func (w *web) walk(at int32, way []int32, tell func(way []int32) bool) bool {
	if at == w.to {
		return tell(way)
	}
	w.here[at] = true
	for i := w.out[at]; i >= 0; i = w.arcs[i].next {
		x := &w.arcs[i]
		if w.here[x.to] {
			continue
		}
		if w.steps--; w.steps < 0 || !w.walk(x.to, append(way, x.relation), tell) {
			return false
		}
	}
	w.here[at] = false
	return true
}

// walkNet combines the signs of every way from a construct to the end, and reports
// whether it came through. It stops when the most has been reached.
func (w *web) walkNet(at int32, sign Sign, net *Sign, most Sign) bool {
	if at == w.to {
		*net = Combine(*net, sign)
		return *net != most
	}
	w.here[at] = true
	for i := w.out[at]; i >= 0; i = w.arcs[i].next {
		x := &w.arcs[i]
		if w.here[x.to] {
			continue
		}
		if w.steps--; w.steps < 0 || !w.walkNet(x.to, Multiply(sign, x.sign), net, most) {
			return false
		}
	}
	w.here[at] = false
	return true
}

// straight reports whether no walk can pass a construct twice.
func (w *web) straight() bool {
	into, seen := make([]int32, len(w.out)), 0
	for i := range w.arcs {
		if w.arcs[i].passable {
			into[w.arcs[i].to]++
		}
	}
	free := make([]int32, 0, len(into))
	for i, n := range into {
		if n == 0 {
			free = append(free, int32(i))
		}
	}
	for ; seen < len(free); seen++ {
		for i := w.out[free[seen]]; i >= 0; i = w.arcs[i].next {
			x := &w.arcs[i]
			if !x.passable {
				continue
			}
			if into[x.to]--; into[x.to] == 0 {
				free = append(free, x.to)
			}
		}
	}
	return seen == len(w.out)
}

// walkSigns returns what the walks from the start to the end come to together, including
// those that pass a construct several times.
func (w *web) walkSigns() Sign {
	const kinds = 3 // a passable arrow is plus, minus or not known
	number := func(s Sign) int32 {
		switch s {
		case Positive:
			return 0
		case Negative:
			return 1
		}
		return 2
	}
	signs := [kinds]Sign{Positive, Negative, Unknown}
	seen := make([]bool, kinds*len(w.out))
	queue := make([]int32, 1, len(seen))
	queue[0] = kinds * w.from
	seen[queue[0]] = true
	net := Sign("")
	for k := 0; k < len(queue); k++ {
		at, sign := queue[k]/kinds, signs[queue[k]%kinds]
		if at == w.to {
			net = Combine(net, sign)
			continue
		}
		for i := w.out[at]; i >= 0; i = w.arcs[i].next {
			x := &w.arcs[i]
			if next := kinds*x.to + number(Multiply(sign, x.sign)); x.passable && !seen[next] {
				seen[next] = true
				queue = append(queue, next)
			}
		}
	}
	return net
}
