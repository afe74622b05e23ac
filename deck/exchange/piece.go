package exchange

import (
	"strings"

	"touchpoint/deck"
)

// maxHeading is the longest first line of a question, in bytes, that becomes a heading;
// what is longer is read better beneath one.
const maxHeading = 300

// Question parts a question in Markdown into its first line, if that can be the heading of
// a note, and what stands beneath it (deck.Note.Lead). Where no line can be one, above
// stands there, which is Markdown in a line, such as the title of the section.
func Question(markdown, above string) (heading, lead string) {
	markdown = strings.Trim(markdown, "\n")
	if markdown == "" {
		return above, ""
	}
	first, rest, _ := strings.Cut(markdown, "\n\n")
	if canHead(first) {
		return first, strings.TrimLeft(rest, "\n")
	}
	if line, after, broken := strings.Cut(first, "\n"); broken && canHead(line) {
		// A line break that is meant ends with a backslash or two spaces.
		text := strings.TrimRight(strings.TrimSuffix(line, `\`), " ")
		if text != line && !strings.ContainsAny(text, "*_~[`$") {
			return text, joined(after, rest)
		}
	}
	return above, markdown
}

// canHead reports whether a block of Markdown can be a heading: a paragraph of one line
// that is no picture.
func canHead(block string) bool {
	if block == "" || len(block) > maxHeading || strings.Contains(block, "\n") || strings.HasPrefix(block, "![") || isBreak(block) {
		return false
	}
	switch block[0] {
	case '>', '|', '#', ' ', '\t':
		return false
	case '-', '+', '*':
		return len(block) > 1 && block[1] != ' '
	}
	digits := len(block) - len(strings.TrimLeft(block, "0123456789"))
	return !strings.HasPrefix(block, "```") && !strings.HasPrefix(block, "~~~") &&
		(digits == 0 || digits == len(block) || block[digits] != '.' && block[digits] != ')')
}

// isBreak reports whether a line of Markdown is a thematic break.
func isBreak(line string) bool {
	text := strings.TrimLeft(line, " ")
	if len(line)-len(text) > 3 || text == "" || strings.IndexByte("*-_", text[0]) < 0 {
		return false
	}
	return strings.Count(text, text[:1]) >= 3 && strings.Trim(text, text[:1]+" \t\r\n") == ""
}

// joined puts blocks of Markdown beneath one another.
func joined(blocks ...string) string {
	var b strings.Builder
	for _, block := range blocks {
		if block = strings.Trim(block, "\n"); block == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteString("\n\n")
		}
		b.WriteString(block)
	}
	return b.String()
}

// Quote writes Markdown as a block quote, which in a note is the explanation.
func Quote(markdown string) string {
	if markdown = strings.Trim(markdown, "\n"); markdown == "" {
		return ""
	}
	return strings.ReplaceAll("> "+strings.ReplaceAll(markdown, "\n", "\n> "), "\n> \n", "\n>\n")
}

// withoutBreaks takes thematic breaks out of Markdown, and reports whether there were any.
func withoutBreaks(markdown string) (string, bool) {
	if !strings.Contains(markdown, "***") && !strings.Contains(markdown, "---") && !strings.Contains(markdown, "___") &&
		!strings.Contains(markdown, "* * *") && !strings.Contains(markdown, "- - -") && !strings.Contains(markdown, "_ _ _") {
		return markdown, false
	}
	var b strings.Builder
	fence, found := "", false
	for line := range strings.Lines(markdown) {
		text := strings.TrimSpace(line)
		switch {
		case fence != "":
			if strings.HasPrefix(text, fence) {
				fence = ""
			}
		case strings.HasPrefix(text, "```"), strings.HasPrefix(text, "~~~"):
			fence = text[:3]
		case isBreak(line):
			found = true
			continue
		}
		b.WriteString(line)
	}
	return strings.Trim(b.String(), "\n"), found
}

// Piece writes a note as it stands in a deck: the heading with what n says of id, kind,
// tags and so on, beneath it n.Lead, a line across if there is a lead that needs one, the
// body, and the explanation. All texts are Markdown. The first thematic break of a note
// parts question and answer, so others are taken out where they would; broken says so.
func Piece(n *deck.Note, body, explanation string) (text string, broken bool) {
	lead := n.Lead
	switch n.Kind {
	case deck.Cloze, deck.Occlude, deck.Choice, deck.Order:
	default:
		if lead == "" {
			body, broken = withoutBreaks(body)
			break
		}
		lead, broken = withoutBreaks(lead)
		lead += "\n\n***"
	}
	body = joined(lead, body, Quote(explanation))
	if head, ok := simpleHeading(n); ok {
		return plain(head+"\n"+body) + "\n", broken
	}
	if strings.HasPrefix(body, "## ") {
		body = `\` + body // WithHeading would take it for the heading
	}
	return plain(deck.WithHeading(body, n)) + "\n", broken
}

// simpleHeading writes the heading of a note of which no word can be taken for anything
// else, just as [deck.WithHeading] does, and many times as fast.
func simpleHeading(n *deck.Note) (string, bool) {
	front := n.Front
	if !words(front) || strings.ContainsAny(front, "\n\r") || strings.TrimSpace(front) != front || !plainID(n.ID) ||
		len(n.After)+len(n.Was)+len(n.Lit) > 0 || n.Model != "" || n.HideAll {
		return "", false
	}
	for _, tag := range n.Tags {
		if tag == "" || strings.Trim(tag, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_:") != "" {
			return "", false
		}
	}
	var b strings.Builder
	b.WriteString("## " + front + " {#" + string(n.ID))
	if n.Kind != deck.Basic && n.Kind != "" {
		b.WriteString(" ." + string(n.Kind))
	}
	for i, tag := range n.Tags {
		if i == 0 {
			b.WriteString(` tags="` + tag)
		} else {
			b.WriteString(" " + tag)
		}
	}
	if len(n.Tags) > 0 {
		b.WriteByte('"')
	}
	b.WriteByte('}')
	return b.String(), true
}
