package deck

import "strings"

// WithHeading returns a note's text with its heading written anew from a note: its front,
// id, kind and attributes. The body stays as it is, byte for byte, and so does a heading
// that says the same already. A text that does not begin with a heading gets one.
func WithHeading(text string, n *Note) string {
	s := newSource("", []byte(text))
	first, _, _ := strings.Cut(text, "\n")
	first = strings.TrimSuffix(first, "\r")
	if headingLevel(strings.TrimPrefix(first, byteOrderMark)) == 2 {
		h, faults := readHeading(s, chunk{level: 2})
		if len(faults) == 0 && h.says(n) {
			return text
		}
		return headingLine(n) + text[len(first):]
	}
	return headingLine(n) + lineBreak(text) + text
}

// lineBreak returns the line break that a text is written with.
func lineBreak(text string) string {
	if i := strings.IndexByte(text, '\n'); i > 0 && text[i-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}

// says reports whether a heading says of a note what the note does.
func (h heading) says(n *Note) bool {
	a := h.attributes
	if a.noteKind() == Basic {
		a.kind.text = ""
	}
	return h.text == oneLineOf(n.Front) && a.with(a.id.text) == attributesOf(n).with(wordOf(string(n.ID)))
}

// headingLine returns the line that heads a note. What in the front would be taken for
// attributes, or for number signs that close the heading, is escaped.
func headingLine(n *Note) string {
	front := oneLineOf(n.Front)
	a := attributesOf(n)
	braces := a.with(a.id.text)
	if braces == "{}" {
		braces = ""
	}
	for _, write := range []func(string) string{
		func(s string) string { return s },
		escapeBraces,
		func(s string) string { return escapeClosing(escapeBraces(s)) },
	} {
		text := write(front)
		line := strings.TrimRight("## "+text+" "+braces, " ")
		h, faults := readHeading(newSource("", []byte(line)), chunk{level: 2})
		if len(faults) == 0 && h.text == text && (h.open >= 0) == (braces != "") {
			return line
		}
	}
	return strings.TrimRight("## "+front+" "+braces, " ") // what is wrong with it is told when it is read
}

// attributesOf returns the attributes of a note. The kind that a note has without one is
// left out.
func attributesOf(n *Note) attributes {
	a := attributes{id: word{text: wordOf(string(n.ID))}, model: word{text: wordOf(n.Model)}, hideAll: n.HideAll}
	if n.Kind != Basic {
		a.kind.text = string(n.Kind)
	}
	for _, list := range []struct {
		words *[]word
		texts []string
	}{{&a.tags, n.Tags}, {&a.after, textsOf(n.After)}, {&a.was, textsOf(n.Was)}, {&a.lit, n.Lit}} {
		for _, t := range list.texts {
			if t = wordOf(t); t != "" {
				*list.words = append(*list.words, word{text: t})
			}
		}
	}
	return a
}

func textsOf(ids []NoteID) []string {
	list := make([]string, len(ids))
	for i, id := range ids {
		list[i] = string(id)
	}
	return list
}

// wordOf makes a text into a word of an attribute.
func wordOf(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(" \t\r\n,", r):
			return '-'
		case strings.ContainsRune("\"{}=\\`", r):
			return -1
		}
		return r
	}, strings.TrimSpace(s))
}

// oneLineOf makes a text into one line.
func oneLineOf(s string) string {
	if !strings.ContainsAny(s, "\n\r") {
		return strings.TrimSpace(s)
	}
	return strings.Join(strings.Fields(s), " ")
}

// escapeBraces writes braces that are text so that they are not taken for attributes.
func escapeBraces(text string) string {
	var b strings.Builder
	s := scanner{text: text}
	done := 0
	for i := s.next(0, "{}"); i >= 0; i = s.next(i+1, "{}") {
		b.WriteString(text[done:i])
		b.WriteByte('\\')
		done = i
	}
	b.WriteString(text[done:])
	return b.String()
}

// escapeClosing writes a number sign that ends a text so that it is part of it.
func escapeClosing(text string) string {
	if !strings.HasSuffix(text, "#") {
		return text
	}
	signs := len(text) - len(strings.TrimRight(text, "#"))
	return text[:len(text)-signs] + strings.Repeat(`\#`, signs)
}
