package library_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"go.uber.org/goleak"

	"touchpoint/deck"
	"touchpoint/deck/library"
)

// When this names a folder the test binary is not a test but another program, which does
// what the second variable says to the decks there.
const (
	actorFolder = "LIBRARY_TEST_ACTOR_FOLDER"
	actorDoes   = "LIBRARY_TEST_ACTOR_DOES"
)

func TestMain(m *testing.M) {
	dir := os.Getenv(actorFolder)
	if dir == "" {
		goleak.VerifyTestMain(m)
		return
	}
	signal.Ignore(syscall.Signal(25)) // a file that grows beyond what is allowed is an error, not the end
	h := library.NewHome(filepath.Join(dir, "decks"))
	switch os.Getenv(actorDoes) {
	case "install":
		fmt.Println(install(h, filepath.Join(dir, "desk", "2")))
		os.Exit(0)
	case "archive":
		for range 40 {
			if err := toAndFro(h); err != nil {
				fmt.Println(err)
			}
		}
		os.Exit(0)
	case "import":
		fmt.Fprintln(os.Stderr, importForEver(h))
		os.Exit(1)
	}
	fmt.Fprintln(os.Stderr, actForEver(h, filepath.Join(dir, "desk")))
	os.Exit(1)
}

func install(h *library.Home, path string) string {
	p, err := h.Plan(context.Background(), path)
	if err == nil {
		_, err = h.Carry(context.Background(), p)
	}
	var own *library.HomeError
	switch {
	case err == nil:
		return "installed"
	case errors.As(err, &own):
		return own.Message
	}
	return fmt.Sprintf("no sentence: %v", err)
}

// editions is how many versions of the deck lie on the desk.
const editions = 4

// actForEver updates a deck, archives it, brings it back and takes all of it back.
func actForEver(h *library.Home, desk string) error {
	fmt.Println("begun")
	for {
		var err error
		switch rand.IntN(6) {
		case 5:
			if last, ok := h.LastUndone(); ok {
				_, err = h.Redo(last)
			}
		case 0:
			if last, ok := h.LastStep(); ok && last.Kind != library.StepInstall {
				err = h.Undo(last)
			}
		case 1:
			_, err = h.Archive("alpha")
		case 2:
			_, err = h.Restore("alpha")
		default:
			var p *library.Plan
			if p, err = h.Plan(context.Background(), filepath.Join(desk, fmt.Sprint(rand.IntN(editions)))); err == nil && p.Kind != library.Same {
				_, err = h.Carry(context.Background(), p)
			}
		}
		if err != nil && !expected(err) {
			return err
		}
	}
}

// expected reports whether an act was refused because the deck is in the archive, or is
// not.
func expected(err error) bool {
	var own *library.HomeError
	return errors.As(err, &own) && (strings.Contains(own.Message, "archived") || strings.Contains(own.Message, "in the library"))
}

// edition writes a version of a deck of several files, each of which says which one it is.
func edition(t *testing.T, dir string, n int) {
	writeFile(t, filepath.Join(dir, "deck.md"), version(fmt.Sprintf("1.%d", n), "a", fmt.Sprintf("v%d", n)))
	for i := range 6 {
		writeFile(t, filepath.Join(dir, fmt.Sprintf("%02d.md", i)), fmt.Sprintf("## Question %d {#q%d}\nEdition %d %s\n", i, i, n, strings.Repeat("x", 5000)))
	}
	writeFile(t, filepath.Join(dir, "media", fmt.Sprintf("%d.png", n)), strings.Repeat("x", 20_000))
}

// whole checks that the home has the deck exactly once, as one of its editions.
func whole(t *testing.T, decks, desk string) {
	t.Helper()
	h := library.NewHome(decks)
	list, err := h.Holdings()
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != 1 || list[0].Problem != "" {
		t.Fatalf("the home has %+v", list)
	}
	if same := slices.ContainsFunc([]int{0, 1, 2, 3}, func(n int) bool { return sameTree(list[0].Path, filepath.Join(desk, fmt.Sprint(n))) }); !same {
		t.Fatalf("%s is none of the editions", list[0].Path)
	}
}

func sameTree(a, b string) bool { return bytes.Equal(tree(a), tree(b)) }

// tree is all that is in a folder.
func tree(dir string) []byte {
	var b bytes.Buffer
	_ = filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		rel, _ := filepath.Rel(dir, path)
		data, _ := os.ReadFile(path)
		fmt.Fprintf(&b, "%s\x00%s\x00", rel, data)
		return nil
	})
	return b.Bytes()
}

// killSoon starts a program that does something in a folder for ever, and kills it at any
// moment after it has begun.
func killSoon(t *testing.T, dir, does string) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), actorFolder+"="+dir, actorDoes+"="+does)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	_, _ = out.Read(make([]byte, 1))                                // it has begun
	time.Sleep(time.Duration(rand.IntN(40_000)) * time.Microsecond) // this is the test: the moment of death is to be any
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	if said.Len() > 0 {
		t.Fatalf("it stopped by itself: %s", &said)
	}
}

// TestKill kills a program that changes decks, again and again at any moment. What is
// there afterwards is the deck as it was or as it was to be.
func TestKill(t *testing.T) {
	const kills = 60
	dir := t.TempDir()
	decks, desk := filepath.Join(dir, "decks"), filepath.Join(dir, "desk")
	for n := range editions {
		edition(t, filepath.Join(desk, fmt.Sprint(n)), n)
	}
	if got := install(library.NewHome(decks), filepath.Join(desk, "0")); got != "installed" {
		t.Fatal(got)
	}
	for range kills {
		killSoon(t, dir, "")
		whole(t, decks, desk)
	}
	last, _ := library.NewHome(decks).LastStep()
	t.Logf("%d kills, %d steps", kills, last.ID)
}

// TestNoRoom lets files not grow beyond a size, which is what a full disk does to an
// update: it begins and cannot be ended.
func TestNoRoom(t *testing.T) {
	dir := t.TempDir()
	decks, desk := filepath.Join(dir, "decks"), filepath.Join(dir, "desk")
	for n := range editions {
		edition(t, filepath.Join(desk, fmt.Sprint(n)), n)
	}
	if got := install(library.NewHome(decks), filepath.Join(desk, "0")); got != "installed" {
		t.Fatal(got)
	}
	before := tree(filepath.Join(decks, "alpha"))
	cmd := exec.Command("sh", "-c", `ulimit -f 16; exec "$0"`, os.Args[0])
	cmd.Env = append(os.Environ(), actorFolder+"="+dir, actorDoes+"=install")
	said, err := cmd.Output()
	if err != nil || !strings.Contains(string(said), "no room") {
		t.Errorf("it said %q, %v", said, err)
	}
	if !bytes.Equal(before, tree(filepath.Join(decks, "alpha"))) {
		t.Error("the deck is another one")
	}
	if left, _ := os.ReadDir(filepath.Join(decks, ".building")); len(left) > 0 {
		t.Errorf("%v is left", left)
	}
	whole(t, decks, desk)
}

// toAndFro archives the deck and brings it back, as far as another program lets it.
func toAndFro(h *library.Home) error {
	for _, act := range []func(deck.ID) (library.Step, error){h.Archive, h.Restore} {
		if _, err := act("alpha"); err != nil && !expected(err) {
			return err
		}
	}
	return nil
}

// TestTwoPrograms lets two programs archive a deck and bring it back at the same time, and
// a third one look.
func TestTwoPrograms(t *testing.T) {
	dir := t.TempDir()
	decks, desk := filepath.Join(dir, "decks"), filepath.Join(dir, "desk")
	for n := range editions {
		edition(t, filepath.Join(desk, fmt.Sprint(n)), n)
	}
	if got := install(library.NewHome(decks), filepath.Join(desk, "0")); got != "installed" {
		t.Fatal(got)
	}
	var programs [2]*exec.Cmd
	var said [2]bytes.Buffer
	for i := range programs {
		programs[i] = exec.Command(os.Args[0])
		programs[i].Env = append(os.Environ(), actorFolder+"="+dir, actorDoes+"=archive")
		programs[i].Stdout, programs[i].Stderr = &said[i], &said[i]
		if err := programs[i].Start(); err != nil {
			t.Fatal(err)
		}
	}
	for range 40 {
		if list, err := library.NewHome(decks).Holdings(); err != nil || len(list) != 1 {
			t.Errorf("in between there are %d decks, %v", len(list), err)
		}
	}
	for i := range programs {
		if err := programs[i].Wait(); err != nil || said[i].Len() > 0 {
			t.Errorf("%v: %s", err, &said[i])
		}
	}
	whole(t, decks, desk)
}

// TestAForgedState holds that nothing outside is moved, whatever is written down.
func TestAForgedState(t *testing.T) {
	h := newHouse(t)
	h.carry(h.put("one", "deck.md", version("1.0", "a")))
	outside := filepath.Join(h.desk, "mine.md")
	writeFile(t, outside, "mine")
	rel, err := filepath.Rel(h.data, outside)
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(h.data, ".decks.json"), `{"last": 7, "doing": {"id": 7, "kind": "update", "moves": [{"from": "`+filepath.ToSlash(rel)+`", "to": "taken"}]}}`)
	h.want("forged", "alpha 1.0 installed 1", "program 1.0.0 embedded 2")
	if _, err := h.Archive("alpha"); err != nil {
		t.Error(err)
	}
	if data, err := os.ReadFile(outside); err != nil || string(data) != "mine" {
		t.Errorf("the file outside holds %q, %v", data, err)
	}
}
