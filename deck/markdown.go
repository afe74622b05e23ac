package deck

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// The Markdown of a deck is CommonMark with tables, task lists, strikethrough, gaps and
// citations. Two things of CommonMark are left out on purpose: HTML, which is text here
// and never interpreted, and underlined (setext) headings, because a "---" or "=" beneath
// a line is far more often a rule or a forgotten answer than a heading.
var (
	wholeText = parser.NewParser(
		parser.WithBlockParsers(blockParsers()...),
		parser.WithInlineParsers(inlineParsers()...),
		parser.WithParagraphTransformers(
			util.Prioritized(parser.LinkReferenceParagraphTransformer, 100),
			util.Prioritized(extension.NewTableParagraphTransformer(), 200)),
		parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)),
	)

	// outline finds blocks, options and citations. It is what most notes need to be taken
	// apart, and does not spend time on how their text looks: a table and the definition
	// of a link are paragraphs to it.
	outline = parser.NewParser(
		parser.WithBlockParsers(blockParsers()...),
		parser.WithInlineParsers(
			util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
			util.Prioritized(parser.NewCodeSpanParser(), 100),
			util.Prioritized(citationParser{}, 120)),
	)

	// oneLine knows paragraphs only: "1. Awareness" as a heading is not a list.
	oneLine = parser.NewParser(
		parser.WithBlockParsers(paragraphParser()),
		parser.WithInlineParsers(inlineParsers()...),
	)
)

func blockParsers() []util.PrioritizedValue {
	return []util.PrioritizedValue{
		util.Prioritized(parser.NewThematicBreakParser(), 200),
		util.Prioritized(parser.NewListParser(), 300),
		util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(parser.NewCodeBlockParser(), 500),
		util.Prioritized(parser.NewATXHeadingParser(parser.WithHeadingAttribute()), 600),
		util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
		util.Prioritized(parser.NewBlockquoteParser(), 800),
		paragraphParser(),
	}
}

func paragraphParser() util.PrioritizedValue {
	return util.Prioritized(parser.NewParagraphParser(), 1000)
}

func inlineParsers() []util.PrioritizedValue {
	return []util.PrioritizedValue{
		util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
		util.Prioritized(formulaParser{}, 90),
		util.Prioritized(parser.NewCodeSpanParser(), 100),
		util.Prioritized(gapParser{}, 110),
		util.Prioritized(citationParser{}, 120),
		util.Prioritized(parser.NewLinkParser(), 200),
		util.Prioritized(parser.NewAutoLinkParser(), 300),
		util.Prioritized(parser.NewEmphasisParser(), 500),
		util.Prioritized(extension.NewStrikethroughParser(), 500),
	}
}

// parseText returns the tree of a whole Markdown text.
func parseText(source []byte) ast.Node { return wholeText.Parse(text.NewReader(source)) }

// parseOutline returns the tree of a Markdown text with only options and citations inline.
func parseOutline(source []byte) ast.Node { return outline.Parse(text.NewReader(source)) }

// parseLine returns the tree of a text that is one paragraph, such as a heading.
func parseLine(source []byte) ast.Node { return oneLine.Parse(text.NewReader(source)) }

// What the Markdown of one note may be. Each limit is far beyond what can be learned as
// one thing. They are there because the time that parsing takes grows with the square of
// some of these numbers, and decks come from strangers.
const (
	maxText     = 32 << 10 // bytes
	maxNesting  = 32       // quotes and lists in one another
	maxBrackets = 200      // opening square brackets
	maxMarks    = 2000     // signs that may begin emphasis
	maxFaults   = 20       // faults that are told of; more would not help its author
)

// unfit says why a text is not worth parsing, "" if it is.
func unfit(markdown string) (rule, message string) {
	switch {
	case len(markdown) > maxText:
		return "too-large", fmt.Sprintf("the note is longer than %d KiB", maxText>>10)
	case containers(markdown) > maxNesting:
		return "nesting", "quotes or lists stand too deep in one another"
	case strings.Count(markdown, "[") > maxBrackets:
		return "too-large", fmt.Sprintf("the note has more than %d square brackets", maxBrackets)
	}
	marks := 0
	for i := range len(markdown) {
		if c := markdown[i]; c == '*' || c == '_' || c == '~' {
			marks++
		}
	}
	if marks > maxMarks {
		return "too-large", fmt.Sprintf("the note has more than %d marks of emphasis", maxMarks)
	}
	return "", ""
}

// containers reports the deepest run of quote and list markers at the start of a line.
func containers(markdown string) int {
	deepest := 0
	for l := range strings.Lines(markdown) {
		depth := 0
	run:
		for i := 0; i < len(l); i++ {
			switch c := l[i]; {
			case c == ' ' || c == '\t' || c >= '0' && c <= '9':
			case c == '>':
				depth++
			case strings.IndexByte("-*+.)", c) >= 0 && i+1 < len(l) && (l[i+1] == ' ' || l[i+1] == '\t'):
				depth++
			default:
				break run
			}
		}
		deepest = max(deepest, depth)
	}
	return deepest
}
