package hypertext

import (
	"html"
	"strings"

	"touchpoint/deck"
)

// Markdown turns HTML into blocks of a deck's Markdown.
func Markdown(text string, o Options) Result {
	if o.Plain {
		text = strings.ReplaceAll(Escape(text), "\n", "<br>")
	}
	return Result{Text: markdown(text)}
}

// Line turns HTML into a text of one line, such as a heading, and reports whether it fits
// one. If it does not, the result is that of [Markdown].
func Line(text string, o Options) (r Result, oneLine bool) {
	r = Markdown(text, o)
	return r, !strings.Contains(r.Text, "\n")
}

// Strip returns what HTML says as plain text, for titles and for comparing: without tags,
// with entities resolved, blocks and lines in lines of their own.
func Strip(text string) string { return deck.PlainText(markdown(text)) }

// HTML writes a deck's Markdown as HTML.
func HTML(markdown string, o WriteOptions) string { return Escape(deck.PlainText(markdown)) }

// Escape returns text as HTML that shows it.
func Escape(text string) string { return html.EscapeString(text) }
