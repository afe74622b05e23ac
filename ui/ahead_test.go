package ui_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
	"touchpoint/deck/study/exam"
	"touchpoint/ui/settings"
	"touchpoint/ui/uitest"
)

// studied puts a year of study into a folder: of cards that no deck here has, besides
// which those of the deck are new.
func studied(t *testing.T, folder string) {
	t.Helper()
	var cards []deck.CardID
	for i := range 700 {
		cards = append(cards, deck.CardID(fmt.Sprintf("former/n%d", i)))
	}
	uitest.Year().KeepCards(t, folder, cards)
}

// inJournal does something with the journal of a folder that no window has open.
func inJournal(t *testing.T, folder string, do func(ctx context.Context, j *progress.Journal) error) {
	t.Helper()
	j, err := progress.Open(t.Context(), folder, progress.Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	if err := do(t.Context(), j); err != nil {
		t.Fatal(err)
	}
}

// A while after the start the program learns from the answers, says so, and goes on with
// what it learned; at the next start there is nothing new to learn.
func TestTheModelIsFittedBesideTheScreens(t *testing.T) {
	p := &program{T: t, folder: t.TempDir(), files: words, woken: make(chan struct{}, 1), fitAfter: time.Millisecond}
	studied(t, p.folder)
	p.open()
	p.until("fitted fitted")
	if words := uitest.Words(p.Content()); !strings.Contains(words, "More") {
		t.Errorf("nothing is said of it:\n%s", words)
	}
	p.end()
	inJournal(t, p.folder, func(_ context.Context, j *progress.Journal) error {
		if j.Weights() == memory.DefaultWeights() {
			t.Error("the published weights still hold")
		}
		return nil
	})
}

func TestNothingIsFittedThatIsNotWanted(t *testing.T) {
	p := &program{T: t, folder: t.TempDir(), files: words, woken: make(chan struct{}, 1), fitAfter: time.Millisecond}
	studied(t, p.folder)
	inJournal(t, p.folder, func(ctx context.Context, j *progress.Journal) error {
		c := settings.Default()
		c.AutoFit = false
		return settings.Keep(ctx, j, c)
	})
	p.open()
	p.choose("Insight")
	p.until("screen insight") // by then it would have begun
	p.end()
	inJournal(t, p.folder, func(_ context.Context, j *progress.Journal) error {
		if j.Weights() != memory.DefaultWeights() {
			t.Error("other weights hold")
		}
		return nil
	})
}

// An exam that is followed is followed after a new start too, until its day.
func TestAnExamIsFollowedAfterANewStart(t *testing.T) {
	today := memory.Calendar{Zone: time.UTC, Rollover: 4}.Day(now())
	for name, on := range map[string]memory.Day{"ahead": today + 20, "over": today} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			inJournal(t, folder, func(ctx context.Context, j *progress.Journal) error {
				return j.SetSetting(ctx, "exam", map[string]any{"followed": true, "exam": exam.Exam{
					Title: "Finals", On: on, Parts: []exam.Part{{Deck: "d"}}, Target: 90, Minutes: [7]int{20, 20, 20, 20, 20, 20, 20},
				}})
			})
			p := start(t, folder)
			if name == "ahead" {
				p.until("planned ")
			}
			e, plan, followed := p.Desk().(interface {
				Exam() (exam.Exam, exam.Plan, bool)
			}).Exam()
			if want := name == "ahead"; followed != want {
				t.Fatalf("followed: %v, want %v", followed, want)
			}
			if followed && (e.Title != "Finals" || len(plan.Days) != 20) {
				t.Errorf("it follows %q over %d days", e.Title, len(plan.Days))
			}
			// What is worked on next is kept, unless an exam is followed still.
			p.Window.KeepDraft(exam.Exam{Title: "Next"})
			if e, _ := p.Window.Draft(); (e.Title == "Next") == followed {
				t.Errorf("kept is %q", e.Title)
			}
		})
	}
}

// What is typed of an exam is kept at the latest when the window closes.
func TestADraftIsKept(t *testing.T) {
	folder := t.TempDir()
	p := start(t, folder)
	for _, title := range []string{"F", "Fi", "Finals"} {
		p.Window.KeepDraft(exam.Exam{Title: title})
	}
	p.end()
	inJournal(t, folder, func(ctx context.Context, j *progress.Journal) error {
		var kept struct {
			Exam exam.Exam `json:"exam"`
		}
		if _, err := j.Setting(ctx, "exam", &kept); err != nil || kept.Exam.Title != "Finals" {
			t.Errorf("kept is %q, %v", kept.Exam.Title, err)
		}
		return nil
	})
}

// What is exported does not take the place of another file without being asked for.
func TestExportAsksBeforeItReplaces(t *testing.T) {
	p := start(t, t.TempDir())
	dir := t.TempDir()
	t.Setenv("HOME", dir)
	file := filepath.Join(dir, "figures.csv")
	for i, text := range []string{"a,b\n", "c,d\n"} {
		p.Window.Export("figures.csv", []byte(text))
		p.key(fyne.KeyReturn)
		if i == 0 {
			p.until("exported figures.csv")
			continue
		}
		if words := uitest.Words(p.Canvas().Overlays().Top()); !strings.Contains(words, "Replace this file?") {
			t.Errorf("it does not ask:\n%s", words)
		}
	}
	if got, err := os.ReadFile(file); err != nil || string(got) != "a,b\n" {
		t.Errorf("the file holds %q, %v", got, err)
	}
}
