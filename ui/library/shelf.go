package library

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"touchpoint/deck"
	decks "touchpoint/deck/library"
	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// An entryKind says what a row of the list of decks stands for.
type entryKind uint8

const (
	allCards    entryKind = iota
	oneDeck               //
	archiveFold           // opens and closes what is archived
	noDecks               // there is none: says what will be here
)

// An entry is a row of the list of decks.
type entry struct {
	kind    entryKind
	holding decks.Holding // of one deck
	many    int           // archived decks
}

// studied reports whether the deck is in the library, so that its cards are asked.
func (e entry) studied() bool {
	return e.kind == oneDeck && !e.holding.Archived && e.holding.Problem == ""
}

func (e entry) title() string {
	switch e.kind {
	case allCards:
		return "All cards"
	case archiveFold:
		return fmt.Sprintf("Archived (%d)", e.many)
	case noDecks:
		return "Your decks"
	}
	return e.holding.Title
}

// shelf is the list of decks at the left.
type shelf struct {
	screen  *Screen
	list    *control.List
	root    *fyne.Container
	all     []decks.Holding
	entries []entry
	folded  bool            // what is archived is not shown
	waits   map[deck.ID]int // cards that wait
	total   int             // cards of the library
	waiting int             // of them, those that wait
	wanted  deck.ID         // is to be chosen when the decks are shown next, "" for none
}

func newShelf(s *Screen) *shelf {
	h := &shelf{screen: s, folded: true, waits: map[deck.ID]int{}}
	h.list = control.NewList(h.line)
	h.list.Tall, h.list.Empty = true, "Reading your decks …"
	h.list.OnMove = func(int) { s.show() }
	h.list.OnEnter = func(i int) {
		if h.entries[i].kind == archiveFold {
			h.fold()
			return
		}
		s.enter()
	}
	head := page.Inset(theme.Gap16, theme.Gap16,
		page.NewLine("Library", page.Style{Size: theme.Title, Color: theme.Ink, Bold: true}))
	foot := page.Inset(theme.Gap16, theme.Gap16, page.Flow(theme.Gap8,
		control.NewButton("Add a deck", s.Import),
		control.NewButton("New deck", s.askNew)))
	h.root = page.Pile(0, 1, head, h.list, foot)
	return h
}

// fill shows the decks; the one that was chosen stays so.
func (h *shelf) fill(list []decks.Holding) {
	h.all = list
	h.build(h.chosen())
	if h.wanted != "" {
		h.pick(h.wanted)
		h.wanted = ""
	}
}

// build makes the entries anew and puts the cursor back on one of them.
func (h *shelf) build(on entry) {
	h.entries, h.total = nil, 0
	archived := 0
	for _, d := range h.all {
		if d.Archived {
			archived++
			continue
		}
		if d.Problem == "" {
			h.total += d.Cards
		}
		h.entries = append(h.entries, entry{kind: oneDeck, holding: d})
	}
	slices.SortStableFunc(h.entries, func(a, b entry) int {
		if broken := a.holding.Problem != ""; broken != (b.holding.Problem != "") {
			if broken {
				return 1
			}
			return -1
		}
		return cmp.Compare(strings.ToLower(a.holding.Title), strings.ToLower(b.holding.Title))
	})
	if len(h.entries) > 0 {
		h.entries = append([]entry{{kind: allCards}}, h.entries...)
	} else {
		h.entries = []entry{{kind: noDecks}}
	}
	if archived > 0 {
		h.entries = append(h.entries, entry{kind: archiveFold, many: archived})
		for _, d := range h.all {
			if d.Archived && !h.folded {
				h.entries = append(h.entries, entry{kind: oneDeck, holding: d})
			}
		}
	}
	h.list.Fill(len(h.entries))
	h.list.Point(h.place(on))
	h.count()
}

// place finds the row of an entry: the same one or, where it is gone, the first.
func (h *shelf) place(on entry) int {
	for i, e := range h.entries {
		if e.kind == on.kind && e.holding.ID == on.holding.ID && e.holding.Path == on.holding.Path {
			return i
		}
	}
	for i, e := range h.entries {
		if e.kind == on.kind && e.holding.ID == on.holding.ID && on.kind == oneDeck {
			return i // it was moved, or became the learner's own
		}
	}
	return 0
}

// pick chooses a deck, or all cards for "".
func (h *shelf) pick(id deck.ID) {
	for i, e := range h.entries {
		if id == "" && e.kind == allCards || id != "" && e.kind == oneDeck && e.holding.ID == id {
			h.list.Point(i)
			return
		}
	}
}

// fold shows what is archived, or not any more.
func (h *shelf) fold() {
	h.folded = !h.folded
	on := h.chosen()
	h.build(on)
	h.screen.show()
	h.screen.host.Trace("archive folded %t", h.folded)
}

// chosen is the entry that the cursor is on.
func (h *shelf) chosen() entry {
	if i := h.list.Cursor(); i >= 0 && i < len(h.entries) {
		return h.entries[i]
	}
	return entry{kind: allCards}
}

// count asks how many cards wait.
func (h *shelf) count() {
	o, err := h.screen.host.Desk().Overview(h.screen.ctx)
	if err != nil {
		h.screen.host.Problem(err)
		return
	}
	h.waiting = o.Cards
	clear(h.waits)
	for _, d := range o.Decks {
		h.waits[d.ID] = d.Cards
	}
	h.list.Refresh()
}

// line is what a row says.
func (h *shelf) line(i int) control.Line {
	e := h.entries[i]
	d := e.holding
	switch {
	case e.kind == allCards:
		l := control.Line{Text: "All cards", Below: cardsOf(h.total), Bold: true, Tone: theme.Accent}
		if h.waiting > 0 {
			l.Note = deck.Number(h.waiting) + " wait"
		}
		return l
	case e.kind == noDecks:
		return control.Line{Text: "No deck yet", Below: "Add one, or begin your own", Quiet: true}
	case e.kind == archiveFold && h.folded:
		return control.Line{Text: e.title(), Below: "Enter shows them", Quiet: true}
	case e.kind == archiveFold:
		return control.Line{Text: e.title(), Below: "Enter folds them away", Quiet: true}
	case d.Problem != "":
		return control.Line{Text: d.Title, Below: "Cannot be read", Note: "fault", Tone: theme.Again}
	case d.Archived:
		return control.Line{Text: d.Title, Below: brief(d), Quiet: true, Depth: 1}
	}
	l := control.Line{Text: d.Title, Below: brief(d)}
	switch n := h.waits[d.ID]; {
	case d.Errors > 0:
		l.Note, l.Tone = "faults", theme.Hard
	case n > 0:
		l.Note, l.Tone = deck.Number(n), theme.Accent // as the row of all cards says in words
	}
	return l
}

// brief says of a deck how large it is, which version, and where it came from.
func brief(d decks.Holding) string {
	parts := []string{cardsOf(d.Cards)}
	if d.Version != "" {
		parts = append(parts, d.Version)
	}
	return strings.Join(append(parts, originWord(d)), " · ")
}

func originWord(d decks.Holding) string {
	switch d.Origin {
	case decks.OriginEmbedded:
		return "built in"
	case decks.OriginCopied:
		return "your copy"
	case decks.OriginWritten:
		return "yours"
	}
	if d.Changed {
		return "installed, changed"
	}
	return "installed"
}

// cardsOf says a number of cards.
func cardsOf(n int) string { return plural(n, "card", "cards") }

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return deck.Number(n) + " " + many
}
