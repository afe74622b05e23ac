package library

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"touchpoint/deck"
)

// A Source is a place that a deck is read from.
type Source struct {
	Name     string // the folder's or file's name, for messages
	FS       fs.FS  // its root is the deck's folder
	File     string // when the deck is a single .md file: its name in FS
	Embedded bool   // part of the program
}

// A Report says what became of a source.
type Report struct {
	Source   string
	Embedded bool
	Deck     deck.ID      // "" if nothing could be read
	Used     bool         // the deck is in the library
	Faults   []deck.Fault // what the author should mend; what has none is in the library
	Problem  string       // why the deck is not in the library, in words; "" if it is
}

// A Library is the decks on this machine.
type Library struct {
	shelves []shelf // in the order of Decks
	byDeck  map[deck.ID]int
	cards   []deck.Card
	byCard  map[deck.CardID]int
	renames map[deck.CardID]deck.CardID
	reports []Report
}

// A shelf is a deck with the place that it came from.
type shelf struct {
	deck   *deck.Deck
	source Source
	report int // index into Library.reports
}

// Open reads the decks of all sources. It returns an error only for a source
// without a file system; [Library.Reports] tells of decks that could not be read.
//
// When two decks have the same id, an installed one takes the place of an embedded
// one, which is how a learner's edited copy works; otherwise the first stays.
func Open(sources ...Source) (*Library, error) { return open(read, sources) }

// A reader reads the deck of a source.
type reader func(Source) (*deck.Deck, []deck.Fault, error)

func open(read reader, sources []Source) (*Library, error) {
	l := &Library{
		byDeck: make(map[deck.ID]int),
		byCard: make(map[deck.CardID]int),
	}
	for _, s := range sources {
		if s.FS == nil {
			return nil, fmt.Errorf("open library: source %q has no file system", s.Name)
		}
		l.add(s, read)
	}
	for i := range l.shelves {
		l.index(&l.shelves[i])
	}
	l.renames = renames(l)
	return l, nil
}

// add reads one source, puts its deck on a shelf and reports what became of it.
func (l *Library) add(s Source, read reader) {
	l.reports = append(l.reports, Report{Source: s.Name, Embedded: s.Embedded})
	at := len(l.reports) - 1
	r := &l.reports[at]

	d, faults, err := read(s)
	r.Faults = faults
	switch {
	case err != nil:
		r.Problem = fmt.Sprintf("The deck “%s” could not be read (%v). The other decks are not affected.", s.Name, cause(err))
		return
	case d == nil || d.ID == "":
		r.Problem = fmt.Sprintf("“%s” holds no deck that can be read. The other decks are not affected.", s.Name)
		return
	}
	r.Deck = d.ID

	found := shelf{deck: d, source: s, report: at}
	there, taken := l.byDeck[d.ID]
	switch {
	case !taken:
		l.byDeck[d.ID] = len(l.shelves)
		l.shelves = append(l.shelves, found)
		r.Used = true
	case l.shelves[there].source.Embedded && !s.Embedded:
		old := &l.reports[l.shelves[there].report]
		old.Used, old.Problem = false, fmt.Sprintf("Your own copy of this deck, “%s”, is used instead.", s.Name)
		l.shelves[there] = found
		r.Used = true
	case s.Embedded:
		r.Problem = fmt.Sprintf("Your own copy of this deck, “%s”, is used instead.", l.shelves[there].source.Name)
	default:
		r.Problem = fmt.Sprintf("“%s” already has the id %s, so this deck is left out. Give one of the two another id, or remove it.",
			l.shelves[there].source.Name, d.ID)
	}
}

// read parses one source. A fault in the parser that panics on some text must not
// keep a learner from all their other decks, so it is caught here and reported as
// that deck's.
func read(s Source) (d *deck.Deck, faults []deck.Fault, err error) {
	defer func() {
		if p := recover(); p != nil {
			d, err = nil, fmt.Errorf("the text could not be understood: %v", p)
		}
	}()
	if s.File == "" {
		return deck.Parse(s.FS)
	}
	src, err := fs.ReadFile(s.FS, s.File)
	if err != nil {
		return nil, nil, err
	}
	d, faults = deck.ParseFile(s.File, src)
	return d, faults, nil
}

// cause returns the innermost reason of a file error, which says it without a path
// of this machine: "permission denied".
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// index lists the cards of a shelf. The first card to have an id keeps it; deck
// ids are unique here, so a second one can only come from a fault in the deck, and
// is reported there.
func (l *Library) index(s *shelf) {
	for _, c := range s.deck.Cards() {
		if _, taken := l.byCard[c.ID]; taken {
			continue
		}
		l.byCard[c.ID] = len(l.cards)
		l.cards = append(l.cards, c)
	}
}

// Reports returns what became of each source, in their order.
func (l *Library) Reports() []Report { return slices.Clone(l.reports) }

// Decks returns the decks, in the order of the sources; an installed deck that
// takes the place of an embedded one also takes its position.
func (l *Library) Decks() []*deck.Deck {
	decks := make([]*deck.Deck, len(l.shelves))
	for i := range l.shelves {
		decks[i] = l.shelves[i].deck
	}
	return decks
}

// Deck returns the deck with the id.
func (l *Library) Deck(id deck.ID) (*deck.Deck, bool) {
	i, ok := l.byDeck[id]
	if !ok {
		return nil, false
	}
	return l.shelves[i].deck, true
}

// Cards returns all cards, deck by deck, in the order of their notes. The slice
// belongs to the library.
func (l *Library) Cards() []deck.Card { return slices.Clip(l.cards) }

// Card returns the card with the id.
func (l *Library) Card(id deck.CardID) (deck.Card, bool) {
	i, ok := l.byCard[id]
	if !ok {
		return deck.Card{}, false
	}
	return l.cards[i], true
}

// Renames returns the present id of each card that had another id before, from the
// former ids that authors keep with a note. An id that a card bears now is never
// among the former ones.
func (l *Library) Renames() map[deck.CardID]deck.CardID { return l.renames }

// renames collects the former ids. When two notes claim the same one, a note of the deck
// that it belongs to comes before others, and then the first.
func renames(l *Library) map[deck.CardID]deck.CardID {
	names := make(map[deck.CardID]deck.CardID)
	var moved []int // cards with a former id of another deck
	claim := func(c *deck.Card, was deck.NoteID) {
		old := deck.FormerCardID(c.Deck.ID, was, c.Facet)
		if _, inUse := l.byCard[old]; inUse {
			return
		}
		if _, claimed := names[old]; !claimed {
			names[old] = c.ID
		}
	}
	qualified := func(was deck.NoteID) bool { return strings.Contains(string(was), "/") }
	for i := range l.cards {
		for _, was := range l.cards[i].Note.Was {
			if !qualified(was) {
				claim(&l.cards[i], was)
			} else if len(moved) == 0 || moved[len(moved)-1] != i {
				moved = append(moved, i)
			}
		}
	}
	for _, i := range moved {
		for _, was := range l.cards[i].Note.Was {
			if qualified(was) {
				claim(&l.cards[i], was)
			}
		}
	}
	return names
}
