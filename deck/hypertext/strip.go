package hypertext

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// Strip returns what HTML says as plain text, for titles and for comparing: without tags,
// with entities resolved, every block and line in a line of its own. Of a picture it has
// the words for it, of a gap or a formula the text as it stands.
func Strip(html string) string {
	if isPlain(html) {
		return html
	}
	html, _ = fit(html)
	r := &stripper{}
	r.b.Grow(len(html))
	lex(html, r)
	r.lower()
	return r.b.String()
}

// A stripper writes only words.
type stripper struct {
	b      strings.Builder
	space  bool
	line   bool // a line break is due before the next word
	hidden int
	pre    int
	raised *raised
}

func (r *stripper) text(s string) {
	switch {
	case r.hidden > 0:
	case r.raised != nil:
		r.raised.text.WriteString(s)
	default:
		r.words(s)
	}
}

func (r *stripper) words(s string) {
	from := 0
	flush := func(to int) {
		if from < to {
			r.word(s[from:to])
		}
	}
	for i := 0; i < len(s); {
		c := class[s[i]]
		if c != isSpace && c != isGone {
			i++
			continue
		}
		n, parts := spaceAt(s, i)
		if n == 0 {
			i += 2
			continue
		}
		flush(i)
		r.space = r.space || parts
		r.line = r.line || r.pre > 0 && s[i] == '\n'
		i += n
		from = i
	}
	flush(len(s))
}

func (r *stripper) word(s string) {
	switch {
	case r.b.Len() == 0:
	case r.line:
		r.b.WriteByte('\n')
	case r.space:
		r.b.WriteByte(' ')
	}
	r.space, r.line = false, false
	r.b.WriteString(s)
}

func (r *stripper) lower() {
	if r.raised != nil {
		text := r.raised.shown()
		r.raised = nil
		r.words(text)
	}
}

func (r *stripper) open(t tag) {
	if isHidden(t.atom) && !t.empty {
		r.hidden++
	}
	if r.hidden > 0 {
		return
	}
	if r.raised != nil && markOf(t.atom) == 0 && t.atom != atom.Span && t.atom != atom.Font {
		r.lower()
	}
	switch t.atom {
	case atom.Sub, atom.Sup:
		r.raised = &raised{up: t.atom == atom.Sup}
	case atom.Img:
		r.words(t.attribute("alt"))
	case atom.Rt:
		r.word("(")
	case atom.Td, atom.Th:
		r.space = true
	case atom.Pre, atom.Xmp:
		r.pre++
		r.line = true
	case atom.Br, atom.Li, atom.Tr, atom.Ul, atom.Ol:
		r.line = true
	default:
		r.line = r.line || isBlock(t.atom)
	}
}

func (r *stripper) close(a atom.Atom, _ string) {
	switch {
	case isHidden(a):
		r.hidden = max(0, r.hidden-1)
	case r.hidden > 0:
	case a == atom.Sub || a == atom.Sup:
		r.lower()
	case a == atom.Rt:
		r.word(")")
	case a == atom.Pre || a == atom.Xmp:
		r.pre = max(0, r.pre-1)
		r.line = true
	case a == atom.Td || a == atom.Th:
		r.space = true
	case a == atom.Li || a == atom.Tr || a == atom.Ul || a == atom.Ol || isBlock(a):
		r.lower()
		r.line = true
	}
}
