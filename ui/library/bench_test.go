package library_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"touchpoint/ui/control"
)

// large is a deck of so many notes.
func large(notes int) string {
	subjects := []string{"loyalty", "trust", "churn", "referral", "satisfaction", "attachment", "complaints", "recovery"}
	var b strings.Builder
	b.WriteString("---\nid: large\ntitle: A large deck\nlanguage: en\nversion: 1.0.0\n---\n")
	for i := range notes {
		if i%500 == 0 {
			fmt.Fprintf(&b, "# Topic %d\n\n", i/500)
		}
		fmt.Fprintf(&b, "## What does study %d find about %s in case %d? {#n%d}\nThat it grows with the number of contacts, though less each time, as sample %d shows.\n\n", i, subjects[i%8], i%500, i, i)
	}
	return b.String()
}

// BenchmarkLibrary types and scrolls in the cards of large decks. What a key takes is
// everything until the window could be drawn: the search, the list, its rows.
func BenchmarkLibrary(b *testing.B) {
	for _, notes := range []int{20_000, 100_000} {
		b.Run(fmt.Sprint(notes), func(b *testing.B) {
			v := open(b, 1112, 740, func(home string) {
				write(b, filepath.Join(home, "large", "deck.md"), large(notes))
			})
			v.press("/")
			field := v.Canvas().Focused().(*control.Field)
			b.Run("key", func(b *testing.B) {
				keys := []rune("trust study 77 is:new -recovery")
				for i := 0; b.Loop(); i++ {
					if i%len(keys) == 0 {
						b.StopTimer()
						field.Put("")
						b.StartTimer()
					}
					test.Type(field, string(keys[i%len(keys)]))
				}
			})
			v.press("Escape")
			v.press("Down")
			b.Run("page", func(b *testing.B) {
				for b.Loop() {
					v.press(string(fyne.KeyPageDown))
				}
			})
			b.Run("choose-all", func(b *testing.B) {
				for b.Loop() {
					v.press("all", "Escape")
				}
			})
		})
	}
}
