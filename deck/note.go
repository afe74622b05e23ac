package deck

import (
	"fmt"
	"slices"
	"strings"
)

// A parsedNote is a note as it was read, before its deck is known as a whole.
type parsedNote struct {
	origin
	note    Note
	heading heading
	headed  bool // the heading could be read, so an id can be made from it and written into it
	faults  []Fault
	gaps    []*gapMark // Cloze: as written, with offsets in the body
	masks   []maskMark // Occlude: the same
	numbers []int      // Cloze, Occlude: what the gaps or masks are numbered
}

// broken reports whether the note cannot be used.
func (p *parsedNote) broken() bool {
	return slices.ContainsFunc(p.faults, func(f Fault) bool { return f.Severity == Error })
}

// readNote reads the note in a chunk. Its id is left empty if the author gave none.
func readNote(s *source, c chunk) *parsedNote {
	h, faults := readHeading(s, c)
	p := &parsedNote{origin: origin{s, c}, heading: h, faults: faults}
	p.headed = h.text != "" && len(faults) == 0
	a := h.attributes
	p.note = Note{
		ID:    NoteID(a.id.text),
		Kind:  a.noteKind(),
		Front: h.text,
		Model: a.model.text,
		Pos:   s.pos(c.head),

		HideAll: a.hideAll,
	}
	for _, w := range a.tags {
		p.note.Tags = append(p.note.Tags, w.text)
	}
	for _, w := range a.after {
		p.note.After = append(p.note.After, NoteID(w.text))
	}
	for _, w := range a.lit {
		p.note.Lit = append(p.note.Lit, w.text)
	}
	for _, w := range a.was {
		p.note.Was = append(p.note.Was, NoteID(w.text))
	}
	if len(faults) == 0 && blank(h.text) && len(line(h.text)) == 0 {
		p.fault(h.at, "empty-side", "the heading is empty", "write the question after the number signs")
	}
	if p.checkText() {
		p.readBody(h)
	}
	return p
}

func (p *parsedNote) fault(at int, rule, message, fix string) *Fault {
	p.faults = append(p.faults, p.origin.fault(at, Error, rule, message, fix))
	return &p.faults[len(p.faults)-1]
}

// checkText notes what makes a body unfit to be parsed, and reports whether it is fit.
func (p *parsedNote) checkText() bool {
	text := p.text[p.body:p.end]
	if p.invalid {
		if f, bad := p.encoding(p.head, p.end); bad {
			p.faults = append(p.faults, f)
		}
	}
	if p.runaway >= 0 {
		p.fault(p.runaway, "unclosed-code", "the code opened here is never closed",
			"end it with a line of the same marks, or use more than three if it is to show the heading of a note").Edits = p.closeCode()
		return false
	}
	if rule, message := unfit(text); message != "" {
		p.fault(p.body, rule, message, "make several notes of it")
		return false
	}
	return true
}

// readBody takes the body apart and checks that no side of the note is empty.
func (p *parsedNote) readBody(h heading) {
	r := &bodyReader{source: p.source, head: p.head, base: p.body, text: p.text[p.body:p.end], note: &p.note}
	if strings.Contains(h.text, "[@") {
		front := &bodyReader{source: p.source, head: p.head, base: h.at, text: h.text, note: &p.note}
		for n := range descendants(parseLine([]byte(h.text))) {
			if c, ok := n.(*citationNode); ok {
				front.cite(c)
			}
		}
		p.faults = append(p.faults, front.faults...)
	}
	r.read()
	p.faults = append(p.faults, r.faults...)
	p.setGaps(r.gaps)
	p.setMasks(r.marks)
	if (p.note.Kind == Basic || p.note.Kind == Both) && len(p.faults) == 0 && blank(p.note.Back) {
		message := "there is no answer beneath the heading"
		if p.note.Lead != "" {
			message = "there is no answer beneath the line that ends the question"
		}
		p.fault(p.head, "empty-side", message, "write it in the lines below, not as a quote")
	}
}

// setGaps takes in the gaps of a cloze note.
func (p *parsedNote) setGaps(marks []*gapMark) {
	p.gaps = marks
	if len(marks) == 0 {
		return
	}
	p.numbers = gapNumbers(marks)
	for i, m := range marks {
		p.note.Gaps = append(p.note.Gaps, Gap{Number: p.numbers[i], Text: m.text, Hint: m.hint})
	}
	slices.SortStableFunc(p.note.Gaps, func(a, b Gap) int { return a.Number - b.Number })
}

// setMasks takes in the masks of an occlusion note.
func (p *parsedNote) setMasks(marks []maskMark) {
	if len(marks) == 0 {
		return
	}
	p.masks = marks
	written := make([]int, len(marks))
	for i, m := range marks {
		written[i] = m.Number
	}
	p.numbers = numbered(written)
	for i, m := range marks {
		if p.numbers[i] > maxGap {
			p.fault(p.body+m.at, "mask", fmt.Sprintf("the note has more than %d masks with a number of their own", maxGap), "make several notes of it")
			return
		}
		m.Mask.Number = p.numbers[i]
		p.note.Masks = append(p.note.Masks, m.Mask)
	}
}
