package study

import (
	"context"
	"hash/fnv"
	"slices"
	"sync"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/library"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
	"touchpoint/deck/search"
	"touchpoint/deck/study/insight"
)

// A Journal keeps what the learner did. It is what a Desk needs of
// [progress.Journal].
type Journal interface {
	States(ctx context.Context) (map[deck.CardID]progress.State, error)
	Append(ctx context.Context, base progress.EntryID, e progress.Entry) (progress.State, error)
	AppendAll(ctx context.Context, additions []progress.Addition) ([]progress.State, error)
	Entries(ctx context.Context, card deck.CardID) ([]progress.Entry, error)
	Since(ctx context.Context, day memory.Day) ([]progress.Entry, error)
	Rename(ctx context.Context, names map[deck.CardID]deck.CardID, inUse func(deck.CardID) bool) error
	Reclaim(ctx context.Context, inUse func(deck.CardID) bool) error
	Changed(ctx context.Context) (bool, error)
	Weights() memory.Weights
	Meet(ctx context.Context, cards []deck.CardID, on memory.Day) error
	Met(ctx context.Context) (map[deck.CardID]memory.Day, error)
	Setting(ctx context.Context, key string, into any) (found bool, err error)
	SetSetting(ctx context.Context, key string, value any) error
}

// A Config is what a Desk is opened with.
type Config struct {
	Library  *library.Library
	Journal  Journal
	Now      func() time.Time
	Calendar memory.Calendar
	Preset   Preset
	Decks    map[deck.ID]DeckPreset // those of decks that are studied in a way of their own; others are left out
	Seed     uint64                 // shuffles options, items and the reviews of one day
}

// A Desk knows the state of every card, and what is due.
type Desk struct {
	journal   Journal
	now       func() time.Time
	calendar  memory.Calendar
	preset    Preset
	scheduler *memory.Scheduler
	seed      uint64

	layout *layout
	states []progress.State // by card
	slots  []slot           // by card: what the queues need of states

	standings insight.Standings     // likewise: what the figures need of states
	shelf     func() *insight.Shelf // of the layout

	hand hand // scratch of gather

	recallOn memory.Day // the study day that slot.recall and ahead are for
	ahead    ahead
	tally    tally          // what was done today
	pace     pace           // how long the learner takes
	latest   time.Time      // of the last entry of all cards
	stale    bool           // another window wrote, and reading it failed so far
	weights  memory.Weights // that the journal had last

	follow    *following // the exam that is followed; nil if none is
	snapshots []snapshot // for which plans may be made at present
	doubts    int        // counts what changed cards by more than answers here, and so makes plans out of date

	rules    []deckRule // by deck
	anyOwn   bool       // a deck is studied in a way of its own
	archived int        // cards with a state that are in no deck

	indexed sync.Once
	index   *search.Index
	met     []memory.Day // by card; nil until it is asked for
	grading grading

	past, future []*act                           // done and undone, the last one last
	lastOwn      map[deck.CardID]progress.EntryID // the entry that the next undo of a card builds on
}

// Open loads the states of all cards, after it has carried over the progress of
// notes that were renamed, and given former ids that are used again back to their notes.
// What was done earlier today can be undone.
func Open(ctx context.Context, c Config) (*Desk, error) {
	d := &Desk{
		journal:  c.Journal,
		now:      c.Now,
		calendar: c.Calendar,
		seed:     c.Seed,
		layout:   newLayout(c.Library),
		lastOwn:  make(map[deck.CardID]progress.EntryID),
		weights:  c.Journal.Weights(),
	}
	d.states = make([]progress.State, len(d.layout.cards))
	d.slots = make([]slot, len(d.layout.cards))
	d.standings, d.shelf = insight.NewStandings(len(d.layout.cards)), shelfOf(d.layout)
	var held fingerprint
	for i := range d.slots {
		hash := hashOf(d.layout.cards[i].ID)
		held.add(hash)
		d.slots[i].shuffle = hash ^ uint32(c.Seed) ^ uint32(c.Seed>>32)
	}
	d.setRules(c.Decks)
	if err := d.SetPreset(c.Preset); err != nil {
		return nil, err
	}
	if names := c.Library.Renames(); len(names) > 0 {
		if err := d.journal.Rename(ctx, names, d.layout.holds); err != nil {
			return nil, readProblem(err)
		}
	}
	if err := d.journal.Reclaim(ctx, d.layout.holds); err != nil {
		return nil, readProblem(err)
	}
	today, err := d.load(ctx)
	if err != nil {
		return nil, readProblem(err)
	}
	d.remember(today)
	// When cards were met is worth less than a start; what fails is tried at the next.
	_ = d.meet(ctx, held.String())
	return d, nil
}

// hashOf turns a card's name into a number, the same on every machine.
func hashOf(id deck.CardID) uint32 {
	h := fnv.New32a()
	h.Write([]byte(id)) // never fails
	return h.Sum32()
}

// Preset returns how cards are scheduled and how many a day.
func (d *Desk) Preset() Preset { return d.preset }

// SetPreset changes how cards are scheduled and how many a day. A card that is on
// the desk keeps the intervals it shows.
func (d *Desk) SetPreset(p Preset) error {
	if err := p.Validate(); err != nil {
		return unusable(err)
	}
	s, err := memory.NewScheduler(p.Options)
	if err != nil {
		return unusable(err)
	}
	if !sameMemory(&d.preset.Options, &p.Options) || !slices.Equal(d.preset.Holidays, p.Holidays) {
		d.doubtPlan()
	}
	d.preset, d.scheduler = p, s
	d.ahead.prepare(&d.preset)
	for k := range d.rules {
		if d.rules[k].scheduler, err = d.schedulerFor(d.rules[k].DeckPreset); err != nil {
			return err
		}
	}
	d.refreshRecall(d.today())
	return nil
}

// SetCalendar changes when study days begin, and counts anew what was done today.
func (d *Desk) SetCalendar(ctx context.Context, c memory.Calendar) error {
	d.calendar, d.stale = c, true
	return d.sync(ctx)
}

// clock returns the time to the millisecond, which is what the journal keeps.
func (d *Desk) clock() time.Time { return d.now().Truncate(time.Millisecond) }

func (d *Desk) today() memory.Day { return d.calendar.Day(d.clock()) }

// moment returns the present moment.
func (d *Desk) moment() moment {
	now := d.clock()
	return moment{now: now, today: d.calendar.Day(now), ahead: d.preset.LearnAhead}
}

// load reads all states and the entries of the last days, and returns those of
// today. When it fails nothing has changed.
func (d *Desk) load(ctx context.Context) ([]dated, error) {
	states, err := d.journal.States(ctx)
	if err != nil {
		return nil, err
	}
	at := d.moment()
	days, err := d.readDays(ctx, at.today, states)
	if err != nil {
		return nil, err
	}
	d.latest = time.Time{}
	for _, s := range states {
		d.notice(s)
	}
	d.archived = len(states)
	for i := range d.layout.cards {
		id := d.layout.cards[i].ID
		s, ok := states[id]
		if ok {
			d.archived--
		} else {
			s = progress.State{Card: id}
		}
		d.states[i] = s
	}
	d.tally, d.pace = days.tally, days.pace
	d.doubtPlan()
	d.recallOn, d.ahead.due = at.today, [aheadDays]int32{}
	for i := range d.states {
		d.pack(int32(i))
		d.countAhead(&d.slots[i], 1)
	}
	d.stale = false
	return days.today, nil
}

// sync reads everything again when another program has written to the journal. Weights
// that it adopted hold here as well: the states follow from them.
func (d *Desk) sync(ctx context.Context) error {
	changed, err := d.journal.Changed(ctx)
	if err != nil {
		return readProblem(err)
	}
	if !changed && !d.stale {
		return nil
	}
	d.stale = true
	if w := d.journal.Weights(); w != d.weights {
		p := d.preset
		p.Weights = w
		if err := d.SetPreset(p); err != nil {
			return err
		}
		d.weights = w
	}
	if _, err := d.load(ctx); err != nil {
		return readProblem(err)
	}
	return nil
}

// turnDay makes ready for the present study day.
func (d *Desk) turnDay(today memory.Day) {
	if d.tally.day != today {
		d.tally = d.tallyOf(today)
	}
	if d.recallOn != today {
		d.refreshRecall(today)
	}
}

// set takes over the state of a card that the journal returned.
func (d *Desk) set(i int32, s progress.State) {
	d.states[i] = s
	d.countAhead(&d.slots[i], -1)
	d.pack(i)
	d.countAhead(&d.slots[i], 1)
	d.notice(s)
}

// notice keeps the time of the last entry.
func (d *Desk) notice(s progress.State) {
	if s.LastAt.After(d.latest) {
		d.latest = s.LastAt
	}
}

// pack fills a card's slot and standing from its state.
func (d *Desk) pack(i int32) {
	st := &d.states[i]
	s := &d.slots[i]
	s.phase, s.suspended, s.buriedOn = st.Memory.Phase, st.Suspended, st.BuriedOn
	s.answered, s.last = st.Memory.Phase != memory.New, st.Memory.Last
	switch st.Memory.Phase {
	case memory.Learning, memory.Relearning:
		s.due = st.Memory.DueAt.UnixMilli()
	default:
		s.due = int64(st.Memory.DueDay)
	}
	d.standings.Set(int(i), insight.StandingOf(st))
	d.recall(i)
}

// recall fills the chance that a card is remembered on the day recallOn.
func (d *Desk) recall(i int32) {
	s := &d.slots[i]
	s.recall = 0
	if s.answered {
		elapsed := max(0, d.recallOn-s.last)
		s.recall = float32(d.scheduler.Model().Recall(d.states[i].Memory.State, float64(elapsed)))
	}
}

// refreshRecall works out the recall of all cards for a day, and how many fall due from
// it on. It is the only thing that takes milliseconds for many cards, and it is needed
// once a day.
func (d *Desk) refreshRecall(today memory.Day) {
	d.recallOn, d.ahead.due = today, [aheadDays]int32{}
	for i := range d.slots {
		d.recall(int32(i))
		d.countAhead(&d.slots[i], 1)
	}
}

// Unsuspend lets a suspended card be asked again. It can be undone.
func (d *Desk) Unsuspend(ctx context.Context, id deck.CardID) error {
	i, ok := d.layout.number[id]
	if !ok {
		return unknownCard(nil)
	}
	if !d.states[i].Suspended {
		return nil
	}
	_, err := d.perform(ctx, i, d.states[i].LastEntry, progress.Entry{Kind: progress.Unsuspend}, nil)
	return err
}

// Suspended returns the suspended cards, in the order of the library.
func (d *Desk) Suspended() []deck.Card {
	var cards []deck.Card
	for i := range d.states {
		if d.states[i].Suspended {
			cards = append(cards, d.layout.cards[i])
		}
	}
	return cards
}
