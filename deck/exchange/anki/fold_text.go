package anki

import (
	"strconv"
	"strings"

	"touchpoint/deck/exchange"
)

func itoa(n int) string { return strconv.Itoa(n) }

// join puts blocks of Markdown beneath one another.
func join(parts ...string) string {
	var b strings.Builder
	for _, p := range parts {
		if p == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteString("\n\n")
		}
		b.WriteString(p)
	}
	return b.String()
}

// heading parts a question into a heading and what stands beneath it. A picture goes
// beneath the line that follows it; where there is no line to take, the title of the
// section stands above the question.
func (n *noteIn) heading(question string) (heading, lead string) {
	if strings.HasPrefix(question, "![") {
		picture, rest, _ := strings.Cut(question, "\n")
		if heading, lead := exchange.Question(rest, ""); heading != "" {
			return heading, join(strings.TrimSuffix(picture, `\`), lead)
		}
	}
	return exchange.Question(question, n.place.title)
}

// inLine reports whether a block of Markdown can stand behind a name, in one line.
func inLine(block string) bool {
	heading, rest := exchange.Question(block, "")
	return heading != "" && rest == ""
}
