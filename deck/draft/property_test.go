package draft_test

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"touchpoint/deck"
	"touchpoint/deck/draft"
	"touchpoint/deck/model"
)

// onDisk returns all files of a deck's folder that are not hidden.
func onDisk(t rapid.TB, dir string) map[string]string {
	files := make(map[string]string)
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || strings.HasPrefix(e.Name(), ".") {
			if err == nil && e.IsDir() {
				return fs.SkipDir
			}
			return err
		}
		if !e.IsDir() {
			b, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			rel, _ := filepath.Rel(dir, path)
			files[filepath.ToSlash(rel)] = string(b)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// drawDeck draws the files of a deck, with any ends of lines.
func drawDeck(t *rapid.T) map[string]string {
	files := map[string]string{}
	n := 0
	for f := range rapid.IntRange(1, 3).Draw(t, "files") {
		var b strings.Builder
		if f == 0 && rapid.Bool().Draw(t, "headed") {
			b.WriteString("---\nid: x\ntitle: X\nsources:\n  a: A source\n---\n\n")
		}
		for range rapid.IntRange(0, 6).Draw(t, "pieces") {
			n++
			b.WriteString(rapid.SampledFrom([]string{
				"# Section %d\n", "# Section %d\n\nStray.\n\n", "## Note %d\nText.\n\n", "## Note %[1]d {#n%[1]d}\n\n- a\n- b\n", "## Gaps %[1]d {#n%[1]d .cloze}\nA {{gap}}.\n",
				"## Note %[1]d {#n%[1]d}\n```\n## no note\n```\n", "## Note %d\n```\nnever closed\n\n", "## Note %d", "##\n", "## Note %d   \t\n  \nText  \n \n", "\n\n",
			}).Draw(t, "piece"))
		}
		text := strings.ReplaceAll(b.String(), "%[1]d", "%d")
		for strings.Contains(text, "%d") {
			text = strings.Replace(text, "%d", fmt.Sprint(n), 1)
		}
		switch rapid.IntRange(0, 4).Draw(t, "line ends") {
		case 0:
			text = strings.ReplaceAll(text, "\n", "\r\n")
		case 1:
			text = strings.Replace(text, "\n", "\r\n", 3)
		case 2:
			text = "\ufeff" + text
		}
		name := fmt.Sprintf("%02d-x.md", f)
		if f == 0 {
			name = "deck.md"
		}
		files[name] = text
	}
	if rapid.Bool().Draw(t, "model") {
		files["models/m.yaml"] = "id: m\ntitle: M\nkind: path\n"
	}
	return files
}

var kinds = []deck.Kind{deck.Basic, deck.Both, deck.Cloze, deck.Choice, deck.Typed, deck.Order}

// drawEdit makes a random edit. What is refused changes nothing, which the caller holds.
func drawEdit(t *rapid.T, d *draft.Draft, clock *clock) {
	list := d.Outline()
	pick := func(name string) draft.Entry { return rapid.SampledFrom(list).Draw(t, name) }
	k := pick("key").Key
	clock.advance(time.Duration(rapid.IntRange(0, 3000).Draw(t, "pause")) * time.Millisecond)
	switch rapid.IntRange(0, 12).Draw(t, "edit") {
	case 0, 1, 2:
		text := d.Text(k)
		at := rapid.IntRange(0, len(text)).Draw(t, "at")
		for at > 0 && at < len(text) && text[at]&0xc0 == 0x80 {
			at--
		}
		put := rapid.SampledFrom([]string{"x", " ", "\n", "流", "\n## New note\nText.\n", "\n# New section\n", "```", "{{a}}", "---\n", "\r\n"}).Draw(t, "put")
		d.SetText(k, text[:at]+put+text[at:])
	case 3:
		text := d.Text(k)
		d.SetText(k, text[:strings.LastIndexByte(text, '\n')+1])
	case 4:
		d.AddNote(k, rapid.SampledFrom(kinds).Draw(t, "kind"))
	case 5:
		d.AddSection(k, "Added")
	case 6:
		d.Remove(k)
	case 7:
		d.Move(k, rapid.IntRange(-3, 3).Draw(t, "by"))
	case 8:
		d.MoveAfter(k, pick("after").Key)
	case 9:
		f := d.Form(k)
		f.Tags = append(f.Tags, "tag")
		f.ID += "z"
		d.SetForm(k, f)
	case 10:
		d.AddModel(rapid.SampledFrom([]model.Kind{model.PathKind, model.JourneyKind, model.ClassificationKind}).Draw(t, "kind"), "New model")
	case 11:
		h, _ := d.Head()
		h.Version += "1"
		d.SetHead(h)
	case 12:
		d.Settle(k)
	}
}

// texts returns what a draft would write.
func texts(d *draft.Draft) map[string]string {
	files := make(map[string]string)
	for name, text := range d.Snapshot().Files() {
		files[name] = text
	}
	return files
}

func TestPropertyOfEdits(t *testing.T) {
	top := t.TempDir()
	n := 0
	rapid.Check(t, func(t *rapid.T) {
		n++
		dir := filepath.Join(top, fmt.Sprint(n))
		files := drawDeck(t)
		for name, text := range files {
			path := filepath.Join(dir, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		clock := newClock()
		o := draft.Options{Recovery: filepath.Join(top, "safe", fmt.Sprint(n)), Now: clock.Now}
		d, err := draft.Open(dir, "", o)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(files, texts(d)); diff != "" || d.Dirty() {
			t.Fatalf("opened, dirty %v, the text differs (-want +got):\n%s", d.Dirty(), diff)
		}
		for range rapid.IntRange(1, 25).Draw(t, "edits") {
			drawEdit(t, d, clock)
			checkKeys(t, d)
			checkOutline(t, d)
		}
		edited := texts(d)
		undoAndRedo(t, d, files, edited)
		recoverAgain(t, d, dir, o, edited)
		saveAndOpen(t, d, dir, files)
	})
}

// checkKeys holds that every entry has a key of its own, and its title and text agree.
func checkKeys(t *rapid.T, d *draft.Draft) {
	seen := make(map[draft.Key]bool)
	for _, e := range d.Outline() {
		if seen[e.Key] {
			t.Fatalf("the key %s stands twice in the outline", e.Key)
		}
		seen[e.Key] = true
		d.Preview(e.Key)
	}
}

func undoAndRedo(t *rapid.T, d *draft.Draft, files, edited map[string]string) {
	var outlines [][]draft.Entry
	var states []map[string]string
	for d.CanUndo() {
		outlines, states = append(outlines, d.Outline()), append(states, texts(d))
		d.Undo()
	}
	if diff := cmp.Diff(files, texts(d)); diff != "" || d.Dirty() {
		t.Fatalf("all undone, dirty %v, the text differs (-want +got):\n%s", d.Dirty(), diff)
	}
	for i := range slices.Backward(states) {
		d.Redo()
		if diff := cmp.Diff(states[i], texts(d)); diff != "" {
			t.Fatalf("redone, the text differs (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff(outlines[i], d.Outline()); diff != "" {
			t.Fatalf("redone, the outline differs (-want +got):\n%s", diff)
		}
	}
	if diff := cmp.Diff(edited, texts(d)); diff != "" || d.CanRedo() {
		t.Fatalf("all redone, the text differs (-want +got):\n%s", diff)
	}
}

func recoverAgain(t *rapid.T, d *draft.Draft, dir string, o draft.Options, edited map[string]string) {
	before := onDisk(t, dir)
	if err := d.KeepSafe(); err != nil {
		t.Fatal(err)
	}
	found := draft.Unsaved(o.Recovery)
	if len(found) == 0 && !d.Dirty() {
		return
	}
	if len(found) != 1 || found[0].Problem != "" {
		t.Fatalf("kept safe, dirty %v, found %v", d.Dirty(), found)
	}
	again, err := draft.Open(dir, "", o)
	if err != nil {
		t.Fatal(err)
	}
	if err := again.Recover(found[0]); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(edited, texts(again)); diff != "" || len(again.Conflicts()) > 0 {
		t.Fatalf("recovered, %d conflicts, the text differs (-want +got):\n%s", len(again.Conflicts()), diff)
	}
	for again.CanUndo() {
		again.Undo()
	}
	if diff := cmp.Diff(before, texts(again)); diff != "" {
		t.Fatalf("recovered and undone, the text differs (-want +got):\n%s", diff)
	}
}

func saveAndOpen(t *rapid.T, d *draft.Draft, dir string, files map[string]string) {
	keys := make(map[draft.Key]string)
	for _, e := range d.Outline() {
		keys[e.Key] = e.Title
	}
	if err := d.Save(); err != nil {
		t.Fatal(err)
	}
	saved := texts(d)
	if diff := cmp.Diff(saved, onDisk(t, dir)); diff != "" || d.Dirty() {
		t.Fatalf("saved, dirty %v, the disk differs (-want +got):\n%s", d.Dirty(), diff)
	}
	if left := draft.Unsaved(filepath.Join(filepath.Dir(filepath.Dir(dir)), "safe", filepath.Base(dir))); len(left) > 0 {
		t.Fatalf("saved, the recovery file is left: %v", left)
	}
	again, err := draft.Open(dir, "", draft.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(saved, texts(again)); diff != "" {
		t.Fatalf("opened again, the text differs (-want +got):\n%s", diff)
	}
	left := maps.Clone(keys)
	for _, e := range d.Outline() {
		delete(left, e.Key)
	}
	if len(left) > 0 {
		t.Fatalf("saved, keys are lost: %v", left)
	}
	for d.CanUndo() {
		d.Undo()
	}
	if diff := cmp.Diff(files, texts(d)); diff != "" {
		t.Fatalf("saved and all undone, the text differs (-want +got):\n%s", diff)
	}
	if err := d.Save(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(texts(d), onDisk(t, dir)); diff != "" { // with ids, where they were missing
		t.Fatalf("all undone and saved, the disk differs (-want +got):\n%s", diff)
	}
}

// checkOutline holds that the outline, which is kept up to date piece by piece, is what
// it would be when made anew.
func checkOutline(t *rapid.T, d *draft.Draft) {
	kept := d.Outline()
	if diff := cmp.Diff(draft.Fresh(d), kept); diff != "" {
		t.Fatalf("the outline differs from one made anew (-want +got):\n%s", diff)
	}
}
