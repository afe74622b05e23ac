package anki

import (
	"slices"
	"strings"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
	"touchpoint/deck/exchange/anki/apkg"
	"touchpoint/deck/hypertext"
	"touchpoint/deck/progress"
)

// collect puts notes that are written into a collection.
func (p *packing) collect(notes []written) {
	c := &p.collection
	c.Layout, c.Scheduler, c.Rollover = apkg.Legacy1, 1, p.o.Calendar.Rollover
	if p.progress.with() {
		c.Scheduler = 3 // under whose rules all four answers count in every phase
	}
	start := p.o.Calendar.Start(p.progress.dayZero)
	_, east := start.Zone()
	const minute = 60
	c.Created, c.WestOfUTC = start.Unix(), -east/minute
	c.Types = ownTypes()
	p.root()
	position := p.positions()
	noteID, cardID := countFrom("notes "+string(p.deck.ID)), countFrom("cards "+string(p.deck.ID))
	c.Notes = make([]apkg.Note, 0, len(notes))
	c.Cards = make([]apkg.Card, 0, len(notes))
	p.report.Items = make([]exchange.Item, 0, len(notes))
	for i := range notes {
		w := &notes[i]
		if w.why != "" {
			p.tell(w, exchange.Skipped)
			continue
		}
		n := apkg.Note{ID: noteID(), GUID: w.guid, Type: w.kind.id(), Mod: p.o.Now.Unix(), Tags: p.tags(w), Fields: w.fields}
		c.Notes = append(c.Notes, n)
		at := p.deckFor(w.section)
		for _, card := range w.cards {
			p.card(card, apkg.Card{ID: cardID(), Note: n.ID, Deck: at, Ord: card.ord, Due: position(card.id), Mod: n.Mod})
		}
		p.tell(w, exchange.Added)
	}
	p.warnOfTasks(notes)
	c.Media = p.media.sorted()
	c.Reviews = apart(c.Reviews)
}

// card takes in one card with what the learner did with it.
func (p *packing) card(card writtenCard, c apkg.Card) {
	p.progress.put(&c, card.id)
	p.collection.Cards = append(p.collection.Cards, c)
	p.collection.Reviews = append(p.collection.Reviews, p.progress.reviews(c.ID, card.id, c.Factor)...)
	if c.Queue == apkg.QueueSuspended {
		p.report.Suspended++
	}
	if c.Flags != 0 {
		p.report.Flagged++
	}
}

// positions returns a function that gives every card its place among the new ones: that of
// the card here, behind all of them where there is none.
func (p *packing) positions() func(deck.CardID) int64 {
	var place map[deck.CardID]int64
	if len(p.deck.Models) > 0 { // whose cards stand among the notes
		cards := p.deck.Cards()
		place = make(map[deck.CardID]int64, len(cards))
		for i := range cards {
			place[cards[i].ID] = int64(i + 1)
		}
	}
	last := int64(len(place))
	return func(id deck.CardID) int64 {
		if at, ok := place[id]; ok {
			return at
		}
		last++
		return last
	}
}

// root makes the deck, in whose description stands what is to be known of it.
func (p *packing) root() {
	p.collection.Decks = append(p.collection.Decks, apkg.Deck{
		ID: newIDMaker(1).of("deck " + string(p.deck.ID)), Name: deckName(p.deck.Title), Description: p.description(), Preset: 1,
	})
	p.deckIDs[""] = p.collection.Decks[0].ID
}

// deckFor returns the id of the Anki deck for the notes of a section, which it makes.
func (p *packing) deckFor(section string) int64 {
	if section == "" || section == p.deck.Title {
		return p.deckIDs[""]
	}
	if section != p.last.title {
		p.last.title, p.last.id = section, p.subdeck(deckName(section))
	}
	return p.last.id
}

// subdeck returns the id of the subdeck of a name, which it makes if there is none yet.
func (p *packing) subdeck(name string) int64 {
	key := strings.ToLower(name) // Anki takes names for the same that differ in capitals only
	if id, made := p.deckIDs[key]; made {
		return id
	}
	root := p.collection.Decks[0]
	ids := newIDMaker(len(p.deckIDs))
	for _, id := range p.deckIDs {
		ids.taken[id] = true
	}
	id := ids.of("deck " + string(p.deck.ID) + "/" + key)
	p.deckIDs[key] = id
	p.collection.Decks = append(p.collection.Decks, apkg.Deck{ID: id, Name: root.Name + "::" + name, Preset: 1})
	return id
}

// description writes what stands beneath the name of the deck in Anki.
func (p *packing) description() string {
	d := p.deck
	var b strings.Builder
	b.WriteString("<p><b>" + hypertext.Escape(d.Title) + "</b></p>")
	for _, line := range []struct{ name, text string }{
		{"By", strings.Join(d.Authors, ", ")}, {"Version", d.Version}, {"Licence", d.Licence},
	} {
		if line.text != "" {
			b.WriteString("<p>" + line.name + " " + hypertext.Escape(line.text) + "</p>")
		}
	}
	if len(d.Sources) > 0 {
		b.WriteString("<p>Sources</p>")
		for i := range d.Sources {
			b.WriteString(p.sources[d.Sources[i].Key])
		}
	}
	b.WriteString(Source{Text: p.texts.front}.Field())
	return b.String()
}

// tags returns the tags of a note: the author's, and those that the learner gave any of its
// cards, since Anki has them by note.
func (p *packing) tags(w *written) string {
	tags := make([]string, 0, len(w.tags))
	add := func(tag string) {
		name := tagName(tag)
		if name != tag {
			p.report.Warn("Anki has no spaces in tags: “%s” is “%s” there.", tag, name)
		}
		if name != "" && !slices.Contains(tags, name) {
			tags = append(tags, name)
			p.tagged[name] = true
		}
	}
	for _, tag := range w.tags {
		add(tag)
	}
	for _, c := range w.cards {
		for _, tag := range p.o.Progress[c.id].Tags {
			add(tag)
		}
	}
	return strings.Join(tags, " ")
}

// tell takes a note into the report.
func (p *packing) tell(w *written, outcome exchange.Outcome) {
	p.report.Add(exchange.Item{
		Note: w.id, Deck: p.deck.ID, GUID: w.guid, Title: w.title, Outcome: outcome, Why: w.why, Lost: w.lost,
	})
}

// reportOn returns the report on the package that was written.
func (p *packing) reportOn(file string) exchange.Report {
	r, c := &p.report, &p.collection
	r.File, r.Format = file, "Anki package"
	r.Notes, r.Cards, r.Reviews, r.Media = len(c.Notes), len(c.Cards), len(c.Reviews), len(c.Media)
	r.Decks, r.Tags = len(c.Decks)+1, len(p.tagged) // Default is in every package
	p.media.warn(r)
	for _, name := range p.texts.failed {
		r.Warn("“%s” could not be read, so its notes come back from Anki as Anki has them.", name)
	}
	p.warnOfLoss()
	return *r
}

// warnOfTasks counts the tasks of models for which there is no card in Anki.
func (p *packing) warnOfTasks(notes []written) {
	all, lost := 0, 0
	for i := range notes {
		all += notes[i].tasks
		lost += notes[i].tasks - notes[i].done
	}
	if lost > 0 {
		p.report.Warn("%s of the %s tasks of models can only be done here, and are not in the file.", deck.Number(lost), deck.Number(all))
	}
}

// warnOfLoss counts what the learner did that Anki has no place for: what was noted on
// cards, and answers to cards that are not in the file.
func (p *packing) warnOfLoss() {
	remarks := 0
	for id, s := range p.o.Progress {
		if s.Remark != "" && belongs(p.deck, id) {
			remarks++
		}
	}
	if remarks > 0 {
		p.report.Warn("What you noted on cards (%s) is not in the file; it is still here.", deck.Number(remarks))
	}
	answers := 0
	for id, entries := range p.o.History {
		if !belongs(p.deck, id) {
			continue
		}
		for i := range entries {
			if entries[i].Kind == progress.Review {
				answers++
			}
		}
	}
	for i := range p.collection.Reviews {
		if p.collection.Reviews[i].Type != rowManual {
			answers--
		}
	}
	if answers > 0 {
		p.report.Warn("Answers to what is not in the file (%s) are not in it either; they are still here.", deck.Number(answers))
	}
}
