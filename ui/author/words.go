package author

import (
	"strconv"
	"strings"

	"touchpoint/deck"
	"touchpoint/deck/draft"
	"touchpoint/deck/model"
	"touchpoint/ui/control"
)

// noteKinds are the kinds of note as an author is asked for them: what they are called,
// what they are for, and how they are written.
var noteKinds = []struct {
	kind             deck.Kind
	name, use, write string
}{
	{deck.Basic, "Question and answer", "Asked once", "The heading asks; the text below it answers. Lines that begin with > explain, after the answer."},
	{deck.Both, "Both ways", "Asked in both directions", "The heading and the text are asked both ways, so each must stand on its own."},
	{deck.Cloze, "Gaps in a text", "A card for each gap", "Put {{double braces}} around what is asked, {{like this::and a hint}} for a hint."},
	{deck.Choice, "Choice", "Options to choose from", "Each option is a line: - [x] is right, - [ ] is wrong. Text above the list is part of the question."},
	{deck.Typed, "Typed answer", "The answer is typed", "The first line is the answer to type. Lines that begin with = are accepted too."},
	{deck.Order, "Order", "Items to put in order", "Write the items as a numbered list, in the right order."},
	{deck.Occlude, "Picture with boxes", "Parts of a picture are covered", "Each line of the list is a box: its number, then x, y, width and height in per cent, then what is under it."},
}

// kindName is what a kind of note is called.
func kindName(kind deck.Kind) string {
	for _, k := range noteKinds {
		if k.kind == kind {
			return k.name
		}
	}
	return noteKinds[0].name // of a text that has lost its heading
}

// howTo says how a kind of note is written.
func howTo(kind deck.Kind) string {
	for _, k := range noteKinds {
		if k.kind == kind {
			return k.write
		}
	}
	return ""
}

// kindChoices are the kinds of note, to choose from.
func kindChoices() []choice {
	var list []choice
	for _, k := range noteKinds {
		list = append(list, choice{value: string(k.kind), label: k.name, detail: k.use, words: string(k.kind)})
	}
	return list
}

// modelKinds are the kinds of model, likewise.
var modelKinds = []choice{
	{value: string(model.PathKind), label: "Path", detail: "What leads to what"},
	{value: string(model.JourneyKind), label: "Journey", detail: "Stages and touchpoints"},
	{value: string(model.ContingencyKind), label: "Contingency", detail: "What is best under which conditions"},
	{value: string(model.ClassificationKind), label: "Classification", detail: "Kinds of a thing"},
}

// modelKindName is what a kind of model is called.
func modelKindName(kind model.Kind) string {
	for _, k := range modelKinds {
		if k.value == string(kind) {
			return k.label
		}
	}
	return string(kind)
}

// titleOf is how an entry stands in the outline.
func titleOf(e draft.Entry) string {
	switch {
	case e.Kind == draft.Head:
		return "About this deck"
	case e.Kind == draft.File:
		return e.File
	case strings.TrimSpace(e.Title) != "":
		return e.Title
	case e.Kind == draft.Section:
		return "A topic without a name"
	case e.Kind == draft.Model:
		return "A model without a name"
	}
	return "A note without a question"
}

// lineOf is an entry's row in the outline. At its end stands what is wrong, or else that
// it is not saved yet, or else what kind of model it is; the last two only where the title
// leaves room.
func lineOf(e draft.Entry) control.Line {
	warnings := warningsOf(e)
	l := control.Line{Text: titleOf(e), Note: countOf(e.Errors, warnings, true), Tone: toneOf(e.Errors, warnings)}
	switch e.Kind {
	case draft.Section:
		l.Bold = true
	case draft.Head, draft.File:
		l.Quiet = true
	case draft.Note:
		l.Depth = 1
	case draft.Model:
		l.Mark = "◇"
	}
	switch {
	case l.Note != "":
	case e.Changed:
		l.Note, l.Spare, l.Yields = "edited", "•", true
	case e.Kind == draft.Model:
		l.Note, l.Yields = modelKindName(e.ModelKind), true
	}
	return l
}

// warningsOf is how many warnings of a piece its author is told of: all but the one that a
// note has no id, see [told].
func warningsOf(e draft.Entry) int {
	if e.Kind == draft.Note && e.ID == "" {
		return max(e.Warnings-1, 0)
	}
	return e.Warnings
}

// countOf says how many faults there are, with a symbol for each kind; short leaves the
// words out.
func countOf(errors, warnings int, short bool) string {
	var parts []string
	for _, c := range []struct {
		n            int
		symbol, word string
	}{{errors, "✗", "error"}, {warnings, "!", "warning"}} {
		switch {
		case c.n == 0:
		case short:
			parts = append(parts, c.symbol+" "+strconv.Itoa(c.n))
		default:
			parts = append(parts, counted(c.n, c.word))
		}
	}
	if short {
		return strings.Join(parts, "  ")
	}
	return strings.Join(parts, ", ")
}

// counted is a number with a word, in the plural where it needs one.
func counted(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return deck.Number(n) + " " + word + "s"
}
