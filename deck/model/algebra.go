package model

import (
	"cmp"
	"slices"
)

// The bounds of looking for ways. A pair with more ways, or whose ways take more steps
// to find, has too many for a person to follow too.
const (
	MaxPaths     = 1000
	maxPathSteps = 20_000
)

// Multiply is the sign of two relations one after the other: as in arithmetic, where
// what is not known stays so unless nothing can come through.
//
//   - -  0  ±  ?
//   - +  -  0  ±  ?
//   - -  +  0  ±  ?
//     0   0  0  0  0  0
//     ±   ±  ±  0  ±  ?
//     ?   ?  ?  0  ?  ?
//
// What is no sign counts as not known.
func Multiply(a, b Sign) Sign {
	switch {
	case a == None || b == None:
		return None
	case !isSign(a) || !isSign(b) || a == Unknown || b == Unknown:
		return Unknown
	case a == Depends || b == Depends:
		return Depends
	case a == b:
		return Positive
	}
	return Negative
}

// Combine is the sign of several ways beside each other:
//
//   - -  0  ±  ?
//   - +  ±  +  ±  ?
//   - ±  -  -  ±  ?
//     0   +  -  0  ±  ?
//     ±   ±  ±  ±  ±  ?
//     ?   ?  ?  ?  ?  ?
//
// A way without effect adds nothing. Ways that disagree leave it open which is the
// stronger, so it depends; and while one way is not known, neither is the whole. Each
// sign outranks or joins the others whatever their order. The empty sign is that of no
// way at all: it is what Combine returns without arguments, and it adds nothing.
func Combine(signs ...Sign) Sign {
	total := Sign("")
	for _, s := range signs {
		switch {
		case s == "" || s == total:
		case !isSign(s) || s == Unknown || total == Unknown:
			total = Unknown
		case total == "" || total == None:
			total = s
		case s != None:
			total = Depends
		}
	}
	return total
}

// isSign reports whether s is a sign that is written down.
func isSign(s Sign) bool {
	switch s {
	case Positive, Negative, None, Unknown, Depends:
		return true
	}
	return false
}

// Paths returns the ways from one construct to another along the arrows, none twice
// through the same construct, as the ids of their relations: the shorter first, and of
// the same length in the order of their ids. It reports false, and no ways, when there
// are more than MaxPaths or finding them takes too long.
func (m *Model) Paths(from, to string) (paths [][]string, ok bool) {
	w, ok := newWeb(m, false).between(from, to)
	if !ok {
		return nil, true
	}
	w.steps = maxPathSteps
	found := w.walk(w.from, nil, func(way []int) bool {
		ids := make([]string, len(way))
		for i, r := range way {
			ids[i] = m.Relations[r].ID
		}
		paths = append(paths, ids)
		return len(paths) <= MaxPaths
	})
	if !found {
		return nil, false
	}
	slices.SortStableFunc(paths, func(a, b []string) int {
		return cmp.Or(cmp.Compare(len(a), len(b)), slices.Compare(a, b))
	})
	return paths, true
}

// NetEffect is what one construct does to another over all ways together: the sign of
// each way is the product of its relations, and the ways are combined. The empty sign
// says that no way leads there. It reports false when there are too many ways to say;
// where Paths can list them it always says.
func (m *Model) NetEffect(from, to string) (Sign, bool) {
	if _, linked := newWeb(m, false).between(from, to); !linked {
		return "", true
	}
	w, linked := newWeb(m, true).between(from, to)
	if !linked {
		return None, true // every way has a relation without effect
	}
	// Walks that may pass a construct twice are quick to sum up. What they come to is
	// the answer when they agree, and otherwise the most that the ways can come to.
	most := Combine(w.walkSigns()...)
	if most == Positive || most == Negative || w.straight() {
		return most, true
	}
	net := Sign("")
	w.steps = maxPathSteps
	done := w.walk(w.from, nil, func(way []int) bool {
		sign := Positive
		for _, r := range way {
			sign = Multiply(sign, m.Relations[r].Sign)
		}
		net = Combine(net, sign)
		return net != most
	})
	if !done && net != most {
		return "", false
	}
	return net, true
}

// SignUnder is the sign of a relation when some moderators are at known levels, and
// what these do to it, in the order of the model. Levels are by the moderator's id; a
// moderator without a level is left out of account. A moderator that strengthens or
// weakens keeps the sign, one that reverses turns it round, and one whose effect is
// not known leaves the sign unknown.
func (m *Model) SignUnder(relation string, levels map[string]string) (Sign, []Change) {
	var sign Sign
	for i := range m.Relations {
		if m.Relations[i].ID == relation {
			sign = m.Relations[i].Sign
		}
	}
	var changes []Change
	for i := range m.Moderators {
		x := &m.Moderators[i]
		level := levels[x.ID]
		if level == "" {
			continue
		}
		for _, a := range x.Acts {
			if a.On != relation || a.Level != "" && a.Level != level {
				continue
			}
			changes = append(changes, a.Change)
			switch a.Change {
			case Reverses:
				sign = Multiply(sign, Negative)
			case UnknownChange:
				sign = Unknown
			case Strengthens, Weakens, NoDifference:
			}
		}
	}
	return sign, changes
}

// A web is the arrows between constructs, to look for ways in.
type web struct {
	out   [][]arc // by construct
	index map[string]int
	from  int
	to    int
	here  []bool // on the way at present
	steps int    // that may still be taken
}

// An arc is an arrow to a construct.
type arc struct {
	to, relation int
	sign         Sign
}

// newWeb returns the arrows between the constructs of a model, only those that may
// have an effect if so wanted. Those of a construct are in the order of their ids, so
// that nothing depends on the order in which the author wrote them.
func newWeb(m *Model, effective bool) *web {
	w := &web{index: make(map[string]int, len(m.Constructs)), out: make([][]arc, len(m.Constructs))}
	for i := range m.Constructs {
		w.index[m.Constructs[i].ID] = i
	}
	for i := range m.Relations {
		r := &m.Relations[i]
		a, known := w.index[r.From]
		b, too := w.index[r.To]
		if known && too && a != b && !(effective && r.Sign == None) {
			w.out[a] = append(w.out[a], arc{b, i, r.Sign})
		}
	}
	for _, arcs := range w.out {
		slices.SortFunc(arcs, func(a, b arc) int {
			return cmp.Compare(m.Relations[a.relation].ID, m.Relations[b.relation].ID)
		})
	}
	return w
}

// between leaves of the web what a way from one construct to another may pass, and
// reports whether there is any.
func (w *web) between(from, to string) (*web, bool) {
	a, known := w.index[from]
	b, too := w.index[to]
	if !known || !too || a == b {
		return w, false
	}
	w.from, w.to = a, b
	in := make([][]arc, len(w.out))
	for i, arcs := range w.out {
		for _, x := range arcs {
			in[x.to] = append(in[x.to], arc{to: i})
		}
	}
	ahead, back := reach(w.out, a, b), reach(in, b, a)
	if !ahead[b] {
		return w, false
	}
	for i, arcs := range w.out {
		w.out[i] = slices.DeleteFunc(arcs, func(x arc) bool {
			return !ahead[i] || !back[i] || !back[x.to] || x.to == a || i == b
		})
	}
	w.here = make([]bool, len(w.out))
	return w, true
}

// reach says which constructs can be reached from one without passing another.
func reach(out [][]arc, from, end int) []bool {
	seen := make([]bool, len(out))
	seen[from] = true
	for queue := []int{from}; len(queue) > 0; queue = queue[1:] {
		if queue[0] == end {
			continue
		}
		for _, x := range out[queue[0]] {
			if !seen[x.to] {
				seen[x.to] = true
				queue = append(queue, x.to)
			}
		}
	}
	return seen
}

// walk tells of every way from a construct to the end, until told to stop, and reports
// whether it came through.
func (w *web) walk(at int, way []int, tell func(way []int) bool) bool {
	if at == w.to {
		return tell(way)
	}
	w.here[at] = true
	defer func() { w.here[at] = false }()
	for _, x := range w.out[at] {
		if w.here[x.to] {
			continue
		}
		if w.steps--; w.steps < 0 || !w.walk(x.to, append(way, x.relation), tell) {
			return false
		}
	}
	return true
}

// straight reports whether no walk can pass a construct twice.
func (w *web) straight() bool {
	into, seen := make([]int, len(w.out)), 0
	for _, arcs := range w.out {
		for _, x := range arcs {
			into[x.to]++
		}
	}
	var free []int
	for i, n := range into {
		if n == 0 {
			free = append(free, i)
		}
	}
	for ; len(free) > 0; free = free[1:] {
		seen++
		for _, x := range w.out[free[0]] {
			if into[x.to]--; into[x.to] == 0 {
				free = append(free, x.to)
			}
		}
	}
	return seen == len(w.out)
}

// walkSigns returns the signs that walks from the start to the end come to, including
// those that pass a construct several times.
func (w *web) walkSigns() []Sign {
	type state struct {
		at   int
		sign Sign
	}
	start := state{w.from, Positive}
	seen := map[state]bool{start: true}
	var signs []Sign
	for queue := []state{start}; len(queue) > 0; queue = queue[1:] {
		s := queue[0]
		if s.at == w.to {
			signs = append(signs, s.sign)
			continue
		}
		for _, x := range w.out[s.at] {
			next := state{x.to, Multiply(s.sign, x.sign)}
			if !seen[next] {
				seen[next] = true
				queue = append(queue, next)
			}
		}
	}
	return signs
}
