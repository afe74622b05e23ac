package study

import (
	"context"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// A Scope says what a session is about. The zero Scope is everything.
type Scope struct {
	Deck  deck.ID       // "" for all decks
	Topic string        // title of a topic; "" for all topics
	Model string        // id of a model of Deck, for its tasks alone; "" for everything
	Time  time.Duration // the session ends after about that much studying; 0 for no limit
	Extra int           // so many new cards and so many reviews beyond the day's limits
}

// A Turn is the card on the desk.
type Turn struct {
	Card     deck.Card
	Question Question
	State    progress.State // before the answer
	Remark   string         // the learner's own note on the card
	Preview  [4]Interval    // what each grade gives, from Again to Easy
	Fresh    bool           // the learner meets the card for the first time
	Leech    bool           // the card has been forgotten so often that it needs rewording
}

// A Session asks one card after another until nothing is due.
type Session struct {
	desk  *Desk
	scope Scope
	notes []int32 // of the scope, in the order of introduction
	turn  *turn   // nil when no card is on the desk
	last  int32   // the card answered last, or none
	left  counts  // cards that wait
	needs time.Duration
}

// turn is a Turn with what its answer will do.
type turn struct {
	Turn
	card     int32
	at       time.Time      // the moment that gives counts from
	day      memory.Day     // the study day that the answer belongs to
	gives    [4]memory.Card // what each grade gives
	revealed bool
}

// Start opens a session and puts its first card on the desk.
func (d *Desk) Start(ctx context.Context, scope Scope) (*Session, error) {
	if err := d.sync(ctx); err != nil {
		return nil, err
	}
	notes, ok := d.layout.within(scope)
	if !ok {
		return nil, &Problem{Kind: Invalid, Message: "The deck or topic is not in the library any more. Choose another one."}
	}
	s := &Session{desk: d, scope: scope, notes: notes, last: none}
	s.next()
	return s, nil
}

// Scope returns what the session is about.
func (s *Session) Scope() Scope { return s.scope }

// Turn returns the card on the desk. It returns false when the session is over;
// [Session.Refresh] may find a card again later.
func (s *Session) Turn() (Turn, bool) {
	if s.turn == nil {
		return Turn{}, false
	}
	return s.turn.Turn, true
}

// Reveal fixes the intervals. A screen calls it when it shows the answer, and draws
// the preview of the turn that it returns: that preview is given even if the study
// day turns before the card is graded, because it was on this day that the learner
// remembered or did not. Calling it again changes nothing. Without it, the turn
// holds as it was put on the desk.
func (s *Session) Reveal() (Turn, bool) {
	if s.turn == nil {
		return Turn{}, false
	}
	if !s.turn.revealed {
		if at := s.desk.moment(); at.today != s.turn.day {
			s.desk.turnDay(at.today)
			s.desk.preview(s.turn, at)
		}
		s.turn.revealed = true
	}
	return s.turn.Turn, true
}

// Refresh looks at the clock and at what other windows did, and reports whether
// the card on the desk, or its preview, is another one now. A card whose answer is
// shown stays, unless another window changed it. A screen calls Refresh when its
// window comes to the front, and about once a minute: when no card is on the desk,
// one whose step is over by now comes back.
func (s *Session) Refresh(ctx context.Context) (changed bool, err error) {
	if err := s.desk.sync(ctx); err != nil {
		return false, err
	}
	s.renew()
	if s.catchUp() {
		return true, nil
	}
	if s.turn == nil {
		s.next()
		return s.turn != nil, nil
	}
	at := s.desk.moment()
	if s.turn.revealed || at.today == s.turn.day {
		return false, nil
	}
	before := s.turn.Preview
	s.desk.turnDay(at.today)
	s.desk.preview(s.turn, at)
	s.measure()
	return s.turn.Preview != before, nil
}

// renew takes over what was done to the card on the desk without changing what an
// answer gives: it was marked or written on, here in another place or in another window.
func (s *Session) renew() {
	if s.turn == nil {
		return
	}
	now := s.desk.states[s.turn.card]
	known := now.Memory
	// New weights see the same answers in another light, and are no reason to give
	// anything else than what is shown.
	known.State = s.turn.State.Memory.State
	if known == s.turn.State.Memory && now.Suspended == s.turn.State.Suspended && now.BuriedOn == s.turn.State.BuriedOn {
		s.turn.State, s.turn.Remark = now, now.Remark
	}
}

// catchUp moves on when the card on the desk is no longer as it was shown, and
// reports whether it did.
func (s *Session) catchUp() bool {
	if s.turn == nil || s.turn.State.LastEntry == s.desk.states[s.turn.card].LastEntry {
		return false
	}
	s.next()
	return true
}

// next puts the next card on the desk.
func (s *Session) next() {
	d := s.desk
	h := s.measure()
	s.turn = nil
	if s.scope.Time > 0 && s.spent() >= s.scope.Time {
		return
	}
	i := d.choose(h, s.notes, pick{limits: d.besides(h, d.limits(s.scope.Extra)), not: s.last, done: s.tempo()})
	if i != none {
		s.put(i)
	}
}

// measure gathers the cards that wait now and keeps their number.
func (s *Session) measure() *hand {
	d := s.desk
	at := d.moment()
	d.turnDay(at.today)
	h := d.gather(s.notes, at)
	h.last = s.last
	l := d.besides(h, d.limits(s.scope.Extra))
	d.capReviews(h, l)
	s.left = d.count(h, s.notes, l)
	s.needs = d.estimate(s.left, h)
	return h
}

// show puts a certain card on the desk, or the next one if that may not be asked.
func (s *Session) show(i int32) {
	h := s.measure()
	if d := s.desk; d.slots[i].suspended || d.slots[i].buriedOn == h.at.today {
		s.next()
		return
	}
	s.put(i)
}

// put lays a card on the desk.
func (s *Session) put(i int32) {
	d := s.desk
	st := d.states[i]
	s.turn = &turn{
		Turn: Turn{
			Card:     d.layout.cards[i],
			Question: newQuestion(d.layout.cards[i], memory.Seed(string(st.Card), st.Memory.Reps)^d.seed),
			State:    st,
			Remark:   st.Remark,
			Fresh:    st.Memory.Phase == memory.New,
			Leech:    d.isLeech(st.Memory),
		},
		card: i,
	}
	d.preview(s.turn, d.moment())
}

// preview works out what each grade gives at a moment.
func (d *Desk) preview(t *turn, at moment) {
	m := t.State.Memory
	t.at, t.day = at.now, at.today
	t.gives = d.given(t.card, m, at)
	for k, after := range t.gives {
		t.Preview[k] = intervalOf(memory.Again+memory.Rating(k), after, at.now, at.today)
	}
}

// Answer grades the card on the desk. The answer is in the journal before Answer
// returns; then the next card is on the desk. Took is the time from the question
// being shown to the grade.
//
// The card gets exactly the interval that the turn showed: a step of ten minutes
// counts from the grade, an interval of days from the study day of the turn. When
// the error is a *[Problem] of kind Conflict, the session has moved on; of any
// other kind, nothing has happened and the card is still on the desk.
func (s *Session) Answer(ctx context.Context, r memory.Rating, took time.Duration) error {
	if s.turn == nil {
		return settled("There is no card to grade.")
	}
	if !r.Valid() {
		return &Problem{Kind: Invalid, Message: "There are four grades: Again, Hard, Good and Easy."}
	}
	s.renew()
	t := s.turn
	after := t.gives[r-memory.Again]
	e := progress.Entry{
		Kind:   progress.Review,
		Day:    t.day,
		Rating: r,
		Took:   max(0, took),
		After:  progress.Schedule{Phase: after.Phase, Step: after.Step, DueDay: after.DueDay, DueAt: after.DueAt},
	}
	if !after.DueAt.IsZero() {
		e.After.DueAt = after.DueAt.Add(s.desk.clock().Sub(t.at))
	}
	return s.act(ctx, e)
}

// Bury puts the card away until the next study day.
func (s *Session) Bury(ctx context.Context) error {
	return s.act(ctx, progress.Entry{Kind: progress.Bury})
}

// Suspend puts the card away until it is unsuspended.
func (s *Session) Suspend(ctx context.Context) error {
	return s.act(ctx, progress.Entry{Kind: progress.Suspend})
}

// Forget makes the card new again, and puts it back among the new cards.
func (s *Session) Forget(ctx context.Context) error {
	return s.act(ctx, progress.Entry{Kind: progress.Forget})
}

// act performs an entry for the card on the desk and moves on.
func (s *Session) act(ctx context.Context, e progress.Entry) error {
	if s.turn == nil {
		return settled("There is no card on the desk.")
	}
	s.renew()
	t := s.turn
	if _, err := s.desk.perform(ctx, t.card, t.State.LastEntry, e, s); err != nil {
		s.catchUp()
		return err
	}
	s.last = t.card
	// The act is in the journal. If what another window did cannot be read now, the
	// next call reads it.
	_ = s.desk.sync(ctx)
	s.next()
	return nil
}

// Flags is the number of flags that a card can be marked with, one at a time.
const Flags = 7

// Flag marks the card with a flag from 1 to [Flags]; 0, or the flag it has, clears
// it. The card stays on the desk.
func (s *Session) Flag(ctx context.Context, flag int) error {
	if s.turn == nil {
		return settled("There is no card on the desk.")
	}
	if flag < 0 || flag > Flags {
		return &Problem{Kind: Invalid, Message: "There are seven flags, 1 to 7."}
	}
	s.renew()
	if flag == s.turn.State.Flag {
		flag = 0
	}
	return s.mark(ctx, progress.Entry{Kind: progress.Flag, Flag: flag})
}

// Remark keeps the learner's own note on the card, "" for none. The card stays on the
// desk.
func (s *Session) Remark(ctx context.Context, text string) error {
	if s.turn == nil {
		return settled("There is no card on the desk.")
	}
	e, err := Bulk{Kind: progress.Remark, Text: text}.entry()
	if err != nil {
		return err
	}
	s.renew()
	if e.Text == s.turn.State.Remark {
		return nil
	}
	return s.mark(ctx, e)
}

// mark performs an entry that leaves the card on the desk.
func (s *Session) mark(ctx context.Context, e progress.Entry) error {
	t := s.turn
	if _, err := s.desk.perform(ctx, t.card, t.State.LastEntry, e, s); err != nil {
		s.catchUp()
		return err
	}
	s.renew()
	return nil
}

// own calls visit with the answers of this session that were not taken back.
func (s *Session) own(visit func(a *act)) {
	for _, a := range s.desk.past {
		if a.session == s && a.Kind == progress.Review {
			visit(a)
		}
	}
}

// spent returns how long the learner has studied in this session.
func (s *Session) spent() (total time.Duration) {
	s.own(func(a *act) { total += counted(a.took) })
	return total
}

// tempo returns how many new cards and reviews the session has asked.
func (s *Session) tempo() (t tempo) {
	s.own(func(a *act) {
		switch a.was {
		case memory.New:
			t.fresh++
		case memory.Review:
			t.reviews++
		}
	})
	return t
}

// Progress says how far a session is.
type Progress struct {
	Done int           // answers given
	Left int           // cards that wait, the one on the desk among them
	Time time.Duration // how long they will take, or what is left of the scope's time
}

// Progress returns how far the session is.
func (s *Session) Progress() Progress {
	p := Progress{Left: s.left.sum(), Time: s.needs}
	s.own(func(*act) { p.Done++ })
	if s.turn != nil {
		p.Left = max(p.Left, 1)
	}
	if s.scope.Time > 0 {
		p.Time = min(p.Time, max(0, s.scope.Time-s.spent()))
	}
	return p
}

// A Summary is what a session came to.
type Summary struct {
	Answered                int // all answers
	New                     int // of them, to cards met for the first time
	Again, Hard, Good, Easy int
	Reviewed                int // answers to cards in review
	Remembered              int // of them, all but Again
	Took                    time.Duration
	NextAt                  time.Time // when the next cards are due, now if some still wait; zero if none ever is
	NextCards               int       // how many
}

// Summary returns what the session came to so far, and when to come back.
func (s *Session) Summary() Summary {
	var sum Summary
	s.own(func(a *act) {
		sum.Answered++
		sum.Took += counted(a.took)
		switch a.Rating {
		case memory.Again:
			sum.Again++
		case memory.Hard:
			sum.Hard++
		case memory.Good:
			sum.Good++
		case memory.Easy:
			sum.Easy++
		}
		switch a.was {
		case memory.New:
			sum.New++
		case memory.Review:
			sum.Reviewed++
			if a.Rating != memory.Again {
				sum.Remembered++
			}
		}
	})
	sum.NextAt, sum.NextCards = s.desk.nextCards()
	return sum
}
