package table

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
)

// What a table may be.
const (
	// MaxBytes is the most that a file may have. Whoever reads one for [Read] asks for its
	// size first.
	MaxBytes = 50 << 20

	maxRows    = 200_000
	maxColumns = 100
	maxCell    = 64 << 10
)

// Read takes a file apart. What Options leave open it guesses, and says so in Warnings
// where the guess may be wrong. Headers as Anki writes them, lines of #key:value at the
// top, are honoured, also when a spreadsheet has been at the file since.
//
// The error is an [*exchange.Error]: the file is no table, or too large.
func Read(data []byte, o Options) (*Sheet, error) {
	if len(data) > MaxBytes {
		return nil, exchange.Refuse(nil, "The table is larger than %d MB. Nothing was read; make several of it.", MaxBytes>>20)
	}
	s := &Sheet{}
	text, err := s.decode(data)
	if err != nil {
		return nil, err
	}
	h, rest := readHeaders(text)
	s.Tags, s.Deck, s.Match = h.tags, h.deck, h.match
	s.Delimiter = o.Delimiter
	if s.Delimiter == 0 {
		s.Delimiter = h.delimiter
	}
	c := cutter{delimiter: s.Delimiter, rows: o.Rows}
	if o.Delimiter == 0 && !c.fits(rest) {
		c.delimiter = guessDelimiter(rest, o.Rows)
		s.Delimiter = c.delimiter
	}
	if s.Rows, err = c.cut(rest); err != nil {
		return nil, err
	}
	if c.long > 0 {
		s.warn("%s were left out, since a cell of theirs is longer than %d KB.", count(c.long, "row", "rows"), maxCell>>10)
	}
	if len(s.Rows) == 0 {
		return nil, exchange.Refuse(nil, "There are no rows in the table. Nothing was read; choose a file that a spreadsheet saved as CSV, or text with a tab between question and answer.")
	}
	s.name(h, o)
	if !slices.ContainsFunc(s.Names, func(name string) bool { return name != "" }) && len(h.roles) == 0 {
		alignTags(s.Rows, c.lengths)
	}
	html := slices.Contains(s.Names, idNameHTML)
	s.ours = html || slices.Contains(s.Names, idName)
	switch {
	case o.HTML != nil:
		s.HTML = *o.HTML
	case s.ours:
		s.HTML = html
	case h.html == unsaid:
		s.HTML = looksHTML(s.Rows)
	default:
		s.HTML = h.html == yes
	}
	s.guessRoles(h)
	return s, nil
}

// decode makes text of bytes.
func (s *Sheet) decode(data []byte) (string, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		text, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(data)
		if err != nil {
			return "", exchange.Refuse(err, "The table is not text that can be read. Nothing was taken in; save it as CSV in UTF-8.")
		}
		data = text
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return "", exchange.Refuse(nil, "This is a spreadsheet or a package, not a table of text. Nothing was read; save the spreadsheet as CSV, and import that.")
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if bytes.IndexByte(data, 0) >= 0 {
		return "", exchange.Refuse(nil, "This is not a table of text. Nothing was read; choose a file that a spreadsheet saved as CSV.")
	}
	if !utf8.Valid(data) {
		text, err := charmap.Windows1252.NewDecoder().Bytes(data)
		if err != nil {
			return "", exchange.Refuse(err, "The table is not text that can be read. Nothing was taken in; save it as CSV in UTF-8.")
		}
		data = text
		s.warn("The file is not in UTF-8; it was read as Windows text (Windows-1252). Look whether letters with accents are right.")
	}
	return strings.ReplaceAll(strings.ReplaceAll(string(data), "\r\n", "\n"), "\r", "\n"), nil
}

// name finds the names of the columns, and takes the row of names off the rows.
func (s *Sheet) name(h headers, o Options) {
	columns := len(s.Rows[0])
	s.Names = make([]string, columns)
	switch {
	case len(h.columns) > 0:
		copy(s.Names, h.columns)
		if o.Header == nil || !*o.Header {
			return
		}
	case o.Header != nil && !*o.Header:
		return
	case o.Header == nil && (h.any || !looksNamed(s.Rows)):
		return
	}
	if len(s.Rows) > 1 {
		for i, name := range s.Rows[0] {
			s.Names[i] = strings.TrimSpace(name)
		}
		s.Rows = s.Rows[1:]
	}
}

// count says how many there are of something.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return deck.Number(n) + " " + many
}
