package deck

import (
	"fmt"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"touchpoint/deck/yamltext"
)

// closeCode ends the code of a note that nothing closes beneath the note's last line.
func (p *parsedNote) closeCode() []Edit {
	open := openingFence(p.line(p.lineAt(p.runaway)))
	marks := strings.Repeat(string(open.mark), open.size)
	end := p.runaway + len(strings.TrimRight(p.text[p.runaway:p.end], " \t\n"))
	return []Edit{p.replace(end, end, "\n"+marks)}
}

// missingID warns of a note whose id was made from its heading.
func (p *parsedNote) missingID() {
	f := p.origin.fault(p.heading.at, Warning, "missing-id",
		"the note has no id, and its progress would be lost when the heading changes",
		fmt.Sprintf("run deck fmt -w, or write {#%s} at the end of the heading", p.note.ID))
	from, to, text := p.idText()
	f.Edits = []Edit{p.replace(from, to, text)}
	p.faults = append(p.faults, f)
}

// addEntry returns the edit that writes one more entry into the front matter between two
// lines of a file, or that writes front matter if there is none.
func (s *source) addEntry(name, value string, from, to int) []Edit {
	line := name + ": " + yamlText(value) + "\n"
	if from == 0 {
		if edits := s.frame(); edits != nil {
			return edits
		}
		text := "---\n" + line
		if name == "id" {
			text += "title: " + yamlText(titleOf(ID(value))) + "\n"
		}
		return []Edit{s.replace(0, 0, text+"---\n")}
	}
	if from > to || !closesHead(s.line(to)) { // which is to be mended first
		return nil
	}
	at := from
	if from < to {
		e, err := readHeadText(s.text[:s.lines[to]] + "---\n")
		if err != nil {
			return nil
		}
		at = e.place(name)
		// What stands above it may swallow it, such as a tag without a value.
		after, err := readHeadText(e.splice(at, at, []string{strings.TrimSuffix(line, "\n")}))
		if err != nil || !slices.Equal(after.values(name), []string{value}) {
			return nil
		}
	}
	return []Edit{s.replace(s.lines[at], s.lines[at], line)}
}

// frame returns the edits that write the lines of hyphens around what a file begins with, if
// that is front matter but for these.
func (s *source) frame() []Edit {
	inside := func(l string) bool { return strings.TrimSpace(l) != "" && headingLevel(l) == 0 && !closesHead(l) }
	end := 0
	for end < len(s.lines)-1 && inside(s.line(end)) {
		end++
	}
	name, _, _ := strings.Cut(s.line(0), ":")
	if end == 0 || inside(s.line(end)) || !slices.Contains(headOrder, name) {
		return nil
	}
	e, err := readHeadText("---\n" + s.text[:s.lines[end]] + "---\n")
	if err != nil || len(e.values("id")) == 0 && len(e.values("title")) == 0 {
		return nil
	}
	edits := []Edit{s.replace(0, 0, "---\n")}
	if !closesHead(s.line(end)) {
		edits = append(edits, s.replace(s.lines[end], s.lines[end], "---\n"))
	}
	return edits
}

// titleOf makes a title from the id of a deck.
func titleOf(id ID) string {
	title := strings.Join(strings.FieldsFunc(string(id), func(r rune) bool { return strings.ContainsRune("-_.", r) }), " ")
	if title == "" {
		return ""
	}
	return strings.ToUpper(title[:1]) + title[1:]
}

// meant returns the edit that writes the entry of a list that a text clearly was meant to
// be in its place.
func (s *source) meant(at int, text string, list []string) []Edit {
	instead := yamltext.Meant(text, list)
	if instead == "" || !strings.HasPrefix(s.text[at:], text) {
		return nil
	}
	return []Edit{s.replace(at, at+len(text), instead)}
}

// insert returns the edit that writes a text behind the first bytes of what stands
// somewhere behind an offset of a note's text.
func (c *noteCheck) insert(t noteText, from int, anchor string, behind int, text string) []Edit {
	if c.origin == nil || t.base < 0 || from < 0 {
		return nil
	}
	i := strings.Index(t.text[from:], anchor)
	if i < 0 {
		return nil
	}
	at := t.base + from + i + behind
	return []Edit{c.origin.replace(at, at, text)}
}

// insteadOf returns the edit that writes a text in place of what stands somewhere behind an
// offset of the file, but for its first bytes.
func (c *noteCheck) insteadOf(from int, old string, keep int, text string) []Edit {
	i := strings.Index(c.origin.text[from:c.origin.end], old)
	if i < 0 || strings.ContainsAny(text, " ()<>\\") {
		return nil
	}
	return []Edit{c.origin.replace(from+i+keep, from+i+len(old), text)}
}

// asChoice returns the edit that makes a note with options into a choice note, if it can
// be one. Its card keeps its id.
func (c *noteCheck) asChoice() []Edit {
	if c.origin == nil || c.note.Kind != Basic {
		return nil
	}
	h, faults := readHeading(c.origin.source, c.origin.chunk)
	if len(faults) > 0 {
		return nil
	}
	edit := c.origin.replace(h.textEnd, h.textEnd, " {.choice}")
	if h.open >= 0 {
		h.attributes.kind.text = string(Choice)
		edit = c.origin.replace(h.open, h.close, h.attributes.with(h.attributes.id.text))
	}
	if p := c.after([]Edit{edit}); p == nil || p.note.Kind != Choice {
		return nil
	}
	return []Edit{edit}
}

// after returns the note as edits make it, nil if it is none or has errors then.
func (c *noteCheck) after(edits []Edit) *parsedNote {
	o := c.origin
	line := o.lineAt(o.head)
	moved := make([]Edit, len(edits))
	for i, e := range edits {
		e.From.Line -= line
		e.To.Line -= line
		moved[i] = e
	}
	text, err := Mend([]byte(o.text[o.head:o.end]), moved)
	if err != nil {
		return nil
	}
	s := newSource("", text)
	chunks, _ := split(s, 0)
	if len(chunks) != 2 || chunks[1].level != 2 {
		return nil
	}
	p := readNote(s, chunks[1])
	if p.broken() {
		return nil
	}
	return p
}

// tab warns of text that a tab has made into code.
func (c *noteCheck) tab(n *ast.CodeBlock, t noteText) {
	if n.Lines().Len() == 0 || n.Parent().Kind() != ast.KindDocument {
		return
	}
	from := strings.LastIndexByte(t.text[:n.Lines().At(0).Start], '\n') + 1
	if !strings.HasPrefix(t.text[from:], "\t") {
		return
	}
	f := c.fault(t.at(from), Warning, "tab", "this line begins with a tab, so it shows as code",
		"delete the tab, or put code between lines of three backticks")
	if c.origin == nil || t.base < 0 {
		return
	}
	var edits []Edit
	for i := range n.Lines().Len() {
		at := strings.LastIndexByte(t.text[:n.Lines().At(i).Start], '\n') + 1
		if strings.HasPrefix(t.text[at:], "\t") {
			width := len(t.text[at:]) - len(strings.TrimLeft(t.text[at:], "\t "))
			edits = append(edits, c.origin.replace(t.base+at, t.base+at+width, ""))
		}
	}
	if p := c.after(edits); p != nil && p.note.Kind == c.note.Kind {
		f.Edits = edits
	}
}
