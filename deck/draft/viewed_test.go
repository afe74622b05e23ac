package draft_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"touchpoint/deck/draft"
)

// withPicture opens a deck with a note that shows a picture, and looks at that.
func withPicture(t *testing.T) (d *draft.Draft, dir, file string, data []byte) {
	t.Helper()
	dir = small(t)
	file = filepath.Join(dir, "media", "cup.png")
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	data = picture(4, 2)
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
	put(t, dir, "03-cup.md", "# Cups\n\n## Which? {#cup}\n![A cup](media/cup.png)\n")
	past := time.Now().Add(-time.Hour) // a file of just now may change without another time
	err := filepath.WalkDir(dir, func(name string, _ fs.DirEntry, err error) error {
		return errors.Join(err, os.Chtimes(name, past, past))
	})
	if err != nil {
		t.Fatal(err)
	}
	d, _ = open(t, dir)
	if got, err := d.Picture("media/cup.png"); err != nil || !bytes.Equal(got, data) {
		t.Fatalf("the picture is %d bytes, %v", len(got), err)
	}
	return d, dir, file, data
}

// A picture that is taken away while a note shows it is not lost: it is told of once, kept
// safe, and written with the next save.
func TestAPictureThatGoesWhileItIsShown(t *testing.T) {
	d, _, file, data := withPicture(t)
	look(t, d, draft.Unchanged)
	if d.Touched() {
		t.Error("something is noticed where nothing is")
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if !d.Touched() {
		t.Error("nobody notices that the picture is gone")
	}
	const want = "media/cup.png is gone from the folder. The picture is still here, and saving writes it again."
	if out := look(t, d, draft.Merged); out.Sentence != want {
		t.Errorf("told %q", out.Sentence)
	}
	look(t, d, draft.Unchanged)
	if d.Touched() {
		t.Error("it is looked for again and again")
	}
	if got, err := d.Picture("media/cup.png"); err != nil || !bytes.Equal(got, data) {
		t.Errorf("the picture is %d bytes, %v", len(got), err)
	}
	if !d.Dirty() {
		t.Error("there is nothing to save")
	}
	save(t, d)
	if got, err := os.ReadFile(file); err != nil || !bytes.Equal(got, data) {
		t.Errorf("after saving the file holds %d bytes, %v", len(got), err)
	}
}

// Whoever takes a picture out of a note and then away means it.
func TestAPictureThatNoNoteShowsMayGo(t *testing.T) {
	d, dir, file, _ := withPicture(t)
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	put(t, dir, "03-cup.md", "# Cups\n\n## Which? {#cup}\nNone.\n")
	look(t, d, draft.Merged)
	if d.Dirty() {
		t.Error("the picture is to be saved again")
	}
}

// A picture that another program paints over is shown anew.
func TestAPictureThatChangesWhileItIsShown(t *testing.T) {
	d, _, file, _ := withPicture(t)
	data := picture(8, 8)
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
	if !d.Touched() {
		t.Error("nobody notices that the picture is another")
	}
	look(t, d, draft.Merged)
	if got, err := d.Picture("media/cup.png"); err != nil || !bytes.Equal(got, data) {
		t.Errorf("the picture is %d bytes, %v", len(got), err)
	}
	if d.Dirty() {
		t.Error("there is something to save")
	}
}
