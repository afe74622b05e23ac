package anki

import (
	"slices"
	"strings"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
	"touchpoint/deck/exchange/anki/apkg"
	"touchpoint/deck/hypertext"
)

// deckPath parts the name of a deck from that of its subdeck.
const deckPath = "::"

// placeDecks decides where the notes of each of Anki's decks stand: a deck at the top is a
// deck here, those below it are its sections.
func (r *reader) placeDecks() {
	r.places = make(map[int64]place)
	r.parcels, r.again = make(map[deck.ID]int), make(map[deck.ID]int)
	tops := make(map[string]*apkg.Deck)
	decks := r.collection.Decks
	for i := range decks {
		if !strings.Contains(decks[i].Name, deckPath) {
			tops[decks[i].Name] = &decks[i]
		}
	}
	byTop := make(map[string]int)
	for i := range decks {
		d := &decks[i]
		top, path, _ := strings.Cut(d.Name, deckPath)
		top = strings.TrimSpace(top)
		at, ok := byTop[top]
		if !ok {
			at = r.parcelOf(top, tops[top])
			byTop[top] = at
		}
		r.places[d.ID] = r.place(at, path, r.bundle.Parcels[at].Title)
	}
}

// parcelOf makes the parcel of a deck at the top. Its own row may be missing.
func (r *reader) parcelOf(title string, d *apkg.Deck) int {
	p := &exchange.Parcel{Title: title}
	if title == "" {
		p.Title = "Untitled"
	}
	if d != nil && d.Description != "" {
		p.Description = strings.TrimSpace(hypertext.Markdown(withoutSource(d.Description), hypertext.Options{Maths: true, Unquote: true}).Text)
		if s, _, ok := ReadSource(d.Description); ok {
			if id, head, _, _ := deck.ReadHead(s.Text); plainID(string(id)) && strings.HasPrefix(s.Text, "---") {
				p.ID, p.Front, p.Description = id, s.Text, ""
				p.Language = head.Language
				if head.Title != "" {
					p.Title = head.Title
				}
			}
		}
	}
	if p.ID == "" {
		p.ID = exchange.DeckID(p.Title)
	}
	base := p.ID
	for r.taken(p.ID) {
		r.again[base]++
		p.ID = base + deck.ID("-"+itoa(r.again[base]+1))
	}
	return r.addParcel(p)
}

func (r *reader) taken(id deck.ID) bool {
	_, ok := r.parcels[id]
	return ok
}

func (r *reader) addParcel(p *exchange.Parcel) int {
	at := len(r.bundle.Parcels)
	r.bundle.Parcels = append(r.bundle.Parcels, p)
	r.parcels[p.ID] = at
	r.media = append(r.media, make(map[int]string))
	return at
}

// parcelFor returns the index of the parcel for a deck of that id, which may have none yet:
// that of notes that are here in another deck than there.
func (r *reader) parcelFor(id deck.ID) int {
	if at, ok := r.parcels[id]; ok {
		return at
	}
	return r.addParcel(&exchange.Parcel{ID: id})
}

// place returns where notes stand, by the path of their deck below the one at the top.
func (r *reader) place(parcel int, path, title string) place {
	p := place{parcel: parcel}
	if path != "" {
		var parts []string
		for part := range strings.SplitSeq(path, deckPath) {
			if part = strings.Join(strings.Fields(part), " "); part != "" {
				parts = append(parts, part)
			}
		}
		p.section = strings.Join(parts, exchange.SectionBreak)
		if len(parts) > 0 {
			title = parts[len(parts)-1]
		}
	}
	l, _ := hypertext.Line(title, hypertext.Options{Plain: true})
	p.title = strings.TrimSpace(l.Text)
	if len(p.title) > maxTitle {
		p.title = strings.ToValidUTF8(p.title[:maxTitle], "")
	}
	return p
}

// withoutSource returns the description of a deck without the comment that is for us.
func withoutSource(description string) string {
	before, rest, ok := strings.Cut(description, sourceOpen)
	if !ok {
		return description
	}
	_, after, _ := strings.Cut(rest, sourceClose)
	return before + after
}

// takeNotes joins notes with their cards and finds a place for each.
func (r *reader) takeNotes() {
	c := r.collection
	r.notes = make([]noteIn, len(c.Notes))
	r.cards = make([][]historyPlace, len(c.Notes))
	r.byID = make(map[int64]int, len(c.Notes))
	for i := range c.Notes {
		r.byID[c.Notes[i].ID] = i
	}
	first := make([]*apkg.Card, len(c.Notes))
	all := make([]historyPlace, 0, len(c.Cards))
	count := make([]int, len(c.Notes))
	for i := range c.Cards {
		if at, ok := r.byID[c.Cards[i].Note]; ok {
			count[at]++
		}
	}
	for i, n := range count {
		r.cards[i] = all[len(all) : len(all) : len(all)+n]
		all = all[:len(all)+n]
	}
	for i := range c.Cards {
		card := &c.Cards[i]
		at, ok := r.byID[card.Note]
		if !ok {
			continue
		}
		r.cards[at] = append(r.cards[at], historyPlace{card})
		r.notes[at].ords.add(card.Ord)
		if first[at] == nil || card.Ord < first[at].Ord {
			first[at] = card
		}
	}
	moved := make(map[int]map[int]int)
	unknownType := foldType(&apkg.NoteType{Name: "?"})
	for i := range c.Notes {
		row, n := &c.Notes[i], &r.notes[i]
		n.guid, n.mod, n.texts = guidOf(row.ID, row.GUID), row.Mod, row.Fields
		if n.id, n.known = r.unchanged[row.ID]; !n.known {
			n.id = exchange.AnkiID(n.guid)
		}
		n.fold = r.folds[row.Type]
		if n.fold == nil {
			n.fold = unknownType
		}
		n.place = r.placeOf(first[i])
		if !n.known {
			n.tags = slices.DeleteFunc(strings.Fields(row.Tags), learnerTag)
		}
		if r.options.Known != nil {
			r.placeKnown(n, moved)
		}
	}
	r.follow(moved)
}

// follow puts new notes of a deck where those are of it that are here already, should the
// deck have another id here than its title gives it.
func (r *reader) follow(moved map[int]map[int]int) {
	for from, counts := range moved {
		if counts[from] > 0 {
			continue
		}
		to := from
		for at, n := range counts {
			if n > counts[to] || n == counts[to] && at < to {
				to = at
			}
		}
		for i := range r.notes {
			if n := &r.notes[i]; !n.stays && n.place.parcel == from {
				n.place.parcel = to
			}
		}
	}
}

// placeKnown leaves a note in the deck that it is in here.
//
// What is moved from one parcel to another is counted, by their indexes.
func (r *reader) placeKnown(n *noteIn, moved map[int]map[int]int) {
	id := n.id
	if _, own, ok := ownGUID(n.guid); ok && n.fold.own {
		id = own
	}
	if in, _, ok := r.options.Known(id); ok && in != "" {
		from := n.place.parcel
		n.place.parcel = r.parcelFor(in)
		n.stays = true
		if moved[from] == nil {
			moved[from] = make(map[int]int)
		}
		moved[from][n.place.parcel]++
	}
}

// placeOf returns the place of a note whose first card is given; nil if it has none.
func (r *reader) placeOf(c *apkg.Card) place {
	if c != nil {
		id := c.Deck
		if c.OriginalDeck != 0 {
			id = c.OriginalDeck
		}
		if p, ok := r.places[id]; ok {
			return p
		}
	}
	at, ok := r.parcels["default"]
	if !ok {
		at = r.parcelOf("Default", nil)
	}
	return r.place(at, "", r.bundle.Parcels[at].Title)
}

func learnerTag(tag string) bool { return slices.Contains(learnerTags, strings.ToLower(tag)) }
