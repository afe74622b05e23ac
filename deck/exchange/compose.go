package exchange

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"touchpoint/deck"
)

// SectionBreak parts the titles of a section and of those within it, which the language
// has no form for: "Cells / Organelles".
const SectionBreak = " / "

// A group is the notes of one section.
type group struct {
	section string
	texts   []string
}

// grouped puts notes of one section together, in the order in which the sections appear.
func grouped(arriving []arrival) []group {
	var list []group
	at := make(map[string]int)
	last := -1
	for i := range arriving {
		a := &arriving[i]
		if a.updates {
			continue
		}
		if last < 0 || list[last].section != a.section {
			var known bool
			if last, known = at[a.section]; !known {
				last = len(list)
				at[a.section] = last
				list = append(list, group{section: a.section})
			}
		}
		list[last].texts = append(list[last].texts, a.text)
	}
	return list
}

// compose makes a new deck of the notes that arrive.
func (m *merger) compose() error {
	head, err := m.newHead()
	if err != nil {
		return err
	}
	if len(m.arriving) == 0 && len(m.parcel.Models) == 0 {
		return nil // an empty deck is none
	}
	titles := make(sectionTitles)
	for i := range m.arriving {
		m.arriving[i].section = titles.of(m.arriving[i].section)
	}
	groups := grouped(m.arriving)
	slices.SortStableFunc(groups, func(a, b group) int { // notes of the deck itself come first
		return cmp.Compare(min(len(a.section), 1), min(len(b.section), 1))
	})
	w := newDeckWriter(head, len(m.arriving), groups)
	for _, g := range groups {
		w.add(g)
	}
	w.end()
	const mostFiles = 1000
	if len(w.files) > mostFiles || w.total > 128<<20 {
		return Refuse(nil, "“%s” has more text than a deck may have, 128 MB. Nothing was changed; make several decks of it where it comes from.", m.Title)
	}
	for _, f := range w.files {
		m.out.put(f.name, f.src)
	}
	if text := strings.TrimSpace(m.parcel.Description); text != "" {
		m.out.put("README.md", []byte(plain(text)+"\n"))
	}
	return m.models()
}

// newHead writes the front matter of a new deck.
func (m *merger) newHead() (string, error) {
	if m.parcel.Front != "" {
		head, err := deck.WithID(m.parcel.Front, m.ID)
		if err == nil {
			m.record.set(frontKey, brought{hash: hashOf(head)})
			return plain(head) + "\n", nil
		}
		m.warn("The front matter of “%s” could not be read, so its authors and sources were left out.", m.Title)
	}
	head, err := deck.WithHead("", deck.Head{Title: cmp.Or(m.Title, string(m.ID)), Language: m.parcel.Language, Version: "1.0.0"})
	if err == nil {
		head, err = deck.WithID(head, m.ID)
	}
	if err != nil {
		return "", Refuse(err, "“%s” cannot be made into a deck, since its title or id cannot be written. Nothing was changed; give it another title where it comes from.", m.Title)
	}
	return head, nil
}

// A deckWriter writes the files of a new deck: one, or when there are many notes one with
// the front matter and one for every section at the top.
type deckWriter struct {
	files []*textFile
	total int
	parts bool // more files than one
	many  int  // how many sections at the top share a file
	tops  int
	top   string
	b     strings.Builder
}

// splitNotes is how many notes stand in one file at most, if there are sections to split
// them by.
const splitNotes = 2000

func newDeckWriter(head string, notes int, groups []group) *deckWriter {
	w := &deckWriter{}
	tops := make(map[string]bool)
	for _, g := range groups {
		top, _, _ := strings.Cut(g.section, SectionBreak)
		tops[top] = true
	}
	const mostFiles = 500 // that are begun for sections; half of what a deck may have
	w.parts = notes > splitNotes && len(tops) > 1
	w.many = (len(tops) + mostFiles - 1) / mostFiles
	w.files = []*textFile{{name: headFile}}
	w.b.WriteString(head)
	return w
}

// add writes a section.
func (w *deckWriter) add(g group) {
	top, _, _ := strings.Cut(g.section, SectionBreak)
	if top != "" && top != w.top {
		if w.parts && w.tops%w.many == 0 {
			w.begin(top)
		}
		w.tops++
	}
	w.top = top
	if g.section != "" {
		w.line("# " + markdownLine(g.section))
	}
	for _, text := range g.texts {
		if w.b.Len()+len(text) > splitSize {
			w.begin(cmp.Or(top, "more"))
			if g.section != "" {
				w.line("# " + markdownLine(g.section))
			}
		}
		w.line(text)
	}
}

// line writes a heading or note, with an empty line before it.
func (w *deckWriter) line(text string) {
	if w.b.Len() > 0 {
		w.b.WriteByte('\n')
	}
	w.b.WriteString(text)
	w.b.WriteByte('\n')
}

// begin ends a file and begins another.
func (w *deckWriter) begin(title string) {
	w.end()
	names := make([]string, len(w.files))
	for i, f := range w.files {
		names[i] = f.name
	}
	w.files = append(w.files, &textFile{name: nextName(names, title)})
}

// end ends the last file.
func (w *deckWriter) end() {
	last := w.files[len(w.files)-1]
	last.src = []byte(w.b.String())
	w.total += len(last.src)
	w.b.Reset()
}

// nextName returns a name for a file that is to be read after those that are there: a
// number, and a title.
func nextName(names []string, title string) string {
	highest := 0
	for _, name := range names {
		digits, _, _ := strings.Cut(name, "-")
		if n, err := strconv.Atoi(digits); err == nil {
			highest = max(highest, n)
		}
	}
	return fmt.Sprintf("%03d-%s.md", highest+1, DeckID(title))
}
