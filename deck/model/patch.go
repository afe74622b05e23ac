package model

import (
	"bytes"
	"errors"
	"slices"

	"touchpoint/deck/yamltext"
)

// ErrUnwritable says that a model cannot be written such that it is read again as it is:
// an element lacks what it must have, or there is too much of something.
var ErrUnwritable = errors.New("the model cannot be written, because a part of it lacks what it must have")

// Patch returns the YAML of a model after its author changed it in a picture or form: src,
// changed only where m differs from what [Parse] reads in it. What was not touched, with
// comments, blank lines, the order and the ends of lines, stays byte for byte, and so do
// elements that could not be read. Parse of the result gives m. Where that cannot be done
// in place, the list that holds a change is written anew, and the whole file as the last
// resort.
func Patch(src []byte, m *Model) ([]byte, error) {
	want := Format(m)
	if !reads(want, want) {
		return nil, ErrUnwritable
	}
	old, _ := Parse(src)
	if old == nil || old.Kind != m.Kind {
		return want, nil
	}
	if bytes.Equal(Format(old), want) {
		return bytes.Clone(src), nil
	}
	for _, how := range []patcher{{}, {quote: true}, {quote: true, whole: true}} {
		how.source = newSource(src)
		if out, ok := how.patch(old, m); ok && reads(out, want) {
			return out, nil
		}
	}
	return want, nil
}

// reads reports whether a file is read as the model that has a certain canonical form.
func reads(src, canonical []byte) bool {
	m, _ := Parse(src)
	return m != nil && bytes.Equal(Format(m), canonical)
}

// A patcher gathers what is to be changed in a file.
type patcher struct {
	*source
	quote   bool // texts are in quotation marks unless they are the plainest
	whole   bool // lists are written anew, not entry by entry
	splices []splice
	lost    bool // something does not stand where it should
}

// A splice puts a text in the place of a stretch of the source.
type splice struct {
	from, to int
	text     string
}

func (p *patcher) splice(from, to int, text string) {
	if from < 0 || to < from || to > len(p.text) {
		p.lost = true
		return
	}
	p.splices = append(p.splices, splice{from, to, text})
}

// patch changes the file of one model into that of another of its kind.
func (p *patcher) patch(old, m *Model) ([]byte, bool) {
	r := yamltext.Reader{Limits: yamlLimits}
	entries := r.Read(p.text)
	if len(entries) == 0 {
		return nil, false
	}
	p.mapping(p.mappingOf(entries, false), fileBlock(old), fileBlock(m))
	if p.lost {
		return nil, false
	}
	return p.apply(p.splices)
}

// mapping brings a mapping from one state to another, name by name.
func (p *patcher) mapping(n written, old, now yamlMap) {
	if n.has("from") && n.has("id") { // a relation whose id need not be written
		old, now = old.named(), now.named()
	}
	gone := make([]bool, len(n.entries))
	for _, q := range old {
		if _, stays := now.get(q.name); stays || empty(q.value) {
			continue
		}
		for _, i := range n.at(q.name) {
			gone[i] = !p.emptied(n.entries[i], q.value)
		}
	}
	var added []pair
	for _, q := range now {
		was, _ := old.get(q.name)
		if empty(q.value) || sameText(was, q.value) {
			continue
		}
		at := n.at(q.name)
		if len(at) == 0 {
			added = append(added, q)
			continue
		}
		last := at[len(at)-1]
		for _, i := range at[:len(at)-1] { // both source and sources
			gone[i] = true
		}
		p.value(n, n.entries[last], was, q)
	}
	p.removeEntries(n, gone)
	for _, q := range added {
		p.addEntry(n, gone, q, now)
	}
}

// emptied takes out the entries of a list that were read, when others, which were not, must
// stay. It reports whether there are such.
func (p *patcher) emptied(e placed, was any) bool {
	list, ok := p.list(e)
	if !ok || !isList(was) || len(list.items) == len(itemsOf(was)) {
		return false
	}
	p.items(list, itemsOf(was), nil, false)
	return true
}

// value changes the value of one entry.
func (p *patcher) value(n written, e placed, was any, q pair) {
	now := q.value
	if m, ok := now.(yamlMap); ok && !p.whole {
		if inner, ok := p.inner(e.node.Value); ok {
			before, _ := was.(yamlMap)
			p.mapping(inner, before, m)
			return
		}
	}
	if list, ok := p.list(e); ok && isList(now) && !p.whole && len(list.items) > 0 {
		p.items(list, itemsOf(was), itemsOf(now), q.name == "order")
		return
	}
	from, to := p.valueSpan(e)
	if p.lost {
		return
	}
	text := p.writeValue(q, e.column, n.flow, e.node.Value)
	if from == to { // nothing stood there
		if text[0] != '\n' {
			text = " " + text
		}
	} else if text[0] == '\n' { // what begins on a line of its own
		from = e.colon + 1
	}
	p.splice(from, to, text)
}

// removeEntries takes entries out of a mapping.
func (p *patcher) removeEntries(n written, gone []bool) {
	for i := 0; i < len(gone); i++ {
		if !gone[i] {
			continue
		}
		k := i // the last of those that go together
		for k+1 < len(gone) && gone[k+1] {
			k++
		}
		first, last := n.entries[i], n.entries[k]
		if n.flow {
			switch {
			case i > 0:
				p.splice(p.endOf(n.entries[i-1]), p.endOf(last), "")
			case k+1 < len(gone):
				p.splice(first.from, n.entries[k+1].from, "")
			default:
				p.splice(first.from, p.endOf(last), "")
			}
		} else if start := p.lineStart(first.from); blank(p.text[start:first.from]) {
			p.splice(start, p.nextLine(p.endOf(last)), "")
		} else if k+1 < len(gone) { // after the hyphen of a list
			p.splice(first.from, n.entries[k+1].from, "")
		} else {
			p.lost = true
		}
		i = k
	}
}

// addEntry writes a new entry of a mapping: behind the one that it follows in a file that
// is written anew.
func (p *patcher) addEntry(n written, gone []bool, q pair, order yamlMap) {
	after := -1
	for _, o := range order {
		if o.name == q.name {
			break
		}
		for _, i := range n.at(o.name) {
			if !gone[i] {
				after = i
			}
		}
	}
	if n.flow {
		text := p.flowPair(q)
		switch {
		case after >= 0:
			p.splice(p.endOf(n.entries[after]), p.endOf(n.entries[after]), ", "+text)
		case !slices.Contains(gone, false):
			p.lost = true
		default:
			p.splice(n.entries[0].from, n.entries[0].from, text+", ")
		}
		return
	}
	if len(n.entries) == 0 {
		p.lost = true
		return
	}
	text := p.blockPair(q, n.column)
	if after < 0 {
		at := n.entries[0].from
		p.splice(at, at, text+newLine(n.column))
		return
	}
	at := p.lineEnd(p.endOf(n.entries[after]))
	p.splice(at, at, newLine(n.column)+text)
}
