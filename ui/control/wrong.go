package control

import (
	"unicode"
	"unicode/utf8"

	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// WrongStyle is the style of words below a field that say what is wrong with what was
// typed.
func WrongStyle() page.Style { return page.Style{Size: theme.Caption, Color: theme.Again} }

// Sentence makes a sentence of an error that tells what is wrong with what was typed.
func Sentence(err error) string {
	text := err.Error()
	r, n := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(r)) + text[n:] + "."
}
