package model

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"touchpoint/deck/yamltext"
)

// A writtenList is a list as it stands in a file.
type writtenList struct {
	flow   bool
	column int // of its hyphens
	items  []writtenItem
}

// A writtenItem is an entry of it. Before it, at dash, stands its hyphen.
type writtenItem struct {
	node           ast.Node
	dash, from, to int
}

// list returns the list that is the value of an entry.
func (p *patcher) list(e placed) (writtenList, bool) {
	s, ok := e.node.Value.(*ast.SequenceNode)
	if !ok {
		return writtenList{}, false
	}
	l := writtenList{flow: s.IsFlowStyle}
	for i, v := range s.Values {
		item := writtenItem{node: v}
		if l.flow {
			item.from = p.start(v)
			item.to = p.end(v, 0, true)
		} else {
			if i >= len(s.Entries) {
				p.lost = true
				return l, false
			}
			item.dash = p.token(s.Entries[i].Start)
			if item.dash < 0 || p.text[item.dash] != '-' {
				p.lost = true
				return l, false
			}
			column := item.dash - p.lineStart(item.dash)
			if i == 0 {
				l.column = column
			}
			item.from = p.start(v)
			item.to = p.end(v, column, false)
		}
		l.items = append(l.items, item)
	}
	return l, !p.lost
}

// itemsOf returns the entries of a list.
func itemsOf(v any) []any {
	var out []any
	switch v := v.(type) {
	case []yamlMap:
		for _, x := range v {
			out = append(out, x)
		}
	case []inLine:
		for _, x := range v {
			out = append(out, x)
		}
	case []string:
		for _, x := range v {
			out = append(out, x)
		}
	}
	return out
}

func isList(v any) bool {
	switch v.(type) {
	case []yamlMap, []inLine, []string:
		return true
	}
	return false
}

// items brings a list from one state to another: what stays keeps its place, what moved
// takes its text along.
func (p *patcher) items(l writtenList, old, now []any, bare bool) {
	stands := p.align(l, old) // by entry of old: where it is written
	if stands == nil && len(old) > 0 {
		p.lost = true
		return
	}
	from := matching(old, now) // by entry of now: the one of old that it was, -1 if new
	stay := inOrder(from)
	gone := make([]bool, len(l.items))
	for _, i := range stands {
		gone[i] = true
	}
	after := -1
	var news []newItem
	for k, v := range now {
		switch was := from[k]; {
		case stay[k]:
			after = stands[was]
			gone[after] = false
			p.item(l.items[after], old[was], v, bare)
		case was >= 0:
			news = append(news, newItem{after, p.carried(l, l.items[stands[was]], old[was], v, bare)})
		default:
			news = append(news, newItem{after, p.writeItem(l, v, bare)})
		}
	}
	p.removeItems(l, gone)
	p.addItems(l, gone, news)
}

// A newItem is written behind another.
type newItem struct {
	after int
	text  string
}

// item changes an entry that stays.
func (p *patcher) item(w writtenItem, old, now any, bare bool) {
	if sameText(old, now) {
		return
	}
	if m, ok := now.(yamlMap); ok {
		if n, ok := p.inner(w.node); ok {
			p.mapping(n, old.(yamlMap), m)
			return
		}
	}
	p.splice(w.from, w.to, p.flowItem(now, bare))
}

// carried is the text of an entry that moves, with what has changed in it.
func (p *patcher) carried(l writtenList, w writtenItem, old, now any, bare bool) string {
	inside := patcher{source: p.source, quote: p.quote}
	inside.item(w, old, now, bare)
	if text, ok := p.within(w.from, w.to, inside.splices); ok && !inside.lost {
		return text
	}
	return p.writeItem(l, now, bare)
}

// removeItems takes entries out of a list.
func (p *patcher) removeItems(l writtenList, gone []bool) {
	for i := 0; i < len(gone); i++ {
		if !gone[i] {
			continue
		}
		if !l.flow {
			p.splice(p.lineStart(l.items[i].dash), p.nextLine(l.items[i].to), "")
			continue
		}
		k := i
		for k+1 < len(gone) && gone[k+1] {
			k++
		}
		switch {
		case i > 0:
			p.splice(l.items[i-1].to, l.items[k].to, "")
		case k+1 < len(gone):
			p.splice(l.items[0].from, l.items[k+1].from, "")
		default:
			p.splice(l.items[0].from, l.items[k].to, "")
		}
		i = k
	}
}

// addItems writes new entries.
func (p *patcher) addItems(l writtenList, gone []bool, news []newItem) {
	for i, n := range news {
		after := n.after
		for after >= 0 && gone[after] {
			after--
		}
		switch {
		case !l.flow && after >= 0:
			at := p.lineEnd(l.items[after].to)
			p.splice(at, at, newLine(l.column)+"- "+n.text)
		case !l.flow:
			at := p.lineStart(l.items[0].dash) - 1 // behind the name of the list
			p.splice(at, at, newLine(l.column)+"- "+n.text)
		case after >= 0:
			p.splice(l.items[after].to, l.items[after].to, ", "+n.text)
		case !slices.Contains(gone, false) && i == 0:
			p.splice(l.items[0].from, l.items[0].from, n.text)
		case !slices.Contains(gone, false):
			p.splice(l.items[0].from, l.items[0].from, ", "+n.text)
		default:
			p.splice(l.items[0].from, l.items[0].from, n.text+", ")
		}
	}
}

// align finds out where the entries of a list that were read are written. Where nothing was
// left out that is plain; otherwise those that could not be read are passed over.
func (p *patcher) align(l writtenList, old []any) []int {
	at := make([]int, 0, len(old))
	if len(old) == len(l.items) {
		for i := range old {
			at = append(at, i)
		}
		return at
	}
	next := 0
	for i := range l.items {
		if next < len(old) && writes(l.items[i].node, old[next]) {
			at = append(at, i)
			next++
		}
	}
	if next < len(old) {
		return nil
	}
	return at
}

// writes reports whether a node may be what an entry of a list was read from.
func writes(n ast.Node, v any) bool {
	r := yamltext.Reader{}
	switch v := v.(type) {
	case string:
		return r.Text(n, "") == v
	case inLine:
		texts := r.Texts(n, "")
		return fmt.Sprint(v...) == fmt.Sprint(anys(texts)...)
	case yamlMap:
		b := block(r.Entries(n, ""))
		for _, q := range v {
			if s, ok := q.value.(string); ok && s != "" && r.Text(b.node(q.name), "") != s {
				return false
			}
		}
		return r.Errors == 0
	}
	return false
}

func anys(texts []string) []any {
	out := make([]any, len(texts))
	for i, s := range texts {
		out[i] = s
	}
	return out
}

// matching finds for each new entry the old one that it was.
func matching(old, now []any) []int {
	where := make(map[string][]int, len(old))
	for i, v := range old {
		k := identity(v)
		where[k] = append(where[k], i)
	}
	from := make([]int, len(now))
	for i, v := range now {
		from[i] = -1
		if k := identity(v); len(where[k]) > 0 {
			from[i], where[k] = where[k][0], where[k][1:]
		}
	}
	for i, v := range now {
		for k := 0; k < len(old) && from[i] < 0; k++ {
			if !slices.Contains(from, k) && became(old[k], v) {
				from[i] = k
			}
		}
	}
	return from
}

// became reports whether an entry that is not known again may be what another was: it has
// another id now, or never had one.
func became(old, now any) bool {
	a, named := old.(yamlMap)
	b, _ := now.(yamlMap)
	if !named {
		return true
	}
	id, has := a.named().get("id")
	if !has {
		return true
	}
	was, _ := b.get("was")
	former, _ := was.([]string)
	return slices.Contains(former, id.(string))
}

// identity is by what an entry of a list is known again after it was changed.
func identity(v any) string {
	m, ok := v.(yamlMap)
	if !ok {
		return fmt.Sprint(v)
	}
	m = m.named()
	for _, names := range [][]string{{"id"}, {"on", "level"}, {"stage", "lane", "text"}, {"stage"}} {
		var b strings.Builder
		for _, name := range names {
			if x, ok := m.get(name); ok {
				fmt.Fprintf(&b, "%s=%v ", name, x)
			}
		}
		if b.Len() > 0 {
			return b.String()
		}
	}
	return fmt.Sprint(v)
}

// inOrder says which entries can stay where they are: the most of those whose old places
// are in order.
func inOrder(from []int) []bool {
	best := make([]int, len(from)) // length of the longest run that ends here
	before := make([]int, len(from))
	end := -1
	for i, f := range from {
		before[i] = -1
		if f < 0 {
			continue
		}
		best[i] = 1
		for k := range i {
			if from[k] >= 0 && from[k] < f && best[k]+1 > best[i] {
				best[i], before[i] = best[k]+1, k
			}
		}
		if end < 0 || best[i] > best[end] {
			end = i
		}
	}
	stay := make([]bool, len(from))
	for ; end >= 0; end = before[end] {
		stay[end] = true
	}
	return stay
}
