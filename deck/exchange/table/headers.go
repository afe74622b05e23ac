package table

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// headers is what the lines of #key:value at the top of a file say, and, in the form that
// Anki wrote long ago, a first line "tags: a b".
type headers struct {
	any       bool
	delimiter rune // 0: nothing says
	html      answer
	tags      []string
	deck      string
	match     Match // "": nothing says
	columns   []string
	roles     map[int]Role // by column, counted from 0
}

// An answer to a question that may not have been asked.
type answer uint8

const (
	unsaid answer = iota
	yes
	no
)

// delimiterNames are what headers call delimiters.
var delimiterNames = map[string]rune{
	"comma": ',', "semicolon": ';', "tab": '\t', "space": ' ', "pipe": '|', "colon": ':', `\t`: '\t',
}

// matches are what headers call what becomes of notes that are there already.
var matches = map[string]Match{"update current": UpdateThere, "keep current": KeepThere, "keep both": KeepBoth}

// readHeaders reads the lines at the top of a text and returns what follows them.
func readHeaders(text string) (h headers, rest string) {
	h.roles = make(map[int]Role)
	if first, after, _ := strings.Cut(text, "\n"); strings.HasPrefix(strings.ToLower(first), "tags:") {
		h.any, h.tags = true, strings.Fields(first[len("tags:"):])
		return h, after
	}
	rest = text
	for {
		line, after, more := strings.Cut(rest, "\n")
		// A spreadsheet may put a cell into quotes.
		bare := strings.TrimPrefix(line, `"`)
		if !strings.HasPrefix(bare, "#") {
			return h, rest
		}
		behind := ""
		if bare != line {
			bare, behind = unquote(bare)
		}
		h.line(bare, behind)
		if rest = after; !more {
			return h, ""
		}
	}
}

// unquote parts what is in quotes, of which the first is read already, from what follows.
func unquote(text string) (cell, behind string) {
	for i := 0; i < len(text); i++ {
		if text[i] != '"' {
			continue
		}
		if strings.HasPrefix(text[i+1:], `"`) {
			i++
			continue
		}
		return strings.ReplaceAll(text[:i], `""`, `"`), text[i+1:]
	}
	return text, ""
}

// fillers are the delimiters of which a spreadsheet writes as many behind a line as there
// are columns.
const fillers = ",;\t|"

// line reads one line, and what stands behind it if that was in quotes.
func (h *headers) line(line, behind string) {
	key, value, ok := strings.Cut(line[1:], ":")
	if !ok {
		return // a comment
	}
	key = strings.ToLower(strings.TrimSpace(key))
	raw := value
	if value = strings.TrimSpace(value); key != "separator" && key != "columns" {
		value = strings.TrimSpace(strings.TrimRight(value, fillers))
	}
	switch key {
	case "separator":
		h.delimiter = delimiterOf(raw)
		if r := fillerOf(raw, behind); r != 0 {
			h.delimiter = r // the spreadsheet that was at the file since has parted cells by it
		}
	case "html":
		h.html = no
		if strings.EqualFold(value, "true") {
			h.html = yes
		}
	case "tags":
		h.tags = strings.Fields(value)
	case "deck":
		h.deck = value
	case "columns":
		h.readColumns(raw + behind)
	case "guid column":
		h.role(value, ID)
	case "notetype column":
		h.role(value, Kind)
	case "deck column":
		h.role(value, Section)
	case "tags column":
		h.role(value, Tags)
	case "if matches":
		h.match = matches[strings.ToLower(strings.Join(strings.Fields(value), " "))]
	case "notetype", "match scope":
	default:
		return // a comment
	}
	h.any = true
}

// delimiterOf reads the name of a delimiter, or the delimiter itself.
func delimiterOf(value string) rune {
	name := strings.ToLower(strings.TrimSpace(value))
	if r, known := delimiterNames[strings.TrimRight(name, fillers)]; known {
		return r
	}
	if value = strings.TrimPrefix(value, " "); value == "" {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(value)
	if r == utf8.RuneError || r == '"' || r == '#' {
		return 0
	}
	return r
}

// fillerOf returns the delimiter that a spreadsheet wrote behind the name of one, 0 if none
// did.
func fillerOf(value, behind string) rune {
	if behind == "" {
		value = strings.TrimRight(value, " ")
		name := strings.TrimRight(value, fillers)
		if strings.TrimSpace(name) == "" {
			return 0 // it is the delimiter itself
		}
		behind = value[len(name):]
	}
	r, _ := utf8.DecodeRuneInString(behind)
	if behind == "" || !strings.ContainsRune(fillers, r) {
		return 0
	}
	return r
}

func (h *headers) readColumns(value string) {
	delimiter := h.delimiter
	if delimiter == 0 || !strings.ContainsRune(value, delimiter) {
		delimiter = guessDelimiter(value, "")
	}
	c := cutter{delimiter: delimiter}
	if rows, err := c.cut(value); err == nil && len(rows) == 1 {
		h.columns = rows[0]
	}
}

func (h *headers) role(value string, r Role) {
	if n, err := strconv.Atoi(value); err == nil && 0 < n && n <= maxColumns {
		h.roles[n-1] = r
	}
}
