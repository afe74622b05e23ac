package diff

import (
	"strings"

	"touchpoint/deck"
)

// elsewhere takes a former id apart: "deck/note" names a note of another deck.
func elsewhere(was deck.NoteID) (deck.ID, deck.NoteID) {
	if from, note, ok := strings.Cut(string(was), "/"); ok {
		return deck.ID(from), deck.NoteID(note)
	}
	return "", was
}

// longest is how much of a text is told, in characters.
const longest = 160

// say returns a Markdown text as a line to read.
func say(markdown string) string {
	text := markdown
	if strings.ContainsAny(text, "\\*_`[]<>&!~{}$|#\n") {
		text = deck.PlainText(text)
	}
	return brief(text)
}

// brief returns a text in one line of bearable length.
func brief(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if len(text) <= longest {
		return text
	}
	runes := []rune(text)
	if len(runes) <= longest {
		return text
	}
	return strings.TrimSpace(string(runes[:longest-1])) + "…"
}

// titleOf is what a note is called.
func titleOf(n *deck.Note) string { return say(n.Front) }
