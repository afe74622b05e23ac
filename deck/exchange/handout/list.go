package handout

import (
	"slices"
	"strconv"

	"touchpoint/deck"
	"touchpoint/deck/exchange/paper"
	"touchpoint/deck/model"
)

// numberRoom is the room at the left for the numbers of notes.
const numberRoom = 26.0

// list sets the notes in their sections, with what they say beneath or beside what they
// ask, or after all of them.
func (c *composer) list() error {
	var answers []slab
	slabs, err := c.entries(func(n *deck.Note) []slab {
		switch {
		case c.o.Blank:
			asked, said := c.sheetEntry(n)
			answers = append(answers, said...)
			return asked
		case c.o.Columns == 2:
			return c.pair(n, 0.42, 14)
		}
		return c.entry(n)
	})
	if err != nil {
		return err
	}
	if !c.o.Blank {
		c.pages = c.sheet.fill(append(slabs, c.sourceList()...))
		return nil
	}
	c.pages = c.sheet.fill(slabs)
	answers = append(c.topic("Answers"), answers...)
	c.pages = append(c.pages, c.sheet.fill(append(answers, c.sourceList()...))...)
	return nil
}

// entries sets the title of the deck and then, section by section, every note.
func (c *composer) entries(set func(*deck.Note) []slab) ([]slab, error) {
	slabs := c.opening()
	last := ""
	err := c.each(func(section string, n *deck.Note) {
		if c.number == 1 || section != last {
			last = section
			slabs = append(slabs, c.topic(section)...)
		}
		slabs = append(slabs, set(n)...)
	})
	return slabs, err
}

// asked sets the question of a note.
func (c *composer) asked(n *deck.Note, width, size float64) []slab {
	s := c.setter(width, size)
	s.blank = true
	s.side(question(n))
	return trimmed(s.out)
}

// said sets the answer of a note, and what follows it.
func (c *composer) said(n *deck.Note, width, size float64) []slab {
	s := c.setter(width, size)
	s.side(answer(n))
	c.rest(s, n)
	return trimmed(s.out)
}

// numbered writes the number of the present note left of slabs, and sets them on its right.
func (c *composer) numbered(slabs []slab) []slab {
	for i := range slabs {
		slabs[i].marks = moved(slabs[i].marks, numberRoom, 0)
	}
	if len(slabs) > 0 {
		slabs[0].marks = slices.Insert(slabs[0].marks, 0, paper.Mark{
			Kind: paper.Text, Text: strconv.Itoa(c.number), Size: noteSize, Fill: paper.Light.Muted,
			Points: []model.Point{{X: 0, Y: textSize * baseline}},
		})
	}
	return slabs
}

// entry sets a note with its answer beneath the question.
func (c *composer) entry(n *deck.Note) []slab {
	width, room := c.sheet.room()
	s := c.setter(width-numberRoom, textSize)
	parts := told(n)
	s.side(parts[:1])
	asked := len(s.out)
	s.side(parts[1:])
	c.rest(s, n)
	return append([]slab{{height: 12, white: true}}, kept(c.numbered(trimmed(s.out)), asked, room)...)
}

// kept keeps a note that is not long on one page, and of a long one the question with
// the beginning of the answer.
func kept(slabs []slab, asked int, room float64) []slab {
	if height(slabs) < room*0.4 {
		return held(slabs)
	}
	if height(slabs[:asked]) < room*0.4 {
		held(slabs[:min(asked+2, len(slabs))])
	}
	return slabs
}

// sheetEntry sets the question of a note with room to write, and its answer for the end.
func (c *composer) sheetEntry(n *deck.Note) (asked, said []slab) {
	width, room := c.sheet.room()
	width -= numberRoom
	said = c.said(n, width, noteSize+0.5)
	s := c.setter(width, textSize)
	s.add(c.asked(n, width, textSize)...)
	if n.Kind == deck.Basic || n.Kind == deck.Both {
		s.ruled(min(max(int(height(said)/18)+1, 2), 8))
	}
	asked = append([]slab{{height: 14, white: true}}, kept(c.numbered(s.out), len(s.out), room)...)
	return asked, append([]slab{{height: 8, white: true}}, kept(c.numbered(said), 1, room)...)
}

// pair sets a note with its answer beside the question, which gets a share of the width.
func (c *composer) pair(n *deck.Note, share, gap float64) []slab {
	width, room := c.sheet.room()
	left := (width - numberRoom - gap) * share
	asked := c.numbered(c.asked(n, left, textSize))
	said := c.said(n, width-numberRoom-gap-left, textSize)
	rows := beside([][]slab{asked, said}, []float64{0, numberRoom + left + gap}, room)
	return append([]slab{{height: 12, white: true}}, rows...)
}
