package study

import (
	"slices"

	"touchpoint/deck"
	"touchpoint/deck/memory"
)

// A Row is a card as a list shows it.
type Row struct {
	Card      deck.CardID
	Front     string // of its note, in one line
	Part      string // which card of its note it is, in words: "back to front", "gap 2"; "" when there is one
	Deck      deck.ID
	DeckTitle string
	Topic     string
	Kind      deck.Kind
	Phase     memory.Phase
	Due       string  // in words: "new", "now", "tomorrow", "in 4 days", "with the exam plan", "suspended", "put away"
	Stability float64 // days; 0 for a new card
	Recall    float64 // chance that it is remembered today; 0 for a new card
	Lapses    int
	Flag      int
	Suspended bool
	Buried    bool // put away until tomorrow
	Leech     bool
	Tags      []string // the author's, then the learner's own
	Remark    string   // the learner's own note
}

// Row returns a card as a list shows it, and the zero Row for one that is in no deck. It
// is quick, so that a list can ask for what it shows while it is scrolled.
func (d *Desk) Row(id deck.CardID) Row {
	i, ok := d.layout.number[id]
	if !ok {
		return Row{}
	}
	at := d.moment()
	d.turnDay(at.today)
	c, st := &d.layout.cards[i], &d.states[i]
	return Row{
		Card: id, Front: oneLine(deck.PlainText(c.Note.Front)), Part: partOf(c), Deck: c.Deck.ID, DeckTitle: c.Deck.Title,
		Topic: d.layout.topics[d.layout.notes[d.layout.noteOf[i]].topic].title, Kind: c.Note.Kind,
		Phase: st.Memory.Phase, Due: d.dueWords(i, at), Stability: st.Memory.State.Stability, Recall: float64(d.slots[i].recall),
		Lapses: st.Memory.Lapses, Flag: st.Flag, Suspended: st.Suspended, Buried: st.BuriedOn == at.today, Leech: d.isLeech(st.Memory),
		Tags: allTags(c.Note.Tags, st.Tags), Remark: st.Remark,
	}
}

// dueWords says in a word or two when a card is asked next.
func (d *Desk) dueWords(i int32, at moment) string {
	st := &d.states[i]
	switch {
	case st.Suspended:
		return "suspended"
	case st.BuriedOn == at.today:
		return "put away"
	case st.Memory.Phase == memory.New:
		return "new"
	case d.waits(i, at):
		return "now"
	case st.Memory.Phase == memory.Review && d.planFor(at.today).covers(d.layout.noteOf[i]):
		return "with the exam plan"
	}
	return When(d.due(st.Memory), at.now, d.calendar)
}

// partOf says which card of its note a card is.
func partOf(c *deck.Card) string {
	switch {
	case c.Facet == "":
		return ""
	case c.Note.Kind == deck.Both:
		return "back to front"
	case c.Note.Kind == deck.Cloze:
		return "gap " + c.Facet
	case c.Note.Kind == deck.Occlude:
		return "box " + c.Facet
	}
	return c.Facet
}

// allTags returns the author's tags and those of the learner's own that are not among them.
func allTags(author, own []string) []string {
	tags := slices.Clone(author)
	for _, tag := range own {
		if !slices.Contains(tags, tag) {
			tags = append(tags, tag)
		}
	}
	return tags
}
