package deck

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// A Severity says how bad a fault is.
type Severity uint8

// The severities. A deck with warnings only can be published; an error means that
// something the author wrote cannot be used as it stands.
const (
	Warning Severity = iota
	Error
)

// String returns the word that stands in a fault's line.
func (s Severity) String() string {
	if s == Error {
		return "error"
	}
	return "warning"
}

// A Fault is something in a deck that its author should mend.
type Fault struct {
	Pos      Pos
	Severity Severity
	Rule     string // the rule that found it, such as "duplicate-id"
	Line     string // the line it stands in, made safe to print; "" if there is none
	Message  string // what is wrong
	Fix      string // what to do
	Edits    []Edit // does it; none where only the author can
}

// An Edit replaces the text between two places of a file, the second of which is not
// part of it. Edits of one fault do not overlap and come in order.
type Edit struct {
	From, To Pos
	Text     string
}

// Brief returns the fault in one line, with what to do after the message:
//
//	file:line:column: severity: message; fix [rule]
func (f Fault) Brief() string {
	s := fmt.Sprintf("%s: %s: %s", f.Pos, f.Severity, f.Message)
	if f.Fix != "" {
		s += "; " + f.Fix
	}
	return s + " [" + f.Rule + "]"
}

// String returns the fault as a paragraph: its place and message, then the
// offending line, then what to do, the last two indented by four spaces.
func (f Fault) String() string {
	s := fmt.Sprintf("%s: %s: %s [%s]", f.Pos, f.Severity, f.Message, f.Rule)
	if f.Line != "" {
		s += "\n    " + f.Line
	}
	if f.Fix != "" {
		s += "\n    " + f.Fix
	}
	return s
}

// String returns the position as file:line:column, leaving out what is unknown.
func (p Pos) String() string {
	switch {
	case p.Line == 0:
		return printable(p.File)
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", printable(p.File), p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", printable(p.File), p.Line, p.Column)
}

// SortFaults brings faults of a deck into the order in which an author reads: files as
// the deck orders them, then lines, then columns. Faults of one place keep their order.
func SortFaults(d *Deck, faults []Fault) {
	order := make(map[string]int, len(d.Files))
	for i, name := range d.Files {
		order[name] = i
	}
	place := func(name string) int {
		if i, ok := order[name]; ok {
			return i
		}
		return len(order) // a model's file
	}
	slices.SortStableFunc(faults, func(a, b Fault) int {
		return cmp.Or(
			cmp.Compare(place(a.Pos.File), place(b.Pos.File)),
			strings.Compare(a.Pos.File, b.Pos.File),
			cmp.Compare(a.Pos.Line, b.Pos.Line),
			cmp.Compare(a.Pos.Column, b.Pos.Column),
		)
	})
}

// printable returns s without characters that could move a terminal's cursor,
// reverse the direction of text or break the line: a deck may come from a stranger.
func printable(s string) string {
	if strings.IndexFunc(s, unprintable) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r == '\t' {
			return ' '
		}
		if unprintable(r) {
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// unprintable reports whether r is a control or format character. The joiners that
// some scripts and emoji need are format characters too, and stay.
func unprintable(r rune) bool {
	const nonJoiner, joiner = '\u200c', '\u200d'
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) && r != nonJoiner && r != joiner
}
