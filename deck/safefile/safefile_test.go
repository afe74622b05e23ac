package safefile_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"touchpoint/deck/safefile"
)

func TestWriteMakesAndReplaces(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.md")
	for _, text := range []string{"one", "two"} {
		if err := safefile.Write(path, []byte(text)); err != nil {
			t.Fatal(err)
		}
		if got, _ := os.ReadFile(path); string(got) != text {
			t.Errorf("got %q, want %q", got, text)
		}
	}
	if err := os.Chmod(path, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := safefile.Replace(path, []byte("three")); err != nil {
		t.Fatal(err)
	}
	if info, _ := os.Stat(path); info.Mode().Perm() != 0o600 {
		t.Errorf("got mode %v, want the old one", info.Mode())
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("%d files are left, want 1", len(entries))
	}
}

func TestReplaceKeepsLinksAndMakesNothing(t *testing.T) {
	dir := t.TempDir()
	target, link := filepath.Join(dir, "a"), filepath.Join(dir, "b")
	if err := safefile.Write(target, []byte("old")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, link); err != nil {
		t.Fatal(err)
	}
	if err := safefile.Replace(link, []byte("new")); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(target); string(got) != "new" {
		t.Errorf("got %q behind the link, want the new text", got)
	}
	if info, _ := os.Lstat(link); info.Mode()&os.ModeSymlink == 0 {
		t.Error("the link became a file")
	}
	if err := safefile.Replace(filepath.Join(dir, "c"), nil); err == nil {
		t.Error("a file that is not there was replaced")
	}
	if err := safefile.Write(filepath.Join(dir, "no", "d"), nil); err == nil {
		t.Error("a file was written into a folder that is not there")
	}
}

// TestCreateChangesNothingUntilAllIsWritten fails in the middle of a file.
func TestCreateChangesNothingUntilAllIsWritten(t *testing.T) {
	dir := t.TempDir()
	path, link := filepath.Join(dir, "a"), filepath.Join(dir, "b")
	halfway := errors.New("halfway")
	if err := os.Symlink(path, link); err != nil {
		t.Fatal(err)
	}
	for _, old := range []string{"", "old"} {
		if old != "" {
			if err := os.WriteFile(path, []byte(old), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		err := safefile.Create(path, func(w io.Writer) error {
			if _, err := w.Write(make([]byte, 1<<20)); err != nil {
				t.Error(err)
			}
			return halfway
		})
		if !errors.Is(err, halfway) {
			t.Errorf("got %v, want the writer's own error", err)
		}
		if got, _ := os.ReadFile(path); string(got) != old {
			t.Errorf("got %d bytes, want what was there", len(got))
		}
	}
	if err := safefile.Create(link, func(w io.Writer) error {
		_, err := io.WriteString(w, "new")
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(path); string(got) != "new" {
		t.Errorf("got %q behind the link, want the new text", got)
	}
	if info, _ := os.Stat(path); info.Mode().Perm() != 0o600 {
		t.Errorf("got mode %v, want the old one", info.Mode())
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 2 {
		t.Errorf("%d files are left, want the file and the link", len(entries))
	}
}
