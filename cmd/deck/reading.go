package main

import (
	"fmt"
	"math"
	"strings"
	"unicode"

	"touchpoint/deck"
)

// How long a card takes: its words at the pace of somebody who reads to learn, and then
// the time to think of the answer and to say how well it went.
const (
	wordsPerMinute = 200
	secondsPerCard = 8
)

// A reading is how long it takes to go through a deck once.
type reading struct {
	Words          int     `json:"words"`
	WordsPerMinute int     `json:"wordsPerMinute"`
	SecondsPerCard int     `json:"secondsPerCard"`
	Minutes        float64 `json:"minutes"`

	cards int
}

func newReading(words, cards int) reading {
	minutes := float64(words)/wordsPerMinute + float64(cards)*secondsPerCard/60
	return reading{
		Words: words, WordsPerMinute: wordsPerMinute, SecondsPerCard: secondsPerCard,
		Minutes: math.Round(minutes*10) / 10, cards: cards,
	}
}

// String says how long it takes, and how that is worked out.
func (r reading) String() string {
	return fmt.Sprintf("Going through it once takes about %s: %s at %d a minute, and %s at %d seconds each.",
		duration(r.Minutes), count(r.Words, "word"), r.WordsPerMinute, count(r.cards, "card"), r.SecondsPerCard)
}

// duration rounds to what one can plan with.
func duration(minutes float64) string {
	n := int(math.Ceil(minutes))
	if n < 60 {
		return count(n, "minute")
	}
	if n%60 == 0 {
		return count(n/60, "hour")
	}
	return count(n/60, "hour") + " " + count(n%60, "minute")
}

// cardWords counts the words that a card shows. What stands on both sides, as the text of
// a cloze does, is read once.
func cardWords(c deck.Card) int {
	n := words(blocksText(c.Front())) + words(deck.PlainText(c.Note.Explanation))
	for _, o := range c.Note.Options {
		n += words(deck.PlainText(o.Text))
	}
	if c.Note.Kind != deck.Cloze && c.Note.Kind != deck.Choice && c.Note.Kind != deck.Occlude {
		n += words(blocksText(c.Back()))
	} else if c.Note.Kind != deck.Cloze {
		n += words(deck.PlainText(c.Note.Back))
	}
	return n
}

// words counts words. In scripts that put no spaces between them, two characters are
// about as much as one word.
func words(text string) int {
	n, ideographs := 0, 0
	for _, field := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’' }) {
		own := 0
		for _, r := range field {
			if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) {
				own++
			}
		}
		if own == 0 {
			n++
		}
		ideographs += own
	}
	return n + (ideographs+1)/2
}
