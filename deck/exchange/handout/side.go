package handout

import (
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"touchpoint/deck"
)

// A part is a piece of one side of a note.
type part struct {
	mark   string // hangs before the blocks: a box to tick, a letter, a number
	blocks []deck.Block
	lines  int  // to write on
	right  bool // an option that is the answer: it stands out
}

// question returns what a note asks, so that it can be answered with a pen.
func question(n *deck.Note) []part {
	card := deck.Card{Note: n}
	switch n.Kind {
	case deck.Choice:
		side := []part{{blocks: titled(card)}}
		for i, o := range n.Options {
			side = append(side, part{mark: "□ " + letter(i), blocks: deck.Blocks(o.Text)})
		}
		return side
	case deck.Order:
		side := []part{{blocks: titled(card)}}
		for _, i := range shuffled(string(n.ID), len(n.Items)) {
			side = append(side, part{mark: "□", blocks: deck.Blocks(n.Items[i])})
		}
		return side
	case deck.Typed:
		return []part{{blocks: titled(card)}, {lines: 1}}
	case deck.Occlude:
		return []part{{blocks: covered(titled(card))}}
	case deck.Cloze, deck.Basic, deck.Both, deck.Modelled:
	}
	return []part{{blocks: titled(card)}}
}

// told returns what a note asks and what it says to that, where both are read together:
// nothing is said twice, and no room is left to write.
func told(n *deck.Note) []part {
	card := deck.Card{Note: n}
	switch n.Kind {
	case deck.Cloze:
		return []part{{blocks: titled(card)}}
	case deck.Choice:
		side := []part{{blocks: titled(card)}}
		for i, o := range n.Options {
			p := part{mark: letter(i), blocks: deck.Blocks(o.Text)}
			if o.Correct {
				p.mark, p.right = "✓ "+p.mark, true
			} else {
				p.mark = "\u2003 " + p.mark
			}
			side = append(side, p)
		}
		return more(side, deck.Blocks(n.Back))
	case deck.Order, deck.Typed, deck.Basic, deck.Both, deck.Modelled:
		return append([]part{{blocks: titled(card)}}, answer(n)...)
	case deck.Occlude:
		side := answer(n)
		front := titled(card)
		for _, p := range side { // the picture once
			for _, b := range p.blocks {
				if b.Kind == deck.Picture && len(b.Covers) > 0 {
					return append([]part{{blocks: withoutCovered(front)}}, side...)
				}
			}
		}
		return append([]part{{blocks: framed(front)}}, side...)
	}
	return append([]part{{blocks: titled(card)}}, answer(n)...)
}

// withoutCovered leaves out the picture with the covers.
func withoutCovered(blocks []deck.Block) []deck.Block {
	return slices.DeleteFunc(blocks, func(b deck.Block) bool { return b.Kind == deck.Picture && len(b.Covers) > 0 })
}

// framed opens every mask of the pictures: its frame and number stay.
func framed(blocks []deck.Block) []deck.Block {
	for i := range blocks {
		for k := range blocks[i].Covers {
			blocks[i].Covers[k].Asked, blocks[i].Covers[k].Open = true, true
		}
	}
	return blocks
}

// titled is the front of a card with the note's heading as a heading.
func titled(c deck.Card) []deck.Block {
	blocks := c.Front()
	if len(blocks) > 0 && blocks[0].Kind == deck.Paragraph {
		blocks[0].Kind, blocks[0].Level = deck.Heading, 2
	}
	return blocks
}

// answer returns what a note says to that.
func answer(n *deck.Note) []part {
	card := deck.Card{Note: n}
	switch n.Kind {
	case deck.Cloze:
		return []part{{blocks: deck.Blocks(n.Back)}}
	case deck.Choice:
		var side []part
		for i, o := range n.Options {
			if o.Correct {
				side = append(side, part{mark: letter(i), blocks: deck.Blocks(o.Text)})
			}
		}
		return more(side, deck.Blocks(n.Back))
	case deck.Order:
		var side []part
		for i, item := range n.Items {
			side = append(side, part{mark: strconv.Itoa(i+1) + ".", blocks: deck.Blocks(item)})
		}
		return more(side, deck.Blocks(n.Back))
	case deck.Typed:
		side := []part{{blocks: card.Back()}}
		if len(n.Answers) > 1 {
			side = append(side, part{blocks: deck.Plain(alsoRight(n))})
		}
		return side
	case deck.Occlude:
		return beneath(n)
	case deck.Basic, deck.Both, deck.Modelled:
	}
	return []part{{blocks: card.Back()}}
}

// more adds blocks to a side, if there are any.
func more(side []part, blocks []deck.Block) []part {
	if len(blocks) > 0 {
		side = append(side, part{blocks: blocks})
	}
	return side
}

// letter names an option: a to z, then numbers.
func letter(i int) string {
	if i < 26 {
		return string(rune('a' + i))
	}
	return strconv.Itoa(i + 1)
}

// covered covers every mask of the pictures, all of which are asked at once on paper.
func covered(blocks []deck.Block) []deck.Block {
	for i := range blocks {
		for k := range blocks[i].Covers {
			blocks[i].Covers[k].Asked, blocks[i].Covers[k].Open = true, false
		}
	}
	return blocks
}

// alsoRight names the other answers that are accepted.
func alsoRight(n *deck.Note) string { return "Also right: " + strings.Join(n.Answers[1:], "; ") }

// labelled returns the masks of a note that have a label, each label once a number.
func labelled(n *deck.Note) []deck.Mask {
	var list []deck.Mask
	for _, m := range n.Masks {
		once := deck.Mask{Number: m.Number, Label: m.Label}
		if m.Label != "" && !slices.Contains(list, once) {
			list = append(list, once)
		}
	}
	return list
}

// beneath lists what is beneath the masks of a note, by their numbers. Where the picture
// alone says it, the picture comes first.
func beneath(n *deck.Note) []part {
	var side []part
	if slices.ContainsFunc(n.Masks, func(m deck.Mask) bool { return m.Label == "" }) {
		open := deck.Block{Kind: deck.Picture, Path: n.Picture, Alt: n.Alt}
		for _, m := range n.Masks {
			open.Covers = append(open.Covers, deck.Cover{Mask: m})
		}
		side = append(side, part{blocks: framed([]deck.Block{open})})
	}
	for _, m := range labelled(n) {
		side = append(side, part{mark: strconv.Itoa(m.Number), blocks: deck.Plain(m.Label)})
	}
	return more(side, deck.Blocks(n.Back))
}

// shuffled is an order of n things that is always the same for a key, and never the
// right one if there is another.
func shuffled(key string, n int) []int {
	h := fnv.New64a()
	h.Write([]byte(key))
	order := rand.New(rand.NewPCG(h.Sum64(), uint64(n))).Perm(n) //nolint:gosec // no secret: the same sheet every time
	for i, at := range order {
		if i != at {
			return order
		}
	}
	if n > 1 {
		order[0], order[1] = order[1], order[0]
	}
	return order
}
