package hypertext

// Options say what becomes of the parts of HTML that are more than text.
type Options struct {
	// Picture says where the picture with a src is in the deck, such as "media/map.png".
	// If it is not there, or Picture is nil, the words for the picture stand for it.
	Picture func(src string) (path string, ok bool)

	// Sound says where the recording of a [sound:name] is in the deck. The mark becomes a
	// link to it. If it is not there, or Sound is nil, the mark stays as text.
	Sound func(name string) (path string, ok bool)

	// Gaps makes {{c1::text::hint}} into {{1:text::hint}}. Of gaps within gaps, and of
	// gaps with several numbers, the text belongs to the innermost and to the first; a
	// number that is left without a text asks for an ellipsis at the end, so that every
	// number keeps its card. Without Gaps the braces are text.
	Gaps bool

	// Maths makes formulas between \( \), \[ \], [$] [/$], [$$] [/$$], [latex] [/latex]
	// and in <anki-mathjax> into formulas of the deck. Without it they are text.
	Maths bool

	// Plain says that the text is no HTML, and that its lines are lines.
	Plain bool

	// Unquote makes block quotes into paragraphs: a quote in a note is its explanation.
	Unquote bool
}

// A Result is a text in the deck's Markdown.
type Result struct {
	Text string
	Lost []string // what could not be kept, in words, each once: "colours", "an embedded page"
}

// WriteOptions say how a deck's Markdown is written as HTML.
type WriteOptions struct {
	// Picture returns the src of a picture, given its path in the deck; nil leaves the path.
	Picture func(path string) string

	// Link returns the HTML for a link to a file of the deck, such as [sound:tone.wav],
	// given the file's path and the words of the link as text. If it is nil or returns
	// nothing, the words stand for the link.
	Link func(path, words string) string

	Gaps bool // gaps are written as {{c1::text::hint}}; without it only their text is

	// Maths is how a formula is written: "" and "tex" between \( \) and \[ \], "text" as
	// Unicode text.
	Maths string
}
