package handout

import (
	"strconv"

	"touchpoint/deck"
	"touchpoint/deck/exchange/paper"
	"touchpoint/deck/model"
)

// How cards stand on a sheet, and the room within one.
const (
	cardColumns = 2
	cardRows    = 4
	cardPad     = 14.0
	cardHead    = 16.0 // for the section's title and the number
	cardLargest = 12.0
	cardLeast   = 8.0
)

// A face is what stands on one side of a card that is cut out.
type face struct {
	title, number string
	body          slab
}

// cards sets cards to cut out, eight a sheet. The page behind each holds their backs,
// left and right changed, so that they meet when the sheet is turned over its long edge.
func (c *composer) cards() error {
	c.sheet.side, c.sheet.top, c.sheet.bottom = 30, 30, 58
	var fronts, backs []face
	if err := c.each(func(section string, n *deck.Note) {
		f, b := c.card(section, n)
		fronts, backs = append(fronts, f...), append(backs, b...)
	}); err != nil {
		return err
	}
	const many = cardColumns * cardRows
	for i := 0; i < len(fronts); i += many {
		end := min(i+many, len(fronts))
		front, back := c.cardSheet(fronts[i:end], false), c.cardSheet(backs[i:end], true)
		for k := i; k < end; k++ {
			if k == 0 || fronts[k].title != fronts[k-1].title {
				front.Parts = append(front.Parts, paper.Part{Title: fronts[k].title})
			}
		}
		c.pages = append(c.pages, front, back)
	}
	c.sheet = sheetOf(c.o.Paper)
	c.sourcePages()
	return nil
}

// cell is the size of a card.
func (c *composer) cell() (width, height float64) {
	w, h := c.sheet.room()
	return w / cardColumns, h / cardRows
}

// card sets a note as a card. What does not fit in small letters goes on with a second
// card, and a third: nothing is left out.
func (c *composer) card(title string, n *deck.Note) (fronts, backs []face) {
	q, a := question(n), answer(n)
	asked := c.cardSide(func(s *setter) {
		s.blank = true
		s.side(q)
	})
	said := c.cardSide(func(s *setter) {
		s.side(a)
		c.rest(s, n)
	})
	count := max(len(asked), len(said))
	for i := range count {
		number := strconv.Itoa(c.number)
		if count > 1 {
			number += " (" + strconv.Itoa(i+1) + " of " + strconv.Itoa(count) + ")"
		}
		front, back := face{title: title, number: number}, face{title: title, number: number}
		if len(asked) > 0 { // a second card asks the same again
			front.body = asked[min(i, len(asked)-1)]
		}
		if i < len(said) {
			back.body = said[i]
		}
		fronts, backs = append(fronts, front), append(backs, back)
	}
	return fronts, backs
}

// cardSide sets one side of a card in the largest letters that fit, or on several cards if
// even the smallest do not.
func (c *composer) cardSide(set func(*setter)) []slab {
	width, high := c.cell()
	width, high = width-2*cardPad, high-2*cardPad-cardHead
	at := func(size float64) []slab {
		s := c.setter(width, size)
		s.high, s.picture = high, high*0.72
		set(s)
		return trimmed(s.out)
	}
	// The height grows with the square of the size, about: two tries mostly do.
	for size := cardLargest; size >= cardLeast; size-- {
		slabs := at(size)
		tall := height(slabs)
		if tall <= high {
			return []slab{stacked(slabs)}
		}
		for size > cardLeast+1 && tall*(size-1)*(size-1) > high*size*size*1.3 {
			tall, size = tall*(size-1)*(size-1)/size/size, size-1
		}
	}
	fewest := dealt(at(cardLeast), high)
	for size := cardLeast + 3; size > cardLeast; size-- { // as large as so many cards allow
		if parts := dealt(at(size), high); len(parts) <= len(fewest) {
			return parts
		}
	}
	return fewest
}

// dealt spreads slabs over as many cards as they need.
func dealt(slabs []slab, high float64) []slab {
	var parts []slab
	for len(slabs) > 0 {
		var part []slab
		part, slabs = cut(slabs, high)
		parts = append(parts, stacked(part))
	}
	return parts
}

// cardSheet is a page of cards, or of their backs.
func (c *composer) cardSheet(list []face, back bool) paper.Page {
	width, high := c.cell()
	page := paper.Page{Width: c.sheet.width, Height: c.sheet.height}
	for i, f := range list {
		column, row := i%cardColumns, i/cardColumns
		if back {
			column = cardColumns - 1 - column
		}
		x, y := c.sheet.side+float64(column)*width, c.sheet.top+float64(row)*high
		page.Marks = append(page.Marks, cardHeadMarks(f, back, x+cardPad, y+cardPad, width-2*cardPad)...)
		page.Marks = append(page.Marks, moved(f.body.marks, x+cardPad, y+cardPad+cardHead)...)
	}
	page.Marks = append(page.Marks, c.crops()...)
	return page
}

// cardHeadMarks are the small line at the top of a card.
func cardHeadMarks(f face, back bool, x, y, width float64) []paper.Mark {
	const size = 7.5
	mark := func(text string, at float64, a paper.Align) paper.Mark {
		return paper.Mark{
			Kind: paper.Text, Text: text, Size: size, Fill: paper.Light.Muted, Align: a,
			Points: []model.Point{{X: at, Y: y + size}},
		}
	}
	title := f.title
	if back {
		title = "Answer"
	}
	room := width - paper.Measure(f.number, size, paper.Regular) - 12
	if n := paper.Fitting(title, size, paper.Regular, room); n < len(title) {
		title = title[:n] + "…"
	}
	return []paper.Mark{mark(title, x, paper.Start), mark(f.number, x+width, paper.End)}
}

// crops are the marks to cut along: faint lines between the cards, and short ones at the rim.
func (c *composer) crops() []paper.Mark {
	width, high := c.cell()
	left, top := c.sheet.side, c.sheet.top
	right, bottom := left+cardColumns*width, top+cardRows*high
	var marks []paper.Mark
	line := func(x0, y0, x1, y1 float64, dash ...float64) {
		marks = append(marks, paper.Mark{
			Kind: paper.Line, Points: []model.Point{{X: x0, Y: y0}, {X: x1, Y: y1}},
			Stroke: paper.Light.Muted, Width: 0.4, Dash: dash,
		})
	}
	const reach, off = 12.0, 4.0
	for i := range cardColumns + 1 {
		x := left + float64(i)*width
		line(x, top-off-reach, x, top-off)
		line(x, bottom+off, x, bottom+off+reach)
		if i > 0 && i < cardColumns {
			line(x, top, x, bottom, 1, 5)
		}
	}
	for i := range cardRows + 1 {
		y := top + float64(i)*high
		line(left-off-reach, y, left-off, y)
		line(right+off, y, right+off+reach, y)
		if i > 0 && i < cardRows {
			line(left, y, right, y, 1, 5)
		}
	}
	return marks
}
