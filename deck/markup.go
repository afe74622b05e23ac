package deck

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// markup checks what a note's Markdown refers to and what in it would not do what its
// author expects. Only texts that hold something of the kind are parsed.
func (c *noteCheck) markup() {
	if c.suspect(c.note.Front) {
		front := noteText{text: c.note.Front, base: -1, heading: true}
		if c.origin != nil {
			h, _ := readHeading(c.origin.source, c.origin.chunk)
			front.base = h.at
		}
		c.markupIn(parseLine([]byte(front.text)), front)
	}
	for _, t := range c.bodies() {
		if c.suspect(t.text) {
			c.markupIn(parseText([]byte(t.text)), t)
		}
	}
}

// suspect reports whether a text can hold anything to check. What belongs to the note's
// kind is no suspect, as there is so much of it.
func (c *noteCheck) suspect(text string) bool {
	has := func(s string) bool { return strings.Contains(text, s) }
	return has("](") || has("<") || habitual(text) || has("\n---") || has("\n\t") || has("\t") && text[0] == '\t' ||
		c.note.Kind != Choice && (has("[ ]") || has("[x]") || has("[X]")) ||
		(c.note.Kind != Cloze || strings.Contains(c.note.Explanation, "{{")) && has("{{")
}

func (c *noteCheck) markupIn(root ast.Node, t noteText) {
	if strings.Contains(t.text, "<") {
		c.html(root, t)
	}
	if habitual(t.text) {
		c.habits(root, t)
	}
	for n := range descendants(root) {
		c.markupOf(n, t)
	}
}

// A noteText is one text of a note with its place in the file.
type noteText struct {
	text string
	base int // offset in the file, -1 if that is not known

	heading bool
}

// bodies returns the texts of a note beneath its heading: the body as the author wrote it
// if that is known.
func (c *noteCheck) bodies() []noteText {
	if o := c.origin; o != nil {
		return []noteText{{text: o.text[o.body:o.end], base: o.body}}
	}
	var texts []noteText
	for _, text := range c.note.bodies() {
		texts = append(texts, noteText{text: text, base: -1})
	}
	return texts
}

// at returns the offset in the file of an offset in the text.
func (t noteText) at(offset int) int {
	if t.base < 0 || offset < 0 {
		return -1
	}
	return t.base + offset
}

func (c *noteCheck) markupOf(n ast.Node, t noteText) {
	switch n := n.(type) {
	case *ast.Image:
		at := n.Pos()
		if at > 0 && t.text[at-1] == '!' {
			at--
		}
		c.picture(n, []byte(t.text), t.at(at))
	case *ast.Link:
		c.link(n, t)
	case *ast.Text:
		if !inCode(n) {
			c.brokenPictures(n, t)
		}
	case *gapNode:
		c.gapOutside(n, t)
	case *extast.TaskCheckBox:
		if first := n.Parent().Parent().PreviousSibling() == nil; first && c.note.Kind != Choice {
			c.fault(t.at(n.Parent().Pos()), Warning, "options-outside-choice", "the note is not a choice note, so these options are only shown",
				`add .choice to the heading, or write \[ for brackets of the text`).Edits = c.asChoice()
		}
	case *ast.CodeBlock:
		c.tab(n, t)
	case *ast.ThematicBreak:
		if _, ok := n.PreviousSibling().(*ast.Paragraph); ok && !n.HasBlankPreviousLines() && t.text[n.Pos()] == '-' {
			c.fault(t.at(n.Pos()), Warning, "underline", "this makes a rule and not a heading of the line above", "put ## before a heading, or an empty line before a rule")
		}
	}
}

// link checks that a link leads to an address or to a file that is there.
func (c *noteCheck) link(n *ast.Link, t noteText) {
	destination := string(n.Destination)
	link := linkOf(destination)
	if link == "" {
		f := c.fault(t.at(n.Pos()), Warning, "link", fmt.Sprintf("the link to %q cannot be opened from a card", destination),
			"link to an address that begins with https:// or mailto:, or to a file in the deck's folder")
		if strings.HasPrefix(destination, "www.") {
			f.Edits = c.insert(t, n.Pos(), "]("+destination, len("]("), "https://")
		}
		return
	}
	if safeLink(link) == "" {
		c.mediaFile(attached, link, destination, t.at(n.Pos()))
	}
}

// escaped reports whether the sign at an offset has a backslash before it that makes it text.
func (t noteText) escaped(offset int) bool {
	before := strings.TrimRight(t.text[:offset], `\`)
	return (offset-len(before))%2 == 1
}

// brokenPictures warns of what is written like a picture in a piece of text: the parser
// left it there, so it is none.
func (c *noteCheck) brokenPictures(n *ast.Text, t noteText) {
	const longest = 1000 // bytes of a description
	described := 0       // where the description can begin at the earliest
	for i := n.Segment.Start; i < n.Segment.Stop; i++ {
		if !strings.HasPrefix(t.text[i:], "](") || t.escaped(i) {
			continue
		}
		from := max(described, i-longest)
		described = i + len("](")
		open := from + strings.LastIndex(t.text[from:i], "![")
		if open < from || t.escaped(open) || strings.Contains(t.text[open:i], "](") || strings.Contains(t.text[open:i], "\n") {
			continue
		}
		alt, target := t.text[open+len("!["):i], parenthesized(t.text[i+len("]"):])
		path, title := target, ""
		if quote := strings.IndexAny(target, `"'`); quote > 0 && target[quote-1] == ' ' {
			path, title = strings.TrimRight(target[:quote], " "), " "+target[quote:]
		}
		if strings.Contains(path, " ") && !strings.ContainsAny(path, "<>") {
			f := c.fault(t.at(open), Warning, "picture", "this picture is not shown, because its path holds a space",
				fmt.Sprintf("put the path in angle brackets: ![%s](<%s>%s)", alt, path, title))
			if at := strings.Index(t.text[i:], path); c.origin != nil && t.base >= 0 && at > 0 && path != "" {
				at += t.at(i)
				f.Edits = []Edit{c.origin.replace(at, at, "<"), c.origin.replace(at+len(path), at+len(path), ">")}
			}
		} else {
			c.fault(t.at(open), Warning, "picture", "this is no picture and shows as text",
				"write ![what it shows](<path>), with both brackets closed")
		}
	}
}

// parenthesized returns what stands in the parentheses that a text begins with, "" if
// they do not close in its first line.
func parenthesized(text string) string {
	depth := 0
	for i := range len(text) {
		switch text[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return strings.TrimSpace(text[1:i])
			}
		case '\n':
			return ""
		}
	}
	return ""
}

// gapOutside warns of a gap that nobody will be asked for.
func (c *noteCheck) gapOutside(n *gapNode, t noteText) {
	if n.problem != "" {
		return
	}
	if c.note.Kind != Cloze {
		c.fault(t.at(n.open), Warning, "gap-outside-cloze", "the note is not a cloze note, so this gap is not asked for",
			`add .cloze to the heading, or write \{\{ for braces of the text`)
		return
	}
	for p := n.Parent(); p != nil; p = p.Parent() {
		if _, ok := p.(*ast.Blockquote); ok && p.Parent().Kind() == ast.KindDocument {
			c.fault(t.at(n.open), Warning, "gap-outside-cloze", "a gap in the explanation is not asked for", "move it into the text, or delete its braces")
			return
		}
	}
}

func inCode(n ast.Node) bool {
	for p := n.Parent(); p != nil; p = p.Parent() {
		if p.Kind() == ast.KindCodeSpan {
			return true
		}
	}
	return false
}

// picture checks that a picture can be shown and is described for those who cannot see it.
func (c *noteCheck) picture(n *ast.Image, source []byte, at int) {
	w := spanWriter{source: source}
	w.children(n, style{})
	name := mediaPath(string(n.Destination))
	if plainSpans(w.spans()) == "" {
		c.fault(at, Warning, "missing-alt", fmt.Sprintf("the picture %s is not described", name), "say in the square brackets what it shows")
	}
	c.mediaFile(shown, name, string(n.Destination), at)
}

// mediaFile checks that a file that a note names is in the deck's folder, and that it can be
// shown if it is to be. The destination is its path as it is written, after at.
func (c *noteCheck) mediaFile(u mediaUse, name, destination string, at int) {
	p := c.media.problem(u, name)
	switch {
	case p.message == "":
		return
	case p.unfit:
		c.fault(at, Warning, "unfit-picture", p.message, p.fix)
		return
	}
	fix := fmt.Sprintf("put the %s into the deck's folder, for example under media/, and write its path from there", u.noun)
	if c.media.alone {
		fix = fmt.Sprintf("make a folder with this file as deck.md and the %s beside it", u.noun)
	}
	f := c.fault(at, Error, "broken-media", p.message, fix)
	if other := c.media.instead(name); other != "" && at >= 0 && c.origin != nil {
		f.Edits = c.insteadOf(at, "("+destination, 1, other)
	}
}
