package model

import (
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// start is where a node begins.
func (p *patcher) start(n ast.Node) int {
	at := -1
	switch n := n.(type) {
	case *ast.MappingNode:
		if n.IsFlowStyle || len(n.Values) == 0 {
			at = p.expect(n.Start, '{')
		} else {
			at = p.token(n.Values[0].Key.GetToken())
		}
	case *ast.MappingValueNode:
		at = p.token(n.Key.GetToken())
	case *ast.SequenceNode:
		switch {
		case n.IsFlowStyle || len(n.Entries) == 0:
			at = p.expect(n.Start, '[')
		default:
			at = p.expect(n.Entries[0].Start, '-')
		}
	case *ast.LiteralNode:
		at = p.token(n.Start)
	case nil:
	default:
		at = p.token(n.GetToken())
	}
	p.lost = p.lost || at < 0
	return at
}

// expect is where a token begins that is one letter.
func (p *patcher) expect(t *token.Token, letter byte) int {
	at := p.token(t)
	if at < 0 || p.text[at] != letter {
		return -1
	}
	return at
}

// end is where a node ends. The column is that of the name or hyphen which it belongs to:
// a text goes on in lines that are further in.
func (p *patcher) end(n ast.Node, column int, flow bool) int {
	at := p.start(n)
	if p.lost {
		return at
	}
	switch n := n.(type) {
	case *ast.MappingNode:
		if n.IsFlowStyle || len(n.Values) == 0 {
			return p.after(n.End, '}')
		}
		w, _ := p.inner(n)
		return p.lastOf(w)
	case *ast.MappingValueNode:
		w, _ := p.inner(n)
		return p.lastOf(w)
	case *ast.SequenceNode:
		if n.IsFlowStyle || len(n.Entries) == 0 {
			return p.after(n.End, ']')
		}
		dash := p.token(n.Entries[len(n.Entries)-1].Start)
		return p.end(n.Values[len(n.Values)-1], dash-p.lineStart(dash), false)
	case *ast.LiteralNode:
		return p.further(p.lineEnd(at), column, false)
	}
	switch {
	case p.text[at] == '"' || p.text[at] == '\'':
		return p.quoteEnd(at)
	case flow:
		return p.flowPlainEnd(at)
	}
	return p.plainEnd(at, column)
}

func (p *patcher) lastOf(w written) int {
	if len(w.entries) == 0 {
		p.lost = true
		return 0
	}
	return p.endOf(w.entries[len(w.entries)-1])
}

// after is where a bracket ends.
func (p *patcher) after(t *token.Token, letter byte) int {
	at := p.expect(t, letter)
	p.lost = p.lost || at < 0
	return at + 1
}

// quoteEnd is behind the quotation mark that ends a text.
func (p *patcher) quoteEnd(at int) int {
	mark := p.text[at]
	for i := at + 1; i < len(p.text); i++ {
		switch c := p.text[i]; {
		case c == '\\' && mark == '"':
			i++
		case c == mark && mark == '\'' && i+1 < len(p.text) && p.text[i+1] == '\'':
			i++
		case c == mark:
			return i + 1
		}
	}
	p.lost = true
	return at
}

// flowPlainEnd is where a text without quotation marks ends in brackets.
func (p *patcher) flowPlainEnd(at int) int {
	i := at
	for ; i < len(p.text); i++ {
		c := p.text[i]
		if strings.IndexByte(",]}", c) >= 0 || c == '#' && p.text[i-1] == ' ' {
			break
		}
	}
	return at + len(strings.TrimRight(p.text[at:i], " \t\r\n"))
}

// plainEnd is where a text without quotation marks ends that may go on in further lines.
func (p *patcher) plainEnd(at, column int) int {
	end := p.lineEnd(at)
	if i := strings.Index(p.text[at:end], " #"); i >= 0 {
		end = at + i
		return at + len(strings.TrimRight(p.text[at:end], " \t\r"))
	}
	return p.further(end, column, true)
}

// further is the end of the last line that is further in than a column, from the end of
// one line on. A comment ends a plain text.
func (p *patcher) further(end, column int, plain bool) int {
	last := end
	for next := end + 1; next < len(p.text); {
		stop := p.lineEnd(next)
		line := p.text[next:stop]
		if !blank(line) {
			in := indent(line)
			if in <= column || plain && line[in] == '#' {
				break
			}
			last = stop
			if i := strings.Index(line, " #"); plain && i >= 0 {
				return next + len(strings.TrimRight(line[:i], " \t\r"))
			}
		}
		next = stop + 1
	}
	begin := p.lineStart(last)
	return begin + len(strings.TrimRight(p.text[begin:last], " \t\r"))
}
