package anki

import (
	"slices"
	"strings"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
	"touchpoint/deck/exchange/anki/apkg"
)

// gather puts the notes that were made into their parcels, and leaves out parcels without.
func (r *reader) gather() {
	b := r.bundle
	for i := range r.outs {
		if own := r.outs[i].own; own != "" && !r.notes[i].stays {
			r.moveOwn(&r.notes[i], own)
		}
	}
	sizes := make([]int, len(b.Parcels))
	for i := range r.outs {
		out := &r.outs[i]
		sizes[r.notes[i].place.parcel] += len(out.notes)
	}
	for i, p := range b.Parcels {
		p.Notes = make([]exchange.Note, 0, sizes[i])
	}
	taken := make(map[deck.NoteID]string, len(r.notes))
	for i := range r.outs {
		n, out := &r.notes[i], &r.outs[i]
		at := n.place.parcel
		p := b.Parcels[at]
		b.Report.Add(out.skipped...)
		if s := out.source; s != nil && s.Path != "" {
			if p.Models == nil {
				p.Models = make(map[string][]byte)
			}
			p.Models[s.Path] = []byte(s.Text)
			_, id, _ := ownGUID(n.guid)
			r.drawn[string(id)] = true
		}
		for _, note := range out.notes {
			if _, twice := taken[note.ID]; twice {
				n.dropped = true
				b.Report.Add(exchange.Item{
					Note: note.ID, Deck: p.ID, GUID: note.GUID, Title: note.Title, Outcome: exchange.Skipped,
					Why: "Another note in the file has the same identity.",
				})
				continue
			}
			taken[note.ID] = note.GUID
			p.Notes = append(p.Notes, note)
		}
		for _, m := range out.media {
			r.media[at][m] = out.pathOf(r.files, m)
		}
	}
	for i, p := range b.Parcels {
		r.ids = append(r.ids, p.ID)
		r.mediaOf(p, r.media[i])
	}
	b.Parcels = slices.DeleteFunc(b.Parcels, func(p *exchange.Parcel) bool { return len(p.Notes) == 0 && len(p.Models) == 0 })
}

// moveOwn puts a note of ours into the parcel of the deck that it came from, but for a copy
// of the deck under another title, where it goes with the others.
func (r *reader) moveOwn(n *noteIn, own deck.ID) {
	if r.bundle.Parcels[n.place.parcel].ID == own {
		return
	}
	title := r.bundle.Parcels[n.place.parcel].Title
	n.place.parcel = r.parcelFor(own)
	if p := r.bundle.Parcels[n.place.parcel]; p.Title == "" {
		p.Title = title
	}
}

// mediaOf adds the files that a parcel's notes show.
func (r *reader) mediaOf(p *exchange.Parcel, paths map[int]string) {
	indexes := sortedKeys(paths)
	for _, i := range indexes {
		m := &r.files.media[i]
		p.Media = append(p.Media, exchange.Media{Path: paths[i], Size: m.Size, Open: r.files.opener(i)})
	}
}

// history makes entries of what the learner did.
func (r *reader) history() {
	h := newHistorian(r.collection, r.options)
	cards := make([]historyCard, 0, len(r.collection.Cards))
	for i := range r.notes {
		n, out := &r.notes[i], &r.outs[i]
		if n.dropped || len(out.notes) == 0 && out.source == nil {
			continue
		}
		var tags []string
		if t := r.collection.Notes[i].Tags; t != "" {
			tags = learners(out, t)
		}
		in := r.ids[n.place.parcel]
		for _, place := range r.cards[i] {
			id, ok := cardID(n, out, in, place.card.Ord)
			if !ok {
				continue
			}
			cards = append(cards, historyCard{card: place.card, guid: n.guid, id: id, mod: n.mod, tags: tags, own: out.source != nil})
		}
	}
	r.bundle.History = h.make(cards)
	r.warn(h.future, "1 answer is left out because it is dated in the future or before there were such programs.",
		"%s answers are left out because they are dated in the future or before there were such programs.")
	r.warn(h.lost, "1 answer is left out because its card is not in the file or could not be taken in.",
		"%s answers are left out because their cards are not in the file or could not be taken in.")
	r.warn(h.moved, "1 line of the history is left out because it is no answer that counts; the date that its card has now is kept.",
		"%s lines of the history are left out because they are no answers that count; the dates that cards have now are kept.")
	r.warn(h.buried, "1 card was put off until the next day in Anki; here it is not.",
		"%s cards were put off until the next day in Anki; here they are not.")
}

// warn says how many there are of something, if there are any.
func (r *reader) warn(n int, one, many string) {
	switch {
	case n == 1:
		r.bundle.Report.Warn("%s", one)
	case n > 1:
		r.bundle.Report.Warn(many, deck.Number(n))
	}
}

// cardID returns the name here of the card of a note.
func cardID(n *noteIn, out *noteOut, in deck.ID, ord int) (deck.CardID, bool) {
	if out.source != nil {
		_, id, _ := ownGUID(n.guid)
		if facet, ok := out.source.Facets[ord+1]; ok {
			return deck.MakeCardID(in, modelOf(id), facet), true
		}
		if len(out.notes) == 0 {
			return "", false
		}
		id = out.notes[0].ID
		switch {
		case n.fold.kind.Cloze:
			return deck.MakeCardID(in, id, itoa(ord+1)), true
		case ord == 1 && len(n.fold.designs) == 2:
			return deck.MakeCardID(in, id, "reverse"), true
		}
		return deck.MakeCardID(in, id, ""), ord == 0
	}
	suffix, facet, ok := n.fold.facet(ord, n.ords)
	id := n.id + deck.NoteID(suffix)
	switch out.kind {
	case deck.Cloze: // a card may be there still though its gap is not
		ok = ok && strings.Contains(out.notes[0].Text, "{{"+facet+":")
	case deck.Occlude:
		ok = ok && strings.Contains(out.notes[0].Text, "\n- "+facet+": ")
	case deck.Basic:
		if n.fold.form == gaps { // there was none
			facet, ok = "", ord == 0
		}
	}
	if !ok || !slices.ContainsFunc(out.notes, func(made exchange.Note) bool { return made.ID == id }) {
		return "", false
	}
	return deck.MakeCardID(in, id, facet), true
}

// learners returns the tags of a note that are the learner's own: those that Anki gives,
// and on a note of ours those that its text does not have.
func learners(out *noteOut, tags string) []string {
	var own []string
	for _, tag := range strings.Fields(tags) {
		if learnerTag(tag) {
			own = append(own, tag)
		} else if out.source != nil && out.source.Text != "" && !slices.Contains(out.ownTags, tag) {
			own = append(own, tag)
		}
	}
	return own
}

// report counts what is in the package.
func (r *reader) report() {
	c, report := r.collection, &r.bundle.Report
	report.File, report.Format = r.bundle.Name, format
	report.Notes, report.Cards, report.Reviews = len(c.Notes), len(c.Cards), len(c.Reviews)
	report.Media, report.Decks = len(c.Media), len(c.Decks)
	for i := range c.Cards {
		if c.Cards[i].Queue == apkg.QueueSuspended {
			report.Suspended++
		}
		if c.Cards[i].Flags&7 != 0 {
			report.Flagged++
		}
	}
	tags := make(map[string]bool)
	last := ""
	for i := range c.Notes {
		if t := c.Notes[i].Tags; t != last {
			last = t
			for _, tag := range strings.Fields(t) {
				tags[tag] = true
			}
		}
	}
	report.Tags = len(tags)
	for _, w := range c.Warnings {
		report.Warn("%s", w)
	}
	r.reportMedia()
	r.warn(r.orphans(), "1 card is left out because its note is not in the file.", "%s cards are left out because their notes are not in the file.")
}

// reportMedia says which files are not there, and how many nobody shows.
func (r *reader) reportMedia() {
	used := make(map[int]bool)
	for _, paths := range r.media {
		for i := range paths {
			used[i] = true
		}
	}
	missing, idle := 0, 0
	for i := range r.files.media {
		switch {
		case r.files.paths[i] == "":
			missing++
		case !used[i] && !r.isDrawing(r.files.media[i].Name):
			idle++
		}
	}
	r.warn(missing, "1 file is not in the package though it lists it.", "%s files are not in the package though it lists them.")
	if len(r.unchanged) == 0 {
		r.warn(idle, "1 picture or recording is left out because no note shows it.",
			"%s pictures or recordings are left out because no note shows them.")
	}
}

// isDrawing reports whether a file is the drawing of a model that came back itself.
func (r *reader) isDrawing(name string) bool {
	stem, hash := strings.TrimSuffix(name, ".svg"), strings.LastIndex(name, "-")
	return stem != name && hash > 0 && r.drawn[strings.TrimSuffix(name[:hash], "-blank")]
}

// orphans counts cards without a note.
func (r *reader) orphans() int {
	n := 0
	for i := range r.collection.Cards {
		if _, ok := r.byID[r.collection.Cards[i].Note]; !ok {
			n++
		}
	}
	return n
}
