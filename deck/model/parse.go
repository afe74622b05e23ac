package model

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"touchpoint/deck/yamltext"
)

// Parse reads the file of a model. Its id, kind and the elements are taken in strictly: an
// element that is broken is left out with a fault, and what depends on it without another.
// The model is nil when there is nothing to use: no id, no kind, or no YAML.
func Parse(src []byte) (*Model, []Fault) {
	r := &reader{
		Reader: yamltext.Reader{Limits: yamlLimits, Rule: "model", Name: "a model"},
		byID:   make(map[string]int),
		lost:   make(map[ElementKind]bool),
		owner:  -1,
	}
	entries := r.Read(strings.TrimPrefix(string(src), "\ufeff"))
	m := r.model(entries)
	if len(entries) == 0 && len(r.Problems) == 0 {
		r.Report(nil, false, "model", "the file is empty", "write the model's id, title and kind")
	}
	return m, r.faults()
}

// A reader reads one model. Elements refer to one another before or after they stand in
// the file, so references are gathered first and followed when everything is read.
type reader struct {
	yamltext.Reader
	elems  []elem
	byID   map[string]int // index into elems by full id
	refs   []ref
	owner  int                  // the element that is being read, -1 outside of any
	lost   map[ElementKind]bool // kinds of which some could not be told apart
	former int                  // how many former ids there are
	tooBig bool
}

// An elem is something that can be left out of the model on its own.
type elem struct {
	id     string
	kind   ElementKind
	parent int
	needs  ElementKind // it is worth nothing without a part of this kind, "" for none
	broken bool
}

// A ref is where one element names another.
type ref struct {
	owner  int
	node   ast.Node
	name   string // of the field
	id     string // as it is written
	full   string
	kinds  []ElementKind
	within string // id of the element that it must be part of, "" for any
	drop   func() // instead of leaving the owner out
}

// Kinds of parts that are no elements for anyone else.
const (
	isLevel      ElementKind = "level"
	isAct        ElementKind = "act"
	isStep       ElementKind = "step"
	isEntry      ElementKind = "entry" // of a list of ids
	isCase       ElementKind = "case"
	isScenario   ElementKind = "scenario"
	isDistractor ElementKind = "distractor"
)

// An entry is one of a list, with the element that it is.
type entry[T any] struct {
	value *T
	elem  int
	block block
}

// A block is a mapping as it is written.
type block []*ast.MappingValueNode

// node returns where a name's value stands, or where the mapping begins.
func (b block) node(name string) ast.Node {
	for _, e := range b {
		if yamltext.Key(e) == name {
			return e.Value
		}
	}
	return b.start()
}

func (b block) start() ast.Node {
	if len(b) == 0 {
		return nil
	}
	return b[0].Key
}

// has reports whether a name stands in the mapping with a value that is not empty.
func (b block) has(name string) bool {
	for _, e := range b {
		if yamltext.Key(e) != name {
			continue
		}
		switch v := e.Value.(type) {
		case *ast.NullNode, nil:
			return false
		case *ast.StringNode:
			return strings.TrimSpace(v.Value) != ""
		case *ast.SequenceNode:
			return len(v.Values) > 0
		case *ast.MappingNode:
			return len(v.Values) > 0
		}
		return true
	}
	return false
}

func place(n ast.Node) Pos {
	line, column := yamltext.At(n)
	return Pos{line, column}
}

func (r *reader) error(n ast.Node, rule, message, fix string) { r.Report(n, false, rule, message, fix) }

func (r *reader) warn(n ast.Node, rule, message, fix string) { r.Report(n, true, rule, message, fix) }

// faults returns what was found wrong, in the order of the file.
func (r *reader) faults() []Fault {
	var list []Fault
	for _, p := range r.Problems {
		f := Fault{Pos: Pos{p.Line, p.Column}, Severity: Error, Rule: p.Rule, Message: p.Message, Fix: p.Fix, Insert: p.Insert}
		if p.Warning {
			f.Severity = Warning
		}
		list = append(list, f)
	}
	sortFaults(list)
	return list
}

// model reads the mapping that is the whole file.
func (r *reader) model(entries block) *Model {
	if len(entries) == 0 {
		return nil
	}
	kind, ok := r.kind(entries)
	if !ok {
		return nil
	}
	d := &draft{Model: Model{Kind: kind}}
	readFields(r, "a "+string(kind)+" model", headFields(kind), entries, d)
	if !r.head(entries, d) || r.tooBig {
		return nil
	}
	d.needLanes(r)
	r.follow()
	d.take(r)
	m := d.Model // a copy: the draft would keep every node of the YAML
	return &m
}

// kind finds out of which kind the model is, on which all else depends.
func (r *reader) kind(entries block) (Kind, bool) {
	kinds := []string{string(PathKind), string(JourneyKind), string(ContingencyKind), string(ClassificationKind)}
	fix := "write kind: with one of " + strings.Join(kinds, ", ")
	if !entries.has("kind") {
		r.error(entries.start(), "model-head", "the model has no kind", fix)
		return "", false
	}
	v := entries.node("kind")
	before := r.Errors
	text := r.Text(v, "kind")
	if r.Errors > before {
		return "", false
	}
	if !slices.Contains(kinds, text) {
		r.error(v, "unknown-kind", fmt.Sprintf("there is no kind of model called %q", text), fix+yamltext.Guess(text, kinds))
		return "", false
	}
	return Kind(text), true
}

// head checks what names the model. It reports whether the model can be used.
func (r *reader) head(entries block, d *draft) bool {
	if !entries.has("id") {
		r.error(entries.start(), "model-head", "the model has no id", "write a line id: its-id at the top of the file")
		return false
	}
	n := entries.node("id")
	d.Pos = place(n)
	if d.ID == "" {
		return false // told of already
	}
	if !r.validID(n, d.ID, "the id of a model") {
		return false
	}
	if d.Title == "" {
		d.Title = d.ID
		if !entries.has("title") {
			r.error(entries.start(), "model-head", "the model has no title", "write a line title: with its name")
		}
	}
	r.claimed(entries, "the model", &d.Standing, &d.Sources, true)
	return true
}

// validID reports whether a text can be an id, and complains if not.
func (r *reader) validID(n ast.Node, id, what string) bool {
	if yamltext.ValidID(id) {
		return true
	}
	fix := "an id has the letters a to z, digits and . _ - and begins with a letter or digit"
	if s := idFrom(id); s != "" {
		fix += ": for example " + s
	}
	r.error(n, "bad-id", fmt.Sprintf("%q cannot be %s", id, what), fix)
	return false
}

// idFrom makes an id of what an author wrote as one, "" if nothing is left of it.
func idFrom(text string) string {
	s := strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.' || c == '_' || c == '-' {
			return c
		}
		return ' '
	}, strings.ToLower(text))
	if s = strings.TrimLeft(strings.Join(strings.Fields(s), "-"), "._-"); yamltext.ValidID(s) {
		return s
	}
	return ""
}

// claimed demands that what is claimed has a standing and, unless the editor concludes it,
// a source.
func (r *reader) claimed(b block, what string, standing *Standing, sources *[]string, mild bool) {
	const fix = "write standing: with finding, concept, inference or not-shown"
	report := r.error
	if mild {
		report = r.warn
	}
	switch {
	case !b.has("standing"):
		report(b.start(), "missing-standing", what+" has no standing", fix)
	case *standing != "" && *standing != Inference && len(*sources) == 0 && !b.has("source") && !b.has("sources"):
		report(b.node("standing"), "missing-source", fmt.Sprintf("%s has the standing %s and names no source", what, *standing),
			"write source: with the key of one, or standing: inference if it is your own")
	}
}

// begin makes an element the owner of what is read next, and returns it with the way back.
func (r *reader) begin(kind ElementKind) (int, func()) {
	was := r.owner
	r.elems = append(r.elems, elem{kind: kind, parent: was})
	r.owner = len(r.elems) - 1
	return r.owner, func() { r.owner = was }
}

// register makes an element known by its id, which no other may have.
func (r *reader) register(i int, full string, n ast.Node) {
	if other, taken := r.byID[full]; taken {
		r.elems[i].broken = true
		r.error(n, "duplicate-id", fmt.Sprintf("the id %s belongs to %s already", full[strings.LastIndexByte(full, ':')+1:], withArticle(r.elems[other].kind)), "give one of the two another id")
		return
	}
	r.elems[i].id = full
	r.byID[full] = i
}

// withArticle names a kind of element.
func withArticle(kind ElementKind) string {
	switch kind[0] {
	case 'a', 'e', 'i', 'o':
		return "an " + string(kind)
	}
	return "a " + string(kind)
}

// gone reports whether an element, or what it is part of, was left out.
func (r *reader) gone(i int) bool {
	for ; i >= 0; i = r.elems[i].parent {
		if r.elems[i].broken {
			return true
		}
	}
	return false
}

// kept returns the entries that were not left out.
func kept[T any](r *reader, list []entry[T]) []T {
	var out []T
	for _, e := range list {
		if !r.gone(e.elem) {
			out = append(out, *e.value)
		}
	}
	return out
}

// sortFaults brings faults into the order of the file.
func sortFaults(list []Fault) {
	slices.SortStableFunc(list, func(a, b Fault) int {
		if a.Pos.Line != b.Pos.Line {
			return a.Pos.Line - b.Pos.Line
		}
		return a.Pos.Column - b.Pos.Column
	})
}
