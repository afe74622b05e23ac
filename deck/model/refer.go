package model

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"touchpoint/deck/yamltext"
)

// refer notes that the element which is being read names another.
func (r *reader) refer(n ast.Node, name, id string, kinds ...ElementKind) *ref {
	r.refs = append(r.refs, ref{owner: r.owner, node: n, name: name, id: id, full: id, kinds: kinds})
	return &r.refs[len(r.refs)-1]
}

// follow follows all references. An element whose reference leads nowhere is left out
// with a fault; one that refers to what was left out is left out too.
func (r *reader) follow() {
	told := make([]bool, len(r.refs))
	for changed := true; changed; {
		changed = r.withoutParts()
		for i := range r.refs {
			f := &r.refs[i]
			if told[i] || f.owner >= 0 && r.gone(f.owner) || r.leads(f) {
				continue
			}
			told[i], changed = true, true
			if f.drop != nil {
				f.drop()
			} else if f.owner >= 0 {
				r.elems[f.owner].broken = true
			}
		}
	}
}

// withoutParts leaves out what has none of the parts that it is made of.
func (r *reader) withoutParts() bool {
	parts := make([]int, len(r.elems))
	for _, e := range r.elems {
		if e.parent >= 0 && e.kind == r.elems[e.parent].needs && !e.broken {
			parts[e.parent]++
		}
	}
	changed := false
	for i := range r.elems {
		if e := &r.elems[i]; e.needs != "" && parts[i] == 0 && !e.broken {
			e.broken, changed = true, true
		}
	}
	return changed
}

// leads reports whether a reference leads to an element that can be used, and complains
// if it leads nowhere.
func (r *reader) leads(f *ref) bool {
	i, known := r.byID[f.full]
	switch {
	case known && r.gone(i):
		return false
	case known && !slices.Contains(f.kinds, r.elems[i].kind):
		r.error(f.node, "dangling", fmt.Sprintf("%s is %s, but %s must be %s", f.id, withArticle(r.elems[i].kind), f.name, choice(f.kinds)),
			"write the id of "+choice(f.kinds)+r.near(f))
		return false
	case known && f.within != "" && r.elems[r.elems[i].parent].id != f.within:
		r.error(f.node, "dangling", fmt.Sprintf("%s is not %s of %s", f.id, withArticle(r.elems[i].kind), f.within),
			"write the id of one that is"+r.near(f))
		return false
	case known:
		return true
	case slices.ContainsFunc(f.kinds, func(k ElementKind) bool { return r.lost[k] }):
		return false // it may be what could not be read
	}
	if f.within != "" {
		if parent, known := r.byID[f.within]; !known || r.gone(parent) {
			return false // told of already
		}
		r.error(f.node, "dangling", fmt.Sprintf("%s has no %s with the id %q", f.within, f.kinds[0], f.id), "write the id of one of its own"+r.near(f))
		return false
	}
	r.error(f.node, "dangling", fmt.Sprintf("there is no %s with the id %q for %s", strings.TrimPrefix(strings.TrimPrefix(choice(f.kinds), "an "), "a "), f.id, f.name),
		"write the id of one"+r.near(f))
	return false
}

// near names the id that an author may have meant.
func (r *reader) near(f *ref) string {
	var ids []string
	for i, e := range r.elems {
		if e.id == "" || !slices.Contains(f.kinds, e.kind) || r.gone(i) {
			continue
		}
		if f.within != "" && r.elems[e.parent].id != f.within {
			continue
		}
		ids = append(ids, e.id[strings.LastIndexByte(e.id, ':')+1:])
	}
	const most = 8
	switch guess := yamltext.Guess(f.id, ids); {
	case guess != "" || len(ids) == 0:
		return guess
	case len(ids) <= most:
		return ": " + strings.Join(ids, ", ")
	}
	return ""
}

// choice names the kinds of element that one may be.
func choice(kinds []ElementKind) string {
	if len(kinds) > 2 {
		return "an element"
	}
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = withArticle(k)
	}
	return strings.Join(names, " or ")
}
