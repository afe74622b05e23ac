package exchange

import (
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"touchpoint/deck"
	"touchpoint/deck/hypertext"
)

// A fitted note is one as it can stand in a deck.
type fitted struct {
	text string   // in plain form; "" if it cannot
	why  string   // it cannot, or is not as it came
	lost []string // one more thing that is not as it came
}

// fitAll makes the texts of the wanted notes fit, on every processor.
func fitAll(notes []Note, wanted []bool) []fitted {
	list := make([]fitted, len(notes))
	const batch = 64
	var next atomic.Int64
	work := func() {
		for {
			from := int(next.Add(batch)) - batch
			if from >= len(notes) {
				return
			}
			for i := from; i < min(from+batch, len(notes)); i++ {
				if wanted[i] {
					list[i] = fit(&notes[i])
				}
			}
		}
	}
	var others sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0)-1, len(notes)/batch) {
		others.Go(work)
	}
	work()
	others.Wait()
	return list
}

// fit makes a note's text fit. What the language cannot read is shown as code.
func fit(n *Note) fitted {
	text := plain(n.Text)
	if simple(text, n.ID) {
		return fitted{text: text}
	}
	fault := unreadable(text, n.ID)
	if fault == "" {
		return fitted{text: text}
	}
	text = asCode(n)
	if unreadable(text, n.ID) == "" {
		return fitted{text: text, lost: []string{"its form, as " + fault + ": it is shown as it is written"}}
	}
	return fitted{why: "it cannot be written in a deck: " + fault}
}

// simple reports whether a text is a note with an answer and nothing in it that needs a
// second look, so that it need not be read to know that it can be.
func simple(text string, id deck.NoteID) bool {
	const long = 1900 // bytes; no limit of the language is reached with so few
	head, body, _ := strings.Cut(text, "\n")
	front, ok := withoutAttributes(head, id)
	if !ok || !plainID(id) || len(text) > long || !utf8.ValidString(text) {
		return false
	}
	front, ok = strings.CutPrefix(front, "## ")
	if !ok || !words(front) || !words(body) {
		return false
	}
	for line := range strings.SplitSeq(body, "\n") {
		if listed(strings.TrimLeft(line, " ")) {
			return false
		}
	}
	return true
}

// withoutAttributes returns a heading without its id, and its tags if it has some of plain
// letters. It reports whether there is nothing else.
func withoutAttributes(head string, id deck.NoteID) (front string, ok bool) {
	front, attributes, ok := strings.Cut(head, " {#"+string(id))
	tags, tagged := strings.CutPrefix(attributes, ` tags="`)
	if ok && tagged {
		tags, ok = strings.CutSuffix(tags, `"}`)
		return front, ok && strings.TrimSpace(tags) != "" && strings.Trim(tags, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:_- ") == ""
	}
	return front, ok && attributes == "}"
}

// listed reports whether a line may begin an item of a list, which can be within others, or
// be a thematic break.
func listed(line string) bool {
	rest := strings.TrimLeft(line, "0123456789.)-*+_")
	return rest != line && (rest == "" || rest[0] == ' ')
}

// plainID reports whether an id is one that a note can have.
func plainID(id deck.NoteID) bool {
	for i := range len(id) {
		c := id[i]
		plain := 'a' <= c && c <= 'z' || '0' <= c && c <= '9'
		if !plain && (i == 0 || c != '.' && c != '_' && c != '-') {
			return false
		}
	}
	return id != ""
}

// words reports whether a text has words of plain letters in it and none of the marks with
// which the language makes more of a text, but for those of emphasis.
func words(text string) bool {
	letters := false
	for i := range len(text) {
		c := text[i]
		if strings.IndexByte("#`~>{}[]<|$=\x00\t\r", c) >= 0 {
			return false
		}
		letters = letters || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
	}
	return letters
}

// unreadable says in words why a text is not one note of this id that can be used, "" if
// it is.
func unreadable(text string, id deck.NoteID) string {
	found, problem := deck.OneNote(text)
	if problem == "" && found != id {
		return "its heading has another id"
	}
	return problem
}

// asCode is a note that shows the text of another as code.
func asCode(n *Note) string {
	_, body, _ := strings.Cut(plain(n.Text), "\n")
	body = strings.Trim(strings.ToValidUTF8(body, "\ufffd"), "\n")
	if strings.TrimSpace(body) == "" {
		body = strings.ToValidUTF8(plain(n.Text), "\ufffd")
	}
	body = strings.ReplaceAll(body, "\x00", "\ufffd")
	fence := "````" // in one of three marks a heading counts
	for strings.Contains(body, fence) {
		fence += "`"
	}
	head := deck.WithHeading("", &deck.Note{ID: n.ID, Kind: deck.Basic, Front: markdownLine(n.Title)})
	return plain(head) + "\n" + fence + "\n" + body + "\n" + fence
}

// markdownLine writes plain text so that it says the same as Markdown in a line, cut short
// if it is too long to be read in one.
func markdownLine(text string) string {
	r, _ := hypertext.Line(short(text), hypertext.Options{Plain: true})
	if r.Text == "" {
		return "?"
	}
	return r.Text
}

// short brings a text into one line, without what cannot be seen, and cuts it if it is long.
func short(text string) string {
	const most = 200
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, "\ufffd"))
	text = oneLine(text)
	if runes := []rune(text); len(runes) > most {
		return strings.TrimSpace(string(runes[:most-1])) + "…"
	}
	return text
}

// sectionTitles gives sections their titles as the language reads them.
type sectionTitles map[string]string

// of returns the title for a section, "" for none.
func (s sectionTitles) of(section string) string {
	title, known := s[section]
	if !known {
		if title = short(section); title != "" {
			if p := deck.Pieces([]byte("# " + markdownLine(title))); len(p) > 1 {
				title = p[1].Title
			}
		}
		s[section] = title
	}
	return title
}
