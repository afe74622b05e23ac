package apkg_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"touchpoint/deck/exchange"
	"touchpoint/deck/exchange/anki/apkg"
)

var now = time.Date(2026, 11, 20, 9, 30, 0, 0, time.UTC)

// write writes a collection into a file of a test.
func write(t testing.TB, c *apkg.Collection) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "deck.apkg")
	if err := apkg.Write(t.Context(), file, c, apkg.WriteOptions{Now: now}); err != nil {
		t.Fatal(err)
	}
	return file
}

// same compares collections but for how their files are opened.
var same = cmp.Options{cmpopts.IgnoreFields(apkg.Media{}, "Open"), cmpopts.EquateEmpty()}

// TestWhatIsReadIsWritten writes every sample and reads it again.
func TestWhatIsReadIsWritten(t *testing.T) {
	files, _ := filepath.Glob(sample("*.*pkg"))
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			c := read(t, file)
			got := read(t, write(t, c))
			for i, m := range c.Media {
				if !bytes.Equal(content(t, m), content(t, got.Media[i])) {
					t.Errorf("%s came back otherwise", m.Name)
				}
			}
			c.Layout, c.Whole = apkg.Legacy1, false
			if diff := cmp.Diff(c, got, same); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// small returns a collection with a little of everything.
func small() *apkg.Collection {
	return &apkg.Collection{
		Created: 1791086400, Scheduler: 3, WestOfUTC: -60, Rollover: 4,
		Types: []apkg.NoteType{
			{ID: 11, Name: "Two", Fields: []string{"Front", "Back"}, Templates: []apkg.Template{{"Card 1", "{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}"}}, CSS: ".card { color: black }", Mod: 5},
			{ID: 12, Name: "Gaps", Cloze: true, Fields: []string{"Text", "Extra"}, Templates: []apkg.Template{{"Cloze", "{{cloze:Text}}", "{{cloze:Text}}"}}, Mod: 5},
			{ID: 13, Name: "Hidden", Cloze: true, Occlusion: true, Fields: []string{"Verdeckung", "Bild", "Header", "Back Extra", "Comments"}, Templates: []apkg.Template{{"Cloze", "{{cloze:Verdeckung}}", "{{Bild}}"}}, Sort: 1, Mod: 5},
		},
		Decks: []apkg.Deck{
			{ID: 1, Name: "Default", Preset: 1},
			{ID: 21, Name: "Kemi", Description: "æøå <b>&</b>", Preset: 31},
			{ID: 22, Name: "Kemi::Syrer", Preset: 1},
			{ID: 23, Name: "Cram", Filtered: true},
		},
		Presets: []apkg.Preset{
			{ID: 1, Name: "Default", NewPerDay: 20, ReviewsPerDay: 200},
			{ID: 31, Name: "Exam", NewPerDay: 5, ReviewsPerDay: 99, Retention: 0.93, Weights: slices.Repeat([]float64{0.25}, 19)},
		},
		Notes: []apkg.Note{
			{ID: 101, GUID: "chem/a", Type: 11, Mod: 7, Tags: "a b::c", Fields: "007\x1f<b>x</b> &amp; y"},
			{ID: 102, GUID: "chem/b", Type: 12, Mod: 8, Fields: "{{c1::今日}}\x1f"},
			{ID: 103, GUID: "chem/c", Type: 13, Mod: 9, Fields: "{{c1::image-occlusion:rect:left=.1}}\x1f<img src=\"a.png\">\x1f\x1f\x1f"},
		},
		Cards: []apkg.Card{
			{ID: 201, Note: 101, Deck: 22, Due: 1, Mod: 7},
			{ID: 202, Note: 102, Deck: 23, Type: 2, Queue: 2, Due: -100, Interval: 12, Factor: 2300, Reps: 4, Lapses: 1, Left: 1002, OriginalDue: 60, OriginalDeck: 21, Flags: 3, Data: `{"s":12.5}`, Mod: 7},
			{ID: 203, Note: 103, Deck: 21, Queue: -1, Due: 3, Mod: 7},
		},
		Reviews: []apkg.Review{{ID: 1795000000000, Card: 202, Ease: 3, Interval: -600, LastInterval: 4, Factor: 2500, Took: 3210, Type: 1}},
		Media: []apkg.Media{{Name: "Größe 図.png", Size: 3, Open: func() (io.ReadCloser, error) {
			return io.NopCloser(strings.NewReader("png")), nil
		}}},
	}
}

// TestASmallCollection comes back as it went.
func TestASmallCollection(t *testing.T) {
	want := small()
	want.Layout = apkg.Legacy1
	got := read(t, write(t, small()))
	if diff := cmp.Diff(want, got, same); diff != "" {
		t.Error(diff)
	}
	if got := content(t, got.Media[0]); string(got) != "png" {
		t.Errorf("got %q", got)
	}
}

// TestTheSameBytes writes a collection twice, its rows in another order the second time.
func TestTheSameBytes(t *testing.T) {
	c := small()
	first, _ := os.ReadFile(write(t, c))
	slices.Reverse(c.Notes)
	slices.Reverse(c.Cards)
	second, _ := os.ReadFile(write(t, c))
	if !bytes.Equal(first, second) {
		t.Error("the bytes differ")
	}
}

// TestAnythingComesBack writes what a note and its cards may hold and reads it again.
func TestAnythingComesBack(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		c := small()
		text := rapid.StringOf(rapid.RuneFrom([]rune("aé今😀<>&;/ \n\t'\"-![]")))
		number := rapid.Int64Range(-1<<40, 1<<40)
		for i := range rapid.IntRange(0, 100).Draw(r, "notes") {
			id := int64(1000 + i)
			c.Notes = append(c.Notes, apkg.Note{ID: id, GUID: text.Draw(r, "guid"), Type: 11, Mod: id, Fields: text.Draw(r, "front") + "\x1f" + text.Draw(r, "back")})
			c.Cards = append(c.Cards, apkg.Card{ID: id, Note: id, Deck: 21, Mod: id, Due: number.Draw(r, "due"), Interval: number.Draw(r, "interval"), Left: number.Draw(r, "left")})
			c.Reviews = append(c.Reviews, apkg.Review{ID: 1795000000001 + id, Card: id, Took: number.Draw(r, "took")})
		}
		got := read(t, write(t, c))
		c.Layout = apkg.Legacy1
		if diff := cmp.Diff(c, got, same); diff != "" {
			r.Error(diff)
		}
	})
}

// TestChecksums are those that Anki computes.
func TestChecksums(t *testing.T) {
	for field, want := range map[string]uint32{
		"test": 2840236005, "<b>te</b>st": 2840236005, "今日": 1464653051,
		"What is 2 &lt; 3?": 1621575943, "007": 355756889,
		"{{c1::Oxygen}} is {{c2::O<sub>2</sub>::formula}}": 2067141083,
	} {
		if got := apkg.FieldChecksum(field); got != want {
			t.Errorf("%q: got %d, want %d", field, got, want)
		}
	}
	for field, want := range map[string]string{
		`a <img src="x y.png"> b`:                          "a  x y.png  b",
		`<IMG class=x src=x.png alt="<">b`:                 " x.png b", // what Anki makes of it too
		"<style>p{}</style>a<!-- b -->c<script>x</script>": "ac",
		"a&nbsp;b&#233;&unknown;":                          "a bé&unknown;",
	} {
		if got := apkg.StripHTML(field); got != want {
			t.Errorf("%q: got %q, want %q", field, got, want)
		}
	}
}

// TestWhatCannotBeWritten leaves what is there alone.
func TestWhatCannotBeWritten(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "notes.apkg")
	if err := os.WriteFile(text, []byte("my notes"), 0o600); err != nil {
		t.Fatal(err)
	}
	broken := small()
	broken.Media[0].Open = func() (io.ReadCloser, error) { return nil, errors.New("gone") }
	twice := small()
	twice.Cards[1].ID = twice.Cards[0].ID
	short := small()
	short.Notes[0].Fields = "one"
	away := small()
	away.Media[0].Name = "../a.png"
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	for _, test := range []struct {
		name, file string
		ctx        context.Context
		c          *apkg.Collection
	}{
		{"over a text", text, t.Context(), small()},
		{"over a folder", dir, t.Context(), small()},
		{"into no folder", filepath.Join(dir, "no", "a.apkg"), t.Context(), small()},
		{"a picture that is gone", filepath.Join(dir, "a.apkg"), t.Context(), broken},
		{"an id twice", filepath.Join(dir, "a.apkg"), t.Context(), twice},
		{"a note without fields", filepath.Join(dir, "a.apkg"), t.Context(), short},
		{"a name that leads away", filepath.Join(dir, "a.apkg"), t.Context(), away},
		{"cancelled", filepath.Join(dir, "a.apkg"), cancelled, small()},
	} {
		if err := apkg.Write(test.ctx, test.file, test.c, apkg.WriteOptions{Now: now}); err == nil {
			t.Errorf("%s: it was written", test.name)
		}
	}
	if got, _ := os.ReadFile(text); string(got) != "my notes" {
		t.Errorf("the text is %q now", got)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("%d files are there, want 1", len(entries))
	}
	var said *exchange.Error
	if err := apkg.Write(t.Context(), text, small(), apkg.WriteOptions{Now: now}); !errors.As(err, &said) {
		t.Errorf("%v is no sentence", err)
	}
}

// large returns a collection of so many notes with a card each, and reviews.
func large(notes, reviews int) *apkg.Collection {
	c := small()
	c.Notes, c.Cards, c.Reviews = nil, nil, nil
	words := strings.Fields("membrane nucleus enzyme protein lipid acid base reaction energy bond atom electron cell tissue organ")
	for i := range notes {
		id := 1700000000000 + int64(i)
		front, back := make([]string, 12), make([]string, 25)
		for j := range front {
			front[j] = words[(i*7+j*j+i/15)%len(words)]
		}
		for j := range back {
			back[j] = words[(i*11+j*j*3+i/7)%len(words)]
		}
		c.Notes = append(c.Notes, apkg.Note{
			ID: id, GUID: fmt.Sprintf("bench/note-%d", i), Type: 11, Mod: 1700000000, Tags: fmt.Sprintf("tag%d", i%50),
			Fields: fmt.Sprintf("Q%d %s?\x1f%s", i, strings.Join(front, " "), strings.Join(back, " ")),
		})
		c.Cards = append(c.Cards, apkg.Card{ID: id, Note: id, Deck: 21, Type: 2, Queue: 2, Due: int64(i % 400), Interval: int64(10 + i%50), Factor: 2500, Reps: 5, Mod: 1700000000})
	}
	for i := range reviews {
		c.Reviews = append(c.Reviews, apkg.Review{ID: 1710000000000 + int64(i)*977, Card: 1700000000000 + int64(i%notes), Ease: 1 + i%4, Interval: int64(i % 90), LastInterval: int64(i % 60), Factor: 2500, Took: int64(2000 + i%9000), Type: 1})
	}
	return c
}

func BenchmarkWrite20k(b *testing.B) {
	c := large(20_000, 0)
	file := filepath.Join(b.TempDir(), "a.apkg")
	for b.Loop() {
		if err := apkg.Write(b.Context(), file, c, apkg.WriteOptions{Now: now}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRead20k(b *testing.B) {
	file := write(b, large(20_000, 100_000))
	info, _ := os.Stat(file)
	b.ReportMetric(float64(info.Size()), "bytes")
	b.ReportAllocs()
	for b.Loop() {
		p, err := apkg.Open(b.Context(), file)
		if err != nil {
			b.Fatal(err)
		}
		c, err := p.Read(b.Context(), apkg.ReadOptions{})
		if err != nil || len(c.Reviews) != 100_000 {
			b.Fatal(err)
		}
		_ = p.Close()
	}
}
