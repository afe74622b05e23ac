package main

import (
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/width"
)

// A table is rows of text in columns that stand below one another. The first row is the
// head.
type table struct {
	rows    [][]string
	numbers bool // every column but the first holds numbers, and stands to the right
	widest  int  // no cell but the last is wider; 0 for no limit
	width   int  // of a line, 0 for no limit
}

func (t table) write(out io.Writer, k ink) {
	widths := t.widths()
	for i, row := range t.rows {
		line := t.line(row, widths)
		if i == 0 {
			line = k.strong(line)
		}
		fmt.Fprintln(out, line)
	}
}

func (t table) widths() []int {
	var widths []int
	for _, row := range t.rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			w := columns(cell)
			if t.widest > 0 && (i < len(row)-1 || t.numbers) {
				w = min(w, t.widest)
			}
			widths[i] = max(widths[i], w)
		}
	}
	return widths
}

func (t table) line(row []string, widths []int) string {
	const gap = 2
	var b strings.Builder
	at := 0
	for i, cell := range row {
		room := widths[i]
		if i == len(row)-1 && t.width > 0 {
			room = max(min(room, t.width-at), 10)
		}
		cell = shortened(cell, room)
		pad := strings.Repeat(" ", max(0, room-columns(cell)))
		if t.numbers && i > 0 {
			b.WriteString(pad + cell)
		} else {
			b.WriteString(cell + pad)
		}
		b.WriteString(strings.Repeat(" ", gap))
		at += room + gap
	}
	return strings.TrimRight(b.String(), " ")
}

// columns is how wide a terminal shows a text: characters of East Asia are two wide.
func columns(text string) int {
	n := 0
	for _, r := range text {
		n += columnsOf(r)
	}
	return n
}

func columnsOf(r rune) int {
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// shortened cuts a text that is wider than a number of columns, and says so by an
// ellipsis.
func shortened(text string, room int) string {
	if columns(text) <= room {
		return text
	}
	at := 0
	for i, r := range text {
		if at+columnsOf(r) > room-1 {
			return strings.TrimRight(text[:i], " ") + "…"
		}
		at += columnsOf(r)
	}
	return text
}
