package draft_test

import (
	"fmt"
	"strings"
	"testing"

	"touchpoint/deck"
	"touchpoint/deck/draft"
)

// large writes a deck of 20,000 notes into a number of files.
func large(t testing.TB, files int) string {
	texts := make(map[string]string)
	const notes = 20_000
	n := 0
	for f := range files {
		var b strings.Builder
		if f == 0 {
			b.WriteString("---\nid: large\ntitle: A large deck\nlanguage: en\nsources:\n")
			for s := range 50 {
				fmt.Fprintf(&b, "  author%d: {text: \"Author %d (2019), Journal of Examples, 1(1)\", doi: 10.1000/%d}\n", s, s, s)
			}
			b.WriteString("---\n")
		}
		fmt.Fprintf(&b, "# Topic %d\n\n", f)
		for range notes / files {
			subject := []string{"loyalty", "trust", "churn", "referral", "complaints", "recovery"}[n%6]
			fmt.Fprintf(&b, "## What does study %d find about %s?", n, subject)
			switch n % 4 {
			case 0:
				fmt.Fprintf(&b, " {#n%d .cloze}\n\nIn sample %d the {{1:first}} and the {{2:second::a hint}} part are **clearly** apart. [@author%d]\n", n, n, n%50)
			case 1:
				fmt.Fprintf(&b, " {#n%d .choice}\n\n- [ ] One thing that is wrong\n- [x] Another thing that is right\n\n[@author%d]\n", n, n%50)
			default:
				fmt.Fprintf(&b, " {#n%d tags=\"case exam\"}\n\nThat it *grows* with the number of contacts, though less each time, as sample %d shows. [@author%d]\n", n, n, n%50)
			}
			b.WriteString("\n> The reason is easy to see: each contact adds less than the one before it.\n\n")
			n++
		}
		name := fmt.Sprintf("%02d-topic.md", f)
		if f == 0 {
			name = "deck.md"
		}
		texts[name] = b.String()
	}
	dir := t.TempDir()
	for name, text := range texts {
		put(t, dir, name, text)
	}
	return dir
}

// each runs a benchmark on a deck of 20,000 notes in many files and in one.
func each(b *testing.B, run func(b *testing.B, d *draft.Draft)) {
	for _, files := range []int{40, 1} {
		b.Run(fmt.Sprintf("files=%d", files), func(b *testing.B) {
			d, _ := open(b, large(b, files))
			checked, faults := d.Snapshot().Check()
			if len(faults) > 0 || len(checked.Notes) != 20_000 {
				b.Fatalf("%d notes, %d faults, the first %v", len(checked.Notes), len(faults), faults[0])
			}
			d.Took(checked, faults)
			b.ReportAllocs()
			run(b, d)
		})
	}
}

func BenchmarkOpen(b *testing.B) {
	for _, files := range []int{40, 1} {
		b.Run(fmt.Sprintf("files=%d", files), func(b *testing.B) {
			dir := large(b, files)
			for b.Loop() {
				open(b, dir)
			}
		})
	}
}

// BenchmarkKey is what happens at every key that an author presses.
func BenchmarkKey(b *testing.B) {
	each(b, func(b *testing.B, d *draft.Draft) {
		k := entry(b, d, "n9999").Key
		text := d.Text(k)
		i := 0
		for b.Loop() {
			i++
			d.SetText(k, text+strings.Repeat("x", i%20))
			if v := d.Preview(k); v.Note == nil || len(v.Cards) == 0 {
				b.Fatal("no preview")
			}
		}
	})
}

// BenchmarkKeyOutline is a key with the outline drawn anew.
func BenchmarkKeyOutline(b *testing.B) {
	each(b, func(b *testing.B, d *draft.Draft) {
		k := entry(b, d, "n9999").Key
		text := d.Text(k)
		i := 0
		for b.Loop() {
			i++
			d.SetText(k, text+strings.Repeat("x", i%20))
			d.Preview(k)
			if len(d.Outline()) < 20_000 {
				b.Fatal("no outline")
			}
		}
	})
}

// BenchmarkOutline is the outline after a note was added, which is the longest way to it.
func BenchmarkOutline(b *testing.B) {
	each(b, func(b *testing.B, d *draft.Draft) {
		k := entry(b, d, "n9999").Key
		for b.Loop() {
			if _, err := d.AddNote(k, deck.Basic); err != nil {
				b.Fatal(err)
			}
			d.Outline()
			d.Undo()
			d.Outline()
		}
	})
}

func BenchmarkCheck(b *testing.B) {
	each(b, func(b *testing.B, d *draft.Draft) {
		for b.Loop() {
			d.Snapshot().Check()
		}
	})
}

// BenchmarkTook is what a check costs the goroutine that its author types on.
func BenchmarkTook(b *testing.B) {
	each(b, func(b *testing.B, d *draft.Draft) {
		for b.Loop() {
			b.StopTimer()
			checked, faults := d.Snapshot().Check()
			b.StartTimer()
			d.Took(checked, faults)
			d.Outline()
		}
	})
}

func BenchmarkLookOutside(b *testing.B) {
	each(b, func(b *testing.B, d *draft.Draft) {
		for b.Loop() {
			if _, err := d.LookOutside(); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkSave(b *testing.B) {
	each(b, func(b *testing.B, d *draft.Draft) {
		k := entry(b, d, "n9999").Key
		text := d.Text(k)
		i := 0
		for b.Loop() {
			i++
			d.SetText(k, text+strings.Repeat("x", 1+i%20))
			save(b, d)
		}
	})
}

func BenchmarkKeepSafe(b *testing.B) {
	each(b, func(b *testing.B, d *draft.Draft) {
		k := entry(b, d, "n9999").Key
		text := d.Text(k)
		i := 0
		for b.Loop() {
			i++
			d.SetText(k, text+strings.Repeat("x", 1+i%20))
			if err := d.KeepSafe(); err != nil {
				b.Fatal(err)
			}
		}
	})
}
