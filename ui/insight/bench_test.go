package insight_test

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"touchpoint/deck"
	"touchpoint/deck/library"
	"touchpoint/deck/memory"
	"touchpoint/deck/model"
	"touchpoint/deck/progress"
	"touchpoint/deck/study"
	data "touchpoint/deck/study/insight"
	"touchpoint/ui/insight"
	"touchpoint/ui/uitest"
)

// large is a learner of many answers: what the screen asks of the desk and the journal.
type large struct {
	log    progress.Log
	survey data.Survey
}

func (l *large) Survey() data.Survey  { return l.survey }
func (l *large) Preset() study.Preset { return study.DefaultPreset() }
func (l *large) Do(context.Context, []deck.CardID, study.Bulk) (study.Act, error) {
	return study.Act{}, nil
}
func (l *large) Undo(context.Context) (study.Act, error)               { return study.Act{}, nil }
func (l *large) Log(context.Context) (progress.Log, error)             { return l.log, nil }
func (l *large) Models(context.Context) ([]study.ModelOverview, error) { return nil, nil }
func (l *large) Mastery(context.Context, deck.ID, string) (map[string]model.Recall, error) {
	return nil, nil
}

// many returns a history of three years.
func many(answers int) *large {
	const each = 16
	l := &large{}
	today := calendar.Day(uitest.Start)
	m := memory.NewModel(memory.DefaultWeights(), false)
	draw := rand.New(rand.NewPCG(6, 1))
	n := answers / each
	cards, states := make([]data.Card, n), make([]progress.State, n)
	l.survey = data.Survey{Standings: data.NewStandings(n), Retention: make(map[deck.ID]float64)}
	for i := range cards {
		id := deck.CardID(fmt.Sprintf("d%d/n%d", i%10, i))
		l.log.Cards = append(l.log.Cards, id)
		cards[i] = data.Card{
			ID: id, Deck: deck.ID(fmt.Sprint("d", i%10)), DeckTitle: fmt.Sprint("Deck ", i%10), Topic: fmt.Sprint("Topic ", i%120/10),
			Title: fmt.Sprint("Card ", i),
		}
		l.survey.Retention[cards[i].Deck] = 0.9
	}
	for k := range each {
		for i := range n {
			c := &states[i].Memory
			a := memory.Answer{
				Card: int32(i), Day: today - 1095 + memory.Day(1095*k/each+i%(1095/each)),
				Took: int32(2000 + draw.IntN(12_000)), Rating: memory.Good, Was: c.Phase,
			}
			a.At = int64(a.Day)*86_400_000 + int64(8+draw.IntN(14))*3_600_000
			if draw.Float64() < 0.1 {
				a.Rating = memory.Again
			}
			if k == 0 {
				c.State = m.First(a.Rating)
			} else {
				c.State = m.Next(c.State, a.Rating, a.Day.Since(c.Last))
			}
			c.Phase, c.Last, c.DueDay = memory.Review, a.Day, a.Day+1+memory.Day(c.State.Stability)
			l.log.Answers = append(l.log.Answers, a)
		}
	}
	for i := range states {
		l.survey.Standings.Set(i, data.StandingOf(&states[i]))
	}
	shelf := data.NewShelf(cards)
	l.survey.Shelf = func() *data.Shelf { return shelf }
	slices.SortStableFunc(l.log.Answers, func(a, b memory.Answer) int { return cmp.Compare(a.At, b.At) })
	return l
}

// BenchmarkOpen opens the screen as the learner does, to the moment at which it could be
// drawn: reading off the user interface, and the page. The log is in memory, as it is from
// the second visit on.
func BenchmarkOpen(b *testing.B) {
	for _, n := range []int{20_000, 200_000} {
		l := many(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			v := &visitor{Host: uitest.NewHost(b, 1112, 740)}
			b.Run("first", func(b *testing.B) {
				for b.Loop() {
					s := insight.New(context.Background(), insight.Sources{Desk: l, Journal: l}, v)
					v.Show(s.Object())
					s.Shown()
				}
			})
			s := insight.New(context.Background(), insight.Sources{Desk: l, Journal: l}, v)
			v.Show(s.Object())
			s.Shown()
			b.Run("again", func(b *testing.B) {
				for b.Loop() {
					s.Shown()
				}
			})
			b.Run("period", func(b *testing.B) {
				for i := 0; b.Loop(); i++ {
					s.Rune('1' + rune(i%4))
				}
			})
		})
	}
}

// BenchmarkOpenJournal opens the screen of a learner who has studied thousands of cards
// for years: with the journal on disk, as the first visit after the program's start does,
// and with the log that the journal keeps from then on.
func BenchmarkOpenJournal(b *testing.B) {
	const notes = 15_000
	var text strings.Builder
	text.WriteString("---\nid: large\ntitle: A large deck\nlanguage: en\nversion: 1.0.0\n---\n")
	for i := range notes {
		if i%500 == 0 {
			fmt.Fprintf(&text, "# Topic %d\n\n", i/500)
		}
		fmt.Fprintf(&text, "## What does study %d find? {#n%d}\nThat it grows.\n\n", i, i)
	}
	decks, err := library.Open(library.Source{Name: "large", FS: fstest.MapFS{"deck.md": {Data: []byte(text.String())}}})
	if err != nil {
		b.Fatal(err)
	}
	folder := b.TempDir()
	pupil := uitest.Year()
	pupil.From, pupil.Days, pupil.NewPerDay = pupil.From.AddDate(-2, 0, 0), 3*365, 18
	pupil.Keep(b, folder, decks)

	v := open(b, 1112, 740, decks, folder)
	n, err := v.journal.AnswerCount(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			journal, err := progress.Open(b.Context(), folder, progress.Options{Now: v.Now})
			if err != nil {
				b.Fatal(err)
			}
			s := insight.New(context.Background(), insight.Sources{Desk: v.desk, Journal: journal}, v)
			v.Show(s.Object())
			b.StartTimer()
			s.Shown()
			b.StopTimer()
			if err := journal.Close(); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
		}
		b.ReportMetric(float64(n), "answers")
	})
	b.Run("again", func(b *testing.B) {
		for b.Loop() {
			v.screen.Shown()
		}
	})
}
