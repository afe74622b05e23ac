package draft_test

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck/draft"
)

func TestMain(m *testing.M) {
	switch dir := os.Getenv("DRAFT_TEST_CHILD"); os.Getenv("DRAFT_TEST_TASK") {
	case "type":
		typeUntilKilled(dir)
	case "save":
		saveWithoutRoom(dir)
	default:
		os.Exit(m.Run())
	}
}

// child starts this test program again to do a task in a folder.
func child(t *testing.T, task, dir string) *exec.Cmd {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), program)
	cmd.Env = append(os.Environ(), "DRAFT_TEST_TASK="+task, "DRAFT_TEST_CHILD="+dir)
	cmd.Stderr = os.Stderr
	return cmd
}

// typeUntilKilled types into a note, and says after each word that it is safe.
func typeUntilKilled(dir string) {
	d, err := draft.Open(dir, "", draft.Options{Recovery: filepath.Join(dir, ".recovery")})
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	var k draft.Key
	for _, e := range d.Outline() {
		if e.ID == "c" {
			k = e.Key
		}
	}
	for i := 0; ; i++ {
		d.SetText(k, d.Text(k)+fmt.Sprintf(" word%d", i))
		if i%7 == 3 {
			name := fmt.Sprintf("picture %d.png", i)
			if _, err := d.AddPicture(name, picture(8, 8+i)); err != nil {
				fmt.Println(err)
				os.Exit(1)
			}
		}
		if err := d.KeepSafe(); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		fmt.Println("safe", i)
	}
}

func TestCrashLosesNothingThatWasKeptSafe(t *testing.T) {
	for _, words := range []int{1, 2, 5, 13, 30} {
		dir := small(t)
		cmd := child(t, "type", dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		last := -1
		for lines := bufio.NewScanner(out); lines.Scan(); {
			if _, err := fmt.Sscanf(lines.Text(), "safe %d", &last); err != nil {
				t.Error(lines.Text())
			}
			if last >= words {
				cmd.Process.Kill()
			}
		}
		cmd.Wait()

		found := draft.Unsaved(filepath.Join(dir, ".recovery"))
		if len(found) != 1 || found[0].Problem != "" || found[0].Dir != dir || found[0].Title != "A small deck" {
			t.Fatalf("found %+v, want the work on this deck", found)
		}
		d, _ := open(t, dir)
		if err := d.Recover(found[0]); err != nil {
			t.Fatal(err)
		}
		text := d.Text(entry(t, d, "c").Key)
		if !strings.Contains(text+" ", fmt.Sprintf(" word%d ", last)) {
			t.Errorf("word %d was kept safe and is not in %q", last, text)
		}
		if words > 3 {
			if _, err := d.Picture("media/picture-3.png"); err != nil {
				t.Error(err)
			}
		}
		// The old recovery file stays until the work is as safe again.
		if len(draft.Unsaved(filepath.Join(dir, ".recovery"))) != 1 {
			t.Error("recovering removed the recovery file")
		}
		if err := d.KeepSafe(); err != nil {
			t.Fatal(err)
		}
		if again := draft.Unsaved(filepath.Join(dir, ".recovery")); len(again) != 1 || again[0].Path == found[0].Path {
			t.Errorf("kept safe again, found %+v", again)
		}
		save(t, d)
		if left, _ := os.ReadDir(filepath.Join(dir, ".recovery")); len(left) > 0 {
			t.Errorf("saved, %v is left", left)
		}
	}
}

func TestRecoveryMergesWithWhatCameLater(t *testing.T) {
	dir := small(t)
	d, _ := open(t, dir)
	d.SetText(entry(t, d, "a").Key, "## What is a? {#a}\nMine. [@a]")
	d.SetText(entry(t, d, "c").Key, "## What is c? {#c}\nMine too.")
	if err := d.KeepSafe(); err != nil {
		t.Fatal(err)
	}
	later := strings.Replace(strings.Replace(first, "A b.", "Theirs.", 1), "A c.", "Theirs too.", 1)
	put(t, dir, "deck.md", later)

	d, _ = open(t, dir)
	if err := d.Recover(draft.Unsaved(filepath.Join(dir, ".recovery"))[0]); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"deck.md":    strings.NewReplacer("An a.", "Mine.", "A c.", "Mine too.").Replace(strings.Replace(later, "Theirs too.", "A c.", 1)),
		"02-more.md": second,
	}
	if diff := cmp.Diff(want, texts(d)); diff != "" {
		t.Errorf("the text differs (-want +got):\n%s", diff)
	}
	open := d.Conflicts()
	if len(open) != 1 || open[0].Mine != "## What is c? {#c}\nMine too." || open[0].Theirs != "## What is c? {#c}\nTheirs too." {
		t.Errorf("conflicts %+v, want one about c", open)
	}
	d.Undo()
	if diff := cmp.Diff(later, texts(d)["deck.md"]); diff != "" {
		t.Errorf("undone, the text differs (-want +got):\n%s", diff)
	}
}

func TestKeepSafeWritesOnlyWhatIsNew(t *testing.T) {
	dir := small(t)
	safe := filepath.Join(dir, ".recovery")
	d, _ := open(t, dir)
	keep := func(want int) {
		t.Helper()
		if err := d.KeepSafe(); err != nil {
			t.Fatal(err)
		}
		if got := len(draft.Unsaved(safe)); got != want {
			t.Errorf("%d recovery files, want %d", got, want)
		}
	}
	keep(0)
	k := entry(t, d, "a").Key
	d.SetText(k, "## What is a? {#a}\nMine.")
	keep(1)
	path := draft.Unsaved(safe)[0].Path
	if err := os.WriteFile(path, []byte("untouched"), 0o600); err != nil {
		t.Fatal(err)
	}
	keep(1)
	if left, err := os.ReadFile(path); err != nil || string(left) != "untouched" {
		t.Errorf("though nothing is new, the file was written: %v", err)
	}
	d.SetText(k, "## What is a? {#a}\nMine!")
	keep(1)
	d.Undo()
	d.Undo()
	keep(0) // nothing is unsaved
	d.Redo()
	keep(1)
	if err := d.Discard(); err != nil {
		t.Fatal(err)
	}
	keep(0)
	if d.Dirty() || d.CanUndo() || d.Text(k) != "## What is a? {#a}\nAn a. [@a]" {
		t.Errorf("discarded, the note says %q", d.Text(k))
	}
}

func TestTwoDraftsKeepTwoRecoveries(t *testing.T) {
	dir := small(t)
	for range 2 {
		d, _ := open(t, dir)
		d.SetText(entry(t, d, "a").Key, "## What is a? {#a}\nMine.")
		if err := d.KeepSafe(); err != nil {
			t.Fatal(err)
		}
	}
	if got := len(draft.Unsaved(filepath.Join(dir, ".recovery"))); got != 2 {
		t.Errorf("%d recovery files, want 2: one must not take the other's place", got)
	}
}

func TestBadRecoveryFiles(t *testing.T) {
	dir := small(t)
	safe := filepath.Join(dir, ".recovery")
	d, _ := open(t, dir)
	d.SetText(entry(t, d, "a").Key, "## What is a? {#a}\nMine.")
	if err := d.KeepSafe(); err != nil {
		t.Fatal(err)
	}
	path := draft.Unsaved(safe)[0].Path
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, bad := range map[string][]byte{
		"empty": nil, "cut": good[:len(good)-20], "cut early": good[:30], "not JSON": []byte("hello"),
		"leads out":       bytes.ReplaceAll(good, []byte("deck.md"), []byte("../x.md")),
		"hidden":          bytes.ReplaceAll(good, []byte("deck.md"), []byte(".x.md")),
		"another format":  bytes.Replace(good, []byte(`"format":1`), []byte(`"format":9`), 1),
		"another base":    bytes.Replace(good, []byte("A small deck\\n"), []byte("A smaller deck\\n"), 1),
		"no such piece":   bytes.Replace(good, []byte(`"same":1`), []byte(`"same":99`), 1),
		"negative piece":  bytes.Replace(good, []byte(`"same":1`), []byte(`"same":-1`), 1),
		"another program": []byte(`{"files":[]}`),
	} {
		if bytes.Equal(good, bad) {
			t.Fatalf("%s: the file is as it was", name)
		}
		if err := os.WriteFile(path, bad, 0o644); err != nil {
			t.Fatal(err)
		}
		found := draft.Unsaved(safe)
		if len(found) != 1 {
			t.Fatalf("%s: found %+v", name, found)
		}
		again, _ := open(t, dir)
		err := again.Recover(found[0])
		if err == nil || !strings.HasSuffix(err.Error(), "The file is left where it is.") {
			t.Errorf("%s: Recover = %v, want a refusal", name, err)
		}
		if again.Dirty() || again.CanUndo() {
			t.Errorf("%s: something was taken over", name)
		}
	}
	if err := draft.Forget(draft.Recovery{Path: filepath.Join(dir, "deck.md")}); err == nil || get(t, dir, "deck.md") != first {
		t.Error("Forget removed a file that is no recovery file")
	}
}

// saveWithoutRoom saves two files, of which the second is larger than the system allows.
func saveWithoutRoom(dir string) {
	d, err := draft.Open(dir, "", draft.Options{Recovery: filepath.Join(dir, ".recovery")})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, e := range d.Outline() {
		switch e.ID {
		case "a":
			d.SetText(e.Key, d.Text(e.Key)+" Better.")
		case "d":
			d.SetText(e.Key, d.Text(e.Key)+strings.Repeat(" much", 10_000))
		}
	}
	limit := syscall.Rlimit{Cur: 4096, Max: 4096}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(d.Save())
	fmt.Println(d.KeepSafe())
	fmt.Println(d.Dirty())
}

func TestDiskFullWhileSaving(t *testing.T) {
	dir := small(t)
	out, err := child(t, "save", dir).Output()
	if err != nil {
		t.Fatal(err)
	}
	want := "Nothing was saved, because the system allows no file of that size. Your changes are still here: save again.\n" +
		"Your unsaved changes could not be kept safe: the system allows no file of that size. Save the deck soon.\ntrue\n"
	if diff := cmp.Diff(want, string(out)); diff != "" {
		t.Errorf("what was said differs (-want +got):\n%s", diff)
	}
	if get(t, dir, "deck.md") != first || get(t, dir, "02-more.md") != second {
		t.Error("a part was saved")
	}
	for _, pattern := range []string{".*.md.*", ".recovery/*", ".recovery/.*"} {
		if names, _ := filepath.Glob(filepath.Join(dir, pattern)); len(names) > 0 {
			t.Errorf("files are left behind: %v", names)
		}
	}
}

// TestCrashInTheMiddleOfASave recovers work of which one file was written and one was not.
func TestCrashInTheMiddleOfASave(t *testing.T) {
	dir := small(t)
	d, _ := open(t, dir)
	d.SetText(entry(t, d, "a").Key, "## What is a? {#a}\nMine.")
	d.SetText(entry(t, d, "d").Key, "## What is d? {#d}\nMine.")
	if err := d.KeepSafe(); err != nil {
		t.Fatal(err)
	}
	want := texts(d)
	put(t, dir, "deck.md", want["deck.md"])

	d, _ = open(t, dir)
	if err := d.Recover(draft.Unsaved(filepath.Join(dir, ".recovery"))[0]); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, texts(d)); diff != "" || len(d.Conflicts()) > 0 {
		t.Errorf("conflicts %v, the text differs (-want +got):\n%s", d.Conflicts(), diff)
	}
	save(t, d)
}

// TestRecoveryFileTakenAway keeps the work safe again after somebody threw the file away.
func TestRecoveryFileTakenAway(t *testing.T) {
	dir, recovery := small(t), t.TempDir()
	d, err := draft.Open(dir, "", draft.Options{Recovery: recovery})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.AddPicture("x.png", picture(2, 2)); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := d.KeepSafe(); err != nil {
			t.Fatal(err)
		}
		list := draft.Unsaved(recovery)
		if len(list) != 1 {
			t.Fatalf("%d recovery files, want 1", len(list))
		}
		other, err := draft.Open(dir, "", draft.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := other.Recover(list[0]); err != nil {
			t.Error(err)
		}
		if err := draft.Forget(list[0]); err != nil {
			t.Fatal(err)
		}
	}
}
