package draft

import (
	"slices"
)

// A mergePart is one file of which another version came to light.
type mergePart struct {
	file   *file
	base   []*piece // what both versions began as
	theirs []*piece
	gone   bool // there it is not a file any more
	stamp  stamp
}

// A merge brings another version of some files into the draft, piece by piece: what only
// one side changed is taken from it.
type merge struct {
	d     *Draft
	parts []*mergePart

	theirsWin bool // in a conflict the other version is kept, as when work is recovered

	base, mine, theirs map[Key]standing
	taken              []Key
	conflicts          []conflict
}

// A standing is a piece with the file it stands in and the piece before it.
type standing struct {
	piece  *piece
	file   *file
	before Key
}

// run merges, as one step of the history.
func (m *merge) run() {
	if len(m.parts) == 0 {
		return
	}
	m.recognise()
	e := m.d.begin()
	m.d.settle(e)
	m.base, m.mine, m.theirs = make(map[Key]standing), make(map[Key]standing), make(map[Key]standing)
	for _, part := range m.parts {
		stand(m.base, part.file, part.base)
		stand(m.theirs, part.file, part.theirs)
	}
	for _, f := range m.d.files {
		stand(m.mine, f, f.pieces)
	}
	lists := make(map[*file][]*piece)
	for _, part := range m.parts {
		lists[part.file] = m.list(part)
	}
	m.elsewhere(e)
	for _, part := range m.parts {
		f, list := part.file, lists[part.file]
		switch {
		case part.gone && len(list) == 0:
			e.remove(f)
		case !slices.Equal(list, f.pieces):
			e.splice(f, 0, len(f.pieces), joined(list, f.lineEnd)...)
		}
	}
	slices.Sort(m.taken)
	m.taken = slices.Compact(m.taken)
	if len(m.taken) > 0 {
		e.commit(m.taken[0])
	} else {
		e.commit("")
	}
}

func stand(into map[Key]standing, f *file, list []*piece) {
	var before Key
	for _, p := range list {
		into[p.key] = standing{p, f, before}
		before = p.key
	}
}

// recognise gives the pieces of the other version the keys of those that they were, also
// when they stood in another file.
func (m *merge) recognise() {
	for _, part := range m.parts {
		if part.base == nil && part.file.pieces != nil { // both sides made the file
			align(part.file.pieces, part.theirs)
			continue
		}
		align(part.base, part.theirs)
	}
	if len(m.parts) == 1 {
		return
	}
	matched := make(map[Key]bool)
	for _, part := range m.parts {
		for _, p := range part.theirs {
			matched[p.key] = true
		}
	}
	byID, byText := make(map[string]Key), make(map[string]Key)
	had := make(map[Key]bool)
	for _, part := range m.parts {
		for _, p := range part.base {
			had[p.key] = true
			if !matched[p.key] {
				byID[p.id], byText[p.text] = p.key, p.key
			}
		}
	}
	for _, part := range m.parts {
		for i, p := range part.theirs {
			if had[p.key] || i == 0 && part.file.kind == textFile {
				continue
			}
			k, ok := byID[p.id]
			if !ok || p.id == "" {
				k, ok = byText[p.text]
			}
			if ok && p.text != "" && !matched[k] {
				p.key, matched[k] = k, true
			}
		}
	}
}

// decide returns what becomes of a piece: nil if it goes.
func (m *merge) decide(k Key) *piece {
	b, mine, theirs := m.base[k].piece, m.mine[k].piece, m.theirs[k].piece
	switch {
	case sameText(mine, theirs):
		if theirs != nil && mine != theirs {
			return theirs // only the ends of lines may differ
		}
		return mine
	case sameText(theirs, b):
		return mine
	case sameText(mine, b):
		m.taken = append(m.taken, k)
		return theirs
	}
	m.conflict(k)
	if m.theirsWin {
		m.taken = append(m.taken, k)
		return theirs
	}
	return mine
}

// sameText reports whether two pieces say the same, or neither is there.
func sameText(a, b *piece) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.text == b.text
}

func (m *merge) conflict(k Key) {
	kept, other := m.mine[k], m.theirs[k]
	if m.theirsWin {
		kept, other = other, kept
	}
	c := conflict{key: k, theirs: other.piece, file: kept.file, after: other.before}
	if c.file == nil {
		c.file = other.file
	}
	for _, s := range []standing{kept, other, m.base[k]} {
		if s.piece != nil && c.title == "" {
			c.title = s.piece.title
		}
	}
	if c.title == "" {
		c.title = c.file.name
	}
	m.conflicts = append(m.conflicts, c)
}

// overtakes reports whether an earlier conflict over a piece is none any more: the other
// side changed it again, or both say the same by now.
func (m *merge) overtakes(k Key) bool {
	theirs, read := m.theirs[k]
	return slices.ContainsFunc(m.conflicts, func(c conflict) bool { return c.key == k }) ||
		read && sameText(m.mine[k].piece, theirs.piece)
}

// home returns the file in which a piece stands after the merge.
func (m *merge) home(k Key) *file {
	b, mine, theirs := m.base[k].file, m.mine[k].file, m.theirs[k].file
	switch {
	case mine != nil && (mine != b || theirs == nil):
		return mine
	case theirs != nil:
		return theirs
	}
	return mine
}

// list returns the pieces of a file after the merge.
func (m *merge) list(part *mergePart) []*piece {
	order := mergeOrder(keysOf(part.base), keysOf(part.file.pieces), keysOf(part.theirs))
	var list []*piece
	put := make(map[Key]bool)
	for _, k := range order {
		if m.home(k) != part.file || put[k] {
			continue
		}
		put[k] = true
		if p := m.decide(k); p != nil {
			list = append(list, p)
		}
	}
	return list
}

// elsewhere brings in what the other side changed of pieces that were moved here into
// files of which there is no other version.
func (m *merge) elsewhere(e *edit) {
	merged := make(map[*file]bool)
	for _, part := range m.parts {
		merged[part.file] = true
	}
	for _, part := range m.parts {
		for _, p := range part.base {
			f := m.home(p.key)
			if f == nil || merged[f] {
				continue
			}
			i := slices.IndexFunc(f.pieces, func(q *piece) bool { return q.key == p.key })
			now := m.decide(p.key)
			switch {
			case i < 0 || now == f.pieces[i]:
			case now == nil:
				e.splice(f, i, 1)
			default:
				e.splice(f, i, 1, fit(f, i, now))
			}
		}
	}
}

func keysOf(list []*piece) []Key {
	keys := make([]Key, len(list))
	for i, p := range list {
		keys[i] = p.key
	}
	return keys
}

// mergeOrder returns the keys of both sides in one order: that of the side which changed
// it, with what only the other has put after the key that it follows there.
func mergeOrder(base, mine, theirs []Key) []Key {
	lead, other := mine, theirs
	if slices.Equal(base, mine) {
		lead, other = theirs, mine
	}
	has := make(map[Key]bool, len(lead))
	for _, k := range lead {
		has[k] = true
	}
	follow := make(map[Key][]Key) // what is to be put after a key
	var before Key
	for _, k := range other {
		if has[k] {
			before = k
			continue
		}
		follow[before] = append(follow[before], k)
	}
	out := make([]Key, 0, len(lead)+len(other))
	out = append(out, follow[""]...)
	for _, k := range lead {
		out = append(out, k)
		out = append(out, follow[k]...)
	}
	return out
}

// joined returns pieces with line ends where one would run into the next.
func joined(list []*piece, lineEnd string) []*piece {
	list = slices.Clone(list)
	for i := range len(list) - 1 {
		if p := list[i]; p.raw != "" && !hasLineEnd(p) {
			list[i] = parted(p, lineEnd)
		}
	}
	return list
}

// fit returns a piece such that it can stand in a file, with one after it or not.
func fit(f *file, at int, p *piece) *piece {
	if at == len(f.pieces)-1 || p.raw == "" || hasLineEnd(p) {
		return p
	}
	return parted(p, f.lineEnd)
}

func hasLineEnd(p *piece) bool {
	b := p.tail
	return len(b) > 0 && b[len(b)-1] == '\n'
}
