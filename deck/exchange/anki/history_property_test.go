package anki

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"touchpoint/deck"
	"touchpoint/deck/exchange/anki/apkg"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// Whatever numbers stand in a package, the journal takes the entries that are made of them.
func TestTheJournalTakesAnyHistoryIn(t *testing.T) {
	j, err := progress.Open(t.Context(), t.TempDir(), progress.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	number := rapid.OneOf(
		rapid.Int64Range(-10, 5000), rapid.Int64Range(1_500_000_000, 1_800_000_000),
		rapid.SampledFrom([]int64{math.MinInt64, math.MaxInt64, math.MinInt32, math.MaxInt32, 1 << 40}),
	)
	moment := rapid.OneOf(rapid.Int64Range(at(0, 0), at(900, 0)), number)
	rapid.Check(t, func(t *rapid.T) {
		c := &apkg.Collection{
			Created: number.Draw(t, "created"), Scheduler: rapid.IntRange(1, 3).Draw(t, "scheduler"),
			WestOfUTC: rapid.IntRange(-900, 900).Draw(t, "west"),
		}
		c.Cards = []apkg.Card{{
			ID: 1, Type: rapid.IntRange(-1, 4).Draw(t, "type"), Queue: rapid.IntRange(-4, 5).Draw(t, "queue"),
			Due: number.Draw(t, "due"), Interval: number.Draw(t, "interval"), Factor: number.Draw(t, "factor"),
			OriginalDue: number.Draw(t, "odue"), OriginalDeck: rapid.Int64Range(0, 1).Draw(t, "odid"),
			Flags: rapid.IntRange(-9, 300).Draw(t, "flags"), Mod: number.Draw(t, "mod"),
			Data: rapid.SampledFrom([]string{"", "{}", `{"s":1e300,"d":-4,"lrt":99999999999}`, `{"s":0.00001,"d":11}`, `{"s":`, `{"s":"x"}`}).Draw(t, "data"),
		}}
		for range rapid.IntRange(0, 4).Draw(t, "rows") {
			c.Reviews = append(c.Reviews, apkg.Review{
				ID: moment.Draw(t, "id"), Card: 1, Ease: rapid.IntRange(-1, 5).Draw(t, "ease"), Type: rapid.IntRange(-1, 6).Draw(t, "kind"),
				Interval: number.Draw(t, "ivl"), Factor: rapid.Int64Range(0, 3000).Draw(t, "ease‰"), Took: number.Draw(t, "took"),
			})
		}
		guid := rapid.StringMatching(`[a-z]{12}`).Draw(t, "guid")
		tags := []string{rapid.StringN(0, 300, -1).Draw(t, "tag"), strings.Repeat("x", 300)}
		h := newHistorian(c, Options{Now: benchNow, Calendar: memory.Calendar{Rollover: 4}, Device: "Anki"})
		entries := h.make([]historyCard{{card: &c.Cards[0], guid: guid, id: deck.CardID("d/" + guid), mod: number.Draw(t, "changed"), tags: tags}})
		for _, e := range entries {
			if e.At.After(benchNow) {
				t.Fatalf("an entry of the future: %+v", e)
			}
		}
		if len(entries) == 0 {
			return
		}
		if _, err := j.TakeIn(t.Context(), entries, nil); err != nil {
			t.Fatalf("%v: %+v", err, entries)
		}
	})
}
