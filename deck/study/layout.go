package study

import (
	"cmp"
	"slices"

	"touchpoint/deck"
	"touchpoint/deck/library"
	"touchpoint/deck/model"
)

// A layout is the library numbered, so that what is due can be found by walking
// slices. Cards are numbered in the order of the library, so that the cards of a
// note are neighbours; notes and topics likewise. It does not change, but for the order
// of introduction when the learner asks for another one.
type layout struct {
	cards  []deck.Card
	number map[deck.CardID]int32 // of a card
	shelf  map[deck.ID]int32     // of a deck
	noteOf []int32               // by card
	notes  []note
	topics []topic
	decks  []volume
	intro  []int32 // all notes, in the order in which they may be introduced
}

// A note is a note's place in the layout.
type note struct {
	first, end int32   // its cards
	topic      int32   //
	deck       int32   //
	after      []int32 // the notes to be introduced before it; never a circle
	model      int32   // of a task: the model's number in its deck; none otherwise
}

// A topic is a section of a deck, or what stands in a deck before the first one.
type topic struct {
	title string
	deck  int32
	cards int
	intro []int32 // its notes, in the order of layout.intro
}

// A volume is a deck's place in the layout.
type volume struct {
	deck       *deck.Deck
	first, end int32   // its topics
	from, to   int32   // its notes
	intro      []int32 // its notes, in the order of layout.intro
}

// newLayout numbers the cards of a library.
func newLayout(l *library.Library) *layout {
	lay := &layout{cards: l.Cards(), shelf: make(map[deck.ID]int32)}
	lay.number = make(map[deck.CardID]int32, len(lay.cards))
	lay.noteOf = make([]int32, len(lay.cards))
	for i := range lay.cards {
		lay.number[lay.cards[i].ID] = int32(i)
	}
	for i := 0; i < len(lay.cards); {
		end := i
		for end < len(lay.cards) && lay.cards[end].Deck == lay.cards[i].Deck {
			end++
		}
		lay.addDeck(i, end)
		i = end
	}
	for k := range lay.decks {
		lay.arrange(int32(k), nil)
	}
	lay.join()
	return lay
}

// deckOf returns the deck of a card.
func (lay *layout) deckOf(card int32) int32 { return lay.notes[lay.noteOf[card]].deck }

// holds reports whether a card is in the library.
func (lay *layout) holds(id deck.CardID) bool {
	_, ok := lay.number[id]
	return ok
}

// addDeck numbers the topics and notes of the deck whose cards are first to end.
func (lay *layout) addDeck(first, end int) {
	d := lay.cards[first].Deck
	v := volume{deck: d, first: int32(len(lay.topics))}
	topics := make(map[string]int32)
	notes := make(map[deck.NoteID]int32)
	from := len(lay.notes)
	for i := first; i < end; {
		n := lay.cards[i].Note
		last := i
		for last < end && lay.cards[last].Note.ID == n.ID {
			lay.noteOf[last] = int32(len(lay.notes))
			last++
		}
		title := topicTitle(d, n)
		t, known := topics[title]
		if !known {
			t = int32(len(lay.topics))
			topics[title] = t
			lay.topics = append(lay.topics, topic{title: title, deck: int32(len(lay.decks))})
		}
		lay.topics[t].cards += last - i
		notes[n.ID] = int32(len(lay.notes))
		lay.notes = append(lay.notes, note{first: int32(i), end: int32(last), topic: t, deck: int32(len(lay.decks)), model: modelOf(d, &lay.cards[i])})
		i = last
	}
	for n := from; n < len(lay.notes); n++ {
		for _, id := range lay.cards[lay.notes[n].first].Note.After {
			if before, ok := notes[id]; ok {
				lay.notes[n].after = append(lay.notes[n].after, before)
			}
		}
	}
	v.end = int32(len(lay.topics))
	v.from, v.to = int32(from), int32(len(lay.notes))
	lay.shelf[d.ID] = int32(len(lay.decks))
	lay.decks = append(lay.decks, v)
}

// modelOf returns the number of the model that a card is a task of, none otherwise.
func modelOf(d *deck.Deck, c *deck.Card) int32 {
	if c.Task == nil {
		return none
	}
	return int32(slices.Index(d.Models, c.Task.Model))
}

// topicTitle is the title of the section that a note stands in, and of the deck if
// it stands in none.
func topicTitle(d *deck.Deck, n *deck.Note) string {
	if n.Section != "" {
		return n.Section
	}
	return d.Title
}

// arrange finds the order of introduction of a deck's notes: by rank, nil for as they
// stand in the deck, but every note after its prerequisites. A link that would close a
// circle is dropped, which the first order decides.
func (lay *layout) arrange(k int32, rank func(note int32) uint32) {
	const (
		unseen = iota
		open   // on the path that is being walked
		done
	)
	v := &lay.decks[k]
	mark := make([]uint8, v.to-v.from)
	intro := make([]int32, 0, v.to-v.from)
	var visit func(n int32)
	visit = func(n int32) {
		mark[n-v.from] = open
		kept := lay.notes[n].after[:0]
		for _, before := range lay.notes[n].after {
			if mark[before-v.from] == open {
				continue
			}
			kept = append(kept, before)
			if mark[before-v.from] == unseen {
				visit(before)
			}
		}
		lay.notes[n].after = kept
		mark[n-v.from] = done
		intro = append(intro, n)
	}
	for _, n := range lay.ranked(v, rank) {
		if mark[n-v.from] == unseen {
			visit(n)
		}
	}
	// Sessions hold the lists of before, so these are new ones.
	v.intro = intro
	for t := v.first; t < v.end; t++ {
		lay.topics[t].intro = nil
	}
	for _, n := range intro {
		t := &lay.topics[lay.notes[n].topic]
		t.intro = append(t.intro, n)
	}
}

// ranked returns the notes of a deck by rank.
func (lay *layout) ranked(v *volume, rank func(note int32) uint32) []int32 {
	notes := make([]int32, 0, v.to-v.from)
	for n := v.from; n < v.to; n++ {
		notes = append(notes, n)
	}
	if rank != nil {
		slices.SortStableFunc(notes, func(a, b int32) int { return cmp.Compare(rank(a), rank(b)) })
	}
	return notes
}

// join puts the decks' orders of introduction together.
func (lay *layout) join() {
	all := make([]int32, 0, len(lay.notes))
	for k := range lay.decks {
		all = append(all, lay.decks[k].intro...)
	}
	lay.intro = all
}

// within returns the notes of a scope, in the order of introduction, and whether
// there is such a deck, topic and model.
func (lay *layout) within(s Scope) ([]int32, bool) {
	if s.Deck == "" && s.Topic == "" && s.Model == "" {
		return lay.intro, true
	}
	if s.Model != "" {
		list := lay.ofModel(s.Deck, s.Model)
		return list, len(list) > 0
	}
	var list []int32
	found := false
	for _, v := range lay.decks {
		if s.Deck != "" && v.deck.ID != s.Deck {
			continue
		}
		if s.Topic == "" {
			return v.intro, true
		}
		for _, t := range lay.topics[v.first:v.end] {
			if t.title == s.Topic {
				list, found = append(list, t.intro...), true
			}
		}
	}
	return list, found
}

// ofModel returns the notes that stand for the tasks of a model, in the order of
// introduction.
func (lay *layout) ofModel(id deck.ID, m string) []int32 {
	var list []int32
	for _, v := range lay.decks {
		if v.deck.ID != id {
			continue
		}
		at := slices.IndexFunc(v.deck.Models, func(x *model.Model) bool { return x.ID == m })
		for _, n := range v.intro {
			if at >= 0 && lay.notes[n].model == int32(at) {
				list = append(list, n)
			}
		}
	}
	return list
}
