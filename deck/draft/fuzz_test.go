package draft_test

import (
	"os"
	"path/filepath"
	"testing"

	"touchpoint/deck/draft"
)

// FuzzOpen opens any bytes as a deck: they stay as they are, through every edit that is
// undone, and each piece can be shown.
func FuzzOpen(f *testing.F) {
	for _, src := range []string{first, second, "", "---", "---\n", "\ufeff## A", "\xff\xfe#", "a\x00b", "# A\r\n\r\n## B {#b .cloze}\r\n{{a}}", "## A {", "```\n## B", "\ufeff\ufeff# A\n", "## A\n \n\t", "\n\n# A"} {
		f.Add([]byte(src))
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, src []byte) {
		path := filepath.Join(dir, "deck.md")
		if err := os.WriteFile(path, src, 0o644); err != nil {
			t.Fatal(err)
		}
		d, err := draft.Open(dir, "", draft.Options{})
		if err != nil {
			t.Fatal(err)
		}
		check := func(when string) {
			t.Helper()
			if got := d.Snapshot().Files()["deck.md"]; got != string(src) || d.Dirty() {
				t.Fatalf("%s, dirty %v, %q is %q", when, d.Dirty(), src, got)
			}
		}
		check("opened")
		for _, e := range d.Outline() {
			text := d.Text(e.Key)
			d.Preview(e.Key)
			d.SetText(e.Key, text+"\nx")
			d.SetText(e.Key, "y"+text)
			d.SetText(e.Key, text)
			if d.Text(e.Key) != text {
				t.Fatalf("set back, %q is %q", text, d.Text(e.Key))
			}
		}
		for d.CanUndo() {
			d.Undo()
		}
		check("all undone")
		d.Snapshot().Check()
	})
}
