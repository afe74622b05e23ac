package deck

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"touchpoint/deck/formula"
)

var kindFormula = ast.NewNodeKind("Formula")

// A formulaNode is a formula in a line: $`E=mc^2`$.
type formulaNode struct {
	ast.BaseInline
	source string
}

func (n *formulaNode) Kind() ast.NodeKind          { return kindFormula }
func (n *formulaNode) Dump(source []byte, lvl int) { ast.DumpHelper(n, source, lvl, nil, nil) }

// formulaParser reads formulas in a line. They are code between dollar signs, so that
// whoever knows no formulas takes them for code: no gap and no citation begins in one.
type formulaParser struct{}

func (formulaParser) Trigger() []byte { return []byte{'$'} }

func (formulaParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	const longest = 2000 // bytes
	line, _ := block.PeekLine()
	if !bytes.HasPrefix(line, []byte("$`")) || bytes.HasPrefix(line, []byte("$``")) {
		return nil
	}
	block.Advance(len("$`"))
	var source strings.Builder
	for source.Len() < longest {
		if line, _ = block.PeekLine(); line == nil {
			return nil
		}
		i := bytes.IndexByte(line, '`')
		if i < 0 {
			source.Write(line)
			block.AdvanceLine()
			continue
		}
		if i+1 == len(line) || line[i+1] != '$' {
			return nil
		}
		source.Write(line[:i])
		block.Advance(i + len("`$"))
		if latex := strings.TrimSpace(strings.ReplaceAll(source.String(), "\n", " ")); latex != "" {
			return &formulaNode{source: latex}
		}
		return nil
	}
	return nil
}

// formulaBlock is the info string of a code block that holds a formula.
const formulaBlock = "math"

// isFormula reports whether a code block holds a formula.
func isFormula(n ast.Node, source []byte) bool {
	fenced, ok := n.(*ast.FencedCodeBlock)
	return ok && string(fenced.Language(source)) == formulaBlock
}

// formulaSpan returns a formula as a span.
func formulaSpan(latex string) Span {
	text, simple := formula.Unicode(latex)
	return Span{Text: text, Code: !simple, Formula: latex}
}
