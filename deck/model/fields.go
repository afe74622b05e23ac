package model

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"touchpoint/deck/yamltext"
)

// A field is a name that may stand in a mapping, and how its value is read. The tables of
// fields are all that the language of models has; the schema for editors is held to them.
type field[T any] struct {
	name string
	must bool   // without it the element is left out
	lack string // what is said when it is not there, "" for the usual
	of   string // the name of the shape that its value, or each of its values, has
	read func(r *reader, into *T, v ast.Node)
}

// A shape is what a mapping is: how it is called, and its fields.
type shape[T any] struct {
	name    string // in the schema
	called  string // in messages, "" for its name
	kind    ElementKind
	claims  bool        // it must have a standing and mostly a source
	unnamed bool        // its id need not be given
	needs   ElementKind // without a part of this kind it is left out
	fields  []field[T]
	done    func(r *reader, b block, t *T, elem int) // a last look, nil for none
}

// Methods by which a shape gets at what most of them have.
func (p *Part) self() *Part                   { return p }
func (p *Part) claim() (*Standing, *[]string) { return &p.Standing, &p.Sources }
func (a *Act) claim() (*Standing, *[]string)  { return &a.Standing, &a.Sources }
func (c *Case) claim() (*Standing, *[]string) { return &c.Standing, &c.Sources }

// required makes fields that an element must have.
func required[T any](fields ...field[T]) []field[T] {
	for i := range fields {
		fields[i].must = true
	}
	return fields
}

func textField[T any](name string, to func(*T) *string) field[T] {
	return field[T]{name: name, read: func(r *reader, into *T, v ast.Node) { *to(into) = r.Text(v, name) }}
}

// textsField is a field that holds a few texts, or one.
func textsField[T any](name string, to func(*T) *[]string) field[T] {
	return field[T]{name: name, read: func(r *reader, into *T, v ast.Node) {
		*to(into) = append(*to(into), r.few(v, name, r.Texts(v, name))...)
	}}
}

// few returns the first texts of a list, as many as one may have.
func (r *reader) few(v ast.Node, name string, texts []string) []string {
	if len(texts) <= maxNames {
		return texts
	}
	r.error(v, "too-large", fmt.Sprintf("%s has %d entries, more than the %d that it may have", name, len(texts), maxNames), "leave some of them out")
	return texts[:maxNames]
}

// wasField is a field that holds former ids. What cannot have been one is left out.
func wasField[T any](to func(*T) *[]string) field[T] {
	return field[T]{name: "was", read: func(r *reader, into *T, v ast.Node) {
		values := []ast.Node{v}
		if s, ok := v.(*ast.SequenceNode); ok {
			values = s.Values
		}
		var ids []string
		for _, n := range values {
			if id := r.Text(n, "each entry of was"); id != "" && r.validID(n, id, "a former id") {
				ids = append(ids, id)
			}
		}
		ids = r.few(v, "was", ids)
		if left := maxFormer - r.former; len(ids) > left {
			r.error(v, "too-large", fmt.Sprintf("the model has more than %d former ids in all", maxFormer), "take those out of was: that are forgotten")
			ids = ids[:left]
		}
		r.former += len(ids)
		*to(into) = ids
	}}
}

func boolField[T any](name string, to func(*T) *bool) field[T] {
	return field[T]{name: name, read: func(r *reader, into *T, v ast.Node) {
		b, ok := v.(*ast.BoolNode)
		if !ok {
			r.error(v, "bad-value", name+" must be true or false", "write one of them, without quotation marks")
			return
		}
		*to(into) = b.Value
	}}
}

// wordField is a field whose value is one of a few words.
func wordField[T any, S ~string](name string, to func(*T) *S, words ...S) field[T] {
	return field[T]{name: name, read: func(r *reader, into *T, v ast.Node) {
		before := r.Errors
		s := r.Text(v, name)
		if r.Errors > before || s == "" {
			return
		}
		if slices.Contains(words, S(s)) {
			*to(into) = S(s)
			return
		}
		list := make([]string, len(words))
		for i, w := range words {
			list[i] = string(w)
		}
		r.error(v, "bad-value", fmt.Sprintf("%s cannot be %q", name, s), "write one of "+strings.Join(list, ", ")+yamltext.Guess(s, list))
	}}
}

// number reads a number between two others.
func (r *reader) number(v ast.Node, name string, least, most float64) (float64, bool) {
	switch v.(type) {
	case *ast.IntegerNode, *ast.FloatNode:
		if x, err := strconv.ParseFloat(v.GetToken().Value, 64); err == nil && x >= least && x <= most {
			return x, true
		}
	}
	r.error(v, "bad-value", fmt.Sprintf("%s must be a number from %g to %g", name, least, most), "write one with a point before its decimals, without quotation marks")
	return 0, false
}

func numberField[T any](name string, least, most float64, to func(*T) *float64) field[T] {
	return field[T]{name: name, read: func(r *reader, into *T, v ast.Node) {
		if x, ok := r.number(v, name, least, most); ok {
			*to(into) = x
		}
	}}
}

// refField is a field that names an element. One that need not be there is dropped when it
// leads nowhere, and the rest stays.
func refField[T any](name string, to func(*T) *string, kinds ...ElementKind) field[T] {
	return field[T]{name: name, must: true, read: func(r *reader, into *T, v ast.Node) {
		if *to(into) = r.Text(v, name); *to(into) != "" {
			r.refer(v, name, *to(into), kinds...)
		}
	}}
}

func mayRefField[T any](name string, to func(*T) *string, kinds ...ElementKind) field[T] {
	return field[T]{name: name, read: func(r *reader, into *T, v ast.Node) {
		if *to(into) = r.Text(v, name); *to(into) != "" {
			r.refer(v, name, *to(into), kinds...).drop = func() { *to(into) = "" }
		}
	}}
}

// listField is a field that holds a list of mappings of one shape.
func listField[T, E any](name string, s *shape[E], to func(*T) *[]entry[E]) field[T] {
	return field[T]{name: name, of: s.name, read: func(r *reader, into *T, v ast.Node) {
		for _, n := range r.items(v, name, s.kind) {
			*to(into) = append(*to(into), mapping(r, n, s))
		}
	}}
}

// items returns the values of a list.
func (r *reader) items(v ast.Node, name string, kind ElementKind) []ast.Node {
	switch v := v.(type) {
	case *ast.SequenceNode:
		if len(v.Values) > maxList || len(r.elems)+len(v.Values) > maxElements {
			r.large(v, name, len(v.Values))
			r.lost[kind] = true
			return nil
		}
		return v.Values
	case *ast.NullNode, *ast.CommentGroupNode, nil:
		return nil
	}
	r.lost[kind] = true
	r.error(v, "model", name+" must be a list", "begin each of its lines with a hyphen, or put it into [brackets]")
	return nil
}

// large refuses a model with too much in it, once.
func (r *reader) large(n ast.Node, name string, count int) {
	if r.tooBig {
		return
	}
	r.tooBig = true
	message := fmt.Sprintf("the model has more than %d elements in all", maxElements)
	if count > maxList {
		message = fmt.Sprintf("the model has %d %s, more than the %d that one may have", count, name, maxList)
	}
	r.error(n, "too-large", message, "make several models of it")
}

// ids reads a list of ids, or one alone.
func (r *reader) ids(v ast.Node, name string, kinds ...ElementKind) []entry[string] {
	values := []ast.Node{v}
	if s, ok := v.(*ast.SequenceNode); ok {
		values = r.items(s, name, isEntry)
	}
	var out []entry[string]
	for _, n := range values {
		elem, end := r.begin(isEntry)
		if id := r.Text(n, "each entry of "+name); id != "" {
			r.refer(n, name, id, kinds...)
			out = append(out, entry[string]{value: &id, elem: elem})
		}
		end()
	}
	return out
}

// readFields reads the entries of a mapping by a table. It reports whether all that must be
// there is there and could be read.
func readFields[T any](r *reader, name string, fields []field[T], b block, into *T) bool {
	ok := true
	for _, e := range b {
		key := yamltext.Key(e)
		i := slices.IndexFunc(fields, func(f field[T]) bool { return f.name == key })
		if i < 0 {
			r.unknown(e, key, name, names(fields))
			continue
		}
		before := r.Errors
		fields[i].read(r, into, e.Value)
		if fields[i].must && fields[i].of == "" && r.Errors > before {
			ok = false
		}
	}
	var missing []string
	for _, f := range fields {
		switch {
		case !f.must || b.has(f.name):
		case f.lack != "":
			r.error(b.start(), "missing-field", f.lack, "write "+f.name+": with it")
			ok = false
		default:
			missing = append(missing, f.name)
		}
	}
	if len(missing) > 0 {
		r.error(b.start(), "missing-field", fmt.Sprintf("%s has no %s", name, strings.Join(missing, " and no ")), "write "+missing[0]+": with its value")
		return false
	}
	return ok
}

func names[T any](fields []field[T]) []string {
	list := make([]string, len(fields))
	for i, f := range fields {
		list[i] = f.name
	}
	return list
}

// unknown warns of a name that has no meaning in a mapping.
func (r *reader) unknown(e *ast.MappingValueNode, key, name string, known []string) {
	if r.Cut(e) {
		return
	}
	r.warn(e.Key, "unknown-key", fmt.Sprintf("%s has nothing by the name %q", name, key), "the names are "+strings.Join(known, ", ")+yamltext.Guess(key, known))
}

// mapping reads one entry of a list.
func mapping[T any](r *reader, n ast.Node, s *shape[T]) entry[T] {
	elem, end := r.begin(s.kind)
	defer end()
	r.elems[elem].needs = s.needs
	t := new(T)
	name := article(cmp.Or(s.called, s.name))
	before := r.Errors
	b := block(r.Entries(n, name))
	e := entry[T]{t, elem, b}
	if len(b) == 0 {
		if r.Errors == before {
			r.error(n, "missing-field", name+" is empty", "write its fields, or leave it out")
		}
		r.elems[elem].broken = true
		r.lost[s.kind] = true
		return e
	}
	if !readFields(r, name, s.fields, b, t) {
		r.elems[elem].broken = true
	}
	if s.claims {
		if c, ok := any(t).(interface {
			claim() (*Standing, *[]string)
		}); ok {
			standing, sources := c.claim()
			r.claimed(b, name, standing, sources, false)
		}
	}
	if p, ok := any(t).(interface{ self() *Part }); ok {
		p.self().Pos = place(b.start())
		r.identify(b, p.self(), elem, s.kind, s.unnamed)
	}
	if s.done != nil {
		s.done(r, b, t, elem)
	}
	return e
}

// identify makes an element known by its id and looks at its label.
func (r *reader) identify(b block, p *Part, elem int, kind ElementKind, unnamed bool) {
	most := maxLabel
	if kind == IsGap {
		most = maxText
	}
	if n := len([]rune(p.Label)); n > most {
		r.warn(b.node("label"), "long-label", fmt.Sprintf("the label has %d letters, and will not fit where it is drawn", n),
			fmt.Sprintf("use at most %d, and say the rest in the meaning", most))
	}
	if p.ID == "" {
		r.lost[kind] = r.lost[kind] || !unnamed // others may name it
		return
	}
	if !r.validID(b.node("id"), p.ID, "an id") {
		r.elems[elem].broken = true
		r.lost[kind] = true
		return
	}
	r.register(elem, p.ID, b.node("id"))
}

// article puts a, an or the before the name of a shape.
func article(name string) string {
	if name == "root" {
		return "the root"
	}
	return withArticle(ElementKind(name))
}

// atField reads an author's place.
func atField[T any](to func(*T) *Part) field[T] {
	return field[T]{name: "at", read: func(r *reader, into *T, v ast.Node) {
		s, ok := v.(*ast.SequenceNode)
		if !ok || len(s.Values) != 2 {
			r.error(v, "bad-value", "at must be a column and a row", "write two numbers that count from 0, as in at: [0, 1.5]")
			return
		}
		column, ok1 := r.number(s.Values[0], "the column", 0, maxPlace)
		if !ok1 {
			return
		}
		row, ok2 := r.number(s.Values[1], "the row", 0, maxPlace)
		if ok2 {
			to(into).At = &At{Column: math.Abs(column), Row: math.Abs(row)} // -0 is 0
		}
	}}
}

// partFields are what every element may have.
func partFields[T any](to func(*T) *Part, more ...field[T]) []field[T] {
	id := textField("id", func(t *T) *string { return &to(t).ID })
	id.must = true
	label := textField("label", func(t *T) *string { return &to(t).Label })
	label.must = true
	return append([]field[T]{
		id, label,
		textsField("accept", func(t *T) *[]string { return &to(t).Accept }),
		textField("meaning", func(t *T) *string { return &to(t).Meaning }),
		standingField(func(t *T) *Standing { return &to(t).Standing }),
		textsField("source", func(t *T) *[]string { return &to(t).Sources }),
		textsField("sources", func(t *T) *[]string { return &to(t).Sources }),
		wasField(func(t *T) *[]string { return &to(t).Was }),
		atField(to),
	}, more...)
}

func standingField[T any](to func(*T) *Standing) field[T] {
	return wordField("standing", to, Finding, Concept, Inference, NotShown)
}

// may makes some of an element's fields such that it need not have them.
func may[T any](fields []field[T], names ...string) []field[T] {
	for i := range fields {
		if slices.Contains(names, fields[i].name) {
			fields[i].must = false
		}
	}
	return fields
}
