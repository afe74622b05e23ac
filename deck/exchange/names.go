package exchange

import (
	"crypto/sha256"
	"encoding/base32"
	"strings"

	"touchpoint/deck"
)

// base32Lower writes bytes with the letters a to z and the digits 2 to 7.
var base32Lower = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// HashID makes an id of a key: a prefix that says where it comes from, such as "anki-",
// and 10 lower-case base32 characters of the key's SHA-256. The same key always gives the
// same id.
func HashID(prefix, key string) deck.NoteID {
	const characters = 10
	sum := sha256.Sum256([]byte(key))
	return deck.NoteID(prefix + base32Lower.EncodeToString(sum[:])[:characters])
}

// AnkiID is the id here of a note that Anki knows by a guid and that is not of our own
// making.
func AnkiID(guid string) deck.NoteID { return HashID(ankiPrefix, guid) }

// rowPrefix begins the ids of notes that are made of the question in a row of a table.
const rowPrefix = "row-"

// ankiPrefix begins the ids of notes that Anki knows.
const ankiPrefix = "anki-"

// RowID is the id here of a note in a table that has no id of its own, or one that is not
// of the deck which it goes to. The key says what the note is known by.
func RowID(key string) deck.NoteID { return HashID(rowPrefix, key) }

// everywhere reports whether an id means the same note in every deck, since it is a hash of
// what the note is known by elsewhere. The others are chosen by authors, and two decks may
// well have the same one for notes that have nothing to do with each other.
func everywhere(id deck.NoteID) bool {
	return strings.HasPrefix(string(id), ankiPrefix) || strings.HasPrefix(string(id), rowPrefix)
}

// DeckID makes the id of a deck of its title: "Cell biology" becomes "cell-biology". One
// of which no letter can be kept, as in Chinese, gets an id that is a hash.
func DeckID(title string) deck.ID {
	const fallback = "deck"
	id := deck.ID(fallback)
	if head, err := deck.WithHead("", deck.Head{Title: title}); err == nil {
		d, _ := deck.ParseFile("", []byte(head))
		id = d.ID
	}
	if id == fallback && !strings.EqualFold(oneLine(title), fallback) {
		return deck.ID(HashID(fallback+"-", title))
	}
	return id
}

// oneLine brings a text into one line.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
