package anki

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck"
	"touchpoint/deck/exchange/anki/apkg"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// A learner answers cards of a deck in these tests.
type learner struct {
	t         testing.TB
	scheduler *memory.Scheduler
	model     *memory.Model
	history   map[deck.CardID][]progress.Entry
	count     int
}

func newLearner(t testing.TB) *learner {
	t.Helper()
	s, err := memory.NewScheduler(memory.DefaultOptions())
	if err != nil {
		t.Fatal(err)
	}
	return &learner{t: t, scheduler: s, model: s.Model(), history: make(map[deck.CardID][]progress.Entry)}
}

// does adds an entry to the history of a card.
func (l *learner) does(id deck.CardID, at time.Time, e progress.Entry) {
	l.count++
	at = at.Add(time.Duration(l.count) * time.Millisecond) // nobody answers two cards at once
	e.ID = progress.EntryID("00000000-0000-7000-8000-" + strings.Repeat("0", 6) + string(rune('a'+l.count%26)) + deck.Number(100_000 + l.count)[:3])
	e.Card, e.At, e.Day = id, at, calendar.Day(at)
	l.history[id] = append(l.history[id], e)
}

// answers answers a card with one rating after the other, each when it is due.
func (l *learner) answers(id deck.CardID, at time.Time, ratings ...memory.Rating) {
	for _, r := range ratings {
		s := progress.Fold(l.model, l.history[id])
		switch s.Memory.Phase {
		case memory.New:
		case memory.Review:
			at = calendar.Start(s.Memory.DueDay).Add(10 * time.Hour).Add(time.Duration(l.count) * time.Second)
		default:
			at = s.Memory.DueAt
		}
		day := calendar.Day(at)
		c := l.scheduler.Answer(s.Memory, r, at, day, 1)
		l.does(id, at, progress.Entry{
			Kind: progress.Review, Rating: r, Took: 4 * time.Second,
			After: progress.Schedule{Phase: c.Phase, Step: c.Step, DueDay: c.DueDay, DueAt: c.DueAt},
		})
	}
}

// moves moves a card to some days after its last answer.
func (l *learner) moves(id deck.CardID, days int) {
	last := l.history[id][len(l.history[id])-1]
	l.does(id, last.At, progress.Entry{Kind: progress.Reschedule, After: progress.Schedule{Phase: memory.Review, DueDay: last.Day + memory.Day(days)}})
}

// options returns the options for a package with what was done.
func (l *learner) options() WriteOptions {
	states := make(map[deck.CardID]progress.State)
	for id, entries := range l.history {
		states[id] = progress.Fold(l.model, entries)
	}
	return WriteOptions{Progress: states, History: l.history, Now: noon, Calendar: calendar}
}

// studied is a learner who has cards of a deck in every state.
func studied(t testing.TB, d *deck.Deck) *learner {
	t.Helper()
	l := newLearner(t)
	for i, c := range d.Cards() {
		at := noon.Add(-60*24*time.Hour + time.Duration(i)*time.Minute)
		switch i % 8 {
		case 0:
			l.answers(c.ID, at, memory.Good, memory.Good, memory.Good, memory.Hard)
		case 1:
			l.answers(c.ID, at, memory.Easy, memory.Good)
		case 2:
			l.answers(c.ID, noon.Add(-time.Duration(i)*time.Second), memory.Again)
		case 3:
			l.answers(c.ID, at, memory.Good, memory.Good, memory.Again)
		case 4:
			l.answers(c.ID, at, memory.Good, memory.Good)
			l.does(c.ID, noon.Add(-time.Hour), progress.Entry{Kind: progress.Suspend})
			l.does(c.ID, noon.Add(-time.Hour), progress.Entry{Kind: progress.Flag, Flag: 1 + i%7})
		case 5:
			l.answers(c.ID, at, memory.Good, memory.Good)
			l.does(c.ID, noon.Add(-time.Hour), progress.Entry{Kind: progress.Forget})
			l.does(c.ID, noon.Add(-time.Hour), progress.Entry{Kind: progress.Tag, Text: "own::mark"})
		case 6:
			l.answers(c.ID, at, memory.Good, memory.Good)
			l.moves(c.ID, 20)
			l.answers(c.ID, at, memory.Good)
			l.moves(c.ID, 40)
		}
	}
	return l
}

func TestCardsComeWithTheirState(t *testing.T) {
	d, fsys := embedded(t)
	l := studied(t, d)
	o := l.options()
	o.Media = fsys
	p := packed(t, d, o)
	owner := make(map[int64]string)
	for _, n := range p.collection.Notes {
		owner[n.ID] = n.GUID
	}
	reviews := make(map[int64][]apkg.Review)
	ids := make(map[int64]bool)
	for _, r := range p.collection.Reviews {
		if ids[r.ID] {
			t.Fatalf("two answers at %d", r.ID)
		}
		ids[r.ID] = true
		reviews[r.Card] = append(reviews[r.Card], r)
	}
	day := func(due int64) memory.Day { return calendar.Day(time.Unix(p.collection.Created, 0)) + memory.Day(due) }
	met := 0
	for _, c := range p.collection.Cards {
		if strings.Count(owner[c.Note], "/") != 1 || c.Ord != 0 || strings.Contains(owner[c.Note], "#") {
			continue
		}
		id := deck.CardID(owner[c.Note])
		if len(l.history[id]) == 0 {
			continue
		}
		met++
		s := o.Progress[id]
		m := s.Memory
		if c.Reps != int64(m.Reps) || c.Lapses != int64(m.Lapses) || c.Flags != s.Flag || (c.Queue == apkg.QueueSuspended) != s.Suspended {
			t.Errorf("%s: %+v of %+v", id, c, s)
		}
		switch m.Phase {
		case memory.New:
			if c.Type != apkg.TypeNew || c.Due < 1 || c.Data != "" {
				t.Errorf("%s is new: %+v", id, c)
			}
		case memory.Learning:
			if c.Type != apkg.TypeLearning || c.Due != m.DueAt.Unix() {
				t.Errorf("%s is due at %v: %+v", id, m.DueAt, c)
			}
		case memory.Review:
			if c.Type != apkg.TypeReview || day(c.Due) != m.DueDay || c.Interval != int64(m.DueDay-m.Last) || c.Factor < 1300 {
				t.Errorf("%s is due on %v: %+v", id, m.DueDay, c)
			}
		case memory.Relearning:
			if c.Type != apkg.TypeReview || day(c.Due) != calendar.Day(noon) {
				t.Errorf("%s was forgotten: %+v", id, c)
			}
		}
		of(t, id, l.history[id], reviews[c.ID])
	}
	if met < 100 {
		t.Errorf("%d cards were looked at", met)
	}
	r := p.reportOn("x")
	if r.Suspended == 0 || r.Flagged != r.Suspended || r.Reviews == 0 || !p.tagged["own::mark"] {
		t.Errorf("report: %d suspended, %d flagged, %d answers, tags %v", r.Suspended, r.Flagged, r.Reviews, p.tagged)
	}
}

// of compares the answers of a card with those in the package.
func of(t *testing.T, id deck.CardID, entries []progress.Entry, got []apkg.Review) {
	t.Helper()
	i := 0
	for _, e := range entries {
		if e.Kind != progress.Review && e.Kind != progress.Forget {
			continue
		}
		if i >= len(got) {
			t.Errorf("%s has %d answers in the package", id, len(got))
			return
		}
		if r := got[i]; r.ID != e.At.UnixMilli() || r.Ease != int(e.Rating) || r.Took != e.Took.Milliseconds() {
			t.Errorf("%s: %+v of %+v", id, r, e)
		}
		i++
	}
	if i != len(got) {
		t.Errorf("%s has %d answers in the package and not %d", id, len(got), i)
	}
	if k := slices.IndexFunc(entries, func(e progress.Entry) bool { return e.Kind == progress.Reschedule }); k >= 0 && got[k].LastInterval != 20 {
		t.Errorf("%s came after %d days and not after the 20 to which it was moved", id, got[k].LastInterval)
	}
}

// TestNoTwoAnswersAtOneMoment: rows of Anki's history have their moments as ids. Answers keep
// theirs, by which they are known when they come back; what gives way is a card made new.
func TestNoTwoAnswersAtOneMoment(t *testing.T) {
	answer := func(id, card int64) apkg.Review { return apkg.Review{ID: id, Card: card, Ease: 3} }
	anew := func(id, card int64) apkg.Review { return apkg.Review{ID: id, Card: card, Type: rowManual} }
	got := apart([]apkg.Review{anew(10, 1), anew(10, 2), anew(10, 3), answer(11, 1), answer(10, 4), answer(10, 5)})
	want := []apkg.Review{answer(10, 4), answer(11, 1), anew(12, 1), anew(13, 2), anew(14, 3), answer(15, 5)}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestAnkiTakesProgress: cards in every state come to the real Anki, which can go on with
// them.
func TestAnkiTakesProgress(t *testing.T) {
	d, fsys := embedded(t)
	o := studied(t, d).options()
	o.Media = fsys
	o.Now = time.Now() //nolint:forbidigo // Anki counts days from its own clock
	file, r := wrote(t, d, o)
	var said ankiSaid
	realAnki(t, &said, "open", file, file)
	said.wellTaken(t)
	if got := said.Steps[0]; got.Cards != r.Cards || got.Reviews != r.Reviews || got.Suspended != r.Suspended || got.Flagged != r.Flagged {
		t.Errorf("Anki counts %+v, the report %+v", got, r)
	}
	var answered ankiCount
	realAnki(t, &answered, "answer", file, "80")
	if answered.Answered != 80 {
		t.Errorf("answered: %+v", answered)
	}
}
