package progress_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// When this names a folder the test binary is not a test but another program, which
// writes to the journal there as many acts as the second variable says.
const (
	writerFolder = "PROGRESS_TEST_WRITER_FOLDER"
	writerActs   = "PROGRESS_TEST_WRITER_ACTS"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(writerFolder); dir != "" {
		if err := study(context.Background(), dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	goleak.VerifyTestMain(m)
}

// studied are the cards that the other program studies. They are few, so that it and its
// like get in each other's way.
var studied = []deck.CardID{"deck/a", "deck/b", "deck/c", "deck/d", "deck/e"}

// study does one act after another and prints the ID of each once it is recorded.
func study(ctx context.Context, dir string) error {
	switch os.Getenv(writerActs) {
	case toAndFro:
		return takeInAndBack(ctx, dir)
	case adoptAlways:
		return adoptForEver(ctx, dir)
	}
	acts, err := strconv.Atoi(os.Getenv(writerActs))
	if err != nil {
		return err
	}
	j, err := progress.Open(ctx, dir, progress.Options{})
	if err != nil {
		return err
	}
	for done := 0; done < acts; {
		after, err := act(ctx, j, studied[rand.IntN(len(studied))])
		if errors.Is(err, progress.ErrConflict) {
			continue // the other one was faster
		}
		if err != nil {
			return err
		}
		done++
		if _, err := fmt.Println(after.LastEntry); err != nil {
			return err
		}
	}
	return j.Close()
}

// act answers a card, or takes back what was done last, or suspends it.
func act(ctx context.Context, j *progress.Journal, card deck.CardID) (progress.State, error) {
	s, err := j.State(ctx, card)
	if err != nil {
		return s, err
	}
	e := answer(card, memory.Rating(1+rand.IntN(4)), today)
	switch rand.IntN(6) {
	case 0:
		if s.LastEntry != "" {
			e = progress.Entry{Card: card, Kind: progress.Retract, Target: s.LastEntry, Day: today}
		}
	case 1:
		e = progress.Entry{Card: card, Kind: progress.Suspend, Day: today}
	}
	e.At = time.Time{}
	return j.Append(ctx, s.LastEntry, e)
}

// A writer is the other program, running.
type writer struct {
	*exec.Cmd
	stdout output
	stderr bytes.Buffer
}

// startWriter starts the other program. What it prints can be read when it is over.
func startWriter(tb testing.TB, dir string, acts int) *writer {
	tb.Helper()
	return startProgram(tb, dir, strconv.Itoa(acts))
}

func startProgram(tb testing.TB, dir, acts string) *writer {
	tb.Helper()
	w := &writer{Cmd: exec.Command(os.Args[0]), stdout: output{begun: make(chan struct{})}}
	w.Env = append(os.Environ(), writerFolder+"="+dir, writerActs+"="+acts)
	w.Stdout, w.Stderr = &w.stdout, &w.stderr
	if err := w.Start(); err != nil {
		tb.Fatal(err)
	}
	return w
}

// An output tells when the first of it has come.
type output struct {
	text  []byte
	begun chan struct{}
}

func (o *output) Write(p []byte) (int, error) {
	if len(o.text) == 0 {
		close(o.begun)
	}
	o.text = append(o.text, p...)
	return len(p), nil
}

// acknowledged returns the IDs that were printed whole.
func (w *writer) acknowledged() []progress.EntryID {
	var ids []progress.EntryID
	for line := range strings.Lines(string(w.stdout.text)) {
		if id, whole := strings.CutSuffix(line, "\n"); whole {
			ids = append(ids, progress.EntryID(id))
		}
	}
	return ids
}

// checkAll checks that the journal is whole, that every acknowledged entry is in it and
// in the state of its card, and returns the number of entries.
func checkAll(tb testing.TB, dir string, ids []progress.EntryID) int {
	tb.Helper()
	j, err := progress.Open(tb.Context(), dir, progress.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = j.Close() }()
	mustCheck(tb, j) // the file, the references, and every state against its entries
	have := make(map[progress.EntryID]bool)
	for _, card := range studied {
		entries := mustEntries(tb, j, card)
		for _, e := range entries {
			have[e.ID] = true
		}
		if n := len(entries); n > 0 && mustState(tb, j, card).LastEntry != entries[n-1].ID {
			tb.Errorf("the state of %s lacks its last entry", card)
		}
	}
	for _, id := range ids {
		if !have[id] {
			tb.Errorf("entry %s was acknowledged, and is not in the journal", id)
		}
	}
	return len(have)
}

// TestKill kills a program that is writing, again and again at any moment: while it
// makes the journal, opens one that was left by the last killing, or writes.
func TestKill(t *testing.T) {
	const folders, kills = 8, 15
	random := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 0))
	total := 0
	for range folders {
		dir := t.TempDir()
		var ids []progress.EntryID
		for i := range kills {
			w := startWriter(t, dir, 1_000_000)
			kill(t, w, time.Duration(random.IntN(30_000))*time.Microsecond, i%3 > 0)
			ids = append(ids, w.acknowledged()...)
			// At most one entry of each killing was recorded and not acknowledged any more.
			if n := checkAll(t, dir, ids); n < len(ids) || n > len(ids)+i+1 {
				t.Fatalf("%d entries after %d acknowledged and %d kills", n, len(ids), i+1)
			}
		}
		total += len(ids)
	}
	t.Logf("%d kills, %d entries acknowledged, none lost", folders*kills, total)
}

// kill kills the writer some time after its start, or after its first entry.
func kill(t *testing.T, w *writer, after time.Duration, atWork bool) {
	t.Helper()
	over := make(chan struct{})
	go func() {
		defer close(over)
		_ = w.Wait() // killed
	}()
	if atWork {
		select {
		case <-w.stdout.begun:
		case <-over:
		}
	}
	time.Sleep(after) // this is the test: the moment of death is to be any
	if err := w.Process.Kill(); err != nil {
		t.Errorf("the writer stopped by itself: %v", err)
	}
	<-over
	if w.stderr.Len() > 0 {
		t.Fatalf("the writer stopped by itself: %s", &w.stderr)
	}
}

// TestTwoProcesses lets two other programs and this one write to the same few cards at
// once. Each waits its turn, and nothing is lost.
func TestTwoProcesses(t *testing.T) {
	const acts = 150
	dir := t.TempDir()
	j := mustOpen(t, dir)
	one, two := startWriter(t, dir, acts), startWriter(t, dir, acts)
	var ids []progress.EntryID
	for len(ids) < acts {
		after, err := act(t.Context(), j, studied[len(ids)%len(studied)])
		if errors.Is(err, progress.ErrConflict) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, after.LastEntry)
	}
	if err := errors.Join(one.Wait(), two.Wait()); err != nil {
		t.Fatalf("%v\n%s%s", err, &one.stderr, &two.stderr)
	}
	ids = append(ids, one.acknowledged()...)
	ids = append(ids, two.acknowledged()...)
	if n := checkAll(t, dir, ids); n != 3*acts || len(ids) != 3*acts {
		t.Errorf("%d entries, %d acknowledged, want %d", n, len(ids), 3*acts)
	}
	if changed, err := j.Changed(t.Context()); !changed || err != nil {
		t.Errorf("Changed = %v, %v, want true", changed, err)
	}
}

// TestTwoWindows is the same within one program.
func TestTwoWindows(t *testing.T) {
	const windows, acts = 4, 50
	dir := t.TempDir()
	ids := make([][]progress.EntryID, windows)
	var open sync.WaitGroup
	for w := range windows {
		j := mustOpen(t, dir)
		open.Go(func() {
			for len(ids[w]) < acts {
				after, err := act(t.Context(), j, studied[rand.IntN(len(studied))])
				if errors.Is(err, progress.ErrConflict) {
					continue
				}
				if err != nil {
					t.Error(err)
					return
				}
				ids[w] = append(ids[w], after.LastEntry)
			}
		})
	}
	open.Wait()
	var all []progress.EntryID
	for _, of := range ids {
		all = append(all, of...)
	}
	if n := checkAll(t, dir, all); n != windows*acts || len(all) != windows*acts {
		t.Errorf("%d entries, %d acknowledged, want %d", n, len(all), windows*acts)
	}
}
