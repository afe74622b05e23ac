package anki

import (
	"crypto/sha256"
	"encoding/hex"
	"html"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// sourceField is the name of the last field of every note type of ours: no template shows
// it, and it holds the note's [Source].
const sourceField = "Touchpoint"

// typePrefix begins the name of every note type of ours.
const typePrefix = "Touchpoint "

// A Source is what a note of ours takes along in its hidden last field, so that it comes
// back as it went: its own text, byte for byte, and what else the visible fields do not
// say. The field is an HTML comment. It holds the names and values below, one in a line,
// an empty line, and the text; all that any program might take for markup, a line break or
// a gap is written as a character reference.
//
// With the source goes a checksum of the visible fields. As long as they are what they
// were when they were written, the text says what they say and may stand for them; when
// somebody has changed one, it may not.
type Source struct {
	// Text is the note as it stands in its file: from the number signs of its heading to
	// the last byte before the next heading, with its id. Of a model it is the whole file
	// at Path. Of the note that asks for the labels of a model it is empty: that note comes
	// of the model alone, and nothing of it need be brought back. Of a deck it is what
	// stands before the first heading of its first file, front matter included.
	Text    string
	Path    string            // of a model: its file, such as models/drivers.yaml
	Section string            // the title of the section, which the name of an Anki deck may not be able to say
	Files   map[string]string // by the name of a media file that the note refers to, its path in the deck
	// Facets are the tasks of a model that the cards of its notes stand for, by the number
	// of the card: that of its gap, 1 where there are none. Cards that are not among them
	// stand for no card of ours. Notes that an author wrote have none: there the number is
	// the facet of a gap or mask, and the second card of a note is that of the reverse.
	Facets map[int]string
}

// The beginning and end of the field, and the names of what stands in it.
const (
	sourceOpen    = "<!--touchpoint:1 "
	sourceClose   = "-->"
	sourceSum     = "sum"
	sourcePath    = "path"
	sourceSection = "section"
	sourceFile    = "file"
	sourceFacet   = "facet"
)

// Field returns the source as it stands in the field, for a note with these visible fields.
func (s Source) Field(visible ...string) string {
	var b strings.Builder
	b.Grow(s.size())
	s.write(&b, visible)
	return b.String()
}

// size is about how many bytes the field has.
func (s Source) size() int {
	const around, eachFile = 128, 64
	return around + len(s.Section) + len(s.Text) + len(s.Text)/8 + eachFile*(len(s.Files)+len(s.Facets))
}

// write writes the field.
func (s Source) write(b *strings.Builder, visible []string) {
	b.WriteString(sourceOpen)
	line := func(name, value string) {
		b.WriteString(name)
		b.WriteString(": ")
		writeReferences(b, value)
		b.WriteString("&#10;")
	}
	line(sourceSum, checksum(visible))
	if s.Path != "" {
		line(sourcePath, s.Path)
	}
	if s.Section != "" {
		line(sourceSection, oneLine(s.Section))
	}
	for _, name := range sortedKeys(s.Files) {
		line(sourceFile, oneLine(name)+"\t"+oneLine(s.Files[name]))
	}
	for _, n := range sortedKeys(s.Facets) {
		line(sourceFacet, strconv.Itoa(n)+"\t"+oneLine(s.Facets[n]))
	}
	b.WriteString("&#10;")
	writeReferences(b, s.Text)
	b.WriteString(sourceClose)
}

// ReadSource reads the field of a note with these visible fields, or the description of a
// deck, in which the comment may stand among other text. Same says that the visible fields
// are what they were when the field was written. Without a source in the field ok is false.
func ReadSource(field string, visible ...string) (s Source, same, ok bool) {
	_, rest, ok := strings.Cut(field, sourceOpen)
	if !ok {
		return Source{}, false, false
	}
	body, _, ok := strings.Cut(rest, sourceClose)
	if !ok {
		return Source{}, false, false
	}
	head, text, ok := strings.Cut(body, "&#10;&#10;")
	if !ok {
		return Source{}, false, false
	}
	s.Text = html.UnescapeString(text)
	for entry := range strings.SplitSeq(html.UnescapeString(head), "\n") {
		name, value, _ := strings.Cut(entry, ": ")
		switch name {
		case sourceSum:
			same = value == checksum(visible)
		case sourcePath:
			s.Path = value
		case sourceSection:
			s.Section = value
		case sourceFile:
			if file, path, ok := strings.Cut(value, "\t"); ok {
				if s.Files == nil {
					s.Files = make(map[string]string)
				}
				s.Files[file] = path
			}
		case sourceFacet:
			s.facet(value)
		}
	}
	return s, same, true
}

// facet takes in the line of one facet.
func (s *Source) facet(value string) {
	number, facet, ok := strings.Cut(value, "\t")
	n, err := strconv.Atoi(number)
	if !ok || err != nil || n < 1 {
		return
	}
	if s.Facets == nil {
		s.Facets = make(map[int]string)
	}
	s.Facets[n] = facet
}

// checksum returns what tells visible fields from changed ones. Other programs bring text
// into Unicode's composed form and break lines anew, which is no change.
func checksum(fields []string) string {
	h := sha256.New()
	part := make([]byte, 0, 512) // most fields are shorter
	for _, f := range fields {
		if !norm.NFC.IsNormalString(f) {
			f = norm.NFC.String(f)
		}
		part = part[:0]
		for i := range len(f) {
			switch c := f[i]; c {
			case ' ', '\n', '\r', '\t':
			default:
				part = append(part, c)
			}
		}
		h.Write(append(part, fieldEnd))
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// fieldEnd parts the fields of a note where they are one text.
const fieldEnd = 0x1f

// writeReferences writes a text with character references for all that would end the
// comment, that a program might look for in any field (tags, gaps, sounds, formulas), and
// that it might write otherwise (line breaks, letters in parts).
func writeReferences(b *strings.Builder, text string) {
	if !norm.NFC.IsNormalString(text) {
		writeDecomposed(b, text)
		return
	}
	from := 0
	for i := range len(text) {
		c := text[i]
		if c >= ' ' && c != '&' && c != '<' && c != '>' && c != '[' && c != '{' && c != 0x7f &&
			(c != '-' || i > 0 && i+1 < len(text) && text[i-1] != '-') {
			continue
		}
		b.WriteString(text[from:i])
		writeReference(b, rune(c))
		from = i + 1
	}
	b.WriteString(text[from:])
}

// writeDecomposed is [writeReferences] of a text that Anki would compose.
func writeDecomposed(b *strings.Builder, text string) {
	for _, r := range text {
		switch {
		case r >= 0xa0, r < ' ', r == 0x7f, strings.ContainsRune("&<>[{-", r):
			writeReference(b, r)
		default:
			b.WriteRune(r)
		}
	}
}

func writeReference(b *strings.Builder, r rune) {
	switch r {
	case '&':
		b.WriteString("&amp;")
	case '<':
		b.WriteString("&lt;")
	case '>':
		b.WriteString("&gt;")
	default:
		b.WriteString("&#")
		b.WriteString(strconv.Itoa(int(r)))
		b.WriteByte(';')
	}
}

// oneLine returns a text without what would end its line or its part of one.
func oneLine(text string) string {
	if !strings.ContainsAny(text, "\t\r\n") {
		return text
	}
	return strings.Join(strings.Fields(text), " ")
}

// sortedKeys returns the keys of a map in order.
func sortedKeys[K int | string, V any](m map[K]V) []K {
	if len(m) == 0 {
		return nil
	}
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
