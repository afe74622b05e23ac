package hypertext

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Limits on HTML.
const (
	maxHTML       = 4 << 20 // bytes; what follows is left out
	maxHTMLTokens = 400_000
	maxHTMLList   = 8  // lists within lists; deeper ones go on at that depth
	maxHTMLCell   = 40 // cells of a row; what further ones say goes into the last
)

// markdown makes HTML into Markdown that says the same: paragraphs, lists, tables,
// emphasis, links, code. What has no Markdown leaves its text. Pictures leave the words
// for them, since the deck does not have them.
func markdown(text string) string {
	w := &htmlWriter{}
	in := html.NewTokenizer(strings.NewReader(text))
	in.SetMaxBuf(maxHTML)
	for range maxHTMLTokens {
		kind := in.Next()
		if kind == html.ErrorToken {
			break // the end, or a tag that is larger than all that is allowed
		}
		t := in.Token()
		switch kind {
		case html.TextToken:
			w.text(t.Data)
		case html.StartTagToken, html.SelfClosingTagToken:
			w.open(t)
		case html.EndTagToken:
			w.close(t.DataAtom)
		}
	}
	return w.finish()
}

// An htmlWriter writes Markdown as the tokens of HTML come in. It keeps no tree, so how
// deep the HTML is nested does not matter.
type htmlWriter struct {
	out    strings.Builder
	line   []byte // the paragraph, item or cell that is being written
	blank  bool   // an empty line is due before the next paragraph
	space  bool   // a space is due before the next word
	lists  []int  // for each list: the next number, 0 for one without
	prefix string // begins the next line: the mark of an item
	quote  int
	pre    bool
	skip   int // depth in elements that are not shown
	link   string
	marks  []string // that are open: ** * ` ~~
	row    []string
	rows   int
	cell   bool
}

func (w *htmlWriter) open(t html.Token) {
	switch a := t.DataAtom; a {
	case atom.Script, atom.Style, atom.Head, atom.Title, atom.Template, atom.Noscript, atom.Svg:
		if t.Type == html.StartTagToken {
			w.skip++
		}
	case atom.Br:
		w.end(false)
	case atom.Hr:
		w.end(true)
	case atom.Ul, atom.Ol:
		w.end(len(w.lists) == 0)
		n := 0
		if a == atom.Ol {
			n = 1
		}
		w.lists = append(w.lists, n)
	case atom.Li:
		w.end(false)
		w.prefix = w.bullet()
	case atom.Blockquote:
		w.end(true)
		w.quote = min(w.quote+1, maxHTMLList)
	case atom.Pre:
		w.end(true)
		w.pre = true
	case atom.Tr:
		w.end(w.rows == 0)
		w.row = nil
	case atom.Td, atom.Th:
		w.end(false)
		w.cell = true
	case atom.H1, atom.H2, atom.H3:
		w.end(true)
		w.prefix = "### " // those above make sections and notes
	case atom.H4, atom.H5, atom.H6:
		w.end(true)
		w.prefix = "#### "
	case atom.A:
		w.href(t)
	case atom.Img:
		w.text(attribute(t, "alt"))
	default:
		if mark := markOf(a); mark != "" {
			if !unstyled(t) {
				w.mark(mark)
			}
		} else if isBlock(a) {
			w.end(true)
		}
	}
}

func (w *htmlWriter) close(a atom.Atom) {
	switch a {
	case atom.Script, atom.Style, atom.Head, atom.Title, atom.Template, atom.Noscript, atom.Svg:
		w.skip = max(0, w.skip-1)
	case atom.Ul, atom.Ol:
		w.end(false)
		if len(w.lists) > 0 {
			w.lists = w.lists[:len(w.lists)-1]
		}
		if len(w.lists) == 0 {
			w.blank, w.prefix = true, ""
		}
	case atom.Blockquote:
		w.end(true)
		w.quote = max(0, w.quote-1)
	case atom.Pre:
		w.closePre()
	case atom.Td, atom.Th:
		w.closeCell()
	case atom.Tr:
		w.closeRow()
	case atom.Table:
		w.closeRow()
		w.rows, w.blank = 0, true
	case atom.A:
		w.closeLink()
	case atom.Li:
		w.end(false)
	default:
		if mark := markOf(a); mark != "" {
			w.unmark(mark)
		} else if isBlock(a) || a == atom.H1 || a == atom.H2 || a == atom.H3 || a == atom.H4 || a == atom.H5 || a == atom.H6 {
			w.end(true)
		}
	}
}

func isBlock(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Header, atom.Footer, atom.Main, atom.Aside, atom.Nav,
		atom.Figure, atom.Figcaption, atom.Dl, atom.Dt, atom.Dd, atom.Table, atom.Address, atom.Form, atom.Body, atom.Caption:
		return true
	}
	return false
}

func markOf(a atom.Atom) string {
	switch a {
	case atom.B, atom.Strong:
		return "**"
	case atom.I, atom.Em, atom.Cite, atom.Dfn, atom.Var:
		return "*"
	case atom.S, atom.Del, atom.Strike:
		return "~~"
	case atom.Code, atom.Kbd, atom.Samp, atom.Tt:
		return "`"
	}
	return ""
}

// unstyled reports whether emphasis is taken back by its style: some programs wrap all that
// is copied in such a tag.
func unstyled(t html.Token) bool {
	style := strings.ReplaceAll(attribute(t, "style"), " ", "")
	return strings.Contains(style, "font-weight:normal") || strings.Contains(style, "font-weight:400") || strings.Contains(style, "font-style:normal")
}

// bullet returns what begins the next item.
func (w *htmlWriter) bullet() string {
	if len(w.lists) == 0 {
		return "- "
	}
	indent := strings.Repeat("   ", min(len(w.lists), maxHTMLList)-1)
	n := &w.lists[len(w.lists)-1]
	if *n == 0 {
		return indent + "- "
	}
	*n++
	return indent + strconv.Itoa(*n-1) + ". "
}

// text takes in words. Spaces and line ends between them are one space, as a browser
// shows them.
func (w *htmlWriter) text(s string) {
	switch {
	case w.skip > 0:
		return
	case w.pre:
		w.line = append(w.line, s...)
		return
	}
	for len(s) > 0 {
		n := strings.IndexAny(s, " \t\n\r\u00a0")
		if n == 0 {
			_, size := firstRune(s)
			w.space = w.space || len(w.line) > 0
			s = s[size:]
			continue
		}
		if n < 0 {
			n = len(s)
		}
		w.word(s[:n])
		s = s[n:]
	}
}

func firstRune(s string) (rune, int) {
	for i, r := range s {
		if i == 0 {
			return r, len(string(r))
		}
	}
	return 0, 1
}

func (w *htmlWriter) word(s string) {
	w.spaced()
	if slices.Contains(w.marks, "`") {
		w.line = append(w.line, strings.ReplaceAll(s, "`", "")...)
		return
	}
	begins := len(w.line) == 0
	s = escapeMarkdown.Replace(s)
	if begins {
		s = escapeBeginning(s)
	}
	w.line = append(w.line, s...)
}

// spaced writes the space that is due.
func (w *htmlWriter) spaced() {
	if w.space && len(w.line) > 0 {
		w.line = append(w.line, ' ')
	}
	w.space = false
}

var escapeMarkdown = strings.NewReplacer(`\`, `\\`, `*`, `\*`, `_`, `\_`, "`", "\\`", `[`, `\[`, `]`, `\]`, `<`, `\<`, `|`, `\|`, `~`, `\~`, `{`, `\{`)

// escapeBeginning escapes what would make the beginning of a line a heading, an item, a
// quote or an answer.
func escapeBeginning(s string) string {
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	switch {
	case strings.HasPrefix(s, "#"), strings.HasPrefix(s, ">"), strings.HasPrefix(s, "="), s == "-", s == "+", strings.HasPrefix(s, "---"):
		return `\` + s
	case digits > 0 && digits < len(s) && digits+1 == len(s) && (s[digits] == '.' || s[digits] == ')'):
		return s[:digits] + `\` + s[digits:]
	}
	return s
}

// mark opens emphasis, unless it is open already.
func (w *htmlWriter) mark(mark string) {
	if w.pre || w.skip > 0 || slices.Contains(w.marks, mark) || slices.Contains(w.marks, "`") {
		return
	}
	w.spaced()
	w.marks = append(w.marks, mark)
	w.line = append(w.line, mark...)
}

// unmark closes emphasis, with what was opened within it.
func (w *htmlWriter) unmark(mark string) {
	at := slices.Index(w.marks, mark)
	for at >= 0 && len(w.marks) > at {
		last := w.marks[len(w.marks)-1]
		w.marks = w.marks[:len(w.marks)-1]
		if rest, empty := bytes.CutSuffix(w.line, []byte(last)); empty { // there was nothing in it
			w.line = bytes.TrimRight(rest, " ")
			w.space = w.space || len(w.line) < len(rest)
			continue
		}
		w.line = append(w.line, last...)
	}
}

func (w *htmlWriter) href(t html.Token) {
	w.closeLink()
	to := attribute(t, "href")
	if w.skip > 0 || w.pre || !strings.HasPrefix(to, "https://") && !strings.HasPrefix(to, "http://") || strings.ContainsAny(to, " <>()\"\\\n\t") {
		return
	}
	w.spaced()
	w.link = to
	w.line = append(w.line, "["...)
}

func (w *htmlWriter) closeLink() {
	if w.link == "" {
		return
	}
	if rest, empty := bytes.CutSuffix(w.line, []byte("[")); empty {
		w.line = rest
	} else {
		w.line = append(w.line, "]("+w.link+")"...)
	}
	w.link = ""
}

func attribute(t html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// end writes what was gathered as a line, after which a paragraph ends if it does.
func (w *htmlWriter) end(paragraph bool) {
	if w.cell {
		w.space = true
		return
	}
	if w.pre {
		w.line = append(w.line, '\n')
		return
	}
	w.closeLink()
	for len(w.marks) > 0 {
		w.unmark(w.marks[0])
	}
	if line := strings.TrimSpace(string(w.line)); line != "" {
		w.put(w.prefix + line)
		w.prefix = strings.Repeat("   ", min(len(w.lists), maxHTMLList))
	}
	w.line = w.line[:0]
	w.space = false
	if paragraph && len(w.lists) == 0 {
		w.blank = true
		w.prefix = ""
	}
}

// put writes a line.
func (w *htmlWriter) put(line string) {
	quote := strings.Repeat("> ", w.quote)
	if w.out.Len() > 0 && w.blank {
		w.out.WriteString(strings.TrimSpace(quote) + "\n")
	}
	w.blank = false
	w.out.WriteString(quote + line + "\n")
}

func (w *htmlWriter) closePre() {
	if !w.pre {
		return
	}
	w.pre = false
	code := strings.Trim(string(w.line), "\n")
	w.line = w.line[:0]
	if strings.TrimSpace(code) == "" {
		return
	}
	fence := "```"
	for strings.Contains(code, fence) {
		fence += "`"
	}
	w.put(fence)
	for _, line := range strings.Split(code, "\n") {
		w.put(strings.TrimRight(line, " "))
	}
	w.put(fence)
	w.blank = true
}

func (w *htmlWriter) closeCell() {
	if !w.cell {
		return
	}
	w.closeLink()
	for len(w.marks) > 0 {
		w.unmark(w.marks[0])
	}
	w.cell = false
	if cell := strings.TrimSpace(string(w.line)); len(w.row) < maxHTMLCell {
		w.row = append(w.row, cell)
	} else if cell != "" {
		w.row[maxHTMLCell-1] += " " + cell
	}
	w.line = w.line[:0]
	w.space = false
}

func (w *htmlWriter) closeRow() {
	w.closeCell()
	if len(w.row) == 0 {
		return
	}
	w.put("| " + strings.Join(w.row, " | ") + " |")
	if w.rows == 0 {
		w.put("|" + strings.Repeat("---|", len(w.row)))
	}
	w.rows++
	w.row = nil
}

// finish returns what was written.
func (w *htmlWriter) finish() string {
	w.closePre()
	w.closeRow()
	w.end(true)
	return strings.TrimRight(w.out.String(), "\n")
}
