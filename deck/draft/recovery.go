package draft

import (
	"cmp"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/picture"
	"touchpoint/deck/safefile"
)

// Limits on recovery files, which are read back from a folder that others may write to.
const (
	recoveryFormat = 1
	maxRecovery    = 320 << 20 // bytes of one
	maxRecoveries  = 100
	recoveryEnding = ".recovery.json"
	pictureEnding  = ".picture"
)

// safe is what is known of the recovery file of a draft.
type safe struct {
	mu      sync.Mutex // held while the file is written or removed
	name    string     // of the file, without its ending; "" until there is one
	version int        // what it holds, or what needed none
	pics    map[string]bool
	adopted []string // recovery files whose work this one holds too
}

// A Recovery is work that was not saved when the program ended.
type Recovery struct {
	Path    string  // of the recovery file
	Dir     string  // of the deck
	File    string  // of a deck that is one file
	Lent    deck.ID // of a deck that was not its author's yet, and so has no folder
	Title   string
	At      time.Time
	Files   []string // that were changed
	Problem string   // why it cannot be recovered, as a sentence; "" if it can
}

// A record is the content of a recovery file. What tells of it comes first, so that it
// can be listed without reading the rest.
type record struct {
	Format int          `json:"format"`
	Dir    string       `json:"dir"`
	File   string       `json:"file,omitempty"`
	Lent   deck.ID      `json:"lent,omitempty"`
	Title  string       `json:"title"`
	At     time.Time    `json:"at"`
	Names  []string     `json:"names"`
	Files  []recordFile `json:"files"`
}

// A recordFile is a file that was changed, with what it was based on.
type recordFile struct {
	Name    string       `json:"name"`
	Sum     string       `json:"sum,omitempty"` // of the file on disk; "" if there was none
	Gone    bool         `json:"gone,omitempty"`
	BOM     bool         `json:"bom,omitempty"`
	Mine    []string     `json:"mine,omitempty"`
	Base    []recordPart `json:"base,omitempty"`
	Picture string       `json:"picture,omitempty"` // hash of a picture, which has a file of its own
}

// A recordPart is a piece of what was on disk: one of Mine, counted from one, or a text.
type recordPart struct {
	Same int    `json:"same,omitempty"`
	Text string `json:"text,omitempty"`
}

// KeepSafe writes what was not saved into the recovery file, if there is anything new.
// When it returns without an error the work survives a crash. It may be called on another
// goroutine.
func (d *Draft) KeepSafe() error {
	if d.options.Recovery == "" {
		return nil
	}
	d.safe.mu.Lock()
	defer d.safe.mu.Unlock()
	d.safe.lookAfter()
	d.mu.Lock()
	version, dirty := d.version, false
	var r record
	var pictures map[string]string
	if version != d.safe.version {
		if dirty = d.dirty(); dirty {
			r, pictures = d.record()
		}
	}
	d.mu.Unlock()
	if version == d.safe.version {
		return nil
	}
	if !dirty {
		d.safe.drop(d)
		d.safe.version = version
		return nil
	}
	if err := d.safe.write(d.options.Recovery, r, pictures); err != nil {
		return say("Your unsaved changes could not be kept safe: %s. Save the deck soon.", reason(err))
	}
	d.safe.version = version
	return nil
}

// record gathers what is not saved.
func (d *Draft) record() (r record, pictures map[string]string) {
	_, head, _, _ := deck.ReadHead(d.head().pieces[0].text)
	r = record{
		Format: recoveryFormat, Dir: d.where.dir, File: d.alone,
		Title: cmp.Or(head.Title, filepath.Base(d.where.name())), At: d.options.Now(),
	}
	if d.where.lent != nil {
		r.Lent = d.where.lent.Deck
	} else if dir, err := filepath.Abs(r.Dir); err == nil {
		r.Dir = dir
	}
	pictures = make(map[string]string)
	for _, f := range d.files {
		if !f.changed() {
			continue
		}
		out := recordFile{Name: f.name, BOM: f.bom, Gone: f.pieces == nil}
		if f.stamp.exists {
			out.Sum = hex.EncodeToString(f.stamp.sum[:])
		}
		if f.kind == mediaFile {
			if f.pieces != nil {
				out.Picture = hashOf(f.pieces[0].raw)
				pictures[out.Picture] = f.pieces[0].raw
			}
		} else {
			out.Mine, out.Base = parts(f.pieces, f.base)
		}
		r.Names = append(r.Names, f.name)
		r.Files = append(r.Files, out)
	}
	return r, pictures
}

// parts returns pieces as texts, and those on disk as the same or as texts of their own.
func parts(mine, base []*piece) (texts []string, was []recordPart) {
	at := make(map[Key]int, len(mine))
	for i, p := range mine {
		texts = append(texts, p.bytes())
		at[p.key] = i
	}
	for _, p := range base {
		if i, ok := at[p.key]; ok && mine[i].same(p) {
			was = append(was, recordPart{Same: i + 1})
		} else {
			was = append(was, recordPart{Text: p.bytes()})
		}
	}
	return texts, was
}

func hashOf(data string) string {
	sum := sha256.Sum256([]byte(data))
	return hex.EncodeToString(sum[:])
}

// write writes a record, the pictures first.
func (s *safe) write(dir string, r record, pictures map[string]string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	if s.name == "" {
		var b [6]byte
		_, _ = rand.Read(b[:]) // never fails
		s.name = filepath.Join(dir, slugOf(r.Title, "deck")+"-"+hex.EncodeToString(b[:]))
		s.pics = make(map[string]bool)
	}
	for sum, data := range pictures {
		if !s.pics[sum] {
			if err := safefile.Write(s.name+"-"+sum+pictureEnding, []byte(data)); err != nil {
				return err
			}
			s.pics[sum] = true
		}
	}
	data, err := json.Marshal(r)
	if err != nil {
		return err
	}
	if err := safefile.Write(s.name+recoveryEnding, append(data, '\n')); err != nil {
		return err
	}
	s.dropAdopted()
	return nil
}

// lookAfter notices that the recovery file was taken away, as by another window in which its
// work was taken up. It is written anew then.
func (s *safe) lookAfter() {
	if s.name == "" {
		return
	}
	if _, err := os.Lstat(s.name + recoveryEnding); errors.Is(err, fs.ErrNotExist) {
		s.name, s.pics, s.version = "", nil, -1
	}
}

// dropAdopted removes the recovery files whose work is in this one, or is saved.
func (s *safe) dropAdopted() {
	for _, p := range s.adopted {
		_ = Forget(Recovery{Path: p})
	}
	s.adopted = nil
}

// drop removes the recovery file, as there is nothing left to recover.
func (s *safe) drop(d *Draft) {
	if s.name != "" {
		_ = Forget(Recovery{Path: s.name + recoveryEnding})
	}
	s.dropAdopted()
	s.name, s.pics, s.version = "", nil, d.version
}

// Unsaved returns the work in a folder of recovery files, the latest first. A file that
// cannot be read is among it, with the problem.
func Unsaved(recovery string) []Recovery {
	entries, err := os.ReadDir(recovery)
	if err != nil {
		return nil
	}
	var list []Recovery
	for _, e := range entries {
		if !e.Type().IsRegular() || !strings.HasSuffix(e.Name(), recoveryEnding) {
			continue
		}
		if len(list) == maxRecoveries {
			break
		}
		list = append(list, readRecovery(filepath.Join(recovery, e.Name())))
	}
	slices.SortStableFunc(list, func(a, b Recovery) int { return b.At.Compare(a.At) })
	return list
}

// readRecovery reads what a recovery file tells of itself.
func readRecovery(name string) Recovery {
	r := Recovery{Path: name}
	f, err := os.Open(name)
	if err != nil {
		r.Problem = unrecoverable(name, reason(err))
		return r
	}
	defer f.Close()
	const longest = 1 << 20
	var head record
	if err := head.readHead(json.NewDecoder(io.LimitReader(f, longest))); err != nil {
		r.Problem = unrecoverable(name, "it is damaged")
		return r
	}
	if head.Format != recoveryFormat {
		r.Problem = unrecoverable(name, "another version of the program wrote it")
	}
	r.Dir, r.File, r.Lent, r.Title, r.At, r.Files = head.Dir, head.File, head.Lent, head.Title, head.At, head.Names
	return r
}

func unrecoverable(name, why string) string {
	return fmt.Sprintf("The unsaved work in %s cannot be read: %s. The file is left where it is.", name, why)
}

// readHead reads what stands before the files.
func (r *record) readHead(in *json.Decoder) error {
	if t, err := in.Token(); err != nil || t != json.Delim('{') {
		return errors.Join(errDamaged, err)
	}
	into := map[string]any{"format": &r.Format, "dir": &r.Dir, "file": &r.File, "lent": &r.Lent, "title": &r.Title, "at": &r.At, "names": &r.Names}
	for in.More() {
		t, err := in.Token()
		if err != nil {
			return err
		}
		if t == "files" {
			return nil
		}
		name, _ := t.(string)
		at, ok := into[name]
		if !ok {
			return errDamaged
		}
		if err := in.Decode(at); err != nil {
			return err
		}
	}
	return errDamaged
}

var errDamaged = problem("it is damaged")

// Forget removes a recovery file.
func Forget(r Recovery) error {
	prefix, ok := strings.CutSuffix(r.Path, recoveryEnding)
	if !ok {
		return say("%s is no recovery file.", r.Path)
	}
	if err := os.Remove(r.Path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return say("%s cannot be removed: %s.", r.Path, reason(err))
	}
	dir, name := filepath.Split(prefix)
	for _, pattern := range []string{
		escapeGlob(prefix) + "-*" + pictureEnding,
		escapeGlob(dir) + "." + escapeGlob(name) + `[.\-]*`, // what was about to take its name in a crash
	} {
		left, _ := filepath.Glob(pattern)
		for _, p := range left {
			_ = os.Remove(p) // what stays takes room and harms nobody
		}
	}
	return nil
}

// escapeGlob makes a path match only itself.
func escapeGlob(name string) string {
	return strings.NewReplacer(`\`, `\\`, `[`, `\[`, `*`, `\*`, `?`, `\?`).Replace(name)
}

// Recover takes over the work of a recovery file as one step of the history. What other
// programs wrote since is merged with it piece by piece; where both changed a piece the
// recovered text is kept and [Draft.Conflicts] tells of the other. The file stays until
// the work is saved or kept safe again.
func (d *Draft) Recover(r Recovery) error {
	d.safe.mu.Lock()
	defer d.safe.mu.Unlock()
	d.mu.Lock()
	defer d.mu.Unlock()
	rec, err := readRecord(r.Path)
	if err != nil {
		return sentence(unrecoverable(r.Path, reason(err)))
	}
	if rec.File != d.alone {
		return sentence("The unsaved work belongs to another deck.")
	}
	var list []*mergePart
	for _, f := range rec.Files {
		part, err := d.recovered(r.Path, f)
		if err != nil {
			return sentence(unrecoverable(r.Path, reason(err)))
		}
		list = append(list, part)
	}
	m := merge{d: d, parts: list, theirsWin: true}
	m.run()
	d.conflicts = append(d.conflicts, m.conflicts...)
	d.safe.adopted = append(d.safe.adopted, r.Path)
	d.version++
	return nil
}

// readRecord reads a recovery file within limits.
func readRecord(name string) (record, error) {
	var r record
	data, _, err := where{dir: filepath.Dir(name)}.read(filepath.Base(name), maxRecovery)
	if err != nil {
		return r, err
	}
	if err := json.Unmarshal(data, &r); err != nil || r.Format != recoveryFormat {
		return r, errDamaged
	}
	if len(r.Files) > maxFiles {
		return r, errDamaged
	}
	seen := make(map[string]bool)
	for _, f := range r.Files {
		if seen[f.Name] || !editable(f.Name, r.File) {
			return r, errDamaged
		}
		seen[f.Name] = true
	}
	return r, nil
}

// editable reports whether a draft may write a file of this name.
func editable(name, alone string) bool {
	if alone != "" {
		return name == alone
	}
	if !fs.ValidPath(name) || strings.Contains(name, `\`) {
		return false
	}
	switch folder, last := path.Split(name); folder {
	case "":
		return deck.IsText(last)
	case modelFolder + "/":
		return isModel(last)
	case mediaFolder + "/":
		return !strings.HasPrefix(last, ".") && picture.Known(strings.ToLower(path.Ext(last)))
	}
	return false
}

// recovered makes a version of a file out of what a recovery file says of it.
func (d *Draft) recovered(name string, r recordFile) (*mergePart, error) {
	f := d.file(r.Name)
	part := &mergePart{file: f, gone: r.Gone}
	if f.kind == mediaFile {
		part.base = f.base
		if r.Gone {
			return part, nil
		}
		prefix := strings.TrimSuffix(filepath.Base(name), recoveryEnding)
		data, _, err := where{dir: filepath.Dir(name)}.read(prefix+"-"+r.Picture+pictureEnding, MaxPicture)
		if err != nil {
			return nil, err
		}
		if hashOf(string(data)) != r.Picture {
			return nil, errDamaged
		}
		part.theirs = []*piece{{key: d.newKey(), raw: string(data)}}
		return part, nil
	}
	base, err := r.base()
	if err != nil {
		return nil, err
	}
	if f.pieces == nil {
		f.bom = r.BOM
	}
	mine := strings.Join(r.Mine, "")
	if r.Sum != "" {
		part.base = d.piecesOf(f, base)
		if f.pieces != nil {
			align(f.pieces, part.base)
		}
	}
	if !r.Gone {
		part.theirs = d.piecesOf(f, mine)
	}
	if len(mine) > maxText {
		return nil, errDamaged
	}
	return part, nil
}

// base returns the text that was on disk, after a look at its hash.
func (r *recordFile) base() (string, error) {
	var b strings.Builder
	for _, p := range r.Base {
		switch {
		case p.Same == 0:
			b.WriteString(p.Text)
		case p.Same < 1 || p.Same > len(r.Mine):
			return "", errDamaged
		default:
			b.WriteString(r.Mine[p.Same-1])
		}
		if b.Len() > maxText {
			return "", errDamaged
		}
	}
	text := b.String()
	whole := text
	if r.BOM {
		whole = byteOrderMark + text
	}
	if r.Sum != "" && hashOf(whole) != r.Sum {
		return "", errDamaged
	}
	return text, nil
}

// piecesOf makes pieces of the text of a file, which has no byte order mark.
func (d *Draft) piecesOf(f *file, text string) []*piece {
	if f.kind == modelFile {
		return []*piece{d.modelPiece(text)}
	}
	return d.split(text)
}
