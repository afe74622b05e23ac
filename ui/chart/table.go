package chart

import (
	"bytes"
	"encoding/csv"
	"math"
	"strconv"
	"strings"
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
func (t table) plain() [][]string {
	head := make([]string, len(t.head))
	for i, c := range t.head {
		head[i] = c.name
		if sign := c.unit.sign(); sign != "" {
			head[i] += " (" + sign + ")"
		}
	}
	rows := [][]string{head}
	for _, row := range t.rows {
		line := make([]string, len(row))
		for i, c := range row {
			line[i] = c.plain(t.head[i].unit)
		}
		rows = append(rows, line)
	}
	return rows
}

func csvOf(d Data) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	_ = w.WriteAll(d.table().plain()) // a buffer takes everything
	return b.Bytes()
}

func textOf(d Data) string {
	head, rows := d.table().said()
	var b strings.Builder
	for _, row := range append([][]string{head}, rows...) {
		b.WriteString(strings.Join(row, "\t") + "\n")
	}
	return b.String()
}
