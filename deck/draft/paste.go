package draft

import (
	"regexp"
	"strings"
	"unicode"

	"touchpoint/deck/hypertext"
)

// maxPaste is how much text is taken from the clipboard at once, in bytes. A note is far shorter.
const maxPaste = 256 << 10

// Normalise makes text from the clipboard into text for a note: HTML becomes Markdown,
// every line ends in a line feed, and what cannot be seen or would change the meaning of
// the Markdown (marks of the byte order, control characters, tabs, spaces that do not
// break) goes or becomes plain. More than a note can hold is refused as a whole, since what
// was cut off would not be missed before it is too late.
func Normalise(pasted string) (string, error) {
	if len(pasted) > maxPaste {
		return "", say("The text to paste has %d KB, and %d KB is the most for a note. Nothing was pasted; paste it in parts, or into the deck's file with another program.",
			(len(pasted)+1023)>>10, maxPaste>>10)
	}
	text := plain(pasted)
	if isHTML(text) {
		text = plain(hypertext.Markdown(text, hypertext.Options{}).Text)
	}
	return text, nil
}

// plain cleans text without changing what it says.
func plain(text string) string {
	text = strings.ToValidUTF8(text, "")
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n\n", "\v", "\n", "\f", "\n").Replace(text)
	var b strings.Builder
	b.Grow(len(text))
	beginning := true // nothing but spaces stands in the line so far
	for _, r := range text {
		switch {
		case r == '\n':
			beginning = true
			b.WriteByte('\n')
			continue
		case r == '\t' && beginning:
			b.WriteString("    ") // what Markdown takes it for
			continue
		case r == '\t', r != ' ' && unicode.Is(unicode.Zs, r):
			b.WriteByte(' ')
			continue
		case dropped(r):
			continue
		}
		beginning = beginning && r == ' '
		b.WriteRune(r)
	}
	return b.String()
}

// dropped reports whether a letter is not seen and only does harm. The joiners that some
// scripts and emoji need stay.
func dropped(r rune) bool {
	const nonJoiner, joiner = '\u200c', '\u200d'
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) && r != nonJoiner && r != joiner
}

var (
	// htmlBlock matches a tag that nobody writes in prose.
	htmlBlock = regexp.MustCompile(`(?i)^\s*(?:<!doctype html|<html|<meta|<body|<!--StartFragment)|<(?:p|div|ul|ol|li|table|tr|td|h[1-6]|blockquote|pre|section|article)(?:\s[^<>]*)?>`)

	// htmlPair matches an inline tag; it counts if it is closed too.
	htmlPair = regexp.MustCompile(`(?i)<(b|i|strong|em|u|s|a|span|code|sub|sup|font|mark|small|p|div|li)(?:\s[^<>]*)?>`)

	htmlBreak = regexp.MustCompile(`(?i)<br\s*/?>`)
)

// isHTML reports whether a text from the clipboard is HTML rather than text in which a tag
// is spoken of: a tag that makes a block or a break, or one that is opened and closed,
// outside of what Markdown writes as code.
func isHTML(text string) bool {
	if !strings.Contains(text, "<") || strings.Contains(text, "```") {
		return false
	}
	text = codeSpan.ReplaceAllString(text, "")
	if htmlBlock.MatchString(text) || htmlBreak.MatchString(text) {
		return true
	}
	lower := strings.ToLower(text)
	for _, m := range htmlPair.FindAllStringSubmatchIndex(text, 100) {
		if m[0] > 0 && text[m[0]-1] == '\\' {
			continue
		}
		if strings.Contains(lower[m[1]:], "</"+lower[m[2]:m[3]]+">") {
			return true
		}
	}
	return false
}

var codeSpan = regexp.MustCompile("`[^`\n]*`")
