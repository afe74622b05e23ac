package formula

import "strings"

// A kind says what an item is in a formula, which decides on the spaces around it.
type kind uint8

const (
	ordinary    kind = iota // a letter or sign
	number                  // digits
	binary                  // between two operands: +
	relation                // between two sides: =
	opening                 // a bracket
	closing                 // a bracket
	punctuation             // a comma
	function                // a name or sign before its operand: sin, ∑
	fraction                // a/b
	root                    // √a
	words                   // text that brings its own spaces
	blank                   // a space
	newline                 // the end of a line
)

// An item is a piece of a formula.
type item struct {
	text string
	kind kind
}

// set returns items as text.
func set(items []item) string {
	var b strings.Builder
	before := item{kind: opening} // what is set: a sign at the beginning is no binary one
	for i, it := range items {
		it = unary(before, it)
		if it.kind == blank {
			if b.Len() > 0 && before.kind != blank {
				before = it
			}
			continue
		}
		if i+1 < len(items) && sticks(items[i+1]) && (it.kind == root || it.kind == fraction && !numeric(it.text)) {
			it = item{"(" + it.text + ")", closing}
		}
		if b.Len() > 0 && spaced(before, it) {
			b.WriteByte(' ')
		}
		b.WriteString(it.text)
		before = it
	}
	return strings.TrimSpace(strings.Join(strings.Fields(b.String()), " "))
}

// unary returns a binary sign that has nothing on its left as an ordinary one.
func unary(before, it item) item {
	if it.kind == binary {
		switch before.kind {
		case binary, relation, opening, punctuation, function:
			it.kind = ordinary
		}
	}
	return it
}

// sticks reports whether an item right of a fraction or root could be taken for a part of it.
func sticks(it item) bool {
	switch it.kind {
	case ordinary, number, opening, function, fraction, root:
		return true
	}
	return false
}

// numeric reports whether a fraction is one of two numbers, which nothing is taken into.
func numeric(text string) bool {
	return strings.Trim(text, "0123456789⁄") == ""
}

// spaced reports whether a space stands between two neighbours.
func spaced(a, b item) bool {
	switch {
	case a.kind == blank || a.kind == binary || a.kind == relation || a.kind == punctuation:
		return true
	case b.kind == binary || b.kind == relation:
		return a.kind != opening
	case a.kind == function:
		return b.kind != opening && b.kind != closing && b.kind != punctuation
	case b.kind == function:
		return a.kind != opening
	case a.kind == fraction || b.kind == fraction || b.kind == root && !strings.HasPrefix(b.text, "√"):
		return a.kind != opening && b.kind != closing && b.kind != punctuation && b.kind != words
	}
	return false
}

// tight returns items as text without spaces, as it stands raised or lowered.
func tight(items []item) string {
	var b strings.Builder
	for _, it := range items {
		if it.kind != blank {
			b.WriteString(it.text)
		}
	}
	return strings.TrimSpace(b.String())
}

// one reports whether items are one thing that needs no brackets around it anywhere.
func one(items []item) bool {
	if len(items) == 1 {
		switch items[0].kind {
		case ordinary, number, root:
			return true
		case words:
			return !strings.Contains(items[0].text, " ")
		}
	}
	return bracketed(items)
}

// bracketed reports whether items stand in round brackets already.
func bracketed(items []item) bool {
	last := len(items) - 1
	if last < 1 || items[0].text != "(" || items[last].text != ")" {
		return false
	}
	depth := 0
	for i, it := range items {
		switch it.kind {
		case opening:
			depth++
		case closing:
			depth--
		}
		if depth == 0 && i < last {
			return false
		}
	}
	return true
}

// product reports whether items are factors, so that a division after them divides all.
func product(items []item) bool {
	depth := 0
	for _, it := range items {
		switch it.kind {
		case opening:
			depth++
		case closing:
			depth--
		case ordinary, number, root:
		default:
			if depth == 0 {
				return false
			}
		}
	}
	return len(items) > 0
}

// differential reports whether items are dx or ∂x, which one reads as a whole.
func differential(items []item) bool {
	return len(items) == 2 && items[1].kind == ordinary && (items[0].text == "d" || items[0].text == "∂")
}

// applied reports whether items are a function of something, as in f(x).
func applied(items []item) bool {
	return len(items) > 3 && items[0].kind == ordinary && bracketed(items[1:])
}

// divide returns a fraction.
func divide(above, below []item) item {
	if len(above) == 1 && len(below) == 1 && above[0].kind == number && below[0].kind == number {
		return item{above[0].text + "⁄" + below[0].text, fraction} // a sign that fonts make a small fraction of
	}
	a, b := set(above), set(below)
	if !product(above) && !one(above) {
		a = "(" + a + ")"
	}
	if !one(below) && !differential(below) && !applied(below) {
		b = "(" + b + ")"
	}
	return item{a + "/" + b, fraction}
}
