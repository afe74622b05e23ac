package exchange_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
	"touchpoint/deck/library"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// A house is a learner's decks and journal.
type house struct {
	*testing.T
	home    *library.Home
	journal *progress.Journal
	dir     string
}

func newHouse(t *testing.T) *house {
	t.Helper()
	h := &house{T: t, dir: t.TempDir()}
	h.again()
	j, err := progress.Open(t.Context(), filepath.Join(h.dir, "progress"), progress.Options{Device: "test"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = j.Close() })
	h.journal = j
	return h
}

// again starts the program anew.
func (h *house) again() { h.home = library.NewHome(filepath.Join(h.dir, "decks")) }

func (h *house) write(name, text string) {
	h.Helper()
	file := filepath.Join(h.dir, "decks", name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		h.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		h.Fatal(err)
	}
}

func (h *house) consider(b *exchange.Bundle) *exchange.Plan {
	h.Helper()
	p, err := exchange.Consider(h.Context(), h.home, h.journal, b)
	if err != nil {
		h.Fatal(err)
	}
	return p
}

func (h *house) carry(b *exchange.Bundle) exchange.Done {
	h.Helper()
	done, err := h.consider(b).Carry(h.Context(), h.journal, nil)
	if err != nil {
		h.Fatal(err)
	}
	return done
}

// decks returns what the library holds: ids with the numbers of their notes.
func (h *house) decks() string {
	h.Helper()
	l, err := h.home.Open()
	if err != nil {
		h.Fatal(err)
	}
	var list []string
	for _, d := range l.Decks() {
		list = append(list, fmt.Sprintf("%s %d", d.ID, len(d.Notes)))
	}
	return strings.Join(list, ", ")
}

// seen returns how many cards of the journal have been answered.
func (h *house) seen() int {
	h.Helper()
	states, err := h.journal.States(h.Context())
	if err != nil {
		h.Fatal(err)
	}
	n := 0
	for _, s := range states {
		if s.Introduced != 0 {
			n++
		}
	}
	return n
}

var monday = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

func answer(card deck.CardID, n int) progress.Entry {
	at := monday.Add(time.Duration(n) * time.Minute)
	day := memory.Calendar{}.Day(at)
	return progress.Entry{
		ID: progress.EntryID(uuid.NewSHA1(uuid.Nil, fmt.Append(nil, card, n)).String()), Card: card, At: at, Day: day,
		Kind: progress.Review, Rating: memory.Good, Took: time.Second,
		After: progress.Schedule{Phase: memory.Review, DueDay: day + 3},
	}
}

func bundle(history []progress.Entry, parcels ...*exchange.Parcel) *exchange.Bundle {
	return &exchange.Bundle{Name: "biology.apkg", Format: "Anki package", Parcels: parcels, History: history}
}

func history() []progress.Entry {
	return []progress.Entry{answer("biology/anki-a", 1), answer("biology/anki-a", 2), answer("biology/anki-b", 3)}
}

func TestImportAndUndo(t *testing.T) {
	h := newHouse(t)
	b := bundle(history(), biology())
	p := h.consider(b)
	if h.decks() != "" || p.Nothing || len(p.Decks) != 1 || len(p.Sentences) != 2 || p.Warning != "" {
		t.Fatalf("decks %q, nothing %v, %q, %q", h.decks(), p.Nothing, p.Sentences, p.Warning)
	}
	var told []int
	done, err := p.Carry(t.Context(), h.journal, func(done, total int) { told = append(told, done, total) })
	if err != nil {
		t.Fatal(err)
	}
	if h.decks() != "biology 4" || h.seen() != 2 || done.Intake.Added != 3 || len(told) == 0 {
		t.Errorf("decks %q, %d cards seen, %+v, told %v", h.decks(), h.seen(), done.Intake, told)
	}
	if made := done.Report.Made; len(made) != 1 || !made[0].New || made[0].Notes != 4 || made[0].Cards != 4 || made[0].Path == "" {
		t.Errorf("made %+v", made)
	}
	if r := done.Report; r.Added != 4 || len(r.Items) != 4 || r.Items[2].Deck != "biology" {
		t.Errorf("report %+v", r)
	}

	again := h.consider(b)
	if !again.Nothing || again.Report.Unchanged != 4 || !slices.Contains(again.Sentences, "What was answered there is here already.") {
		t.Errorf("the same again would change %d decks: %q", len(again.Decks), again.Sentences)
	}
	if _, err := again.Carry(t.Context(), h.journal, nil); err == nil {
		t.Error("nothing is carried out")
	}
	unasked, err := exchange.Consider(t.Context(), h.home, nil, b)
	if err != nil {
		t.Fatal(err)
	}
	twice, err := unasked.Carry(t.Context(), h.journal, nil)
	if err != nil || twice.Step.ID != 0 || twice.Intake.Known != 3 {
		t.Errorf("the same again: %v, step %+v, %+v", err, twice.Step, twice.Intake)
	}
	if backups, err := h.journal.Backups(); err != nil || len(backups) != 2 { // one for each time that something was done
		t.Errorf("%d backups, %v", len(backups), err)
	}

	h.again() // the program ends, and another day
	step, ok := h.home.LastStep()
	if !ok || step.Kind != library.StepImport {
		t.Fatalf("the last step is %+v", step)
	}
	if err := exchange.Undo(t.Context(), h.home, h.journal, step); err != nil {
		t.Fatal(err)
	}
	if h.decks() != "" || h.seen() != 0 {
		t.Errorf("after undo: decks %q, %d cards seen", h.decks(), h.seen())
	}
	if redone := h.carry(b); h.decks() != "biology 4" || h.seen() != 2 || redone.Intake.Revived != 3 {
		t.Errorf("again: decks %q, %d cards seen, %+v", h.decks(), h.seen(), redone.Intake)
	}
}

// TestSameIDInAnotherDeck holds that two decks whose authors chose the same id for a note
// do not get into each other's way.
func TestSameIDInAnotherDeck(t *testing.T) {
	h := newHouse(t)
	chemistry := &exchange.Parcel{ID: "chemistry", Title: "Chemistry", Notes: []exchange.Note{note("intro", "What is a bond?", "A force.", 100)}}
	physics := &exchange.Parcel{ID: "physics", Title: "Physics", Notes: []exchange.Note{note("intro", "What is a force?", "A push.", 200)}}
	h.carry(bundle(nil, chemistry))
	if r := h.carry(bundle(nil, physics)).Report; r.Added != 1 {
		t.Errorf("%+v", r)
	}
	if h.decks() != "chemistry 1, physics 1" {
		t.Errorf("decks %s", h.decks())
	}
	if d, _ := h.home.Deck("chemistry"); !strings.Contains(d.Notes[0].Back, "A force.") {
		t.Errorf("chemistry says %q", d.Notes[0].Back)
	}
}

func TestUpdateKeepsWhatWasChangedHere(t *testing.T) {
	h := newHouse(t)
	h.carry(bundle(nil, biology()))
	l, _ := h.home.Holdings()
	file := filepath.Join(l[0].Path, "deck.md")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	mine := strings.Replace(string(text), "Hooke.", "Robert Hooke.", 1)
	if err := os.WriteFile(file, []byte(mine), 0o644); err != nil {
		t.Fatal(err)
	}
	next := biology()
	next.Notes[0].Text, next.Notes[0].Mod = "## What is a cell? {#anki-a}\nAnother.", 200
	next.Notes[3].Text, next.Notes[3].Mod = "## Who saw cells first? {#anki-d}\nSomebody.", 200
	plan := h.consider(bundle(nil, next))
	if plan.Warning != "" || len(plan.Sentences) != 1 || plan.Sentences[0] != "“Biology: an *introduction*”: 1 note gets its newer text, 1 note stays as you have it, 2 notes are here already." {
		t.Errorf("%q, %q", plan.Sentences, plan.Warning)
	}
	done := h.carry(bundle(nil, next))
	if r := done.Report; r.Updated != 1 || r.Kept != 1 || r.Unchanged != 2 {
		t.Errorf("%+v", r)
	}
	l, _ = h.home.Holdings()
	now, _ := os.ReadFile(filepath.Join(l[0].Path, "deck.md"))
	if !strings.Contains(string(now), "Robert Hooke.") || !strings.Contains(string(now), "Another.") {
		t.Errorf("got\n%s", now)
	}
	if err := exchange.Undo(t.Context(), h.home, h.journal, done.Step); err != nil {
		t.Fatal(err)
	}
	back, _ := os.ReadFile(file)
	if string(back) != mine {
		t.Errorf("after undo\n%s", back)
	}
}

func TestNotesStayWhereTheyAre(t *testing.T) {
	h := newHouse(t)
	h.carry(bundle(nil, biology()))
	other := biology()
	other.ID, other.Title = "life", "Life"
	other.Notes = append(other.Notes, note("anki-n", "New?", "New.", 100))
	other.Notes[1].Text, other.Notes[1].Mod = "## What is life? {#anki-b}\nNewer.", 200
	done := h.carry(bundle([]progress.Entry{answer("life/anki-b", 1), answer("life/anki-n", 2)}, other))
	if got := h.decks(); got != "biology 4, life 1" {
		t.Errorf("got %s", got)
	}
	states, err := h.journal.States(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if states["biology/anki-b"].Introduced == 0 || states["life/anki-n"].Introduced == 0 || len(states) != 2 {
		t.Errorf("answers went to %v", states)
	}
	if done.Report.Updated != 1 || done.Report.Added != 1 || done.Report.Unchanged != 3 {
		t.Errorf("%+v", done.Report)
	}
}

func TestAnotherDeckOfTheSameID(t *testing.T) {
	h := newHouse(t)
	h.write("biology/deck.md", "---\nid: biology\ntitle: My own\n---\n## Mine {#mine}\nMine.\n")
	for again := range 2 {
		p := h.consider(bundle(history(), biology()))
		if p.Nothing != (again == 1) {
			t.Fatalf("nothing to do: %v", p.Nothing)
		}
		if len(p.Decks) > 0 {
			if _, err := p.Carry(t.Context(), h.journal, nil); err != nil {
				t.Fatal(err)
			}
		}
		if got := h.decks(); got != "biology 1, biology-2 4" {
			t.Fatalf("got %s", got)
		}
	}
	states, _ := h.journal.States(t.Context())
	if states["biology-2/anki-a"].Introduced == 0 {
		t.Errorf("answers went to %v", states)
	}
	into := biology()
	into.ID, into.Into, into.Notes = "biology", true, []exchange.Note{note("row-x", "X?", "X.", 0)}
	h.carry(bundle(nil, into))
	if got := h.decks(); got != "biology 2, biology-2 4" {
		t.Errorf("got %s", got)
	}
}

func TestADeckThatIsArchived(t *testing.T) {
	h := newHouse(t)
	h.carry(bundle(nil, biology()))
	if _, err := h.home.Archive("biology"); err != nil {
		t.Fatal(err)
	}
	p := h.consider(bundle(nil, biology()))
	if !p.Nothing || !strings.Contains(strings.Join(p.Sentences, " "), "bring it back") {
		t.Errorf("nothing %v, %q", p.Nothing, p.Sentences)
	}
	next := biology()
	next.Notes = append(next.Notes, note("anki-n", "New?", "New.", 100))
	if p = h.consider(bundle(nil, next)); !strings.Contains(strings.Join(p.Sentences, " "), "in the library again") {
		t.Errorf("%q", p.Sentences)
	}
	if _, err := p.Carry(t.Context(), h.journal, nil); err != nil || h.decks() != "biology 5" {
		t.Errorf("%v, %s", err, h.decks())
	}
}

func TestWhatFailsLeavesNothing(t *testing.T) {
	h := newHouse(t)
	bad := history()
	bad[2].Rating = 9
	b := bundle(bad, biology())
	if _, err := exchange.Consider(t.Context(), h.home, h.journal, b); err == nil {
		t.Fatal("an answer that is none could be taken in")
	}
	unasked, err := exchange.Consider(t.Context(), h.home, nil, b)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := unasked.Carry(t.Context(), h.journal, nil); err == nil {
		t.Fatal("an answer that is none was taken in")
	}
	if h.decks() != "" || h.seen() != 0 {
		t.Errorf("decks %q, %d cards seen", h.decks(), h.seen())
	}

	ctx, cancel := context.WithCancel(t.Context())
	_, err = h.consider(bundle(history(), biology())).Carry(ctx, h.journal, func(int, int) { cancel() })
	if !errors.Is(err, context.Canceled) || h.decks() != "" || h.seen() != 0 {
		t.Errorf("%v: decks %q, %d cards seen", err, h.decks(), h.seen())
	}
	cancelled, end := context.WithCancel(t.Context())
	end()
	if _, err := exchange.Consider(cancelled, h.home, h.journal, b); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if _, err := h.consider(bundle(nil, &exchange.Parcel{ID: "empty", Title: "Empty"})).Carry(t.Context(), h.journal, nil); err == nil {
		t.Error("nothing was imported")
	}
}

// TestProgramEndsInBetween ends it when the decks are there and their answers are not.
func TestProgramEndsInBetween(t *testing.T) {
	h := newHouse(t)
	b := bundle(history(), biology())
	begin := func() {
		_, err := h.home.CarryAll(t.Context(), h.consider(b).Decks, library.Together{Kind: library.StepImport, Act: string(progress.NewAct())})
		if err != nil {
			t.Fatal(err)
		}
		h.again()
	}
	begin()
	step, _ := h.home.LastStep()
	if err := exchange.Undo(t.Context(), h.home, h.journal, step); err != nil || h.decks() != "" {
		t.Errorf("%v, decks %q", err, h.decks())
	}
	begin()
	if done := h.carry(b); done.Intake.Added != 3 || h.decks() != "biology 4" {
		t.Errorf("%+v, decks %q", done.Intake, h.decks())
	}
	if list, err := h.journal.Backups(); err != nil || len(list) == 0 {
		t.Errorf("there is no backup of the journal: %v", err)
	}
}

func TestSkippedNotesBringNoAnswers(t *testing.T) {
	h := newHouse(t)
	p := biology()
	p.Notes[1].Text = "## What? {#anki-b}\n" + strings.Repeat("> ", 500)
	done := h.carry(bundle(history(), p))
	if done.Intake.Added != 2 || done.Report.Skipped != 1 {
		t.Errorf("%+v, %+v", done.Intake, done.Report)
	}
}

func TestWriteOut(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "deck")
	write := func(b *exchange.Bundle, dir string) (exchange.Report, error) {
		return exchange.WriteOut(t.Context(), dir, b)
	}
	r, err := write(bundle(nil, biology()), dir)
	if err != nil || len(r.Made) != 1 || r.Made[0].Path != dir || r.Added != 4 || r.Made[0].Cards != 4 {
		t.Fatalf("%v: %+v", err, r)
	}
	if err := os.WriteFile(filepath.Join(dir, "notes.txt"), []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	next := biology()
	next.Notes[0].Text, next.Notes[0].Mod = "## What is a cell? {#anki-a}\nAnother.\n\n![A](media/new.png)", 200
	next.Media = append(next.Media, picture("media/new.png", "NEW"))
	r, err = write(bundle(nil, next), dir)
	if err != nil || r.Updated != 1 || r.Unchanged != 3 {
		t.Fatalf("%v: %+v", err, r)
	}
	for name, want := range map[string]string{"deck.md": "Another.", "notes.txt": "mine", "media/new.png": "NEW", "media/cell.png": "PNG"} {
		if got, err := os.ReadFile(filepath.Join(dir, name)); err != nil || !strings.Contains(string(got), want) {
			t.Errorf("%s: %v, %q", name, err, got)
		}
	}
	if r, err = write(bundle(nil, next), dir); err != nil || len(r.Made) != 0 {
		t.Errorf("the same again: %v, %+v", err, r.Made)
	}

	two := biology()
	two.ID, two.Title = "two", "Two"
	all := t.TempDir()
	if _, err := write(bundle(nil, biology(), two), all); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"biology/deck.md", "two/deck.md"} {
		if _, err := os.Stat(filepath.Join(all, name)); err != nil {
			t.Error(err)
		}
	}
	other := t.TempDir()
	if err := os.WriteFile(filepath.Join(other, "letter.txt"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	own := t.TempDir()
	if err := os.WriteFile(filepath.Join(own, "deck.md"), []byte("---\nid: biology\ntitle: Own\n---\n## X {#x}\nx\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for name, err := range map[string]error{
		"files":   func() error { _, err := write(bundle(nil, biology()), other); return err }(),
		"a deck":  func() error { _, err := write(bundle(nil, biology()), own); return err }(),
		"nothing": func() error { _, err := write(bundle(nil), own); return err }(),
	} {
		var said *exchange.Error
		if !errors.As(err, &said) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	for _, dir := range []string{other, own} {
		if entries, _ := os.ReadDir(dir); len(entries) != 1 {
			t.Errorf("something was left in a folder that was refused: %v", entries)
		}
	}
}
