package exchange

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"touchpoint/deck"
	"touchpoint/deck/library"
	"touchpoint/deck/progress"
)

// A Plan is what would happen if a bundle were taken into the library. Nothing has
// happened yet.
type Plan struct {
	Bundle    *Bundle
	Decks     []*library.Plan // of the decks that change
	Report    Report          // what becomes of each note
	Sentences []string        // what will happen, to be shown before it does
	Warning   string          // what is left out, and what is not as it was; "" if nothing
	Nothing   bool            // there is nothing to do: all of it is here

	home     *library.Home
	archived map[deck.ID]bool
	history  []progress.Entry // by the names that the cards have here
	had      bool             // the journal has all of the history
	made     []Made
}

// KnownAtHome says what earlier imports brought into the decks of this machine, archived
// ones included.
func KnownAtHome(h *library.Home) (Known, error) {
	holdings, err := h.Holdings()
	if err != nil {
		return nil, err
	}
	return knownAmong(h, holdings)
}

func knownAmong(h *library.Home, holdings []library.Holding) (Known, error) {
	k := make(knowing)
	for _, x := range holdings {
		files, ok := h.Files(x.ID)
		if !ok {
			continue
		}
		if err := k.add(x.ID, files); err != nil {
			return nil, err
		}
	}
	return k.known, nil
}

// Consider puts a bundle together with the decks of this machine and says what taking it
// in would do. A note that an earlier import brought goes to the deck that it is in by
// now. A deck of which the id is taken by one that has nothing to do with it gets another.
//
// The journal, which may be nil, is asked which of the history it has already: what brings
// nothing new is nothing to do.
//
// The error has a sentence to show, or is that of the context.
func Consider(ctx context.Context, h *library.Home, j *progress.Journal, b *Bundle) (*Plan, error) {
	holdings, err := h.Holdings()
	if err != nil {
		return nil, err
	}
	known, err := knownAmong(h, holdings)
	if err != nil {
		return nil, err
	}
	p := &Plan{Bundle: b, Report: b.Report, home: h, archived: make(map[deck.ID]bool)}
	for _, x := range slices.Backward(holdings) { // those in the library come first, and count
		p.archived[x.ID] = x.Archived
	}
	p.Report.File, p.Report.Format = b.Name, b.Format
	names := make(naming)
	for _, parcel := range sorted(b.Parcels, known) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if len(parcel.Notes)+len(parcel.Models) == 0 {
			continue // its notes are in other decks here
		}
		m, err := p.merge(ctx, parcel.Parcel)
		if err != nil {
			return nil, err
		}
		names.take(parcel, m)
		p.Report.Add(m.Items...)
		p.Report.Warnings = append(p.Report.Warnings, m.Warnings...)
		if !m.Changed {
			p.say(m)
			continue
		}
		plan, err := h.PlanFiles(ctx, b.Name, m.Files)
		if err != nil {
			return nil, err
		}
		p.Decks = append(p.Decks, plan)
		p.made = append(p.made, Made{ID: m.ID, Title: m.Title, New: m.New, Notes: len(plan.Deck.Notes), Cards: len(plan.Deck.Cards())})
		p.say(m, plan.Sentences...)
		p.Warning = strings.TrimSpace(p.Warning + " " + plan.Warning)
	}
	if err := p.look(ctx, j, names.rename(b.History)); err != nil {
		return nil, err
	}
	p.Nothing = len(p.Decks) == 0 && len(p.history) == 0
	p.conclude()
	p.Report.Settle()
	return p, nil
}

// look takes the history in, unless the journal has all of it.
func (p *Plan) look(ctx context.Context, j *progress.Journal, history []progress.Entry) error {
	p.history = history
	if j == nil || len(history) == 0 {
		return nil
	}
	w, err := j.Weigh(ctx, history)
	if err != nil {
		return unless(ctx, err)
	}
	if w.Added+w.Revived == 0 {
		p.history, p.had = nil, true
	}
	return nil
}

// merge puts a parcel together with the deck that it belongs to.
func (p *Plan) merge(ctx context.Context, parcel *Parcel) (*Merged, error) {
	own := *parcel
	for n := 2; ; n++ {
		files, there := p.home.Files(own.ID)
		if !there {
			return merge(ctx, &own, nil)
		}
		if parcel.Into || imported(files) || p.shares(&own) {
			return merge(ctx, &own, files)
		}
		own.ID = deck.ID(fmt.Sprintf("%s-%d", parcel.ID, n))
	}
}

// imported reports whether an import brought notes into a deck.
func imported(files fs.FS) bool {
	_, err := fs.Stat(files, RecordName)
	return err == nil
}

// shares reports whether the deck of the parcel's id has one of its notes.
func (p *Plan) shares(parcel *Parcel) bool {
	d, ok := p.home.Deck(parcel.ID)
	if !ok || d == nil {
		return false
	}
	for i := range parcel.Notes {
		if _, shared := d.Note(parcel.Notes[i].ID); shared {
			return true
		}
	}
	return false
}

// A sortedParcel is what goes to one deck, with the deck that each note came for.
type sortedParcel struct {
	*Parcel
	from  []deck.ID
	media []*Parcel // others that notes come from, with what they show
}

// sorted brings notes that are here already to the parcel of the deck which they are in.
func sorted(parcels []*Parcel, known Known) []*sortedParcel {
	var list []*sortedParcel
	at := make(map[deck.ID]*sortedParcel, len(parcels))
	for _, p := range parcels {
		own := *p
		own.Notes = nil
		s := &sortedParcel{Parcel: &own}
		at[p.ID] = s
		list = append(list, s)
	}
	for _, p := range parcels {
		for i := range p.Notes {
			to := at[p.ID]
			if in, _, here := known(p.Notes[i].ID); here && in != p.ID {
				if to = at[in]; to == nil {
					to = &sortedParcel{Parcel: &Parcel{ID: in, Title: p.Title, Match: p.Match}}
					at[in] = to
					list = append(list, to)
				}
			}
			if to.Parcel.ID != p.ID && !slices.Contains(to.media, p) {
				to.media = append(to.media, p)
			}
			to.Notes = append(to.Notes, p.Notes[i])
			to.from = append(to.from, p.ID)
		}
	}
	for _, s := range list {
		for _, p := range s.media {
			s.Media = append(slices.Clip(s.Media), shownBy(s.Notes, p.Media)...)
		}
	}
	return list
}

// shownBy returns those of some files that notes show or link to.
func shownBy(notes []Note, media []Media) []Media {
	shown := shownIn(func(yield func(string) bool) {
		for i := range notes {
			if !yield(notes[i].Text) {
				return
			}
		}
	})
	return slices.DeleteFunc(slices.Clone(media), func(f Media) bool { return !shown[f.Path] })
}

// naming is what notes are called here, by the names that they come with.
type naming map[library.NoteRef]library.NoteRef

// take notes what became of a parcel. The name of a note that was left out is empty.
func (n naming) take(p *sortedParcel, m *Merged) {
	for i := range p.Notes {
		as := library.NoteRef{Deck: p.from[i], Note: p.Notes[i].ID}
		here := library.NoteRef{Deck: m.ID, Note: m.Items[i].Note}
		if m.Items[i].Outcome == Skipped {
			here = library.NoteRef{}
		}
		if was, told := n[as]; !told || was == (library.NoteRef{}) {
			n[as] = here
		}
	}
}

// rename returns entries by the names that their cards have here, without those of notes
// that were left out.
func (n naming) rename(history []progress.Entry) []progress.Entry {
	list := make([]progress.Entry, 0, len(history))
	for _, e := range history {
		in, rest, _ := strings.Cut(string(e.Card), "/")
		note, facet, _ := strings.Cut(rest, "#")
		as := library.NoteRef{Deck: deck.ID(in), Note: deck.NoteID(note)}
		here, told := n[as]
		switch {
		case told && here == (library.NoteRef{}):
			continue
		case told && here != as:
			e.Card = deck.MakeCardID(here.Deck, here.Note, facet)
		}
		list = append(list, e)
	}
	return list
}

// say puts into words what happens to a deck.
func (p *Plan) say(m *Merged, planned ...string) {
	if m.New {
		p.Sentences = append(p.Sentences, planned...)
		return
	}
	var r Report
	r.Add(m.Items...)
	var parts []string
	part := func(n int, one, many string) {
		if n == 1 {
			parts = append(parts, "1 note "+one)
		} else if n > 1 {
			parts = append(parts, deck.Number(n)+" notes "+many)
		}
	}
	part(r.Added, "is new", "are new")
	part(r.Updated, "gets its newer text", "get their newer text")
	part(r.Kept, "stays as you have it", "stay as you have them")
	part(r.Unchanged, "is here already", "are here already")
	switch {
	case len(parts) > 0:
		p.Sentences = append(p.Sentences, fmt.Sprintf("“%s”: %s.", m.Title, strings.Join(parts, ", ")))
	case m.Changed:
		p.Sentences = append(p.Sentences, fmt.Sprintf("“%s”: what it says of itself, its models or its pictures is newer.", m.Title))
	}
	switch {
	case !p.archived[m.ID]:
	case m.Changed:
		p.Sentences = append(p.Sentences, fmt.Sprintf("“%s” is archived; it will be in the library again.", m.Title))
	default:
		p.Sentences = append(p.Sentences, fmt.Sprintf("“%s” is archived; bring it back to study it.", m.Title))
	}
}

// conclude says what concerns the bundle as a whole.
func (p *Plan) conclude() {
	answers := 0
	for i := range p.history {
		if p.history[i].Kind == progress.Review {
			answers++
		}
	}
	switch {
	case answers == 1:
		p.Sentences = append(p.Sentences, "1 answer comes with it, unless it is here already.")
	case answers > 1:
		p.Sentences = append(p.Sentences, deck.Number(answers)+" answers come with it; those that are here already do not count twice.")
	case p.had:
		p.Sentences = append(p.Sentences, "What was answered there is here already.")
	case len(p.history) > 0:
		p.Sentences = append(p.Sentences, "What it says of how far you got with its cards comes with it.")
	}
	if p.Nothing {
		p.Sentences = append(p.Sentences, "There is nothing to do.")
	}
	var list []string
	if p.Warning != "" {
		list = append(list, p.Warning)
	}
	switch n := p.Report.Skipped; {
	case n == 1:
		list = append(list, "1 note could not be taken in.")
	case n > 1:
		list = append(list, deck.Number(n)+" notes could not be taken in.")
	}
	const most = 5
	more := len(p.Report.Warnings) - most
	list = append(list, p.Report.Warnings[:min(len(p.Report.Warnings), most)]...)
	if more > 0 {
		list = append(list, fmt.Sprintf("The report has %d more.", more))
	}
	p.Warning = strings.Join(list, " ")
}
