package table

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// tags are those of HTML that stand in cards.
var htmlTags = regexp.MustCompile(`(?i)</?(a|b|blockquote|br|code|div|em|font|h[1-6]|hr|i|img|li|ol|p|pre|s|span|strong|sub|sup|table|td|tr|u|ul)(\s[^<>]*)?/?>|&(nbsp|amp|lt|gt|quot|#\d+);`)

// looksHTML guesses whether cells are HTML.
func looksHTML(rows [][]string) bool {
	const some = 1000
	for _, row := range rows[:min(len(rows), some)] {
		for _, cell := range row {
			if strings.ContainsAny(cell, "<&") && htmlTags.MatchString(cell) {
				return true
			}
		}
	}
	return false
}

// idName is what the column of ids is called in tables that [Write] writes. By it they are
// known to hold notes in the form of this package, in cells of Markdown or of HTML.
const (
	idName     = "Touchpoint id"
	idNameHTML = "Touchpoint id (HTML)" // without a comma, over which spreadsheets stumble in a line that begins with #
)

// roleNames are what columns are called, in small letters.
var roleNames = map[Role][]string{
	Front:       {"front", "question", "term", "word", "prompt", "text", "q", "frage", "vorderseite", "begriff", "spørgsmål", "forside", "pregunta", "recto"},
	Back:        {"back", "answer", "definition", "meaning", "translation", "a", "antwort", "rückseite", "bedeutung", "svar", "bagside", "respuesta", "verso"},
	Tags:        {"tags", "tag", "labels", "schlagwörter", "etiketter"},
	Section:     {"section", "chapter", "topic", "deck", "lesson", "unit", "kapitel", "thema", "emne"},
	Kind:        {"kind", "type", "notetype", "note type", "card type"},
	ID:          {strings.ToLower(idName), strings.ToLower(idNameHTML), "id", "guid", "key"},
	Explanation: {"explanation", "why", "note", "notes", "comment", "remark", "erklärung", "begründung", "forklaring", "back extra"},
	Sources:     {"sources", "source", "citations"},
	Attributes:  {"attributes"},
}

// roleNamed returns the role of a column by its name.
func roleNamed(name string) (Role, bool) {
	name = strings.ToLower(strings.TrimSpace(name))
	for _, r := range allRoles {
		if slices.Contains(roleNames[r], name) {
			return r, true
		}
	}
	return "", false
}

// allRoles are the roles that a column can be named after.
var allRoles = []Role{Front, Back, Tags, Section, Kind, ID, Explanation, Sources, Attributes}

// looksNamed guesses whether the first row names the columns: two of them at least are
// called as columns are, or the only one.
func looksNamed(rows [][]string) bool {
	named := 0
	for _, cell := range rows[0] {
		if _, ok := roleNamed(cell); ok {
			named++
		}
	}
	return named >= min(len(rows[0]), 2) && len(rows) > 1
}

// guessRoles guesses what the columns are.
func (s *Sheet) guessRoles(h headers) {
	s.Roles = make([]Role, len(s.Names))
	taken := make(map[Role]bool)
	give := func(i int, r Role) {
		if i < len(s.Roles) && s.Roles[i] == "" && !taken[r] {
			s.Roles[i], taken[r] = r, true
		}
	}
	s.decks = false
	for i, r := range h.roles {
		give(i, r)
		s.decks = s.decks || r == Section
	}
	for i, name := range s.Names {
		if r, ok := roleNamed(name); ok {
			give(i, r)
			s.decks = s.decks || strings.EqualFold(strings.TrimSpace(name), "deck")
		}
	}
	if last := len(s.Roles) - 1; last >= 2 && s.Roles[last] == "" && s.likeTags(last) {
		give(last, Tags)
	}
	for i := range s.Roles {
		for _, r := range []Role{Front, Back} {
			give(i, r)
		}
		if s.Roles[i] == "" {
			s.Roles[i] = Extra
		}
	}
	if !taken[Back] && !s.gaps() {
		s.warn("There is only one column with text, so there are no answers. See whether the character between the cells is right.")
	}
}

// likeTags guesses whether a column holds tags: words that come again, without the marks
// of a sentence.
func (s *Sheet) likeTags(column int) bool {
	return likeTags(s.Rows, func(i int) string { return s.Rows[i][column] })
}

func likeTags(rows [][]string, of func(row int) string) bool {
	const (
		some    = 1000
		longest = 40 // characters of a word
	)
	different := make(map[string]bool)
	cells := 0
	nested := false
	for i := range rows[:min(len(rows), some)] {
		cell := strings.TrimSpace(of(i))
		if cell == "" {
			continue
		}
		cells++
		for _, word := range strings.Fields(cell) {
			if utf8.RuneCountInString(word) > longest || strings.ContainsAny(word, "<>?!;()") || strings.HasSuffix(word, ".") || strings.HasSuffix(word, ",") {
				return false
			}
			nested = nested || strings.Contains(word, "::")
			different[word] = true
		}
	}
	return cells > 0 && (nested || 2*len(different) <= cells)
}

// alignTags moves the tags of shorter rows into the last column. Notes of several types
// have different numbers of fields, and Anki writes the tags behind the last of each.
func alignTags(rows [][]string, lengths []int) {
	wide, least := slices.Max(lengths), slices.Min(lengths)
	const fewest = 3 // question, answer, tags
	if wide == least || least < fewest || wide > len(rows[0]) || !likeTags(rows, func(i int) string { return rows[i][lengths[i]-1] }) {
		return
	}
	for i, row := range rows {
		if last := lengths[i] - 1; last < wide-1 {
			row[wide-1], row[last] = row[last], ""
		}
	}
}

// gaps reports whether the column of questions holds texts with gaps.
func (s *Sheet) gaps() bool {
	i := slices.Index(s.Roles, Front)
	return i >= 0 && slices.ContainsFunc(s.Rows, func(row []string) bool { return hasGap(row[i]) })
}

// ankiGap matches the beginning of a gap as Anki writes it.
var ankiGap = regexp.MustCompile(`\{\{c[\d,]+::`)

func hasGap(cell string) bool { return strings.Contains(cell, "{{c") && ankiGap.MatchString(cell) }
