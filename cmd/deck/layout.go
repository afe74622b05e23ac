package main

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"touchpoint/deck"
)

// A layout sets blocks as lines of text for a terminal.
type layout struct {
	ink   ink
	width int
	lines strings.Builder
}

// blocks writes blocks, each line after an indent.
func (l *layout) blocks(list []deck.Block, indent string) {
	for i, b := range list {
		if i > 0 && !(b.Kind == deck.List && list[i-1].Kind == deck.Paragraph) {
			l.line("", "")
		}
		l.block(b, indent)
	}
}

func (l *layout) block(b deck.Block, indent string) {
	switch b.Kind {
	case deck.List:
		for i, item := range b.Items {
			mark := "- "
			if b.Ordered {
				mark = strconv.Itoa(b.Start+i) + ". "
			}
			l.item(mark, item, indent)
		}
	case deck.Quote:
		l.blocks(b.Blocks, indent+"| ")
	case deck.Code, deck.Formula:
		for line := range strings.SplitSeq(visible(spansText(b.Spans)), "\n") {
			l.line(indent+"  ", l.ink.cyan(line))
		}
	case deck.Table:
		l.table(b, indent)
	case deck.Picture:
		l.picture(b, indent)
	case deck.Rule:
		l.line(indent, "---")
	default:
		l.paragraph(b.Spans, indent, indent)
	}
}

// item writes an item of a list: its first line after the mark, the others below that.
func (l *layout) item(mark string, item []deck.Block, indent string) {
	below := indent + strings.Repeat(" ", len(mark))
	for i, b := range item {
		if i == 0 && b.Kind == deck.Paragraph {
			l.paragraph(b.Spans, indent+mark, below)
			continue
		}
		if i == 0 {
			l.line(indent, strings.TrimSpace(mark))
		}
		l.block(b, below)
	}
	if len(item) == 0 {
		l.line(indent, strings.TrimSpace(mark))
	}
}

func (l *layout) table(b deck.Block, indent string) {
	var t table
	for _, row := range b.Rows {
		var cells []string
		for _, c := range row {
			cells = append(cells, visible(spansText(c.Spans)))
		}
		t.rows = append(t.rows, cells)
	}
	var text strings.Builder
	t.write(&text, l.ink)
	for line := range strings.Lines(text.String()) {
		l.line(indent, strings.TrimSuffix(line, "\n"))
	}
}

// picture says what a picture shows and which of its masks cover it.
func (l *layout) picture(b deck.Block, indent string) {
	said := "picture " + b.Path
	if b.Alt != "" {
		said += ": " + b.Alt
	}
	l.paragraph([]deck.Span{{Text: "[" + said + "]", Emph: true}}, indent, indent)
	for _, c := range b.Covers {
		state := "covered"
		switch {
		case c.Asked && c.Open:
			state = "uncovered"
		case c.Asked:
			state = "covered: what is here?"
		case c.Open:
			continue
		}
		l.line(indent+"  ", fmt.Sprintf("%d at %g %g, %g by %g per cent: %s", c.Number, c.X, c.Y, c.Width, c.Height, state))
	}
}

// line writes a line, without blanks at its end.
func (l *layout) line(indent, text string) {
	l.lines.WriteString(strings.TrimRightFunc(indent+text, unicode.IsSpace) + "\n")
}

// A word is what stands between two spaces, in one style or several.
type word struct {
	text    string // as it is written
	columns int
	breaks  bool // a line ends after it
}

// paragraph sets spans between the margins.
func (l *layout) paragraph(spans []deck.Span, first, indent string) {
	line, at := first, columns(first)
	begun := false
	flush := func() {
		l.line(line, "")
		line, at, begun = indent, columns(indent), false
	}
	for _, w := range l.words(spans) {
		if begun && at+1+w.columns > l.width {
			flush()
		}
		if begun {
			line += " "
			at++
		}
		line += w.text
		at += w.columns
		begun = true
		if w.breaks {
			flush()
		}
	}
	if begun {
		flush()
	}
}

// words cuts spans into words and writes these in the style of their spans.
func (l *layout) words(spans []deck.Span) []word {
	var list []word
	var now word
	end := func(breaks bool) {
		now.breaks = breaks
		if now.text != "" || breaks {
			list = append(list, now)
		}
		now = word{}
	}
	for _, s := range spans {
		text := visible(s.Text)
		if s.Cite != "" {
			text = "[" + visible(s.Cite) + "]"
		}
		if file, ok := s.Attachment(); ok {
			text += " (" + visible(file) + ")"
		}
		for text != "" {
			i := strings.IndexAny(text, " \n")
			part := text
			if i >= 0 {
				part = text[:i]
			}
			now.text += l.style(s, part)
			now.columns += columns(part)
			if i < 0 {
				break
			}
			end(text[i] == '\n')
			text = text[i+1:]
		}
	}
	end(false)
	return list
}

func (l *layout) style(s deck.Span, text string) string {
	switch {
	case s.Gap > 0:
		return l.ink.green(text)
	case s.Code:
		return l.ink.cyan(text)
	case s.Cite != "":
		return l.ink.faint(text)
	case s.Strong:
		return l.ink.strong(text)
	case s.Emph:
		return l.ink.write("3", text)
	case s.Strike:
		return l.ink.write("9", text)
	}
	return text
}
