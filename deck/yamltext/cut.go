package yamltext

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// An Insertion is text to put in at a place, which mends a [Problem].
type Insertion struct {
	Line, Column int // as in a Problem
	Text         string
}

// A place is where a token begins.
type place struct{ line, column int }

func placeOf(t *token.Token) place { return place{t.Position.Line, t.Position.Column} }

// A cutText is a text without quotation marks that a comma in a line of {…} ends too soon:
// what follows the comma is read as names.
type cutText struct {
	text *token.Token   // what is left of it
	lost []*token.Token // what is read as names
}

// cuts finds the texts that a comma ends, by the place of each name that is read in what
// follows. It looks for a value and names behind it that have none: nobody writes these.
func cuts(tokens token.Tokens) map[place]*cutText {
	var found map[place]*cutText
	is := func(i int, kind token.Type) bool { return i < len(tokens) && tokens[i].Type == kind }
	var mapping []bool // of the brackets that are open, which are {…}
	for i, t := range tokens {
		switch t.Type {
		case token.MappingStartType, token.SequenceStartType:
			mapping = append(mapping, t.Type == token.MappingStartType)
		case token.MappingEndType, token.SequenceEndType:
			mapping = mapping[:max(0, len(mapping)-1)]
		case token.MappingValueType:
			if len(mapping) == 0 || !mapping[len(mapping)-1] || !is(i+1, token.StringType) {
				continue
			}
			cut := &cutText{text: tokens[i+1]}
			for j := i + 2; is(j, token.CollectEntryType) && is(j+1, token.StringType) && (is(j+2, token.CollectEntryType) || is(j+2, token.MappingEndType)); j += 2 {
				cut.lost = append(cut.lost, tokens[j+1])
				if found == nil {
					found = make(map[place]*cutText)
				}
				found[placeOf(tokens[j+1])] = cut
			}
		}
	}
	return found
}

// commented warns of texts that a number sign ends: behind a space it begins a comment,
// which people put a space after.
func (r *Reader) commented(tokens token.Tokens) {
	for i, t := range tokens {
		if t.Type != token.CommentType || i == 0 || strings.TrimLeft(t.Value, " \t#!") != t.Value || t.Value == "" {
			continue
		}
		before := tokens[i-1]
		if before.Type != token.StringType || before.Position.Line != t.Position.Line || before.Next == nil {
			continue
		}
		lost := "#" + strings.TrimSpace(t.Value)
		p := r.add(t.Position.Line, t.Position.Column, true, "cut-text",
			fmt.Sprintf("the text %q ends before the number sign, and %q is not read", strings.TrimSpace(before.Value), lost),
			`put all of it in "quotation marks", or a space behind the sign if it begins a comment`)
		p.quote(placeOf(before), place{t.Position.Line, t.Position.Column + utf8.RuneCountInString(lost)}, before.Value+lost)
	}
}

// Cut reports whether an entry is none, but what a comma cut off a text, and warns of that.
func (r *Reader) Cut(e *ast.MappingValueNode) bool {
	line, column := At(e.Key)
	cut := r.cuts[place{line, column}]
	if cut == nil || e.Value == nil || e.Value.Type() != ast.NullType {
		return false
	}
	if placeOf(cut.lost[0]) != (place{line, column}) { // it is told of with the first
		return true
	}
	parts := []string{cut.text.Value}
	for _, t := range cut.lost {
		parts = append(parts, t.Value)
	}
	last := cut.lost[len(cut.lost)-1]
	all := strings.Join(parts, ", ")
	p := r.add(line, column, true, "cut-text",
		fmt.Sprintf("the text %q ends at the comma, and %q is not read", cut.text.Value, strings.Join(parts[1:], ", ")),
		fmt.Sprintf(`put all of it in "quotation marks": %q`, all))
	end := placeOf(last)
	end.column += utf8.RuneCountInString(last.Value)
	p.quote(placeOf(cut.text), end, all)
	return true
}

// quote notes that quotation marks around a text mend a problem, if that is told of.
func (p *Problem) quote(from, to place, text string) {
	mark := `"`
	if strings.ContainsAny(text, `"\`) {
		mark = `'`
	}
	if strings.Contains(text, mark) || from.line != to.line || p == nil {
		return
	}
	p.Insert = []Insertion{{from.line, from.column, mark}, {to.line, to.column, mark}}
}
