package deck

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// Blocks returns a Markdown text as blocks that any front end can draw. Gaps become
// spans with Gap set, numbered as [Parse] numbers them when it is given the whole text;
// citations become spans with Cite set. HTML is text. What is too long or nested too
// deeply to be a note's text comes back as one block of code, unread.
func Blocks(markdown string) []Block {
	if strings.TrimSpace(markdown) == "" {
		return nil
	}
	if _, problem := unfit(markdown); problem != "" {
		return []Block{{Kind: Code, Spans: []Span{{Text: markdown, Code: true}}}}
	}
	source := []byte(markdown)
	root := parseText(source)
	numberGaps(root)
	w := blockWriter{source: source}
	return w.blocks(root)
}

// inline returns the spans of a text of one paragraph, such as a heading.
func inline(markdown string) []Span {
	var spans []Span
	for _, b := range line(markdown) {
		if b.Kind == Picture {
			spans = append(spans, Span{Text: b.Alt})
			continue
		}
		spans = append(spans, b.Spans...)
	}
	return spans
}

// line returns a text of one paragraph as blocks: a paragraph, and the pictures in it.
func line(markdown string) []Block {
	if strings.TrimSpace(markdown) == "" {
		return nil
	}
	if _, problem := unfit(markdown); problem != "" || plain(markdown) {
		return []Block{{Kind: Paragraph, Spans: []Span{{Text: strings.TrimSpace(markdown)}}}}
	}
	source := []byte(markdown)
	root := parseLine(source)
	numberGaps(root)
	w := blockWriter{source: source}
	return w.blocks(root)
}

// plain reports whether a text of one paragraph says the same without being parsed.
func plain(s string) bool { return !strings.ContainsAny(s, "\\`*_{[<&!~\n\t") }

// numberGaps gives a number to every gap beneath a node.
func numberGaps(root ast.Node) {
	var gaps []*gapMark
	for n := range descendants(root) {
		if g, ok := n.(*gapNode); ok && g.problem == "" {
			gaps = append(gaps, g.gapMark)
		}
	}
	for i, n := range gapNumbers(gaps) {
		gaps[i].number = n
	}
}

// descendants yields every node beneath root in order of appearance.
func descendants(root ast.Node) func(yield func(ast.Node) bool) {
	return func(yield func(ast.Node) bool) { descend(root, yield) }
}

func descend(n ast.Node, yield func(ast.Node) bool) bool {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if !yield(c) || !descend(c, yield) {
			return false
		}
	}
	return true
}

// A blockWriter turns a Markdown tree into blocks.
type blockWriter struct {
	source []byte
}

// blocks returns the children of a container.
func (w *blockWriter) blocks(parent ast.Node) []Block {
	var out []Block
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Heading:
			out = append(out, Block{Kind: Heading, Level: n.Level, Spans: w.spans(n)})
		case *ast.List:
			out = append(out, w.list(n))
		case *ast.Blockquote:
			out = append(out, Block{Kind: Quote, Blocks: w.blocks(n)})
		case *ast.FencedCodeBlock, *ast.CodeBlock:
			out = append(out, w.code(n))
		case *ast.ThematicBreak:
			out = append(out, Block{Kind: Rule})
		case *extast.Table:
			out = append(out, w.table(n))
		default: // a paragraph, or the text of a tight list's item
			out = append(out, w.paragraph(n)...)
		}
	}
	return out
}

// code returns a block of code, or the formula that is written as one.
func (w *blockWriter) code(n ast.Node) Block {
	text := w.lines(n)
	if isFormula(n, w.source) && strings.TrimSpace(text) != "" {
		return Block{Kind: Formula, Spans: []Span{formulaSpan(text)}}
	}
	return Block{Kind: Code, Spans: []Span{{Text: text, Code: true}}}
}

func (w *blockWriter) list(n *ast.List) Block {
	b := Block{Kind: List, Ordered: n.IsOrdered(), Start: n.Start}
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		b.Items = append(b.Items, w.blocks(item))
	}
	return b
}

func (w *blockWriter) table(n *extast.Table) Block {
	b := Block{Kind: Table}
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []Cell
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			cells = append(cells, Cell{Spans: w.spans(cell)})
		}
		b.Rows = append(b.Rows, cells)
	}
	return b
}

// lines returns the text of a code block, without its last line break.
func (w *blockWriter) lines(n ast.Node) string {
	return strings.TrimSuffix(string(n.Lines().Value(w.source)), "\n")
}

// paragraph returns a paragraph. A picture in it becomes a block of its own, so that it
// can be drawn at its size; the text around it stands in paragraphs before and after.
func (w *blockWriter) paragraph(n ast.Node) []Block {
	s := spanWriter{source: w.source, pictures: true}
	s.children(n, style{})
	s.flush()
	return s.out
}

// spans returns the inline content of a node as spans, pictures as their description.
func (w *blockWriter) spans(n ast.Node) []Span {
	s := spanWriter{source: w.source}
	s.children(n, style{})
	return trimSpans(s.spans())
}

// PlainText returns what a Markdown text says, without markup, citations and gap marks:
// for titles, for search and for comparison. Blocks are separated by line breaks.
func PlainText(markdown string) string {
	if !strings.Contains(strings.TrimSpace(markdown), "\n") {
		if plain(markdown) {
			return strings.TrimSpace(markdown)
		}
		return plainSpans(inline(strings.TrimSpace(markdown)))
	}
	var b strings.Builder
	writePlain(&b, Blocks(markdown))
	return strings.TrimSpace(b.String())
}

// writePlain writes what blocks say, each ended by a line break.
func writePlain(b *strings.Builder, blocks []Block) {
	for _, block := range blocks {
		switch block.Kind {
		case List:
			for _, item := range block.Items {
				writePlain(b, item)
			}
		case Quote:
			writePlain(b, block.Blocks)
		case Table:
			for _, row := range block.Rows {
				cells := make([]string, len(row))
				for i, c := range row {
					cells[i] = plainSpans(c.Spans)
				}
				b.WriteString(strings.Join(cells, " ") + "\n")
			}
		case Picture:
			b.WriteString(block.Alt + "\n")
		case Rule:
		default:
			b.WriteString(plainSpans(block.Spans) + "\n")
		}
	}
}

func plainSpans(spans []Span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.Text)
	}
	return strings.TrimSpace(b.String())
}
