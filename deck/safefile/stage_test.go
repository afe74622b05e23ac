package safefile_test

import (
	"os"
	"path/filepath"
	"testing"

	"touchpoint/deck/safefile"
)

func TestStagedFilesChangeNothingUntilCommitted(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.md")
	if err := safefile.Write(path, []byte("old")); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, commit := range []bool{false, true} {
		s, err := safefile.Stage(path, []byte("new"))
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := os.ReadFile(path); string(got) != "old" {
			t.Errorf("staged, the file holds %q, want what it held", got)
		}
		if commit {
			if err := s.Commit(); err != nil {
				t.Fatal(err)
			}
		}
		s.Drop()
	}
	if got, _ := os.ReadFile(path); string(got) != "new" {
		t.Errorf("got %q, want the new text", got)
	}
	if info, _ := os.Stat(path); info.Mode().Perm() != 0o600 {
		t.Errorf("got mode %v, want the old one", info.Mode())
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("%d files are left, want 1", len(entries))
	}
	if _, err := safefile.Stage(filepath.Join(dir, "no", "d"), nil); err == nil {
		t.Error("a file was staged in a folder that is not there")
	}
}
