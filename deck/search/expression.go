package search

import (
	"regexp"
	"regexp/syntax"
	"strings"
)

// The limits of a regular expression, which bound how long a search can take.
const (
	maxExpression = 200 // runes
	maxProgram    = 400 // instructions
)

func readExpression(_ *parser, value []char) (node, string) {
	const not = "The expression after “re:” is not one yet: "
	if len(value) > maxExpression {
		return nil, "The expression after “re:” is too long."
	}
	// The texts are folded, so letters of the expression are too; its signs are kept.
	var b strings.Builder
	b.WriteString("(?i)")
	for _, c := range value {
		switch {
		case c.escaped && isQuote(c.r):
			b.WriteRune(c.r)
		case c.escaped:
			b.WriteRune('\\')
			b.WriteRune(c.r)
		case c.r < 0x80:
			b.WriteRune(c.r)
		default:
			b.WriteString(foldPart(string(c.r)))
		}
	}
	tree, err := syntax.Parse(b.String(), syntax.Perl)
	if err != nil {
		return nil, not + wrong(err)
	}
	tree = tree.Simplify()
	program, err := syntax.Compile(tree)
	if err != nil {
		return nil, not + wrong(err)
	}
	if len(program.Inst) > maxProgram {
		return nil, "The expression after “re:” is too large to look for."
	}
	re, err := regexp.Compile(b.String())
	if err != nil {
		return nil, not + wrong(err)
	}
	if words := spellings(tree); words != nil {
		var either []node
		for _, word := range words {
			either = append(either, textTerm{pattern{[]string{word}}})
		}
		return anyOf(either), ""
	}
	return expressionTerm{re.MatchString, required(tree)}, ""
}

// wrong says what is wrong with an expression.
func wrong(err error) string {
	text := strings.TrimPrefix(err.Error(), "error parsing regexp: ")
	if text, _, _ = strings.Cut(text, ": `"); text == "" {
		return "something is missing."
	}
	return text + "."
}

// required returns texts that everything that an expression matches has.
func required(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		return []string{foldPart(string(re.Rune))} // the texts have no other form of it
	case syntax.OpCapture, syntax.OpPlus:
		return required(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return required(re.Sub[0])
		}
	case syntax.OpConcat:
		var list []string
		for _, sub := range re.Sub {
			list = append(list, required(sub)...)
		}
		return list
	}
	return nil
}

// mostSpellings is how many texts an expression may stand for to be looked for as these.
const mostSpellings = 16

// spellings returns the texts that an expression stands for, nil where there are many or
// where it says more than that. They are found much quicker than the expression.
func spellings(re *syntax.Regexp) []string {
	var list []string
	switch re.Op {
	case syntax.OpEmptyMatch:
		list = []string{""}
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase == 0 && strings.ToLower(string(re.Rune)) != string(re.Rune) {
			return nil // the texts have no capitals, and it wants one
		}
		list = []string{foldPart(string(re.Rune))}
	case syntax.OpCapture:
		return spellings(re.Sub[0])
	case syntax.OpQuest:
		sub := spellings(re.Sub[0])
		if sub == nil {
			return nil
		}
		list = append([]string{""}, sub...)
	case syntax.OpConcat:
		list = []string{""}
		for _, sub := range re.Sub {
			list = crossed(list, spellings(sub))
		}
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			more := spellings(sub)
			if more == nil {
				return nil
			}
			list = append(list, more...)
		}
	}
	if len(list) > mostSpellings {
		return nil
	}
	return list
}

// crossed returns every text of one list followed by every one of another.
func crossed(a, b []string) []string {
	if len(a)*len(b) > mostSpellings {
		return nil
	}
	var list []string
	for _, x := range a {
		for _, y := range b {
			list = append(list, x+y)
		}
	}
	return list
}
