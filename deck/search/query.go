package search

import (
	"fmt"
	"strings"
)

// A Query is what somebody looks for. The zero Query means every card.
type Query struct {
	root   node // nil for every card
	graded int
}

// A Problem says what of a query was not understood.
type Problem struct {
	Message string // a sentence
	At      int    // where it stands in the query, in runes
	Length  int    // of what was not understood, in runes
}

// Error returns the message.
func (p *Problem) Error() string { return p.Message }

// The limits of a query. What people type is far below them.
const (
	maxQuery   = 1000 // runes
	maxNesting = 20   // groups within one another
)

// Empty reports whether the query means every card.
func (q Query) Empty() bool { return q.root == nil }

// Graded returns how many days back the query asks for answers of one grade, 0 when it
// does not. Only then does [Facts.GradedAgo] have to be filled.
func (q Query) Graded() int { return q.graded }

// Parse reads a query. The error is a *[Problem], the first there is; the query that
// comes with it leaves out what was not understood, so that there is something to be
// found while one types.
func Parse(query string) (Query, error) {
	p := &parser{lexer: lexer{query: []rune(query), open: -1}}
	if len(p.lexer.query) > maxQuery {
		p.lexer.query = p.lexer.query[:maxQuery]
		p.fail(maxQuery, 0, "This is too long to search for: only the first %d characters were used.", maxQuery)
	}
	p.step()
	var groups []node
	for {
		if n := p.either(0); n != nil {
			groups = append(groups, n)
		}
		if p.token.kind == endToken {
			break
		}
		p.fail(p.token.at, p.token.length, "There is a closing bracket here without an opening one.")
		p.step()
	}
	if at := p.lexer.open; at >= 0 {
		p.fail(at, 1, "The quotation mark here is not closed yet.")
	}
	q := Query{root: allOf(groups), graded: p.graded}
	if p.problem != nil {
		return q, p.problem
	}
	return q, nil
}

// A parser makes a tree of the tokens of a query.
type parser struct {
	lexer   lexer
	token   token
	problem *Problem // the first
	graded  int
}

func (p *parser) step() { p.token = p.lexer.next() }

// fail notes what was not understood.
func (p *parser) fail(at, length int, format string, args ...any) {
	if p.problem == nil {
		p.problem = &Problem{Message: fmt.Sprintf(format, args...), At: at, Length: length}
	}
}

// either reads terms with "or" between them. What was left out stands for nothing, so
// that of "a or tag:" there remains a.
func (p *parser) either(depth int) node {
	var options []node
	for {
		if n := p.both(depth); n != nil {
			options = append(options, n)
		}
		if !p.token.is("or") {
			return anyOf(options)
		}
		p.step()
	}
}

// both reads terms that all have to hold.
func (p *parser) both(depth int) node {
	var terms []node
	for {
		switch {
		case p.token.kind == endToken, p.token.kind == closeToken, p.token.is("or"):
			return allOf(terms)
		case p.token.is("and"):
			p.step()
			continue
		}
		if n := p.one(depth); n != nil {
			terms = append(terms, n)
		}
	}
}

// one reads a term, a group, or either with a minus before it.
func (p *parser) one(depth int) node {
	minus := false
	for p.token.kind == minusToken {
		minus = !minus
		p.step()
	}
	var n node
	switch p.token.kind {
	case openToken:
		n = p.group(depth + 1)
	case wordToken:
		n = p.term(p.token)
		p.step()
	default:
		return nil
	}
	if minus && n != nil {
		return noneOf(n)
	}
	return n
}

func (p *parser) group(depth int) node {
	open := p.token
	p.step()
	if depth > maxNesting {
		p.fail(open.at, 1, "There are too many brackets within one another here.")
		for p.token.kind != endToken {
			p.step()
		}
		return nil
	}
	n := p.either(depth)
	if p.token.kind == closeToken {
		p.step()
	} else {
		p.fail(open.at, 1, "The bracket here is not closed yet.")
	}
	return n
}

// term makes a node of a word.
func (p *parser) term(t token) node {
	key, value, ok := t.cut()
	if !ok {
		return p.words(t.text)
	}
	read, known := keys[key]
	switch {
	case known:
		if len(value) == 0 {
			p.fail(t.at, t.length, "What is to come after “%s:” is missing.", key)
			return nil
		}
		n, err := read(p, value)
		if err != "" {
			p.fail(t.at, t.length, "%s", err)
			return nil
		}
		return n
	case !t.quoted && isName(key) && len(value) > 0 && !strings.HasPrefix(plainText(value), "//"):
		p.fail(t.at, t.length, "“%s:” is nothing to search by, so it was looked for as a text; quotation marks around it say that it is one.", key)
	}
	return p.words(t.text)
}

// words makes a node of a text to be looked for.
func (p *parser) words(text []char) node {
	pattern := newPattern(text)
	if len(pattern.parts) == 1 && pattern.parts[0] == "" {
		return nil // such as an accent alone
	}
	return textTerm{pattern: pattern}
}

// isName reports whether a key looks like the name of one.
func isName(key string) bool {
	for _, r := range key {
		if r < 'a' || r > 'z' {
			return false
		}
	}
	return len(key) > 1
}
