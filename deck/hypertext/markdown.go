package hypertext

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// Markdown turns HTML into blocks of a deck's Markdown: paragraphs, lists, tables, code,
// pictures and formulas, with emphasis and links in them. A line break is one; an empty
// line parts paragraphs.
func Markdown(html string, o Options) Result {
	if isPlain(html) {
		return Result{Text: html}
	}
	return convert(html, o, false).result()
}

// Line turns HTML into a text of one line, such as a heading, and reports whether it fits
// one: it is a single paragraph, which may have pictures and formulas in it. If it is not,
// the result is that of [Markdown].
func Line(html string, o Options) (r Result, oneLine bool) {
	if isPlain(html) {
		return Result{Text: html}, true
	}
	w := convert(html, o, true)
	if !w.rich && w.lines <= 1 {
		return w.result(), true
	}
	return Markdown(html, o), false
}

// result returns what was written, after which the writer is another's.
func (w *writer) result() Result {
	r := Result{Text: string(w.out), Lost: w.lost}
	const large = 64 << 10
	if cap(w.out)+cap(w.line) < large {
		*w = writer{out: w.out[:0], inline: inline{line: w.line[:0]}}
		writers.Put(w)
	}
	return r
}

// writers are those that are done, for the sake of their room: there are two fields to a
// note, and tens of thousands of notes.
var writers = sync.Pool{New: func() any { return new(writer) }}

// convert writes HTML as Markdown. A gap or a formula that nothing closes is text, which
// is known at the end only: then all is read again.
func convert(s string, o Options, flat bool) *writer {
	const passes = 10
	s, cut := fit(s)
	var before marks
	for pass := 0; ; pass++ {
		w := writers.Get().(*writer)
		w.o, w.flat = o, flat
		w.out = slices.Grow(w.out, len(s)+len(s)/8+16)
		w.line = slices.Grow(w.line, min(len(s)+16, 1024))
		w.hasGaps = o.Gaps && strings.Contains(s, "{{c")
		w.has = w.hasGaps || (o.Maths || o.Sound != nil) && strings.ContainsAny(s, `\[`) || o.Maths && strings.Contains(s, "anki-mathjax")
		w.literal, w.dead = before.literal, before.dead
		if cut {
			w.lose("what follows the first 4 MB")
		}
		if o.Plain {
			lexPlain(s, w)
		} else {
			lex(s, w)
		}
		if pass == passes-1 || !w.unclosed() {
			w.finish()
			return w
		}
		before = w.marks
		if pass == passes-2 {
			o.Gaps, o.Maths = false, false
		}
	}
}

// unclosed reports whether a gap or a formula is open at the end, and notes that it is text.
func (w *writer) unclosed() bool {
	switch m := w.marks.maths; {
	case m != nil && m.close == "":
		w.endMaths(m)
		return w.unclosed()
	case m != nil:
		if w.dead == nil {
			w.dead = make(map[string]int)
		}
		w.dead[m.open] = w.mathNth
		return true
	case len(w.gaps) > 0:
		if w.literal == nil {
			w.literal = make(map[int]bool)
		}
		for _, g := range w.gaps {
			w.literal[g.nth] = true
		}
		return true
	}
	return false
}

// lexPlain is lex for text that is no HTML: its lines are lines.
func lexPlain(s string, w *writer) {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
	first := true
	for line := range strings.SplitSeq(s, "\n") {
		if !first {
			if w.marks.maths != nil {
				w.text("\n")
			} else {
				w.lineBreak()
			}
		}
		first = false
		w.text(line)
	}
}

// fit returns HTML as it can be read, and whether something was cut off.
func fit(s string) (string, bool) {
	cut := len(s) > maxHTML
	if cut {
		s = s[:maxHTML]
	}
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "")
	}
	return s, cut
}
