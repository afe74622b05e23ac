package chart

import (
	"bytes"
	"encoding/csv"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A table is the figures of a chart: what people read and what a spreadsheet takes are
// made of the same cells.
type table struct {
	head []heading
	rows [][]cell
}

// A heading of a table has a name and the unit of its numbers.
type heading struct {
	name string
	unit Unit
}

// A cell is a text, or a number.
type cell struct {
	text  string
	value float64
}

func word(text string) cell { return cell{text: text, value: math.NaN()} }

func figure(value float64) cell { return cell{value: value} }

// said is a cell as people say it; nothing where there is no number.
func (c cell) said(u Unit) string {
	if c.text != "" || math.IsNaN(c.value) || math.IsInf(c.value, 0) {
		return c.text
	}
	return u.Text(c.value)
}

// plain is a cell as a spreadsheet takes it.
func (c cell) plain(u Unit) string {
	if c.text != "" || math.IsNaN(c.value) || math.IsInf(c.value, 0) {
		return c.text
	}
	value := c.value
	if u == Share {
		value *= 100
	}
	return strconv.FormatFloat(math.Round(value*1e4)/1e4, 'f', -1, 64)
}

// said returns the table as people say it.
func (t table) said() (head []string, rows [][]string) {
	for _, c := range t.head {
		head = append(head, c.name)
	}
	for _, row := range t.rows {
		line := make([]string, len(row))
		for i, c := range row {
			line[i] = c.said(t.head[i].unit)
		}
		rows = append(rows, line)
	}
	return head, rows
}

// plain returns the table for a spreadsheet, with the units in its head.
func (t table) plain() (head []string, rows [][]string) {
	head = make([]string, len(t.head))
	for i, c := range t.head {
		head[i] = c.name
		if sign := c.unit.sign(); sign != "" {
			head[i] += " (" + sign + ")"
		}
	}
	for _, row := range t.rows {
		line := make([]string, len(row))
		for i, c := range row {
			line[i] = c.plain(t.head[i].unit)
		}
		rows = append(rows, line)
	}
	return head, rows
}

// CSV returns a table as comma-separated values. A text that a spreadsheet would run as a
// formula is marked as a text: whoever wrote a card must not get to work there.
func CSV(head []string, rows [][]string) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	for _, row := range harmless(head, rows) {
		_ = w.Write(row) // a buffer takes everything
	}
	w.Flush()
	return b.Bytes()
}

// Text returns a table with tabs between its cells, as a spreadsheet takes it from the
// clipboard. Formulas are marked as in [CSV].
func Text(head []string, rows [][]string) string {
	var b strings.Builder
	for _, row := range harmless(head, rows) {
		b.WriteString(strings.Join(row, "\t") + "\n")
	}
	return b.String()
}

// breaks are what would part a cell in two when it is pasted.
var breaks = strings.NewReplacer("\t", " ", "\r\n", " ", "\r", " ", "\n", " ")

// harmless lists the lines of a table, every cell in one line and none a formula.
func harmless(head []string, rows [][]string) [][]string {
	list := make([][]string, 0, len(rows)+1)
	for _, row := range append([][]string{head}, rows...) {
		line := make([]string, len(row))
		for i, text := range row {
			text = breaks.Replace(text)
			if runs(text) {
				text = "'" + text
			}
			line[i] = text
		}
		list = append(list, line)
	}
	return list
}

// runs reports whether a spreadsheet may take a text for a formula. Some trim it first, and
// some take the wide signs of Chinese and Japanese type for the usual ones.
func runs(text string) bool {
	text = strings.TrimSpace(text)
	if first, _ := utf8.DecodeRuneInString(text); !strings.ContainsRune("=+-@＝＋－＠", first) || text == "" {
		return false
	}
	_, err := strconv.ParseFloat(text, 64)
	return err != nil // a number below 0 is a number
}
