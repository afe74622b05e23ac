package anki

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"touchpoint/deck/exchange"
	"touchpoint/deck/exchange/anki/apkg"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// Moments of the tests: days that begin at four in the morning, UTC.
const (
	historyDay = 86_400_000
	historyCrt = 1_699_934_400 // 14 November 2023, 04:00
)

// at returns the milliseconds of an hour on a day after the collection was made.
func at(day, hour int64) int64 { return historyCrt*1000 + day*historyDay + hour*3_600_000 }

// answeredCard returns a collection with one card.
func answeredCard(scheduler int, card apkg.Card, rows ...apkg.Review) *apkg.Collection {
	c := sheet{fields: []string{"Q", "A"}, templates: []string{"{{Q}}", showAnswer + "{{A}}"}, note: []string{"What?", "This."}}.collection()
	c.Created, c.Scheduler = historyCrt, scheduler
	card.ID, card.Note, card.Deck = c.Cards[0].ID, c.Cards[0].Note, 20
	if card.OriginalDeck != 0 {
		card.Deck, card.OriginalDeck = 21, 20
		c.Decks = append(c.Decks, apkg.Deck{ID: 21, Name: "Cram", Filtered: true})
	}
	if card.Mod == 0 {
		card.Mod = at(30, 0) / 1000
	}
	c.Cards[0] = card
	for _, r := range rows {
		if r.Card == 0 {
			r.Card = card.ID
		}
		c.Reviews = append(c.Reviews, r)
	}
	return c
}

// spelledOut returns entries in words: day, kind, and what belongs to it.
func spelledOut(entries []progress.Entry) []string {
	const zero = memory.Day(historyCrt / 86_400)
	var list []string
	for _, e := range entries {
		s := fmt.Sprintf("%d %s", e.Day-zero, e.Kind)
		switch e.Kind {
		case progress.Review:
			s += " " + e.Rating.String()
		case progress.Estimate:
			s += fmt.Sprintf(" S%.1f D%.1f", e.Memory.Stability, e.Memory.Difficulty)
		case progress.Flag:
			s += fmt.Sprint(" ", e.Flag)
		case progress.Tag:
			s += " " + e.Text
		}
		if e.After != (progress.Schedule{}) {
			s += " then " + e.After.Phase.String()
			if !e.After.DueAt.IsZero() {
				s += " in " + e.After.DueAt.Sub(e.At).String()
			} else {
				s += fmt.Sprint(" on ", e.After.DueDay-zero)
			}
		}
		list = append(list, s)
	}
	return list
}

func TestAnswersBecomeEntries(t *testing.T) {
	answer := func(day int64, kind, ease int, interval, factor int64) apkg.Review {
		return apkg.Review{ID: at(day, 6), Type: kind, Ease: ease, Interval: interval, Factor: factor, Took: 5000}
	}
	for name, test := range map[string]struct {
		collection *apkg.Collection
		want       []string
		warning    string
	}{
		"a new card": {answeredCard(2, apkg.Card{Type: 0, Due: 5}), nil, ""},
		"learnt and asked again": {
			answeredCard(2, apkg.Card{Type: 2, Queue: 2, Due: 9, Interval: 4, Factor: 2500, Reps: 3},
				answer(1, 0, 3, -600, 2500), answer(2, 0, 3, 3, 2500), answer(5, 1, 3, 4, 2500)),
			[]string{"1 review Good then Learning in 10m0s", "2 review Good then Review on 5", "5 review Good then Review on 9"},
			"",
		},
		"three buttons": {
			answeredCard(1, apkg.Card{Type: 2, Queue: 2, Due: 9, Interval: 4}, answer(1, 0, 1, -60, 2500), answer(2, 0, 2, 1, 2500), answer(3, 0, 3, 4, 2500),
				answer(4, 1, 2, 4, 2500), answer(5, 1, 1, -600, 2300), answer(6, 2, 2, 3, 2300)),
			[]string{
				"1 review Again then Learning in 1m0s", "2 review Good then Review on 3", "3 review Easy then Review on 7",
				"4 review Hard then Review on 8", "5 review Again then Relearning in 10m0s", "6 review Good then Review on 9",
			},
			"",
		},
		"in a filtered deck": {
			answeredCard(2, apkg.Card{Type: 2, Queue: 2, Due: -100000, Interval: 8, OriginalDeck: 20, OriginalDue: 17},
				answer(5, 1, 3, 8, 2500), answer(6, 3, 3, 9, 2500), answer(7, 3, 3, 9, 0)),
			[]string{"5 review Good then Review on 13", "6 review Good then Review on 17"},
			"1 line of the history",
		},
		"rescheduled": {
			answeredCard(2, apkg.Card{Type: 2, Queue: 2, Due: 40, Interval: 30}, answer(5, 1, 3, 8, 2500), answer(6, 4, 0, 30, 2500), answer(7, 5, 0, 30, 2500)),
			[]string{"5 review Good then Review on 40"},
			"2 lines of the history",
		},
		"forgotten by hand": {
			answeredCard(3, apkg.Card{Type: 2, Queue: 2, Due: 12, Interval: 4}, answer(5, 1, 3, 8, 2500), answer(6, 4, 0, 0, 0), answer(8, 0, 3, 4, 2500)),
			[]string{"5 review Good then Review on 13", "6 forget", "8 review Good then Review on 12"},
			"",
		},
		"forgotten without a word": {
			answeredCard(2, apkg.Card{Type: 0, Queue: 0, Due: 12}, answer(5, 1, 3, 8, 2500)),
			[]string{"5 review Good then Review on 13", "30 forget"},
			"",
		},
		"being learnt": {
			answeredCard(2, apkg.Card{Type: 1, Queue: 1, Due: at(5, 7) / 1000}, answer(5, 0, 1, -60, 2500)),
			[]string{"5 review Again then Learning in 1h0m0s"},
			"",
		},
		"being learnt over days": {
			answeredCard(2, apkg.Card{Type: 1, Queue: 3, Due: 7}, answer(5, 0, 3, -172800, 2500)),
			[]string{"5 review Good then Learning in 42h0m0s"},
			"",
		},
		"being learnt again": {
			answeredCard(2, apkg.Card{Type: 3, Queue: 1, Due: at(5, 7) / 1000, Interval: 3}, answer(5, 1, 1, -600, 2300)),
			[]string{"5 review Again then Relearning in 1h0m0s"},
			"",
		},
		"being learnt again by the oldest rules": {
			answeredCard(1, apkg.Card{Type: 2, Queue: 1, Due: at(5, 7) / 1000, Interval: 3, OriginalDue: 8}, answer(5, 1, 1, -600, 2300)),
			[]string{"5 review Again then Relearning in 1h0m0s"},
			"",
		},
		"scheduled without answers": {
			answeredCard(2, apkg.Card{Type: 2, Queue: 2, Due: 40, Interval: 30, Factor: 2500}),
			[]string{"10 estimate S30.0 D6.1 then Review on 40"},
			"",
		},
		"scheduled without answers, and hard": {
			answeredCard(2, apkg.Card{Type: 2, Queue: 2, Due: 40, Interval: 30, Factor: 1300}),
			[]string{"10 estimate S30.0 D10.0 then Review on 40"},
			"",
		},
		"scheduled without answers by the newest rules": {
			answeredCard(3, apkg.Card{Type: 2, Queue: 2, Due: 40, Interval: 30, Factor: 2500, Data: fmt.Sprintf(`{"s":12.5,"d":7.25,"lrt":%d}`, at(11, 6)/1000)}),
			[]string{"11 estimate S12.5 D7.2 then Review on 40"},
			"",
		},
		"known before the log begins": {
			answeredCard(2, apkg.Card{Type: 2, Queue: 2, Due: 105, Interval: 75},
				apkg.Review{ID: at(30, 6), Type: 1, Ease: 3, Interval: 75, LastInterval: 30, Factor: 2500}),
			[]string{"0 estimate S30.0 D6.1 then Review on 30", "30 review Good then Review on 105"},
			"",
		},
		"known before the log begins, by the newest rules": {
			answeredCard(3, apkg.Card{Type: 2, Queue: 2, Due: 105, Interval: 75},
				apkg.Review{ID: at(30, 6), Type: 1, Ease: 3, Interval: 75, LastInterval: 30, Factor: 600}),
			[]string{"0 estimate S30.0 D5.5 then Review on 30", "30 review Good then Review on 105"},
			"",
		},
		"put aside and marked": {
			answeredCard(2, apkg.Card{Type: 0, Queue: -1, Flags: 2}),
			[]string{"30 suspend", "30 flag 2"},
			"",
		},
		"put off": {answeredCard(2, apkg.Card{Type: 0, Queue: -2}), nil, "1 card was put off"},
		"of the future, and of nobody": {
			answeredCard(2, apkg.Card{Type: 2, Queue: 2, Due: 9, Interval: 4}, answer(5, 1, 3, 4, 2500), answer(5000, 1, 3, 4, 2500),
				apkg.Review{ID: at(6, 6), Card: 77, Type: 1, Ease: 3, Interval: 1, Factor: 2500}),
			[]string{"5 review Good then Review on 9"},
			"1 answer is left out because it is dated",
		},
	} {
		t.Run(name, func(t *testing.T) {
			b, _ := readNotes(t, test.collection, Options{History: true})
			if diff := cmp.Diff(test.want, spelledOut(b.History)); diff != "" {
				t.Error(diff)
			}
			if warnings := strings.Join(b.Report.Warnings, "\n"); !strings.Contains(warnings, test.warning) {
				t.Errorf("the warnings are %q", warnings)
			}
			for _, e := range b.History {
				id, err := uuid.Parse(string(e.ID))
				if err != nil || id.Version() != 7 || id.Variant() != uuid.RFC4122 {
					t.Errorf("%q is no id: %v", e.ID, err)
				}
				if s, ns := id.Time().UnixTime(); s*1000+ns/1_000_000 != e.At.UnixMilli() {
					t.Errorf("the id of %s has another time", spelledOut([]progress.Entry{e}))
				}
			}
		})
	}
}

func TestHistoryIsLeftThereUnlessAskedFor(t *testing.T) {
	if b := readSample(t, "sample_with_history.apkg", Options{}); b.History != nil {
		t.Errorf("there are %d entries", len(b.History))
	}
}

func TestDueDaysFollowTheClockOfTheFile(t *testing.T) {
	const due = 9
	for name, zone := range map[string]int{"Copenhagen": -60, "New York": 300, "Tokyo": -540, "Kiritimati": -840} {
		t.Run(name, func(t *testing.T) {
			c := answeredCard(2, apkg.Card{Type: 2, Queue: 2, Due: due, Interval: 4, Factor: 2500})
			c.Created += int64(zone) * 60 // four in the morning there
			c.WestOfUTC = zone
			o := Options{History: true, Now: benchNow, Calendar: memory.Calendar{Zone: time.FixedZone(name, -zone*60), Rollover: 4}}
			b, err := Read(t.Context(), writeCollection(t, c), o)
			if err != nil {
				t.Fatal(err)
			}
			first := o.Calendar.Day(time.Unix(c.Created, 0))
			if got := b.History[0].After.DueDay - first; got != due {
				t.Errorf("due %d days after the first, want %d", got, due)
			}
		})
	}
}

// The numbers are those that the formula gives by hand: growth is exp(w8)·S^(−w9)·(exp(0.1·w10)−1).
func TestEstimatesAreThoseOfTheFormula(t *testing.T) {
	w := memory.DefaultWeights()
	for _, interval := range []int64{1, 7, 30, 365} {
		for _, ease := range []int64{1300, 2000, 2500, 3500} {
			c := answeredCard(2, apkg.Card{Type: 2, Queue: 2, Due: 400, Interval: interval, Factor: ease})
			b, _ := readNotes(t, c, Options{History: true})
			m := b.History[0].Memory
			if m.Stability != float64(interval) {
				t.Errorf("stability %v for %d days", m.Stability, interval)
			}
			if m.Difficulty <= memory.MinDifficulty || m.Difficulty >= memory.MaxDifficulty {
				continue // moved into the bounds
			}
			// A Good answer when recall has fallen to 90 % lets stability grow by the ease.
			next := memory.NewModel(w, false).Next(m, memory.Good, int(interval))
			if got, want := next.Stability/m.Stability, float64(ease)/1000; math.Abs(got-want) > 0.02*want {
				t.Errorf("interval %d, ease %v: stability grows by %v", interval, want, got)
			}
		}
	}
}

func TestEntriesHaveTheSameIDsEveryTime(t *testing.T) {
	first, again := readSample(t, "sample_with_history.apkg", Options{History: true}), readSample(t, "sample_with_history.apkg", Options{History: true})
	if diff := cmp.Diff(first.History, again.History); diff != "" {
		t.Error(diff)
	}
	ids := make(map[progress.EntryID]bool)
	for _, e := range first.History {
		if ids[e.ID] {
			t.Errorf("two entries are called %s", e.ID)
		}
		ids[e.ID] = true
	}
}

func TestTheJournalTakesHistoryIn(t *testing.T) {
	j, err := progress.Open(t.Context(), t.TempDir(), progress.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	b := readSample(t, "sample_with_history.apkg", Options{History: true})
	in, err := j.TakeIn(t.Context(), b.History, nil)
	if err != nil || in.Added != len(b.History) {
		t.Fatalf("%+v of %d: %v", in, len(b.History), err)
	}
	states, err := j.States(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	byPhase := make(map[memory.Phase]int)
	for _, s := range states {
		byPhase[s.Memory.Phase]++
	}
	// Of 135 cards under review in Anki four are on their way back into it, and three are
	// being learnt for the first time.
	want := map[memory.Phase]int{memory.Review: 131, memory.Relearning: 4, memory.Learning: 3}
	delete(byPhase, memory.New) // marked, or put aside
	if diff := cmp.Diff(want, byPhase); diff != "" {
		t.Error(diff)
	}
	if in, err = j.TakeIn(t.Context(), readSample(t, "spec_made_anki21b_sample_with_history.apkg", Options{History: true}).History, nil); err != nil || in.Added > 0 {
		t.Errorf("the same answers in another file: %+v, %v", in, err)
	}
	if problems, err := j.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Error(problems, err)
	}
}

func TestTagsThatAnkiGivesAreTheLearners(t *testing.T) {
	c := answeredCard(2, apkg.Card{})
	c.Notes[0].Tags = "leech one Marked"
	b, notes := readNotes(t, c, Options{History: true})
	if want := []string{"0 tag leech", "0 tag Marked"}; cmp.Diff(want, spelledOut(b.History)) != "" {
		t.Errorf("got %q", spelledOut(b.History))
	}
	if !strings.Contains(notes[0].Text, `tags="one"`) {
		t.Errorf("the note is\n%s", notes[0].Text)
	}
}

func TestCardsAreCalledAsTheirNotesAre(t *testing.T) {
	id := string(exchange.AnkiID("g1"))
	answer := func(c *apkg.Collection) *apkg.Collection {
		for i := range c.Cards {
			c.Cards[i].Type, c.Cards[i].Queue, c.Cards[i].Interval, c.Cards[i].Due = 2, 2, 3, 5
		}
		return c
	}
	for name, test := range map[string]struct {
		sheet sheet
		want  []string
	}{
		"both": {sheet{
			fields: []string{"F", "B"}, templates: []string{"{{F}}", showAnswer + "{{B}}", "{{B}}", showAnswer + "{{F}}"},
			note: []string{"one", "two"}, ords: []int{0, 1},
		}, []string{id, id + "#reverse"}},
		"the reverse alone": {sheet{
			fields: []string{"F", "B"}, templates: []string{"{{F}}", showAnswer + "{{B}}", "{{B}}", showAnswer + "{{F}}"},
			note: []string{"one", "two"}, ords: []int{1},
		}, []string{id}},
		"gaps": {sheet{
			cloze: true, fields: []string{"T"}, templates: []string{"{{cloze:T}}", "{{cloze:T}}"}, note: []string{"{{c2::a}} {{c4::b}}"}, ords: []int{1, 3},
		}, []string{id + "#2", id + "#4"}},
		"gaps that are gone": {sheet{
			cloze: true, fields: []string{"T"}, templates: []string{"{{cloze:T}}", "{{cloze:T}}"}, note: []string{"{{c2::a}}"}, ords: []int{0, 1},
		}, []string{id + "#2"}},
		"no gap at all": {sheet{
			cloze: true, fields: []string{"T", "E"}, templates: []string{"{{cloze:T}}", "{{cloze:T}}{{E}}"}, note: []string{"a", "b"}, ords: []int{0, 1},
		}, []string{id}},
		"several": {sheet{
			fields: []string{"A", "B", "C"}, templates: []string{"{{A}}", "{{B}}", "{{B}}", "{{C}}", "{{C}}", "{{A}}"},
			note: []string{"a", "b", "c"}, ords: []int{0, 2},
		}, []string{id, id + "-3"}},
	} {
		t.Run(name, func(t *testing.T) {
			b, notes := readNotes(t, answer(test.sheet.collection()), Options{History: true})
			var got []string
			for _, e := range b.History {
				got = append(got, strings.TrimPrefix(string(e.Card), "biology/"))
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("%s\n%s", diff, texts(notes))
			}
		})
	}
}
