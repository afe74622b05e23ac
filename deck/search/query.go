package search

import "strings"

// A Query is what somebody looks for. The zero Query means every card.
type Query struct {
	words []string
}

// A Problem says what of a query was not understood.
type Problem struct {
	Message string // a sentence
	At      int    // where it stands in the query, in runes
	Length  int    // of what was not understood, in runes
}

// Error returns the message.
func (p *Problem) Error() string { return p.Message }

// Parse reads a query. The error is a *[Problem]; the query that comes with it leaves
// out what was not understood, so that there is something to be found while one types.
func Parse(query string) (Query, error) {
	return Query{words: strings.Fields(strings.ToLower(query))}, nil
}

// Empty reports whether the query means every card.
func (q Query) Empty() bool { return len(q.words) == 0 }

// Graded returns how many days back the query asks for answers of one grade, 0 when it
// does not. Only then does [Facts.GradedAgo] have to be filled.
func (q Query) Graded() int { return 0 }
