// Package formula writes LaTeX formulas as plain Unicode text, as far as that can be
// read: x_i^2 becomes xᵢ². It is for decks whose notes hold formulas now and then, and
// draws nothing: what needs more than a line of signs is shown as its source.
//
// [Unicode] is all there is to it. It reads a formula into items, each a piece of text
// with what it is in the formula, and sets these with the spaces that LaTeX would leave
// between them. Signs are in tables, and so are the raised and lowered forms of letters
// that Unicode has.
package formula

import (
	"strings"
	"unicode/utf8"
)

// What a formula may be. A longer one is no line of text.
const (
	maxSource   = 2000 // bytes
	maxNesting  = 12   // groups in one another
	maxBrackets = 2    // raised or lowered texts that Unicode has no signs for
	maxScript   = 16   // runes of such a text
)

// Unicode returns a LaTeX formula, without the signs around it, as text. Lines of it are
// parted by line breaks. It reports false where the formula cannot be written so that it
// is read with ease and without doubt; the text is then the source, without white space
// around it.
func Unicode(latex string) (text string, simple bool) {
	latex = strings.TrimSpace(latex)
	if latex == "" || len(latex) > maxSource || !utf8.ValidString(latex) {
		return latex, false
	}
	p := reader{src: latex}
	items := p.items(0, 0)
	if p.hard || p.at < len(p.src) {
		return latex, false
	}
	var lines []string
	for len(items) > 0 {
		n := 0
		for n < len(items) && items[n].kind != newline {
			n++
		}
		if line := set(items[:n]); line != "" {
			lines = append(lines, line)
		}
		items = items[min(n+1, len(items)):]
	}
	if len(lines) == 0 {
		return latex, false
	}
	return strings.Join(lines, "\n"), true
}
