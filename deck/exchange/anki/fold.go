package anki

import (
	"slices"
	"strings"

	"touchpoint/deck"
	"touchpoint/deck/exchange/anki/apkg"
)

// A form is what notes of a note type become.
type form uint8

const (
	single    form = iota // a card, by one template
	mirrored              // two cards, the second of which is the first turned round
	several               // a note for each card
	gaps                  // a text with gaps
	occlusion             // a picture with masks
	layers                // a picture with a mask in another
)

// A fold says how notes of one note type become notes of ours.
type fold struct {
	kind    *apkg.NoteType
	form    form
	designs []design // of its templates
	unshown []int    // fields that no template shows
	own     bool     // one of our own types
	source  int      // of one of our own: the field with the notes' source
	stem    int      // the field that names a note in the report

	// Of mirrored: what the two cards ask for, and what else their answers show.
	first, second, extra []line

	// Of gaps: the text, and what stands above it; the designs' answer is what follows.
	text, above []line

	shapes *shapes // of occlusion

	why   []line // of our own types: what explains the answer
	aside []line // of our own types: what follows from the text of a note that has one
}

// foldType decides what notes of a note type become, by what its templates show where.
func foldType(t *apkg.NoteType) *fold {
	f := &fold{kind: t, source: sourceOf(t)}
	f.own = f.source >= 0
	fields := make(map[string]int, len(t.Fields))
	for i, name := range t.Fields {
		if _, twice := fields[name]; !twice {
			fields[name] = i
		}
	}
	if t.Sort > 0 && t.Sort < len(t.Fields) {
		f.stem = t.Sort
	}
	templates := t.Templates
	if t.Cloze && len(templates) > 1 {
		templates = templates[:1]
	}
	if f.own {
		fields[sourceField] = notShown
	}
	var shown []int
	for _, tmpl := range templates {
		d := readDesign(tmpl, fields)
		f.designs = append(f.designs, d)
		shown = append(append(append(shown, d.asked...), fieldsOf(d.question)...), fieldsOf(d.answer)...)
		if d.typed >= 0 {
			shown = append(shown, d.typed)
		}
	}
	for i := range t.Fields {
		if !slices.Contains(shown, i) && i != f.source {
			f.unshown = append(f.unshown, i)
		}
	}
	if f.own {
		f.ownDesign(fields)
	}
	switch {
	case t.Cloze && f.occlude(fields):
		f.form = occlusion
	case t.Cloze:
		f.form = gaps
		f.clozes()
	case f.layer(fields):
		f.form = layers
	case len(f.designs) == 1:
		f.form = single
	case f.mirror():
		f.form = mirrored
	default:
		f.form = several
	}
	return f
}

// sourceOf returns the field with the source of notes if a note type is one that [Write]
// made, and -1 otherwise. People may have given it another name since, or more fields.
func sourceOf(t *apkg.NoteType) int {
	if strings.HasPrefix(t.Name, typePrefix) || t.ID >= basicType.id() && t.ID <= modelType.id() {
		return slices.Index(t.Fields, sourceField)
	}
	return -1
}

// mirror reports whether the second of two templates asks for what the first one shows,
// and the other way about, and takes note of what is what.
func (f *fold) mirror() bool {
	if len(f.designs) != 2 {
		return false
	}
	a, b := &f.designs[0], &f.designs[1]
	if a.typed >= 0 || b.typed >= 0 || !onlyFields(a.question) || !onlyFields(b.question) {
		return false
	}
	has := func(all []line, l line) bool {
		return slices.ContainsFunc(all, func(other line) bool { return sameLine(l, other) })
	}
	for _, l := range b.question {
		if !has(a.answer, l) || has(a.question, l) {
			return false
		}
	}
	for _, l := range a.question {
		if !has(b.answer, l) {
			return false
		}
	}
	f.first = a.question
	for _, l := range a.answer {
		if has(b.question, l) {
			f.second = append(f.second, l)
		} else {
			f.extra = append(f.extra, l)
		}
	}
	for _, l := range b.answer {
		if !has(f.first, l) && !has(f.extra, l) {
			f.extra = append(f.extra, l)
		}
	}
	return true
}

// onlyFields reports whether lines show fields alone, and some, so that they can be a question
// as well as an answer.
func onlyFields(lines []line) bool {
	for _, l := range lines {
		if slices.ContainsFunc(l, func(p piece) bool { return p.field < 0 && strings.TrimSpace(p.words) != "" }) {
			return false
		}
	}
	return len(fieldsOf(lines)) > 0
}

// facet returns the note and the facet of the card of a template, given which templates
// made a card of the note. The suffix goes behind the note's id.
func (f *fold) facet(ord int, ords ordSet) (suffix, facet string, ok bool) {
	switch {
	case ord < 0:
		return "", "", false
	case f.form == gaps || f.form == occlusion:
		return "", itoa(ord + 1), ord < maxGap
	case ord >= len(f.designs):
		return "", "", false
	case f.form == layers:
		return "", "1", true
	case f.form == mirrored && ord == 1 && ords.has(0):
		return "", "reverse", true
	case f.form == several:
		return suffixOf(ord), "", true
	}
	return "", "", true
}

// suffixOf returns what goes behind the id of the note of a template.
func suffixOf(ord int) string {
	if ord == 0 {
		return ""
	}
	return "-" + itoa(ord+1)
}

// maxGap is the largest number of a gap or mask.
const maxGap = 99

// An ordSet is which templates made a card of a note. Templates and gaps beyond the last
// that it can hold do not count.
type ordSet [2]uint64

func (s *ordSet) add(ord int) {
	if ord >= 0 && ord < 128 {
		s[ord/64] |= 1 << (ord % 64)
	}
}

func (s ordSet) has(ord int) bool { return ord >= 0 && ord < 128 && s[ord/64]&(1<<(ord%64)) != 0 }

func (s ordSet) empty() bool { return s[0]|s[1] == 0 }

// kindOf returns the kind of the note that one design makes.
func (d *design) kindOf() deck.Kind {
	if d.typed >= 0 {
		return deck.Typed
	}
	return deck.Basic
}
