package search

import "unicode"

// A token is a piece of a query.
type token struct {
	kind   tokenKind
	text   []char // of a word
	quoted bool   // the word stood in quotation marks from its beginning to its end
	at     int    // in runes
	length int
}

type tokenKind uint8

const (
	wordToken tokenKind = iota
	openToken
	closeToken
	minusToken
	endToken
)

// A lexer cuts a query into tokens.
type lexer struct {
	query []rune
	at    int
	open  int // where a quotation mark stands that was never closed, -1 for none
}

func (l *lexer) next() token {
	for l.at < len(l.query) && (unicode.IsSpace(l.query[l.at]) || l.lone()) {
		l.at++
	}
	if l.at >= len(l.query) {
		return token{kind: endToken, at: l.at}
	}
	sign := func(kind tokenKind) token {
		l.at++
		return token{kind: kind, at: l.at - 1, length: 1}
	}
	switch l.query[l.at] {
	case '(':
		return sign(openToken)
	case ')':
		return sign(closeToken)
	case '-':
		return sign(minusToken)
	}
	return l.word()
}

// lone reports whether a minus stands here that takes nothing away, as a dash in a text.
func (l *lexer) lone() bool {
	return l.query[l.at] == '-' && (l.at+1 == len(l.query) || unicode.IsSpace(l.query[l.at+1]))
}

// word reads up to the next space. Within quotation marks spaces are part of the word,
// and so are brackets that were opened in it.
func (l *lexer) word() token {
	t := token{at: l.at, quoted: isQuote(l.query[l.at])}
	quote, closed, depth := -1, false, 0
	for ; l.at < len(l.query); l.at++ {
		r := l.query[l.at]
		switch {
		case r == '\\' && l.at+1 < len(l.query):
			l.at++
			t.text = append(t.text, char{l.query[l.at], true})
		case isQuote(r) && quote >= 0:
			quote, closed = -1, true
			continue
		case isQuote(r):
			quote = l.at
			t.quoted = t.quoted && !closed
			continue
		case quote >= 0:
			t.text = append(t.text, char{r, false})
		case unicode.IsSpace(r), r == ')' && depth == 0:
			t.length = l.at - t.at
			return t
		default:
			if r == '(' {
				depth++
			} else if r == ')' && depth > 0 {
				depth--
			}
			t.text = append(t.text, char{r, false})
		}
		t.quoted = t.quoted && quote >= 0
	}
	if quote >= 0 {
		l.open = quote
	}
	t.length = l.at - t.at
	return t
}

// isQuote reports whether r opens or closes a phrase. Keyboards and phones that mean well
// make the round ones of what was typed.
func isQuote(r rune) bool { return r == '"' || r == '“' || r == '”' || r == '„' }

// is reports whether the token is a word that was typed like this, in any case.
func (t token) is(word string) bool {
	if t.kind != wordToken || t.quoted || len(t.text) != len(word) {
		return false
	}
	for i, c := range t.text {
		if c.escaped || unicode.ToLower(c.r) != rune(word[i]) {
			return false
		}
	}
	return true
}

// cut parts a word at its first colon. It has no key if there is none.
func (t token) cut() (key string, value []char, ok bool) {
	for i, c := range t.text {
		if c.escaped {
			return "", nil, false
		}
		if c.r == ':' {
			return key, t.text[i+1:], i > 0
		}
		key += string(unicode.ToLower(c.r))
	}
	return "", nil, false
}

// plainText is what was typed, without what escapes.
func plainText(text []char) string {
	runes := make([]rune, len(text))
	for i, c := range text {
		runes[i] = c.r
	}
	return string(runes)
}
