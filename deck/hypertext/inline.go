package hypertext

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"
)

// The styles of text.
const (
	styleStrong = 1 + iota
	styleEmph
	styleStrike
	styleLink
	styleGap
)

// A style surrounds text.
type style struct {
	kind   int
	tag    atom.Atom // that opened it
	target string    // of a link
	gap    *gap
	at     int // where in the line its mark is, once it is written
}

// An inline is the line that is being written. Marks of a style are written where a word
// needs them, not where their tags stand: so none is empty, none has white space within
// it, and of tags that are nested wrongly each word has its styles all the same.
type inline struct {
	line   []byte
	space  bool    // a space is due before the next word
	wanted []style // of the next word, from the outside in
	opened []style // in the line
	stale  bool    // opened may not be what is wanted
	delims []delim // marks of emphasis in the line

	code     int // depth in elements of code
	codeText strings.Builder
	codeAt   int // where the last code begins in the line
	codeEnd  int // where it ends, 0 if there is none
	codeSaid string
	tail     int // the length of the line after the last thing that was no word

	raised *raised
}

// gathered reports whether something waits to be written to the line.
func (n *inline) gathered() bool { return n.codeText.Len() > 0 || n.raised != nil }

// markOf returns the style that an element gives to text, 0 if none.
func markOf(a atom.Atom) int {
	switch a {
	case atom.B, atom.Strong, atom.Mark:
		return styleStrong
	case atom.I, atom.Em, atom.Cite, atom.Dfn, atom.Var, atom.U, atom.Ins:
		return styleEmph
	case atom.S, atom.Del, atom.Strike:
		return styleStrike
	}
	return 0
}

// signOf returns what stands on both sides of text in a style.
func signOf(kind int) string {
	return [...]string{styleStrong: "**", styleEmph: "*", styleStrike: "~~"}[kind]
}

// unstyled reports whether emphasis is taken back by its style: some programs wrap all that
// is copied in such a tag.
func unstyled(t tag) bool {
	if len(t.attrs) == 0 {
		return false
	}
	style := strings.ReplaceAll(t.attribute("style"), " ", "")
	return strings.Contains(style, "font-weight:normal") || strings.Contains(style, "font-weight:400") || strings.Contains(style, "font-style:normal")
}

func (w *writer) want(kind int, a atom.Atom, target string) {
	if len(w.wanted) < maxMarks {
		w.wanted = append(w.wanted, style{kind: kind, tag: a, target: target})
		w.stale = true
	}
}

// unwant ends the innermost style of a kind, if it can, the one that the same tag opened.
func (w *writer) unwant(kind int, a atom.Atom) {
	at := -1
	for i, s := range w.wanted {
		if s.kind == kind && (at < 0 || s.tag == a || w.wanted[at].tag != a) {
			at = i
		}
	}
	if at >= 0 {
		w.wanted = slices.Delete(w.wanted, at, at+1)
		w.stale = true
	}
}

// link begins a link to the web. Others have no meaning here.
func (w *writer) link(t tag) {
	to := strings.TrimSpace(t.attribute("href"))
	lower := strings.ToLower(to[:min(len(to), 10)])
	if !strings.HasPrefix(lower, "https://") && !strings.HasPrefix(lower, "http://") && !strings.HasPrefix(lower, "mailto:") || len(to) > 2000 {
		if to != "" && !strings.HasPrefix(to, "#") {
			w.lose("a link that does not lead to the web")
		}
		return
	}
	w.unwant(styleLink, atom.A)
	w.want(styleLink, atom.A, target(to))
}

// styled takes in an element that is there for its style.
func (w *writer) styled(t tag) {
	n := 0
	css := strings.ReplaceAll(strings.ToLower(t.attribute("style")), " ", "")
	for _, s := range []struct {
		kind int
		says []string
	}{
		{styleStrong, []string{"font-weight:bold", "font-weight:6", "font-weight:7", "font-weight:8", "font-weight:9"}},
		{styleEmph, []string{"font-style:italic", "text-decoration:underline", "text-decoration-line:underline"}},
		{styleStrike, []string{"line-through"}},
	} {
		if css != "" && len(w.wanted) < maxMarks && slices.ContainsFunc(s.says, func(c string) bool { return strings.Contains(css, c) }) {
			w.want(s.kind, atom.Span, "")
			n++
		}
	}
	if t.attribute("color") != "" || strings.Contains(css, "color:") || strings.Contains(css, "background:") {
		w.lose("colours")
	}
	if !t.empty && len(w.styles) < 1000 {
		w.styles = append(w.styles, n)
	}
}

// unstyle ends the element of the last styled.
func (w *writer) unstyle() {
	last := len(w.styles) - 1
	if last < 0 {
		return
	}
	n := w.styles[last]
	w.styles = w.styles[:last]
	for i := len(w.wanted) - 1; i >= 0 && n > 0; i-- {
		if w.wanted[i].tag == atom.Span {
			w.wanted = slices.Delete(w.wanted, i, i+1)
			w.stale = true
			n--
		}
	}
}

// words takes in text. White space in it is one space, as a browser shows it.
func (w *writer) words(s string) {
	if w.code > 0 {
		w.codeText.WriteString(s)
		return
	}
	from := 0
	for i := 0; i < len(s); {
		if c := class[s[i]]; c != isSpace && c != isGone {
			if i == from && (w.space || len(w.line) == 0) {
				if n := plainRun(s[i:]); n > 0 {
					w.sync()
					w.line = append(w.line, s[i:i+n]...)
					i += n
					from = i
					continue
				}
			}
			i++
			continue
		}
		n, parts := spaceAt(s, i)
		if n == 0 {
			i += 2 // a letter
			continue
		}
		if from < i {
			w.word(s[from:i])
		}
		w.space = w.space || parts && len(w.line) > 0
		i += n
		from = i
	}
	if from < len(s) {
		w.word(s[from:])
	}
}

// plainRun returns how much of a text, whole words of it, can be written at once.
func plainRun(s string) int {
	if s[0] >= utf8.RuneSelf { // it may be a space of another kind
		return 0
	}
	words := 0
	for i := range len(s) {
		switch c := s[i]; {
		case class[c] == isText:
		case c == ' ' && s[i-1] != ' ':
			words = i
		case c == ' ':
			return i - 1
		default:
			return words
		}
	}
	return len(strings.TrimSuffix(s, " "))
}

// glue writes a word to the one before.
func (w *writer) glue(s string) {
	if w.hidden == 0 && w.pre == nil {
		w.word(s)
	}
}

func (w *writer) word(s string) {
	if len(w.line) == 0 {
		if s = strings.TrimLeftFunc(s, unicode.IsSpace); s == "" {
			return
		}
	}
	at := place{cell: w.table.cell, gap: w.inGap()}
	glued := !w.space
	w.sync()
	if n := len(w.line); glued && n > 0 {
		w.guard()
		if end := endsReference(w.line, s); end >= 0 {
			w.line = append(appendWord(w.line, s[:end], at), '\\', ';')
			s = s[end+1:]
		}
	}
	w.line = appendWord(w.line, s, at)
}

// guard escapes a sign at the end of the line that could begin a tag with what follows.
func (w *writer) guard() {
	if n := len(w.line); n > 0 && w.line[n-1] == '<' && !escaped(w.line, n-1) {
		w.line = append(w.line[:n-1], `\<`...)
	}
}

// atom writes what is no word, as it is.
func (w *writer) atom(s string) {
	w.sync()
	w.attach(s)
	w.tail = len(w.line)
}

// attach appends what begins with a mark, with an escape before it for what would be part
// of that.
func (w *writer) attach(s string) {
	if n := len(w.line); n > w.tail && joins(w.line, s[0]) {
		w.line = append(w.line[:n-1], '\\', w.line[n-1])
	}
	w.line = append(w.line, s...)
}

// joins reports whether the last sign of a text would be part of a mark that follows.
func joins(text []byte, mark byte) bool {
	last := len(text) - 1
	return last >= 0 && (text[last] == '$' && mark == '`' || text[last] == '!' && mark == '[') && !escaped(text, last)
}

// escaped reports whether the sign at an offset has a backslash before it.
func escaped(b []byte, at int) bool {
	n := 0
	for at-1-n >= 0 && b[at-1-n] == '\\' {
		n++
	}
	return n%2 == 1
}

// sync makes the styles of the line those that are wanted, and writes the space that is due.
func (w *writer) sync() {
	if !w.stale {
		if w.space && len(w.line) > 0 {
			w.line = append(w.line, ' ')
		}
		w.space = false
		return
	}
	now := w.effective()
	same := 0
	for same < len(now) && same < len(w.opened) && now[same].alike(w.opened[same]) {
		same++
	}
	w.closeTo(same)
	if w.space && len(w.line) > 0 {
		w.line = append(w.line, ' ')
	}
	w.space = false
	for _, s := range now[same:] {
		w.openStyle(s)
	}
	w.stale = false
}

// effective returns the wanted styles, each once, and of gaps the innermost.
func (w *writer) effective() []style {
	if len(w.wanted) < 2 {
		return w.wanted
	}
	var list []style
	for i, s := range w.wanted {
		inner := func(o style) bool { return o.kind == styleGap }
		if s.kind == styleGap && slices.ContainsFunc(w.wanted[i+1:], inner) ||
			slices.ContainsFunc(list, func(o style) bool { return o.kind == s.kind }) {
			continue
		}
		list = append(list, s)
	}
	return list
}

func (s style) alike(o style) bool {
	return s.kind == o.kind && s.target == o.target && s.gap == o.gap
}

func (w *writer) openStyle(s style) {
	w.guard()
	s.at = len(w.line)
	switch s.kind {
	case styleLink:
		w.attach("[")
	case styleGap:
		w.line = append(w.line, "{{"+strconv.Itoa(s.gap.number)+":"...)
		s.gap.said = true
	default:
		sign := signOf(s.kind)
		w.delims = append(w.delims, delim{at: s.at, sign: sign, opens: true})
		w.line = append(w.line, sign...)
	}
	w.opened = append(w.opened, s)
}

// closeTo closes styles until n are open.
func (w *writer) closeTo(n int) {
	for len(w.opened) > n {
		s := w.opened[len(w.opened)-1]
		w.opened = w.opened[:len(w.opened)-1]
		w.stale = true
		w.guard()
		switch s.kind {
		case styleLink:
			at := s.at
			if w.line[at] != '[' { // a backslash came before the sign in front of it
				at++
			}
			if box := string(w.line[at+1:]); box == "x" || box == "X" { // would be a box to tick
				w.line = append(w.line[:at], box...)
				continue
			}
			w.line = append(w.line, "]("+s.target+")"...)
		case styleGap:
			if s.gap.hint != "" {
				w.line = append(w.line, "::"+s.gap.hint...)
			}
			w.line = append(w.line, "}}"...)
		default:
			sign := signOf(s.kind)
			w.delims = append(w.delims, delim{at: len(w.line), sign: sign})
			w.line = append(w.line, sign...)
		}
		w.tail = len(w.line)
	}
}

// bare closes all styles for what stands for itself; they are opened again after it.
func (w *writer) bare(s string) {
	w.closeTo(0)
	if w.space && len(w.line) > 0 {
		w.line = append(w.line, ' ')
	}
	w.space = false
	w.attach(s)
	w.tail, w.stale = len(w.line), true
}

// escapeAll escapes a text of one line.
func escapeAll(s string, cell bool) []byte {
	var b []byte
	for i, word := range strings.Fields(s) {
		if i > 0 {
			b = append(b, ' ')
		}
		b = appendWord(b, word, place{cell: cell, gap: true})
	}
	return b
}

// endInline ends the line and returns it.
func (w *writer) endInline() string {
	w.endCode()
	if len(w.line) == 0 {
		w.space = false
		return ""
	}
	w.closeTo(0)
	line := w.line
	if len(w.delims) > 0 {
		line = settle(line, w.delims)
	}
	text := begin(strings.TrimSpace(string(line)))
	w.line, w.space, w.delims = w.line[:0], false, w.delims[:0]
	w.codeEnd, w.tail, w.stale = 0, 0, len(w.wanted) > 0
	return text
}
