package hypertext

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/net/html/atom"
)

// Limits on what is written.
const (
	maxLists  = 8 // lists within lists; deeper ones go on at that depth
	maxQuotes = 8
	maxMarks  = 64 // styles within styles
)

// A writer writes Markdown as the parts of HTML come in.
type writer struct {
	o    Options
	flat bool // only what fits one line

	out   []byte
	quote int
	lists []list
	deep  int    // lists beyond maxLists
	item  string // the mark of an item whose first line is still to come
	head  string // the number signs of a heading, likewise
	blank bool   // an empty line is due before the next line
	after bool   // the same, unless the next line begins an item
	goes  bool   // the next line goes on with the paragraph
	lines int    // that were written
	rich  bool   // something was written that is more than a line of text

	inline
	table  table
	pre    *strings.Builder
	hidden int // depth in elements that are not shown
	styles []int
	lost   []string
	marks
}

func (w *writer) lose(what string) {
	if !slices.Contains(w.lost, what) {
		w.lost = append(w.lost, what)
	}
}

func (w *writer) text(s string) {
	switch {
	case w.hidden > 0:
	case w.pre != nil:
		w.pre.WriteString(s)
	case w.raised != nil:
		w.raised.text.WriteString(s)
	default:
		w.marked(s)
	}
}

func (w *writer) open(t tag) {
	a := t.atom
	if w.skipped(t) || w.openInMarks(a) || w.pre != nil && a != atom.Img {
		return
	}
	if w.raised != nil && markOf(a) == 0 && a != atom.Span && a != atom.Font {
		w.lower()
	}
	if style := markOf(a); style != 0 {
		if !unstyled(t) {
			w.want(style, a, "")
		}
		return
	}
	switch a {
	case atom.Sub, atom.Sup:
		w.raised = &raised{up: a == atom.Sup}
	case atom.Code, atom.Kbd, atom.Samp, atom.Tt:
		w.code++
	case atom.A:
		w.link(t)
	case atom.Span, atom.Font:
		w.styled(t)
	case atom.Img:
		w.picture(t.attribute("src"), t.attribute("alt"))
	case atom.Audio, atom.Video, atom.Source:
		w.recording(t)
	case atom.Rt:
		w.glue("(")
	default:
		if t.name == "anki-mathjax" && w.o.Maths {
			w.openMathjax(t)
			return
		}
		if w.table.cell {
			w.openInCell(a)
			return
		}
		w.openBlock(t)
	}
}

// skipped takes in the tags of what is not shown, and of what only its words are kept of.
func (w *writer) skipped(t tag) bool {
	switch t.atom {
	case atom.Svg, atom.Canvas:
		w.lose("a drawing")
	case atom.Iframe, atom.Object, atom.Embed:
		w.lose("an embedded page")
	case atom.Script:
		w.lose("a script")
	case atom.Input, atom.Select, atom.Button, atom.Textarea:
		w.lose("a form")
	case atom.Math:
		w.lose("the layout of a formula")
	}
	if isHidden(t.atom) && !t.empty {
		w.hidden++
	}
	return w.hidden > 0
}

func (w *writer) openBlock(t tag) {
	switch a := t.atom; a {
	case atom.Br:
		w.lineBreak()
	case atom.Ul, atom.Ol:
		w.openList(t)
	case atom.Li:
		w.endLine()
		w.item = w.bullet()
	case atom.Blockquote:
		w.paragraph()
		w.quoted(1)
	case atom.Pre, atom.Xmp:
		w.paragraph()
		if !w.flat && !(w.o.Gaps && w.hasGaps) {
			w.pre = &strings.Builder{}
		}
	case atom.Table:
		w.paragraph()
		w.table.open++
	case atom.Tr:
		w.endRow()
	case atom.Td, atom.Th:
		if w.table.open == 0 {
			w.endLine()
			return
		}
		w.endCell()
		if len(bytes.TrimSpace(w.line)) > 0 {
			w.endLine()
		}
		w.table.cell = true
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		w.paragraph()
		w.heading(a)
	default:
		w.edge(a)
	}
}

// edge takes in where an element begins or ends that has nothing else to it.
func (w *writer) edge(a atom.Atom) {
	if isParagraph(a) {
		w.paragraph()
	} else if isBlock(a) {
		w.endLine()
	}
}

// openInCell takes in a tag within a cell, of which all is one line.
func (w *writer) openInCell(a atom.Atom) {
	switch a {
	case atom.Table:
		w.table.open++
	case atom.Td, atom.Th, atom.Tr:
		if w.table.open > 1 {
			w.space = true
			return
		}
		w.endCell()
		if a == atom.Tr {
			w.endRow()
		} else {
			w.table.cell = true
		}
	case atom.Br, atom.Li, atom.Ul, atom.Ol:
		w.space = true
	default:
		w.space = w.space || isBlock(a)
	}
}

func (w *writer) close(a atom.Atom, name string) {
	if isHidden(a) {
		w.hidden = max(0, w.hidden-1)
		return
	}
	if w.hidden > 0 || w.closeInMarks(name) {
		return
	}
	if w.pre != nil {
		if a == atom.Pre || a == atom.Xmp {
			w.closePre()
		}
		return
	}
	if style := markOf(a); style != 0 {
		w.unwant(style, a)
		return
	}
	switch a {
	case atom.Sub, atom.Sup:
		w.lower()
	case atom.Code, atom.Kbd, atom.Samp, atom.Tt:
		if w.code = max(0, w.code-1); w.code == 0 {
			w.endCode()
		}
	case atom.A:
		w.unwant(styleLink, atom.A)
	case atom.Span, atom.Font:
		w.unstyle()
	case atom.Rt:
		w.glue(")")
	case atom.Table:
		w.closeTable()
	default:
		if w.table.cell {
			w.closeInCell(a)
			return
		}
		w.closeBlock(a)
	}
}

func (w *writer) closeBlock(a atom.Atom) {
	switch a {
	case atom.Ul, atom.Ol:
		w.closeList()
	case atom.Li:
		w.endLine()
		w.item = ""
	case atom.Blockquote:
		w.paragraph()
		w.quoted(-1)
	case atom.Tr:
		w.endRow()
	default:
		w.edge(a)
	}
}

func (w *writer) closeInCell(a atom.Atom) {
	switch a {
	case atom.Td, atom.Th, atom.Tr:
		if w.table.open > 1 {
			w.space = true
			return
		}
		w.endCell()
		if a == atom.Tr {
			w.endRow()
		}
	default:
		w.space = w.space || isBlock(a) || a == atom.Li
	}
}

// quoted begins or ends a quote.
func (w *writer) quoted(by int) {
	if w.o.Unquote {
		if by > 0 {
			w.lose("the marks of a quote")
		}
		return
	}
	w.quote = max(0, min(w.quote+by, maxQuotes))
	w.outside()
}

// outside ends the lists that are written, for what cannot stand in them.
func (w *writer) outside() {
	for i := range w.lists {
		w.lists[i].written = false
	}
	w.blank, w.goes, w.item = true, false, ""
}

func (w *writer) heading(a atom.Atom) {
	switch {
	case len(w.lists) > 0 || w.flat:
	case a == atom.H1 || a == atom.H2 || a == atom.H3:
		w.head = "### " // those above make sections and notes
	default:
		w.head = "#### "
	}
}

// paragraph ends a paragraph.
func (w *writer) paragraph() {
	w.endLine()
	w.head = ""
	if len(w.lists) == 0 {
		w.blank = true
	}
}

// lineBreak ends a line. An empty one parts paragraphs.
func (w *writer) lineBreak() {
	if len(w.line) == 0 && !w.gathered() {
		if len(w.lists) == 0 {
			w.blank = true
		}
		return
	}
	w.endLine()
}

// endLine writes what was gathered as a line.
func (w *writer) endLine() {
	w.lower()
	if w.table.cell {
		w.space = true
		return
	}
	if line := w.endInline(); line != "" {
		if len(w.table.row) > 0 || len(w.table.rows) > 0 { // it stands between or behind them
			w.endRow()
			w.putTable()
			w.blank = true
		}
		w.put(line)
	}
}

// put writes a line of text.
func (w *writer) put(line string) {
	var prefix string
	switch n := len(w.lists); {
	case w.head != "":
		prefix = w.head
		w.blank = true
	case w.item != "" && n == 0:
		prefix, w.item = w.item, ""
		w.goes = false
	case w.item != "":
		prefix = w.indent(n-1) + w.item
		w.lists[n-1].written = true
		w.item, w.goes = "", false
	case n > 0 && !w.lists[n-1].written:
		w.blank = true
		prefix = w.indent(n)
	default:
		w.blank = w.blank || w.after
		prefix = w.indent(n)
	}
	if w.blank {
		w.goes = false
	}
	w.after = false
	w.lines++
	w.rich = w.rich || w.lines > 1 || prefix != "" || w.quote > 0
	w.raw(prefix+line, w.goes)
	w.goes = w.head == ""
	if w.head != "" || len(w.lists) > 0 && !w.lists[len(w.lists)-1].written {
		w.blank = true
	}
	w.head = ""
}

// raw writes a line as it is, with what parts it from the one before.
func (w *writer) raw(line string, goes bool) {
	quote := strings.Repeat("> ", w.quote)
	if len(w.out) > 0 {
		switch {
		case goes && w.out[len(w.out)-1] == '\\':
			w.out = append(w.out, "  "...) // a backslash more would be read as text
		case goes:
			w.out = append(w.out, '\\')
		}
		w.out = append(w.out, '\n')
		if w.blank {
			w.out = append(w.out, strings.TrimSpace(quote)...)
			w.out = append(w.out, '\n')
		}
	}
	w.blank = false
	w.out = append(w.out, quote...)
	w.out = append(w.out, line...)
}

// fenced writes a block of code, or of a formula.
func (w *writer) fenced(info, text string) {
	w.endLine()
	w.outside()
	ticks := max(3, 1+longestRun(text))
	if strings.Contains(text, "{#") {
		ticks = max(4, ticks) // for a heading in code
	}
	fence := strings.Repeat("`", ticks)
	w.raw(fence+info, false)
	for line := range strings.SplitSeq(text, "\n") {
		w.raw(line, false)
	}
	w.raw(fence, false)
	w.blank, w.rich = true, true
}

func (w *writer) closePre() {
	code := strings.Trim(strings.ReplaceAll(w.pre.String(), "\r", ""), "\n")
	w.pre = nil
	code = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f {
			return -1
		}
		return r
	}, code)
	if strings.TrimSpace(code) != "" {
		w.fenced("", code)
	}
}

// finish writes what is still due.
func (w *writer) finish() {
	if w.pre != nil {
		w.closePre()
	}
	w.lower()
	w.closeTable()
	w.endLine()
	if rest := w.unasked(); rest != "" {
		w.lists, w.item = nil, ""
		w.put(rest)
	}
}
