package library

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/pack"
	"touchpoint/deck/safefile"
)

// What lies beside the decks in their home. All of it is hidden from [Installed].
const (
	stateFile  = ".decks.json" // what was done
	beforeDir  = ".before"     // what was there before
	archiveDir = ".archive"    // decks that are not in the library
	buildDir   = ".building"   // decks that are being put together
	baseDir    = ".base"       // the versions of the program's decks that were copied

	baseEnding = ".base" // of their names, so that .before has them apart from decks
)

// A state is what a home remembers: the acts that can be undone, newest last, and where
// its decks came from. Doing is an act that began: it is written down before anything
// moves, so that after a crash it can be finished.
type state struct {
	Last   int                   `json:"last"` // number of the last act
	Steps  []act                 `json:"steps,omitempty"`
	Undone []undone              `json:"undone,omitempty"` // what can be done again, what was taken back last at the end
	Doing  *act                  `json:"doing,omitempty"`
	Decks  map[string]provenance `json:"decks,omitempty"` // by place in the home

	Given map[deck.ID]provenance `json:"given,omitempty"` // as they were when they were exported last
}

// A provenance says where a deck came from.
type provenance struct {
	Origin Origin    `json:"origin"`
	At     time.Time `json:"at"`
	Print  string    `json:"print,omitempty"` // of its files as they came
	Hash   string    `json:"hash,omitempty"`  // of what was in them

	Base     string  `json:"base,omitempty"`     // the version that came
	Kept     string  `json:"kept,omitempty"`     // of a copy: where that version is kept
	Original deck.ID `json:"original,omitempty"` // the id that its author gave it, if it has another one here
	Imported bool    `json:"imported,omitempty"` // all of it was put together here, from what was brought in
}

// An act is a step with the moves that make it up.
type act struct {
	Step
	Moves   []move `json:"moves"`
	Undoes  int    `json:"undoes,omitempty"`  // the step that it takes back
	ForGood bool   `json:"forGood,omitempty"` // and which is not to be done again
	Redoes  int    `json:"redoes,omitempty"`  // the step that it does again
}

// A move gives a folder or file of the home another place, slash-separated.
type move struct {
	From string `json:"from"`
	To   string `json:"to"`
}

func (h *Home) path(rel string) string { return filepath.Join(h.dir, filepath.FromSlash(rel)) }

// read reads the state.
func (h *Home) read() (*state, error) {
	st := &state{}
	data, err := os.ReadFile(h.path(stateFile))
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, h.explain(err)
	case json.Unmarshal(data, st) != nil || !st.within():
		// The decks do not depend on it. What cannot be undone any more is still in .before.
		st = &state{Last: h.highest()}
	}
	if st.Decks == nil {
		st.Decks = make(map[string]provenance)
	}
	if st.Given == nil {
		st.Given = make(map[deck.ID]provenance)
	}
	return st, nil
}

// within reports whether no move that is written down leads out of the home, as none does
// that was written here.
func (st *state) within() bool {
	var all [][]move
	for _, a := range st.Steps {
		all = append(all, a.Moves)
	}
	for _, u := range st.Undone {
		all = append(all, u.Moves, u.Back)
	}
	if st.Doing != nil {
		all = append(all, st.Doing.Moves)
	}
	for _, moves := range all {
		for _, m := range moves {
			if !fs.ValidPath(m.From) || !fs.ValidPath(m.To) || m.From == "." || m.To == "." {
				return false
			}
		}
	}
	return true
}

// highest is the highest number of an act that left something behind.
func (h *Home) highest() int {
	highest := 0
	entries, _ := os.ReadDir(h.path(beforeDir))
	for _, e := range entries {
		n := 0
		if _, err := fmt.Sscanf(e.Name(), "%d-", &n); err == nil {
			highest = max(highest, n)
		}
	}
	return highest
}

func (h *Home) save(st *state) error {
	data, err := json.MarshalIndent(st, "", "\t")
	if err != nil {
		return err
	}
	return safefile.Write(h.path(stateFile), append(data, '\n'))
}

// resume does what is left of an act. What is new was complete before it began, so it can
// be finished; only when somebody took that away is the act taken back.
func (h *Home) resume(st *state) error {
	moves := st.Doing.Moves
	if !h.completable(moves) {
		for _, m := range slices.Backward(moves) {
			if path.Dir(m.From) != buildDir && h.there(m.To) && !h.there(m.From) {
				if err := h.move(move{From: m.To, To: m.From}); err != nil {
					return err
				}
			}
		}
		h.settle(moves)
		st.Doing = nil
		return h.save(st)
	}
	for _, m := range moves {
		if h.there(m.From) && !h.there(m.To) {
			if err := h.move(m); err != nil {
				return err
			}
		}
	}
	h.settle(moves)
	h.finish(st)
	return h.save(st)
}

// completable reports whether all that is new is there: still where it was put together,
// or in its place already.
func (h *Home) completable(moves []move) bool {
	waiting := false // a move before has not happened yet, so what is in a place is what was there
	for _, m := range moves {
		from := h.there(m.From)
		if path.Dir(m.From) == buildDir && !from && (waiting || !h.there(m.To)) {
			return false
		}
		waiting = waiting || from && !h.there(m.To) && path.Dir(m.From) != buildDir
	}
	return true
}

func (h *Home) there(rel string) bool {
	_, err := os.Lstat(h.path(rel))
	return err == nil
}

// move carries one move out.
func (h *Home) move(m move) error {
	if h.there(m.To) {
		return &fs.PathError{Op: "move", Path: m.To, Err: fs.ErrExist}
	}
	to := h.path(m.To)
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	return os.Rename(h.path(m.From), to)
}

// settle brings moves to disk.
func (h *Home) settle(moves []move) {
	folders := make(map[string]bool)
	for _, m := range moves {
		folders[path.Dir(m.From)], folders[path.Dir(m.To)] = true, true
	}
	for folder := range folders {
		safefile.SyncFolder(h.path(folder))
	}
}

// perform carries an act out: all of it, or nothing.
func (h *Home) perform(st *state, a act) (Step, error) {
	st.Last++
	a.ID, a.At = st.Last, h.now().UTC().Truncate(time.Second)
	st.Doing = &a
	if err := h.save(st); err != nil {
		h.discard(a.Moves)
		return Step{}, h.explain(err)
	}
	for i, m := range a.Moves {
		err := h.move(m)
		if err == nil {
			continue
		}
		for j := i - 1; j >= 0; j-- {
			back := h.move(move{From: a.Moves[j].To, To: a.Moves[j].From})
			if back != nil {
				return Step{}, h.explain(errors.Join(err, back)) // the next act finishes it
			}
		}
		st.Doing = nil
		if h.save(st) == nil { // otherwise the act is finished next time, which is as good
			h.discard(a.Moves)
		}
		return Step{}, h.explain(err)
	}
	h.settle(a.Moves)
	h.finish(st)
	_ = h.save(st) // if it is not saved, resume finds everything in place
	h.thin(st)
	return a.Step, nil
}

// discard removes what was put together for nothing.
func (h *Home) discard(moves []move) {
	for _, m := range moves {
		if path.Dir(m.From) == buildDir {
			_ = os.RemoveAll(h.path(m.From))
		}
	}
}

// before is where something goes that an act replaces.
func (st *state) before(rel string) string {
	return path.Join(beforeDir, fmt.Sprintf("%06d-%s", st.Last+1, path.Base(rel)))
}

// building returns a place to put a deck together in, unlike all others. What a crash
// left there is cleared away when it is old, as another window may be at work.
func (h *Home) building(st *state, name string) (string, error) {
	dir := h.path(buildDir)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", h.explain(err)
	}
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		if info, err := e.Info(); err == nil && h.now().Sub(info.ModTime()) > time.Hour {
			_ = os.RemoveAll(filepath.Join(dir, e.Name()))
		}
	}
	return h.free(path.Join(buildDir, fmt.Sprintf("%06d-%s", st.Last+1, name))), nil
}

// free returns a place where nothing is yet, nor will be after the moves: the one given, or
// one like it. What ends in .md still does, or it would be no deck any more.
func (h *Home) free(rel string, moves ...move) string {
	ending := ""
	if deck.IsText(path.Base(rel)) {
		ending = path.Ext(rel)
	}
	for n, place := 2, rel; ; n++ {
		if !h.there(place) && !slices.ContainsFunc(moves, func(m move) bool { return m.To == place }) {
			return place
		}
		place = fmt.Sprintf("%s-%d%s", strings.TrimSuffix(rel, ending), n, ending)
	}
}

// How much is kept of what was before.
const (
	keepSteps    = 30
	keepEditions = 5 // of one deck, and as many that were taken back
)

// thin forgets the oldest steps, and removes the oldest former versions of each deck,
// together with the steps that would need them.
func (h *Home) thin(st *state) {
	gone := h.surplus(st)
	first := max(0, len(st.Steps)-keepSteps)
	for i, a := range st.Steps {
		if slices.ContainsFunc(a.Moves, func(m move) bool { return gone[m.To] }) {
			first = max(first, i+1) // those before it cannot be reached without it
		}
	}
	firstUndone := 0
	for i, u := range st.Undone {
		if slices.ContainsFunc(u.Back, func(m move) bool { return gone[m.To] }) {
			firstUndone = i + 1
		}
	}
	idle := h.withoutUse(st)
	if first == 0 && len(gone) == 0 && len(idle) == 0 {
		return
	}
	st.Steps, st.Undone = slices.Delete(st.Steps, 0, first), slices.Delete(st.Undone, 0, firstUndone)
	for rel := range gone {
		delete(st.Decks, rel)
	}
	if h.save(st) != nil {
		return
	}
	for _, rel := range slices.Concat(slices.Collect(maps.Keys(gone)), idle) {
		_ = os.RemoveAll(h.path(rel))
	}
}

// surplus finds the former versions that are too many. Those that a step would bring back
// and those that no step knows of are counted apart, so that none pushes out the others.
func (h *Home) surplus(st *state) map[string]bool {
	wanted := make(map[string]bool)
	for _, a := range st.Steps {
		for _, m := range a.Moves {
			wanted[m.To] = true
		}
	}
	for _, u := range st.Undone {
		for _, m := range u.Back {
			wanted[m.To] = true
		}
	}
	entries, _ := os.ReadDir(h.path(beforeDir))
	type sort struct {
		name   string
		wanted bool
	}
	seen := make(map[sort]int)
	gone := make(map[string]bool)
	for _, e := range slices.Backward(entries) { // newest first
		rel := path.Join(beforeDir, e.Name())
		_, name, _ := strings.Cut(e.Name(), "-")
		s := sort{name, wanted[rel]}
		if seen[s]++; seen[s] > keepEditions {
			gone[rel] = true
		}
	}
	return gone
}

// hashOf tells what is in the files of a deck apart, "" if they cannot be read.
func hashOf(s Source) string {
	files, err := pack.List(s.FS)
	if err != nil {
		return ""
	}
	sum := sha256.New()
	for _, f := range files {
		data, err := fs.ReadFile(s.FS, f.Path)
		if err != nil {
			return ""
		}
		fmt.Fprintf(sum, "%s\x00%d\x00", f.Path, len(data))
		sum.Write(data)
	}
	return hex.EncodeToString(sum.Sum(nil)[:16])
}

// changed reports whether the files of a deck are no longer as they came. They are read
// only where their sizes or times say so, which copying a folder may do too.
func (p provenance) changed(s Source) bool {
	return p.Print != "" && p.Print != printOf(s) && (p.Hash == "" || s.File != "" || p.Hash != hashOf(s))
}

// filesPrint tells states of files apart by their names, sizes and times of change.
func filesPrint(fsys fs.FS, files []pack.File) string {
	sum := sha256.New()
	for _, f := range files {
		info, err := fs.Stat(fsys, f.Path)
		if err != nil {
			return ""
		}
		fmt.Fprintf(sum, "%s\x00%d\x00%d\n", f.Path, info.Size(), info.ModTime().UnixNano())
	}
	return hex.EncodeToString(sum.Sum(nil)[:16])
}
