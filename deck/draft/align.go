package draft

// align gives the pieces of another version of a file the keys of those that they were:
// the same text, the same id, the same title, or else the same place between two that
// are known. The others keep the keys they have. The new pieces must be nobody else's yet.
func align(old, now []*piece) {
	a := aligner{old: old, now: now, of: make([]int, len(now)), taken: make([]bool, len(old))}
	for i := range a.of {
		a.of[i] = -1
	}
	a.ends()
	a.by(func(p *piece) string { return p.id })
	a.by(func(p *piece) string { return p.text })
	a.by(func(p *piece) string {
		if p.title == "" {
			return ""
		}
		return string(rune('0'+p.level)) + p.title
	})
	a.between()
	for j, i := range a.of {
		if i >= 0 {
			now[j].key = old[i].key
		}
	}
}

// An aligner finds for each new piece the old one that it was.
type aligner struct {
	old, now []*piece
	of       []int // index into old by index into now, -1 for none
	taken    []bool
}

func (a *aligner) pair(i, j int) { a.of[j], a.taken[i] = i, true }

// ends pairs what is the same at the beginning and at the end, which is nearly all.
func (a *aligner) ends() {
	n, m := len(a.old), len(a.now)
	if n > 0 && m > 0 {
		a.pair(0, 0) // what stands before the first heading
	}
	for i := 1; i < n && i < m && a.old[i].raw == a.now[i].raw; i++ {
		a.pair(i, i)
	}
	for i := 1; i < n && i < m && a.of[m-i] < 0 && !a.taken[n-i] && a.old[n-i].raw == a.now[m-i].raw; i++ {
		a.pair(n-i, m-i)
	}
}

// by pairs the pieces of which a name is the same. Of several with one name the first
// are paired with the first.
func (a *aligner) by(name func(*piece) string) {
	free := make(map[string][]int)
	for i, p := range a.old {
		if s := name(p); s != "" && !a.taken[i] {
			free[s] = append(free[s], i)
		}
	}
	for j, p := range a.now {
		s := name(p)
		if a.of[j] >= 0 || s == "" || len(free[s]) == 0 {
			continue
		}
		a.pair(free[s][0], j)
		free[s] = free[s][1:]
	}
}

// between pairs the pieces left between two neighbours that are known, if there are as
// many on both sides and none has an id that says otherwise.
func (a *aligner) between() {
	for j := 0; j < len(a.now); j++ {
		if a.of[j] >= 0 || j == 0 || a.of[j-1] < 0 {
			continue
		}
		end := j
		for end < len(a.now) && a.of[end] < 0 {
			end++
		}
		first := a.of[j-1] + 1
		last := first
		for last < len(a.old) && !a.taken[last] {
			last++
		}
		if last-first == end-j && (end == len(a.now) || a.of[end] == last) {
			for n := range end - j {
				if p, q := a.old[first+n], a.now[j+n]; p.level == q.level && (p.id == "" || q.id == "") {
					a.pair(first+n, j+n)
				}
			}
		}
		j = end
	}
}
