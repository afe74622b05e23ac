package settings_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/study"
	"touchpoint/deck/study/fitting"
	"touchpoint/ui/settings"
	"touchpoint/ui/theme"
	"touchpoint/ui/uitest"
)

// host adds to the common host what only this screen asks for.
type host struct {
	*uitest.Host
	chosen  []settings.Choices
	backups int
	renewed []fitting.Report
	holds   bool // what is to be done away from the window waits
	waiting []func() (then func())
}

func (h *host) Choose(c settings.Choices) { h.chosen = append(h.chosen, c) }
func (h *host) BackUp()                   { h.backups++ }
func (h *host) Schedule(do func())        { do() }
func (h *host) Away(work func() func()) {
	if h.holds {
		h.waiting = append(h.waiting, work)
		return
	}
	work()()
}

// work does what waits.
func (h *host) work() {
	list := h.waiting
	h.waiting = nil
	for _, work := range list {
		work()()
	}
}

func (h *host) Renewed(r fitting.Report) { h.renewed = append(h.renewed, r) }
func (h *host) Folder() string           { return "/home/someone/touchpoint" }

// shelf holds one card that was put away.
type shelf struct{ away []deck.Card }

func (s *shelf) Suspended() []deck.Card { return s.away }
func (s *shelf) Unsuspend(_ context.Context, id deck.CardID) error {
	s.away = nil
	return nil
}

func open(t *testing.T, s *shelf) (*host, *settings.Screen) {
	t.Helper()
	h := &host{Host: uitest.NewHost(t, 900, 600)}
	v := settings.New(t.Context(), settings.Default(), settings.Parts{Shelf: s}, h)
	h.Show(v.Object())
	v.Shown()
	return h, v
}

func TestChangesReachTheWindow(t *testing.T) {
	h, v := open(t, &shelf{})
	test.Tap(uitest.Button(t, v.Object(), "Dark"))
	test.Tap(uitest.Button(t, v.Object(), "Two"))
	want := settings.Default()
	want.Appearance, want.TwoGrades = theme.Dark, true
	if len(h.chosen) != 2 {
		t.Fatalf("told %d times, want 2", len(h.chosen))
	}
	if diff := cmp.Diff(want, h.chosen[1]); diff != "" {
		t.Errorf("choices (-want +got):\n%s", diff)
	}
	test.Tap(uitest.Button(t, v.Object(), "Back up now"))
	if h.backups != 1 {
		t.Errorf("backed up %d times, want once", h.backups)
	}
}

func TestCardsPutAwayCanBeTakenUpAgain(t *testing.T) {
	s := &shelf{away: []deck.Card{{ID: "d/a", Note: &deck.Note{Front: "What is **it**?", Section: "Topic"}}}}
	_, v := open(t, s)
	if words := uitest.Words(v.Object()); !strings.Contains(words, "What is it?") {
		t.Fatalf("the card is not listed:\n%s", words)
	}
	test.Tap(uitest.Button(t, v.Object(), "Take up again"))
	if words := uitest.Words(v.Object()); strings.Contains(words, "What is it?") {
		t.Error("the card is still listed")
	}
}

func TestDefaultsAreSound(t *testing.T) {
	if diff := cmp.Diff(settings.Default(), settings.Default().Sound()); diff != "" {
		t.Errorf("Sound changes the defaults (-before +after):\n%s", diff)
	}
}

// Whatever stands in the file, what comes out of Sound can be scheduled with.
func TestSoundChoicesMakeAValidPreset(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := settings.Choices{
			Appearance:    theme.Appearance(rapid.String().Draw(t, "appearance")),
			TextPercent:   rapid.Int().Draw(t, "text"),
			NewPerDay:     rapid.Int().Draw(t, "new"),
			ReviewsPerDay: rapid.Int().Draw(t, "reviews"),
			Remember:      rapid.Int().Draw(t, "remember"),
			DayStarts:     rapid.Int().Draw(t, "day"),
			Learning:      rapid.SliceOf(rapid.Map(rapid.Int64(), func(n int64) time.Duration { return time.Duration(n) })).Draw(t, "steps"),
			Relearning:    rapid.SliceOf(rapid.Map(rapid.Int64Range(-1e9, 1e15), func(n int64) time.Duration { return time.Duration(n) })).Draw(t, "relearning"),
			MaxDays:       rapid.Int().Draw(t, "longest"),
			Leech:         rapid.Int().Draw(t, "leech"),
			Holidays: rapid.SliceOf(rapid.Map(rapid.Int32(), func(n int32) study.Holiday {
				return study.Holiday{From: memory.Day(n), To: memory.Day(n) + memory.Day(n%99)}
			})).Draw(t, "holidays"),
		}
		for i := range c.Easy {
			c.Easy[i] = settings.Ease(rapid.IntRange(0, 4).Draw(t, "ease"))
		}
		c = c.Sound()
		if err := c.Preset().Validate(); err != nil {
			t.Fatalf("%+v: %v", c, err)
		}
		if !cmp.Equal(c.Sound(), c) {
			t.Fatalf("Sound is not a fixed point: %+v", c)
		}
	})
}

// store keeps settings as the journal does, as JSON.
type store map[string]string

func (s store) Setting(_ context.Context, key string, into any) (bool, error) {
	text, ok := s[key]
	if !ok {
		return false, nil
	}
	return true, json.Unmarshal([]byte(text), into)
}

func (s store) SetSetting(_ context.Context, key string, value any) error {
	text, err := json.Marshal(value)
	s[key] = string(text)
	return err
}

func TestChoicesAreKept(t *testing.T) {
	s := store{}
	got, err := settings.Load(t.Context(), s)
	if err != nil || !cmp.Equal(got, settings.Default()) {
		t.Fatalf("from an empty store: %+v, %v; want the defaults", got, err)
	}
	want := settings.Default()
	want.TextPercent, want.NewPerDay = 150, 5
	want = want.With("d", &study.DeckPreset{NewPerDay: 3, ReviewsPerDay: 40, Remember: 85})
	if err := settings.Keep(t.Context(), s, want); err != nil {
		t.Fatal(err)
	}
	if got, err = settings.Load(t.Context(), s); err != nil || !cmp.Equal(got, want) {
		t.Errorf("kept %+v, loaded %+v, %v", want, got, err)
	}
}

// Whoever puts a whole deck away is not kept waiting for its list.
func TestManyCardsPutAway(t *testing.T) {
	s := &shelf{}
	for i := range 20_016 {
		s.away = append(s.away, deck.Card{ID: deck.CardID(fmt.Sprintf("d/n%d", i)), Note: &deck.Note{Front: fmt.Sprintf("What is %d?", i), Section: "Topic"}})
	}
	_, v := open(t, s)
	words := uitest.Words(v.Object())
	if n := strings.Count(words, "Take up again"); n != 20 {
		t.Errorf("%d are listed, want 20", n)
	}
	if !strings.Contains(words, "And 19,996 more. In the Library, is:suspended finds all of them.") {
		t.Errorf("it does not say where the others are:\n%s", words)
	}
}
