package anki

import (
	"strings"
	"unicode"

	"touchpoint/deck/memory"
)

// Ids in Anki are moments in milliseconds. Those of our decks are hashes of their ids, put
// into four years that have passed, so that a deck has the same id in every package and
// hardly ever that of another. Those of notes and cards count on from such a hash in the
// order of the deck, which is the order in which Anki lists them: what they are is said by
// their guids, and Anki gives a new note another id where its own is taken.
const (
	firstID = 1_577_836_800_000 // 1 January 2020
	idRange = 4 * 365 * 24 * 60 * 60 * 1000
)

// An idMaker gives ids of one kind, each once.
type idMaker struct {
	taken map[int64]bool
}

func newIDMaker(size int) idMaker { return idMaker{make(map[int64]bool, size)} }

// of returns the id for a key, or the next one that is free.
func (m idMaker) of(key string) int64 {
	id := hashedID(key)
	for m.taken[id] {
		id++
	}
	m.taken[id] = true
	return id
}

// hashedID puts a key into the years of our ids.
func hashedID(key string) int64 { return int64(firstID + memory.Seed(key, 0)%idRange) }

// countFrom returns a function that gives one id after the other.
func countFrom(key string) (next func() int64) {
	id := hashedID(key) - 1
	return func() int64 {
		id++
		return id
	}
}

// deckName makes a title into one part of the name of an Anki deck, in which two colons
// part a deck from its subdeck, and older versions drop quotation marks.
func deckName(title string) string {
	title = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r):
			return ' '
		case r == '"':
			return '”'
		}
		return r
	}, title)
	for strings.Contains(title, "::") {
		title = strings.ReplaceAll(title, "::", ":")
	}
	title = strings.Trim(strings.Join(strings.Fields(title), " "), ":")
	if title == "" {
		return "Untitled"
	}
	return title
}

// tagName makes a tag into one of Anki's, which has no spaces.
func tagName(tag string) string {
	return strings.Join(strings.FieldsFunc(tag, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r)
	}), "_")
}
