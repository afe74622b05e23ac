package progress

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck"
	"touchpoint/deck/memory"
)

var freeze = flag.String("freeze", "", "write a database of this version to `file`, see testdata/README.md")

// chapters are what is recorded in a frozen database, by the version that could record it
// first: an entry of every kind.
var chapters = [][]Entry{1: {
	{ID: "019a5e00-0000-7000-8000-000000000001", Card: "deck/old", Kind: Review, Rating: memory.Again, Took: 4200 * time.Millisecond, After: Schedule{Phase: memory.Learning, DueAt: frozenAt(61)}},
	{ID: "019a5e00-0000-7000-8000-000000000002", Card: "deck/old", Kind: Review, Rating: memory.Good, After: Schedule{Phase: memory.Learning, Step: 1, DueAt: frozenAt(602)}},
	{ID: "019a5e00-0000-7000-8000-000000000003", Card: "deck/old", Kind: Review, Rating: memory.Easy, After: Schedule{Phase: memory.Review, DueDay: 20772}},
	{ID: "019a5e00-0000-7000-8000-000000000004", Card: "deck/note#1", Kind: Review, Rating: memory.Good, After: Schedule{Phase: memory.Review, DueDay: 20766}},
	{ID: "019a5e00-0000-7000-8000-000000000005", Card: "deck/note#1", Kind: Review, Rating: memory.Again, Day: 3, After: Schedule{Phase: memory.Relearning, DueAt: frozenAt(1200)}},
	{ID: "019a5e00-0000-7000-8000-000000000006", Card: "deck/note#1", Kind: Retract, Target: "019a5e00-0000-7000-8000-000000000005", Day: 3},
	{ID: "019a5e00-0000-7000-8000-000000000007", Card: "deck/note#1", Kind: Retract, Target: "019a5e00-0000-7000-8000-000000000006", Day: 3},
	{ID: "019a5e00-0000-7000-8000-000000000008", Card: "deck/note#reverse", Kind: Suspend},
	{ID: "019a5e00-0000-7000-8000-000000000009", Card: "deck/note#reverse", Kind: Unsuspend},
	{ID: "019a5e00-0000-7000-8000-00000000000a", Card: "deck/note#reverse", Kind: Bury},
	{ID: "019a5e00-0000-7000-8000-00000000000b", Card: "deck/note#reverse", Kind: Unbury},
	{ID: "019a5e00-0000-7000-8000-00000000000c", Card: "deck/note#reverse", Kind: Flag, Flag: 7},
	{ID: "019a5e00-0000-7000-8000-00000000000d", Card: "deck/forgotten", Kind: Review, Rating: memory.Hard, After: Schedule{Phase: memory.Review, DueDay: 20765}},
	{ID: "019a5e00-0000-7000-8000-00000000000e", Card: "deck/forgotten", Kind: Forget},
	{ID: "019a5e00-0000-7000-8000-00000000000f", Card: "deck/begriff-höflichkeit", Kind: Suspend},
}, 2: {
	{ID: "019a5e00-0000-7000-8000-000000000010", Card: "deck/old", Kind: Tag, Text: "exam::2026"},
	{ID: "019a5e00-0000-7000-8000-000000000011", Card: "deck/old", Kind: Tag, Text: "höflich"},
	{ID: "019a5e00-0000-7000-8000-000000000012", Card: "deck/old", Kind: Tag, Text: "doubt"},
	{ID: "019a5e00-0000-7000-8000-000000000013", Card: "deck/old", Kind: Untag, Text: "doubt"},
	{ID: "019a5e00-0000-7000-8000-000000000014", Card: "deck/old", Kind: Remark, Text: "Ask in the seminar.\nTwice."},
	{ID: "019a5e00-0000-7000-8000-000000000015", Card: "deck/forgotten", Kind: Remark, Text: "Wrong"},
	{ID: "019a5e00-0000-7000-8000-000000000016", Card: "deck/forgotten", Kind: Remark},
	{ID: "019a5e00-0000-7000-8000-000000000017", Card: "deck/note#1", Kind: Suspend, Act: "019a5e00-0000-7000-8000-000000000017"},
	{ID: "019a5e00-0000-7000-8000-000000000018", Card: "deck/together", Kind: Suspend, Act: "019a5e00-0000-7000-8000-000000000017"},
	{ID: "019a5e00-0000-7000-8000-000000000019", Card: "deck/note#1", Kind: Retract, Target: "019a5e00-0000-7000-8000-000000000017", Act: "019a5e00-0000-7000-8000-000000000019"},
	{ID: "019a5e00-0000-7000-8000-00000000001a", Card: "deck/together", Kind: Retract, Target: "019a5e00-0000-7000-8000-000000000018", Act: "019a5e00-0000-7000-8000-000000000019"},
}, 3: {
	{ID: "019a5e00-0000-7000-8000-00000000001b", Card: "deck/estimated", Kind: Estimate, Memory: memory.State{Stability: 30.25, Difficulty: 4.5}, After: Schedule{Phase: memory.Review, DueDay: 20790}, Act: "019a5e00-0000-7000-8000-0000000000ff", TakenIn: true},
	{ID: "019a5e00-0000-7000-8000-00000000001c", Card: "deck/estimated", Kind: Review, Rating: memory.Good, Day: 20, After: Schedule{Phase: memory.Review, DueDay: 20850}},
}, 4: {
	{ID: "019a5e00-0000-7000-8000-00000000001d", Card: "deck/estimated", Kind: Reschedule, Day: 21, After: Schedule{Phase: memory.Review, DueDay: 20840}},
	{ID: "019a5e00-0000-7000-8000-00000000001e", Card: "deck/forgotten", Kind: Reschedule, Day: 21, After: Schedule{Phase: memory.Review, DueDay: 20840}},
}}

// storyMet is what a database of version 2 knows of the first sight of cards.
var storyMet = map[deck.CardID]memory.Day{"deck/old": 20700, "deck/unseen": 20764}

var storyRenames = map[deck.CardID]deck.CardID{"deck/old": "deck/newer", "deck/newer": "deck/newest"}

func frozenAt(seconds int) time.Time {
	return time.Date(2026, 11, 7, 12, 0, seconds, 0, time.UTC)
}

// told is the story in full up to a version: an entry a second, on the day that it names
// counted from the first one's.
func told(version int) []Entry {
	var entries []Entry
	for i, e := range slices.Concat(chapters[:version+1]...) {
		e.At, e.Day, e.Device = frozenAt(i), e.Day+20764, "desk"
		entries = append(entries, e)
	}
	return entries
}

// TestFreeze writes a frozen database when it is asked to. Otherwise it checks that what
// would be written is what TestFrozen expects.
func TestFreeze(t *testing.T) {
	j := mustOpen(t)
	latest := len(chapters) - 1
	for _, e := range told(latest) {
		s, err := j.State(t.Context(), e.Card)
		if err != nil {
			t.Fatal(err)
		}
		if e.TakenIn {
			if in, err := j.TakeIn(t.Context(), []Entry{e}, nil); err != nil || in != (Intake{Act: e.Act, Added: 1}) {
				t.Fatalf("TakeIn = %+v, %v", in, err)
			}
			continue
		}
		if _, err := j.Append(t.Context(), s.LastEntry, e); err != nil {
			t.Fatal(err)
		}
	}
	for card, on := range storyMet {
		if err := j.Meet(t.Context(), []deck.CardID{card}, on); err != nil {
			t.Fatal(err)
		}
	}
	if err := j.Rename(t.Context(), storyRenames, nil); err != nil {
		t.Fatal(err)
	}
	if err := j.SetSetting(t.Context(), "preset", map[string]any{"retention": 0.9}); err != nil {
		t.Fatal(err)
	}
	checkStory(t, j, latest)
	if *freeze == "" {
		return
	}
	backup, err := j.Backup(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := copyFile(*freeze, backup); err != nil {
		t.Fatal(err)
	}
}

// TestFrozen opens a file of every version that was ever released.
func TestFrozen(t *testing.T) {
	files, err := filepath.Glob("testdata/v*.db")
	if err != nil || len(files) == 0 {
		t.Fatalf("frozen databases = %v, %v, want some", files, err)
	}
	fresh := schema(t, mustOpen(t).reader)
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			dir := t.TempDir()
			if err := copyFile(filepath.Join(dir, fileName), name); err != nil {
				t.Fatal(err)
			}
			if err := os.Chmod(filepath.Join(dir, fileName), 0o600); err != nil {
				t.Fatal(err)
			}
			j, err := Open(t.Context(), dir, Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = j.Close() }()
			var version int
			if _, err := fmt.Sscanf(filepath.Base(name), "v%d.db", &version); err != nil {
				t.Fatal(err)
			}
			checkStory(t, j, version)
			checkMigratedBefore(t, j, version)
			if diff := cmp.Diff(fresh, schema(t, j.reader)); diff != "" {
				t.Errorf("schema (-fresh +brought up to date):\n%s", diff)
			}
			if _, err := j.Append(t.Context(), "", good(1)); err != nil {
				t.Errorf("Append: %v", err)
			}
		})
	}
}

// checkMigratedBefore checks that there is a backup from before an older file was
// brought up to date.
func checkMigratedBefore(t *testing.T, j *Journal, version int) {
	t.Helper()
	backups, err := j.Backups()
	if err != nil || (len(backups) > 0) != (version < len(chapters)-1) {
		t.Fatalf("Backups = %v, %v", backups, err)
	}
	for _, b := range backups {
		if c, err := verify(t.Context(), b.Path); err != nil || c.version != version {
			t.Errorf("backup = %+v, %v, want version %d", c, err, version)
		}
	}
}

func checkStory(t *testing.T, j *Journal, version int) {
	t.Helper()
	want := told(version)
	for i := range want {
		if want[i].Card == "deck/old" {
			want[i].Card = "deck/newest"
		}
	}
	entries, err := j.Since(t.Context(), 0)
	if diff := cmp.Diff(want, entries); diff != "" || err != nil {
		t.Errorf("entries: %v (-want +got):\n%s", err, diff)
	}
	for i, e := range want {
		var id string
		if err := j.reader.QueryRowContext(t.Context(), `SELECT id FROM journal WHERE seq = ?`, i+1).Scan(&id); id != string(e.ID) || err != nil {
			t.Errorf("entry %d to arrive is %q, %v, want %s", i+1, id, err, e.ID)
		}
	}
	if problems, err := j.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("Check: %v, %v", problems, err)
	}
	states, err := j.States(t.Context())
	if cards := []int{1: 5, 2: 6, 3: 7, 4: 7}[version]; err != nil || len(states) != cards {
		t.Errorf("%d states, %v, want %d", len(states), err, cards)
	}
	met := map[deck.CardID]memory.Day{
		"deck/newest": 20764, "deck/note#1": 20764, "deck/note#reverse": 20764, "deck/forgotten": 20764, "deck/begriff-höflichkeit": 20764,
	}
	if version >= 2 {
		met = map[deck.CardID]memory.Day{"deck/newest": 20700, "deck/unseen": 20764}
		newest := states["deck/newest"]
		if diff := cmp.Diff([]string{"exam::2026", "höflich"}, newest.Tags); diff != "" || newest.Remark != "Ask in the seminar.\nTwice." {
			t.Errorf("remark %q, tags (-want +got):\n%s", newest.Remark, diff)
		}
	}
	if due, want := states["deck/estimated"].Memory.DueDay, []memory.Day{3: 20850, 4: 20840}; version >= 3 && due != want[version] {
		t.Errorf("deck/estimated is due on %d, want %d", due, want[version])
	}
	got, err := j.Met(t.Context())
	if diff := cmp.Diff(met, got); diff != "" || err != nil {
		t.Errorf("met: %v (-want +got):\n%s", err, diff)
	}
	lapsed := memory.Card{
		Phase: memory.Relearning, State: states["deck/note#1"].Memory.State, Reps: 2, Lapses: 1,
		Last: 20767, DueAt: frozenAt(1200),
	}
	if diff := cmp.Diff(lapsed, states["deck/note#1"].Memory); diff != "" {
		t.Errorf("deck/note#1 (-want +got):\n%s", diff)
	}
	var preset struct{ Retention float64 }
	if _, err := j.Setting(t.Context(), "preset", &preset); err != nil || preset.Retention != 0.9 {
		t.Errorf("setting = %+v, %v, want 0.9", preset, err)
	}
}

// A backup of an older version can be put in the journal's place, and is brought up to
// date when it is opened.
func TestRestoreFrozen(t *testing.T) {
	dir := t.TempDir()
	if _, err := Restore(t.Context(), dir, filepath.Join("testdata", "v1.db"), frozenAt(0)); err != nil {
		t.Fatal(err)
	}
	j, err := Open(t.Context(), dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = j.Close() }()
	checkStory(t, j, 1)
	states, err := j.AppendAll(t.Context(), []Addition{
		{Entry: Entry{Card: "deck/one", Kind: Tag, Text: "exam", Day: 20764}},
		{Entry: Entry{Card: "deck/two", Kind: Tag, Text: "exam", Day: 20764}},
	})
	if err != nil || len(states) != 2 {
		t.Errorf("AppendAll = %v, %v", states, err)
	}
}
