package progress_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

func TestAppendEveryKind(t *testing.T) {
	dir := t.TempDir()
	j := mustOpen(t, dir)
	good := answer("deck/note#1", memory.Good, today)
	good.After = progress.Schedule{Phase: memory.Learning, Step: 1, DueAt: start.Add(10 * time.Minute)}
	first := mustAppend(t, j, good)
	var want []progress.Entry
	for _, e := range []progress.Entry{
		good,
		{Kind: progress.Retract, Target: first.LastEntry},
		answer("", memory.Again, today),
		{Kind: progress.Suspend},
		{Kind: progress.Unsuspend},
		{Kind: progress.Bury},
		{Kind: progress.Unbury},
		{Kind: progress.Flag, Flag: 7},
		{Kind: progress.Flag, Flag: 0},
		{Kind: progress.Forget},
		{Kind: progress.Tag, Text: "exam::2026"},
		{Kind: progress.Untag, Text: "exam::2026"},
		{Kind: progress.Remark, Text: "Ask why.\n\nTwice."},
		{Kind: progress.Remark},
	} {
		e.Card, e.Day = "deck/note#1", today
		if len(want) > 0 {
			e.At = start.Add(time.Duration(len(want)) * time.Minute)
			mustAppend(t, j, e)
		}
		e.Device = "desk"
		want = append(want, e)
	}
	got := mustEntries(t, j, "deck/note#1")
	if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(progress.Entry{}, "ID")); diff != "" {
		t.Errorf("Entries (-want +got):\n%s", diff)
	}
	since, err := j.Since(t.Context(), today)
	if diff := cmp.Diff(got, since); diff != "" || err != nil {
		t.Errorf("Since: %v, (-Entries +Since):\n%s", err, diff)
	}
	mustCheck(t, j)
}

func TestStateSurvivesReopening(t *testing.T) {
	dir := t.TempDir()
	j := mustOpen(t, dir)
	want := make(map[deck.CardID]progress.State)
	for i, e := range []progress.Entry{
		answer("deck/a", memory.Good, today),
		answer("deck/b", memory.Again, today),
		{Card: "deck/c", Kind: progress.Suspend},
		{Card: "deck/d", Kind: progress.Bury, Day: today},
		{Card: "deck/e", Kind: progress.Flag, Flag: 5},
	} {
		if i == 1 {
			e.After = progress.Schedule{Phase: memory.Learning, Step: 1, DueAt: start.Add(time.Minute)}
		}
		want[e.Card] = mustAppend(t, j, e)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	j = mustOpen(t, dir)
	got, err := j.States(t.Context())
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("States: %v (-want +got):\n%s", err, diff)
	}
	for card, s := range want {
		if got := mustState(t, j, card); !got.Equal(s) {
			t.Errorf("State(%s) = %+v, want %+v", card, got, s)
		}
	}
	if got, want := mustState(t, j, "deck/never"), (progress.State{Card: "deck/never"}); !got.Equal(want) {
		t.Errorf("State of a card never seen = %+v, want %+v", got, want)
	}
}

func TestAppendFillsIn(t *testing.T) {
	c := &clock{start.Add(123456789)}
	j := mustOpenWith(t, t.TempDir(), progress.Options{Device: "desk", Now: c.Now})
	s := mustAppend(t, j, progress.Entry{Card: "deck/note", Kind: progress.Bury, Day: today})
	e := mustEntries(t, j, "deck/note")[0]
	if !regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$`).MatchString(string(e.ID)) {
		t.Errorf("ID = %q, want a UUIDv7", e.ID)
	}
	if want := start.Add(123 * time.Millisecond); !e.At.Equal(want) || s.LastAt != e.At || s.LastEntry != e.ID {
		t.Errorf("At = %v, want %v; state %+v", e.At, want, s)
	}
	if e.Device != "desk" {
		t.Errorf("Device = %q, want desk", e.Device)
	}
	given := progress.Entry{ID: "0190a1b2-c3d4-7abc-8def-0123456789ab", Card: "deck/note", Kind: progress.Unbury, Day: today, Device: "phone", At: start.Add(time.Hour)}
	mustAppend(t, j, given)
	if diff := cmp.Diff(given, mustEntries(t, j, "deck/note")[1]); diff != "" {
		t.Errorf("what was given (-want +got):\n%s", diff)
	}
}

// The order of a card's entries is that in which they were made, whatever the clock says.
func TestAppendClockSetBack(t *testing.T) {
	c := &clock{start}
	j := mustOpenWith(t, t.TempDir(), progress.Options{Now: c.Now})
	for _, back := range []time.Duration{0, 0, time.Hour, 400 * 24 * time.Hour} {
		c.add(-back)
		e := answer("deck/note", memory.Good, today)
		e.At = time.Time{}
		e.Day = memory.Day(c.now.Unix() / 86400)
		mustAppend(t, j, e)
	}
	entries := mustEntries(t, j, "deck/note")
	for i, e := range entries {
		if want := start.Add(time.Duration(i) * time.Millisecond); !e.At.Equal(want) {
			t.Errorf("entry %d is at %v, want %v", i, e.At, want)
		}
	}
	if got, want := entries[3].Day, today-400; got != want {
		t.Errorf("day = %d, want %d as given", got, want)
	}
	mustCheck(t, j)
}

func TestAppendConflict(t *testing.T) {
	dir := t.TempDir()
	one, two := mustOpen(t, dir), mustOpen(t, dir)
	seen := mustAppend(t, one, answer("deck/note", memory.Good, today))
	mustAppend(t, two, progress.Entry{Card: "deck/note", Kind: progress.Suspend, Day: today})
	mustAppend(t, two, answer("deck/other", memory.Good, today))

	for _, base := range []progress.EntryID{seen.LastEntry, "", "0190a1b2-c3d4-7abc-8def-0123456789ab"} {
		s, err := one.Append(t.Context(), base, answer("deck/note", memory.Easy, today))
		var told *progress.Error
		if !errors.Is(err, progress.ErrConflict) || !errors.As(err, &told) || !s.Equal(progress.State{}) {
			t.Errorf("Append(%q) = %+v, %v, want ErrConflict", base, s, err)
		}
	}
	if n := len(mustEntries(t, one, "deck/note")); n != 2 {
		t.Errorf("%d entries, want 2: a refused entry is not written", n)
	}
	if _, err := one.Append(t.Context(), "0190a1b2-c3d4-7abc-8def-0123456789ab", answer("deck/new", memory.Easy, today)); !errors.Is(err, progress.ErrConflict) {
		t.Errorf("Append after an entry of a card without any: %v, want ErrConflict", err)
	}
	mustCheck(t, one)
}

func TestAppendRefuses(t *testing.T) {
	j := mustOpen(t, t.TempDir())
	first := mustAppend(t, j, answer("deck/note", memory.Good, today))
	undo := progress.Entry{Kind: progress.Retract, Target: first.LastEntry, Card: "deck/note", Day: today}
	mustAppend(t, j, undo)
	other := mustAppend(t, j, answer("deck/other", memory.Good, today))

	with := func(change func(*progress.Entry)) progress.Entry {
		e := answer("deck/note", memory.Good, today)
		change(&e)
		return e
	}
	for name, e := range map[string]progress.Entry{
		"no card":              with(func(e *progress.Entry) { e.Card = "" }),
		"no kind":              with(func(e *progress.Entry) { e.Kind = "" }),
		"unknown kind":         with(func(e *progress.Entry) { e.Kind = "dream" }),
		"an ID of its own":     with(func(e *progress.Entry) { e.ID = "mine" }),
		"no rating":            with(func(e *progress.Entry) { e.Rating = 0 }),
		"a fifth rating":       with(func(e *progress.Entry) { e.Rating = 5 }),
		"answered, still new":  with(func(e *progress.Entry) { e.After.Phase = memory.New }),
		"a fifth phase":        with(func(e *progress.Entry) { e.After.Phase = 4 }),
		"a step below none":    with(func(e *progress.Entry) { e.After.Step = -1 }),
		"an eighth flag":       {Card: "deck/note", Kind: progress.Flag, Flag: 8},
		"a negative flag":      {Card: "deck/note", Kind: progress.Flag, Flag: -1},
		"nothing to take back": {Card: "deck/note", Kind: progress.Retract},
		"taken back before":    undo,
		"of another card":      {Card: "deck/note", Kind: progress.Retract, Target: other.LastEntry},
		"of a card never seen": {Card: "deck/new", Kind: progress.Retract, Target: other.LastEntry},
		"not in the journal":   {Card: "deck/note", Kind: progress.Retract, Target: "0190a1b2-c3d4-7abc-8def-0123456789ab"},
	} {
		t.Run(name, func(t *testing.T) {
			base := mustState(t, j, e.Card).LastEntry
			if _, err := j.Append(t.Context(), base, e); !errors.Is(err, progress.ErrInvalid) {
				t.Errorf("Append(%+v) = %v, want ErrInvalid", e, err)
			}
		})
	}
	if n := len(mustEntries(t, j, "deck/note")); n != 2 {
		t.Errorf("%d entries, want 2: a refused entry is not written", n)
	}
}

func TestAppendCancelled(t *testing.T) {
	j := mustOpen(t, t.TempDir())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := j.Append(ctx, "", answer("deck/note", memory.Good, today)); !errors.Is(err, context.Canceled) {
		t.Errorf("Append = %v, want context.Canceled", err)
	}
	if got := mustEntries(t, j, "deck/note"); len(got) != 0 {
		t.Errorf("Entries = %v, want none", got)
	}
}

func TestSince(t *testing.T) {
	j := mustOpen(t, t.TempDir())
	for i, on := range []memory.Day{today - 2, today - 1, today, today + 1} {
		mustAppend(t, j, answer(cardName(i%2), memory.Good, on))
	}
	for _, tt := range []struct {
		name string
		day  memory.Day
		want []memory.Day
	}{
		{"all", today - 9, []memory.Day{today - 2, today - 1, today, today + 1}},
		{"today and later", today, []memory.Day{today, today + 1}},
		{"nothing yet", today + 2, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			entries, err := j.Since(t.Context(), tt.day)
			if err != nil {
				t.Fatal(err)
			}
			var got []memory.Day
			for _, e := range entries {
				got = append(got, e.Day)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("days since %d (-want +got):\n%s", tt.day, diff)
			}
		})
	}
}

func TestChanged(t *testing.T) {
	dir := t.TempDir()
	one, two := mustOpen(t, dir), mustOpen(t, dir)
	expect := func(want bool, when string) {
		t.Helper()
		if got, err := one.Changed(t.Context()); got != want || err != nil {
			t.Errorf("Changed %s = %v, %v, want %v", when, got, err, want)
		}
	}
	expect(false, "after opening")
	mustAppend(t, one, answer("deck/a", memory.Good, today))
	expect(false, "after an answer of one's own")
	mustAppend(t, two, answer("deck/b", memory.Good, today))
	expect(true, "after an answer in the other window")
	expect(false, "when asked again")
	mustAppend(t, two, answer("deck/c", memory.Good, today))
	mustAppend(t, one, answer("deck/d", memory.Good, today))
	mustState(t, one, "deck/c")
	expect(true, "after answers in both windows")
	if err := two.SetSetting(t.Context(), "theme", "dark"); err != nil {
		t.Fatal(err)
	}
	expect(true, "after a setting in the other window")
}

func TestSetting(t *testing.T) {
	dir := t.TempDir()
	j := mustOpen(t, dir)
	type preset struct {
		Retention float64
		Steps     []time.Duration
	}
	if found, err := j.Setting(t.Context(), "preset", new(preset)); found || err != nil {
		t.Errorf("Setting before it is set = %v, %v", found, err)
	}
	for _, want := range []preset{{0.9, []time.Duration{time.Minute}}, {0.85, nil}} {
		if err := j.SetSetting(t.Context(), "preset", want); err != nil {
			t.Fatal(err)
		}
		var got preset
		found, err := mustOpen(t, dir).Setting(t.Context(), "preset", &got)
		if diff := cmp.Diff(want, got); !found || err != nil || diff != "" {
			t.Errorf("Setting = %v, %v (-want +got):\n%s", found, err, diff)
		}
	}
	if found, err := j.Setting(t.Context(), "preset", new(int)); !found || !errors.Is(err, progress.ErrInvalid) {
		t.Errorf("Setting into a number = %v, %v, want ErrInvalid", found, err)
	}
	if err := j.SetSetting(t.Context(), "preset", func() {}); !errors.Is(err, progress.ErrInvalid) {
		t.Errorf("SetSetting of a function = %v, want ErrInvalid", err)
	}
	if err := j.SetSetting(t.Context(), "preset", nil); err != nil {
		t.Fatal(err)
	}
	if found, err := j.Setting(t.Context(), "preset", new(preset)); found || err != nil {
		t.Errorf("Setting after it was removed = %v, %v", found, err)
	}
}

// A learner may keep the data wherever they like.
func TestOddPaths(t *testing.T) {
	for _, name := range []string{"with space", "what?", "100%", "a#b", "a&mode=ro", "håndbog", "学习", "a+b%20c", "per;cent=1"} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), name, "deeper")
			j := mustOpen(t, dir)
			mustAppend(t, j, answer("deck/note", memory.Good, today))
			backup, err := j.Backup(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for _, path := range []string{file(dir), backup} {
				if _, err := os.Stat(path); err != nil {
					t.Error(err)
				}
			}
			if err := j.Close(); err != nil {
				t.Fatal(err)
			}
			if n := len(mustEntries(t, mustOpen(t, dir), "deck/note")); n != 1 {
				t.Errorf("%d entries after reopening, want 1", n)
			}
		})
	}
}

func TestOpenRelative(t *testing.T) {
	t.Chdir(t.TempDir())
	mustAppend(t, mustOpen(t, "data"), answer("deck/note", memory.Good, today))
	if _, err := os.Stat(filepath.Join("data", "progress.db")); err != nil {
		t.Error(err)
	}
}

// After the last program has closed it the journal is one file, which can be copied.
func TestCloseTidiesUp(t *testing.T) {
	dir := t.TempDir()
	j := mustOpen(t, dir)
	mustAppend(t, j, answer("deck/note", memory.Good, today))
	mustEntries(t, j, "deck/note")
	for range 2 { // closing twice does no harm
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
	}
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 1 || files[0].Name() != "progress.db" {
		t.Errorf("files = %v, %v, want progress.db only", files, err)
	}
	if _, err := j.Append(t.Context(), "", answer("deck/b", memory.Good, today)); err == nil {
		t.Error("Append to a closed journal: want an error")
	}
}

// The journal defends itself against every program that can open SQLite files.
func TestJournalRowsNeverChange(t *testing.T) {
	dir := t.TempDir()
	j := mustOpen(t, dir)
	mustAppend(t, j, answer("deck/note", memory.Good, today))
	want := mustEntries(t, j, "deck/note")

	db, err := sql.Open("sqlite3", file(dir))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	for _, query := range []string{
		`DELETE FROM journal`,
		`UPDATE journal SET rating = 4`,
		`UPDATE journal SET card = 'deck/other'`,
		`REPLACE INTO journal SELECT seq, id, 'deck/other', at_ms, done_on, kind, rating, took_ms, phase, step, due_on, due_at_ms, target, flag, device, text, act, stability, difficulty, taken_in FROM journal`,
		`REPLACE INTO journal SELECT seq + 1, id, card, at_ms, done_on, kind, 4, took_ms, phase, step, due_on, due_at_ms, target, flag, device, text, act, stability, difficulty, taken_in FROM journal`,
		`INSERT INTO journal SELECT seq, 'x', card, at_ms, done_on, kind, rating, took_ms, phase, step, due_on, due_at_ms, target, flag, device, text, act, stability, difficulty, taken_in FROM journal`,
	} {
		if _, err := db.Exec(query); err == nil || !strings.Contains(err.Error(), "entries of the journal are never") {
			t.Errorf("%s: %v, want a refusal", query, err)
		}
	}
	if diff := cmp.Diff(want, mustEntries(t, j, "deck/note")); diff != "" {
		t.Errorf("Entries (-before +after):\n%s", diff)
	}
}

// Columns refuse what has no meaning, so that no later version has to guess.
func TestTablesRefuseNonsense(t *testing.T) {
	dir := t.TempDir()
	mustOpen(t, dir)
	db, err := sql.Open("sqlite3", file(dir)+"?_foreign_keys=1")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	const columns = `INSERT INTO journal (id, card, at_ms, done_on, kind, rating, took_ms, phase, step, due_on, target, flag, device) VALUES `
	for _, query := range []string{
		columns + `('a', '', 1, 1, 'bury', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '')`,
		columns + `('a', 'c', 1, 1, 'dream', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '')`,
		columns + `('a', 'c', 'noon', 1, 'bury', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '')`,
		columns + `('a', 'c', 1, 1, 'review', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '')`,
		columns + `('a', 'c', 1, 1, 'review', 5, 1, 2, 0, 1, NULL, NULL, '')`,
		columns + `('a', 'c', 1, 1, 'bury', 3, NULL, NULL, NULL, NULL, NULL, NULL, '')`,
		columns + `('a', 'c', 1, 1, 'retract', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '')`,
		columns + `('a', 'c', 1, 1, 'retract', NULL, NULL, NULL, NULL, NULL, 'nobody', NULL, '')`,
		columns + `('a', 'c', 1, 1, 'flag', NULL, NULL, NULL, NULL, NULL, NULL, 8, '')`,
		`INSERT INTO card_alias VALUES ('a', 'a', 1)`,
		`INSERT INTO setting VALUES ('a', '{', 1)`,
		`INSERT INTO card_state VALUES ('c', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 'nobody', NULL, NULL)`,
	} {
		if _, err := db.Exec(query); err == nil {
			t.Errorf("%s: want a refusal", query)
		}
	}
}
