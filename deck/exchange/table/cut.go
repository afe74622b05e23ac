package table

import (
	"slices"
	"strings"
	"unicode/utf8"

	"touchpoint/deck/exchange"
)

// A cutter cuts text into rows of cells. With quotes it follows RFC 4180, except that a
// quote which nothing closes before the next delimiter is text: much of what people paste
// begins with one.
type cutter struct {
	delimiter rune
	rows      string // what parts rows; "": line ends, and then cells may be in quotes
	most      int    // how many rows are wanted; 0: all
	long      int    // rows that were left out, as a cell is too long
	lengths   []int  // of the rows as they stand in the text
}

// cut returns the rows, all of one length, without those that are empty.
func (c *cutter) cut(text string) ([][]string, error) {
	var rows [][]string
	wide := 0
	for text != "" && (c.most == 0 || len(rows) < c.most) {
		var row []string
		if c.rows != "" {
			row, text = c.plainRow(text)
		} else {
			row, text = c.row(text)
		}
		switch {
		case !slices.ContainsFunc(row, func(cell string) bool { return strings.TrimSpace(cell) != "" }):
			continue
		case slices.ContainsFunc(row, func(cell string) bool { return len(cell) > maxCell }):
			c.long++
			continue
		case len(row) > maxColumns:
			for len(row) > maxColumns && strings.TrimSpace(row[len(row)-1]) == "" {
				row = row[:len(row)-1]
			}
			if len(row) > maxColumns {
				return nil, exchange.Refuse(nil, "The table has more than %d columns. Nothing was read; see whether the character between the cells is right.", maxColumns)
			}
		case len(rows) == maxRows:
			return nil, exchange.Refuse(nil, "The table has more than %s rows. Nothing was read; make several of it.", "200,000")
		}
		rows, c.lengths = append(rows, row), append(c.lengths, len(row))
		wide = max(wide, len(row))
	}
	for wide > 1 && empty(rows, wide-1) { // that spreadsheets leave behind
		wide--
	}
	for i, row := range rows {
		if len(row) < wide {
			row = append(row, make([]string, wide-len(row))...)
		}
		rows[i] = row[:wide:wide]
	}
	return rows, nil
}

// empty reports whether no row has anything in a column.
func empty(rows [][]string, column int) bool {
	return !slices.ContainsFunc(rows, func(row []string) bool {
		return column < len(row) && strings.TrimSpace(row[column]) != ""
	})
}

// plainRow cuts a row off a text that has no quotes.
func (c *cutter) plainRow(text string) (row []string, rest string) {
	line, rest, _ := strings.Cut(text, c.rows)
	for line != "" {
		var cell string
		var more bool
		cell, line, more = strings.Cut(line, string(c.delimiter))
		row = append(row, strings.TrimSpace(cell))
		if more && line == "" {
			row = append(row, "")
		}
		if len(row) > maxColumns {
			break
		}
	}
	return row, rest
}

// row cuts a row off a text.
func (c *cutter) row(text string) (row []string, rest string) {
	for {
		var cell string
		cell, text = c.cell(text)
		row = append(row, cell)
		next, size := utf8.DecodeRuneInString(text)
		switch {
		case text == "":
			return row, ""
		case next == '\n':
			return row, text[1:]
		}
		text = text[size:] // the delimiter
	}
}

// cell cuts a cell off a text, up to the delimiter or line end behind it.
func (c *cutter) cell(text string) (cell, rest string) {
	if strings.HasPrefix(text, `"`) {
		if cell, rest, ok := c.quoted(text[1:]); ok {
			return cell, rest
		}
	}
	i := strings.IndexFunc(text, func(r rune) bool { return r == c.delimiter || r == '\n' })
	if c.delimiter < utf8.RuneSelf {
		i = indexEither(text, byte(c.delimiter), '\n')
	}
	if i < 0 {
		return text, ""
	}
	return text[:i], text[i:]
}

func indexEither(text string, a, b byte) int {
	for i := range len(text) {
		if text[i] == a || text[i] == b {
			return i
		}
	}
	return -1
}

// quoted reads a cell in quotes, of which the first is read already. It must end before
// the delimiter or the end of a line.
func (c *cutter) quoted(text string) (cell, rest string, ok bool) {
	const most = 2 * maxCell // that is looked through, lest a hostile file take forever
	for at := 0; at < most; {
		i := strings.IndexByte(text[at:min(len(text), at+most)], '"')
		if i < 0 {
			return "", "", false
		}
		at += i + 1
		rest = text[at:]
		if strings.HasPrefix(rest, `"`) {
			at++
			continue
		}
		if next, _ := utf8.DecodeRuneInString(rest); rest == "" || next == c.delimiter || next == '\n' {
			return strings.ReplaceAll(text[:at-1], `""`, `"`), rest, true
		}
		return "", "", false
	}
	return "", "", false
}

// fits reports whether the delimiter is one that parts the cells of a text.
func (c *cutter) fits(text string) bool {
	if c.delimiter == 0 {
		return false
	}
	some := *c
	some.most = guessRows
	rows, err := some.cut(text)
	return err == nil && (len(rows) == 0 || len(rows[0]) > 1 || !slices.ContainsFunc(likely, func(r rune) bool {
		other := cutter{delimiter: r, rows: c.rows, most: guessRows}
		return other.even(text)
	}))
}

// guessRows is how many rows a guess is made of.
const guessRows = 50

// likely are the delimiters that are tried, the likeliest first.
var likely = []rune{'\t', '|', ';', ','}

// even reports whether a delimiter parts nearly all rows into equally many cells, of which
// there are several.
func (c cutter) even(text string) bool {
	c.most = guessRows
	rows := make(map[int]int)
	total := 0
	for text != "" && total < c.most {
		var row []string
		if c.rows != "" {
			row, text = c.plainRow(text)
		} else {
			row, text = c.row(text)
		}
		if len(row) > 1 || len(row) == 1 && row[0] != "" {
			rows[len(row)]++
			total++
		}
	}
	const nearly = 0.9
	for columns, n := range rows {
		if columns > 1 && float64(n) >= nearly*float64(total) {
			return true
		}
	}
	return false
}

// guessDelimiter finds the character that parts the cells of a text: the first that does
// so evenly, or else the first that is there at all.
func guessDelimiter(text, rows string) rune {
	for _, r := range likely {
		if (cutter{delimiter: r, rows: rows}).even(text) {
			return r
		}
	}
	const begin = 8 << 10
	text = text[:min(len(text), begin)]
	for _, r := range append(slices.Clone(likely), ':') {
		if strings.ContainsRune(text, r) {
			return r
		}
	}
	return '\t'
}
