package anki

import (
	"strconv"
	"strings"
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

// quote writes blocks as an explanation.
func quote(text string) string {
	if text == "" {
		return ""
	}
	var b strings.Builder
	for l := range strings.Lines(text) {
		if strings.TrimSpace(l) == "" {
			b.WriteString(">" + l)
		} else {
			b.WriteString("> " + l)
		}
	}
	return b.String()
}

// heading parts a question into its first line, if that can be a heading, and the rest. A
// picture with a line beneath it goes beneath that line; where there is no line to take,
// the title of the section stands above the question.
func (c *converter) heading(n *noteIn, question string) (heading, lead string) {
	if question == "" {
		return n.place.title, ""
	}
	first, rest, more := strings.Cut(question, "\n\n")
	if picture, beneath, ok := strings.Cut(first, "\\\n"); ok && isPicture(picture) && !strings.Contains(picture, "\n") {
		first, rest, more = picture, join(beneath, rest), true
	}
	if fits(first) {
		return first, strings.TrimLeft(rest, "\n")
	}
	if line, after, broken := strings.Cut(first, "\n"); broken && fits(line) && paragraph(first) {
		// A line break that is meant ends with a backslash or two spaces.
		text := strings.TrimRight(strings.TrimSuffix(line, `\`), " ")
		if text != line && !strings.ContainsAny(text, "*_~[`$") {
			return text, join(after, rest)
		}
	}
	if next, after, _ := strings.Cut(strings.TrimLeft(rest, "\n"), "\n\n"); more && isPicture(first) && fits(next) {
		return next, join(first, after)
	}
	return n.place.title, question
}

// fits reports whether a block can be a heading.
func fits(block string) bool {
	return block != "" && len(block) <= maxTitle && !strings.Contains(block, "\n") && paragraph(block) && !isPicture(block)
}

// isPicture reports whether a block begins with a picture.
func isPicture(block string) bool { return strings.HasPrefix(block, "![") }

// paragraph reports whether a block is a paragraph, judged by how it begins. Whatever in a
// paragraph might begin another block is escaped.
func paragraph(block string) bool {
	if block == "" {
		return false
	}
	switch block[0] {
	case '>', '|', '#', ' ', '\t':
		return false
	case '-', '+', '*':
		return len(block) > 1 && block[1] != ' ' && !isBreak(block)
	case '`', '~':
		return !strings.HasPrefix(block, "```") && !strings.HasPrefix(block, "~~~")
	}
	digits := len(block) - len(strings.TrimLeft(block, "0123456789"))
	return digits == 0 || digits == len(block) || block[digits] != '.' && block[digits] != ')'
}

// isBreak reports whether a line of Markdown is a line across the page.
func isBreak(l string) bool {
	l = strings.TrimRight(l, " \t\r\n")
	text := strings.TrimLeft(l, " ")
	if len(l)-len(text) > 3 || text == "" || strings.IndexByte("*-_", text[0]) < 0 {
		return false
	}
	return strings.Count(text, text[:1]) >= 3 && strings.Trim(text, text[:1]+" \t") == ""
}

// withoutBreaks takes out lines across the page, which in a note part question and answer.
func (c *converter) withoutBreaks(text string) string {
	if !strings.Contains(text, "***") && !strings.Contains(text, "---") && !strings.Contains(text, "* * *") && !strings.Contains(text, "___") {
		return text
	}
	var b strings.Builder
	fence := ""
	for l := range strings.Lines(text) {
		t := strings.TrimSpace(l)
		switch {
		case fence != "":
			if strings.HasPrefix(t, fence) {
				fence = ""
			}
		case strings.HasPrefix(t, "```"), strings.HasPrefix(t, "~~~"):
			fence = t[:3]
		case isBreak(l):
			c.lose("lines across the page")
			continue
		}
		b.WriteString(l)
	}
	return strings.Trim(b.String(), "\n")
}
