package insight_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/deck/library"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
	"touchpoint/deck/study"
	"touchpoint/ui/chart"
	"touchpoint/ui/insight"
	"touchpoint/ui/theme"
	"touchpoint/ui/uitest"
)

const notes = `# Journey

## What is first? {#a}
One.

## What is second? {#b}
Two.

# Value

## What is third? {#c}
Three.
`

// small is a library of one deck.
func small(t *testing.T) *library.Library {
	t.Helper()
	decks, err := library.Open(library.Source{Name: "d", FS: fstest.MapFS{"deck.md": {Data: []byte(uitest.Head + notes)}}})
	if err != nil {
		t.Fatal(err)
	}
	return decks
}

// slipping is a history in which the card a is forgotten again and again.
func slipping(t *testing.T, folder string) {
	t.Helper()
	journal, err := progress.Open(t.Context(), folder, progress.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer journal.Close()
	last := make(map[string]progress.EntryID)
	add := func(card string, ago int, r memory.Rating) {
		at := uitest.Start.AddDate(0, 0, -ago).Add(-time.Hour)
		day := calendar.Day(at)
		state, err := journal.Append(t.Context(), last[card], progress.Entry{
			Card: deck.CardID("d/" + card), At: at, Day: day, Kind: progress.Review, Rating: r, Took: 8 * time.Second,
			After: progress.Schedule{Phase: memory.Review, DueDay: day + 3},
		})
		if err != nil {
			t.Fatal(err)
		}
		last[card] = state.LastEntry
	}
	add("b", 40, memory.Good)
	add("c", 40, memory.Easy)
	for i := 40; i > 0; i -= 4 {
		add("a", i, memory.Again)
	}
}

func slipped(t *testing.T) *visitor {
	t.Helper()
	folder := t.TempDir()
	slipping(t, folder)
	return open(t, 900, 600, small(t), folder)
}

func TestEmptyHistoryOffersToStudy(t *testing.T) {
	v := open(t, 900, 600, small(t), t.TempDir())
	v.sound(t)
	v.says(t, "Insight", "Once you have studied, you see here", "Study")
	v.press(string(fyne.KeyReturn))
	if len(v.Scopes) != 1 || v.Scopes[0] != (study.Scope{}) {
		t.Errorf("Enter asked for %+v, want one session of everything", v.Scopes)
	}
}

func TestYearIsShown(t *testing.T) {
	v := year(t, 1112, 740)
	v.sound(t)
	v.says(t, "Insight", "A year of study", "What you remember", "Cards came back 894 times in the last 90 days. You remembered 91 %", "Young", "Mature", "What is coming",
		"Cards that come back", "Study these", "Look at it", "How your cards stand", "Hours of the day", "Log loss", "AUC")
	if strings.Contains(v.words(), "NaN") {
		t.Error("a figure is no number")
	}
}

// Whatever the size of the window and of the text, every word can be read.
func TestWordsStayInTheWindow(t *testing.T) {
	v := year(t, 1112, 740)
	for _, c := range []struct {
		scale         float32
		width, height float32
	}{{1, 1112, 740}, {0.8, 600, 480}, {1, 600, 480}, {2, 840, 600}, {2, 600, 480}} {
		fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Light, c.scale))
		v.Window.Resize(fyne.NewSize(c.width, c.height))
		v.Show(v.screen.Object())
		for _, text := range uitest.Outside(v.screen.Object(), fyne.NewSize(c.width, c.height)) {
			t.Errorf("at %v, text %v times as large: %s", fyne.NewSize(c.width, c.height), c.scale, text)
		}
	}
}

func TestScopeIsChosenByKeys(t *testing.T) {
	v := slipped(t)
	v.press("D")
	v.press(string(fyne.KeyDown), string(fyne.KeyDown), string(fyne.KeyDown), string(fyne.KeyReturn))
	v.says(t, "A deck · Value", "of the 1 card you have met")
	v.press("4")
	v.says(t, "since you began")
	v.press("1")
	v.says(t, "in the last 30 days")
	v.sound(t)
}

func TestWeakestTopicIsStudied(t *testing.T) {
	v := slipped(t)
	uitest.Button(t, v.screen.Object(), "Study these") // there is one
	v.press("W")
	if len(v.Scopes) != 1 || v.Scopes[0].Deck != "d" || v.Scopes[0].Topic != "Journey" {
		t.Errorf("asked for %+v, want the topic that is remembered least", v.Scopes)
	}
}

// A topic of which nothing is due and nothing new would make an empty session.
func TestRestingTopicIsLookedAt(t *testing.T) {
	v := year(t, 1112, 740)
	v.says(t, "Does engagement pay? 94 % today · 43 of 43 cards met Look at these")
	v.press("W")
	if len(v.Scopes) != 0 || len(v.queries) != 1 {
		t.Fatalf("asked for sessions %+v and for cards %q", v.Scopes, v.queries)
	}
	found, err := v.desk.Search(t.Context(), v.queries[0])
	if err != nil || found.Total != 43 {
		t.Errorf("%s finds %d cards, want 43: %v", v.queries[0], found.Total, err)
	}
}

func TestLeechIsPutAwayAndBack(t *testing.T) {
	v := slipped(t)
	v.says(t, "Forgotten 9 times")
	uitest.Button(t, v.screen.Object(), "Look at it").Tapped(nil)
	uitest.Button(t, v.screen.Object(), "Edit").Tapped(nil)
	if len(v.queries) != 1 || v.queries[0] != "id:d/a" || len(v.Edited) != 1 || v.Edited[0] != "d/a" {
		t.Errorf("looked for %q, wrote in %q", v.queries, v.Edited)
	}
	away := uitest.Button(t, v.screen.Object(), "Put away")
	v.Canvas().Focus(away)
	away.Tapped(nil)
	v.says(t, "None now.")
	if len(v.desk.Suspended()) != 1 || v.undo == nil {
		t.Fatalf("%d cards are put away; toasts %q", len(v.desk.Suspended()), v.Toasts)
	}
	if v.Canvas().Focused() == nil {
		t.Error("the keyboard is nowhere")
	}
	v.undo()
	v.says(t, "Forgotten 9 times")
	if len(v.desk.Suspended()) != 0 {
		t.Error("the card is put away still")
	}
	v.sound(t)
}

// charts are the charts of the screen, in their order.
func (v *visitor) charts() []*chart.View {
	var list []*chart.View
	uitest.Each(v.screen.Object(), func(o fyne.CanvasObject, _ fyne.Position) {
		if c, ok := o.(*chart.View); ok {
			list = append(list, c)
		}
	})
	return list
}

// Every chart can be read by keyboard, copied and exported, as a table and as a picture.
func TestChartsAreReadCopiedAndExported(t *testing.T) {
	v := slipped(t)
	charts := v.charts()
	if len(charts) < 12 {
		t.Fatalf("%d charts, want a dozen", len(charts))
	}
	reached := make(map[fyne.Focusable]bool)
	for range 80 {
		v.press(string(fyne.KeyTab))
		v.Canvas().FocusNext()
		reached[v.Canvas().Focused()] = true
	}
	for _, c := range charts {
		title := strings.SplitN(c.Text(), "\n", 2)[0]
		if !reached[c] {
			t.Errorf("the chart %q is not reached by keyboard", title)
		}
		c.TypedShortcut(&fyne.ShortcutCopy{})
		if got := fyne.CurrentApp().Clipboard().Content(); got != c.Text() || got == "" {
			t.Errorf("%q was copied as %q", title, got)
		}
	}
	v.Canvas().Focus(charts[2])
	v.Canvas().FocusNext() // the word beside it
	v.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutCopy{})
	if got := fyne.CurrentApp().Clipboard().Content(); got != charts[2].Text() {
		t.Errorf("beside the chart %q was copied", got)
	}
	v.Canvas().Focus(charts[2])
	v.press(string(fyne.KeyReturn)) // the panel with the figures
	panel := v.Canvas().Overlays().Top()
	uitest.Button(t, panel, "Table file").Tapped(nil)
	v.press(string(fyne.KeyReturn))
	uitest.Button(t, v.Canvas().Overlays().Top(), "Picture").Tapped(nil)
	if csv := string(v.files["touchpoint-remembered.csv"]); !strings.Contains(csv, ",") {
		t.Errorf("exported %q", csv)
	}
	if png := string(v.files["touchpoint-remembered.png"]); !strings.HasPrefix(png, "\x89PNG") {
		t.Error("no picture was exported")
	}
	v.sound(t)
}

func TestPlanIsAKeyAway(t *testing.T) {
	v := slipped(t)
	v.press("P")
	uitest.Button(t, v.screen.Object(), "Plan").Tapped(nil)
	if v.plans != 2 {
		t.Errorf("the plan was opened %d times, want 2", v.plans)
	}
}

// A reading that ends after a later one was begun is not shown, and the keyboard stays
// where it is while the page is brought up to date.
func TestOnlyTheLatestReadingIsShown(t *testing.T) {
	v := slipped(t)
	v.slow = true
	chart := v.charts()[1]
	v.Canvas().Focus(chart)
	v.press("4", "1") // all time, and at once the last month
	for _, i := range []int{1, 0} {
		v.held[i]()()
	}
	v.says(t, "in the last 30 days")
	if v.Canvas().Focused() != fyne.Focusable(chart) {
		t.Errorf("the keyboard is on %T", v.Canvas().Focused())
	}
}

// A history that takes a while is waited for with a word.
func TestReadingThatTakesAWhileIsTold(t *testing.T) {
	v := slipped(t)
	v.slow = true
	s := insight.New(t.Context(), insight.Sources{Desk: v.desk, Journal: v.journal}, v)
	v.Show(s.Object())
	s.Shown()
	if words := uitest.Words(s.Object()); !strings.Contains(words, "Reading your answers") {
		t.Errorf("meanwhile the screen says %q", words)
	}
	v.held[0]()()
	if words := uitest.Words(s.Object()); strings.Contains(words, "Reading your answers") || !strings.Contains(words, "A year of study") {
		t.Errorf("then the screen says %q", words)
	}
}

// The drawing is of the model that the chart reads.
func TestModelsAreDrawn(t *testing.T) {
	v := year(t, 1112, 740)
	before := v.words()
	models := v.charts()[4]
	_, rows := models.Table()
	v.Canvas().Focus(models)
	v.press(string(fyne.KeyDown))
	if title := rows[1][0]; strings.Count(before, title) >= strings.Count(v.words(), title) {
		t.Errorf("the model %q is not drawn when its bar is read", title)
	}
	v.press(string(fyne.KeyReturn))
	if len(v.Opened) != 1 {
		t.Errorf("opened %q, want the model", v.Opened)
	}
	v.sound(t)
}

// What is on a chart leads on: a topic to its own figures, a card to the library.
func TestBarsLeadOn(t *testing.T) {
	v := slipped(t)
	charts := v.charts()
	cards, topics := charts[len(charts)-2], charts[len(charts)-3]
	v.Canvas().Focus(topics)
	v.press(string(fyne.KeyEnd), string(fyne.KeyReturn))
	v.says(t, "A deck · Value")
	v.Canvas().Focus(cards)
	v.press(string(fyne.KeyReturn))
	if len(v.queries) != 1 || v.queries[0] != "id:d/c" {
		t.Errorf("looked for %q, want the card of the topic", v.queries)
	}
}

// What was studied meanwhile is on the page when it is brought up to date.
func TestRefreshShowsNewAnswers(t *testing.T) {
	v := slipped(t)
	v.says(t, "Nothing answered so far today.")
	session, err := v.desk.Start(t.Context(), study.Scope{})
	if err != nil {
		t.Fatal(err)
	}
	if err := session.Answer(t.Context(), memory.Good, 3*time.Second); err != nil {
		t.Fatal(err)
	}
	v.screen.Refresh()
	v.says(t, "You gave 1 answer to 1 card")
}

// broken is a journal that cannot be read.
type broken struct{}

func (broken) Log(context.Context) (progress.Log, error) {
	return progress.Log{}, errors.New("the disk is gone")
}

func TestJournalThatCannotBeReadIsTold(t *testing.T) {
	v := open(t, 900, 600, small(t), t.TempDir())
	s := insight.New(t.Context(), insight.Sources{Desk: v.desk, Journal: broken{}}, v)
	v.Show(s.Object())
	s.Shown()
	s.Rune('2')
	s.Rune('d')
	if len(v.Problems) != 2 {
		t.Errorf("%d problems were told, want one for each reading", len(v.Problems))
	}
}

// counted counts how often a journal is asked.
type counted struct {
	insight.Journal
	asked int
}

func (c *counted) Log(ctx context.Context) (progress.Log, error) {
	c.asked++
	return c.Journal.Log(ctx)
}

// What was read ahead of the first visit is read once, shown at the visit only, and may
// come too late.
func TestHistoryIsReadAhead(t *testing.T) {
	v := slipped(t)
	j := &counted{Journal: v.journal}
	s := insight.New(t.Context(), insight.Sources{Desk: v.desk, Journal: j}, v)
	v.Show(s.Object())
	s.Prepare()
	s.Prepare()
	if j.asked != 1 {
		t.Errorf("the answers were read %d times, want once", j.asked)
	}
	if words := uitest.Words(s.Object()); strings.Contains(words, "What you remember") {
		t.Errorf("it is shown before the visit:\n%s", words)
	}
	s.Shown()
	if words := uitest.Words(s.Object()); !strings.Contains(words, "What you remember") {
		t.Errorf("it is not shown at the visit:\n%s", words)
	}

	s = insight.New(t.Context(), insight.Sources{Desk: v.desk, Journal: j}, v)
	v.Show(s.Object())
	v.slow = true
	s.Prepare()
	v.slow = false
	s.Shown()
	for _, work := range v.held {
		work()()
	}
	if words := uitest.Words(s.Object()); !strings.Contains(words, "What you remember") {
		t.Errorf("what came too late took the place of what is shown:\n%s", words)
	}
}
