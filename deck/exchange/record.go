package exchange

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"strconv"
	"strings"

	"touchpoint/deck"
	"touchpoint/deck/pack"
)

// RecordName is the file of a deck that says what an import brought: a line of titles,
// then one for each note with its id, when it was last changed where it comes from, in
// Unix seconds, and a hash of its text as it came, parted by tabs: the first 16 hexadecimal
// digits of the SHA-256 of the text with newlines only and nothing blank at its end. Front
// matter and models have lines too, named by three hyphens and by their paths.
const RecordName = "imported.tsv"

const (
	recordTitles = "note\tchanged\ttext\n"
	frontKey     = "---" // of the front matter, which no note can have for an id
)

// A brought is what came of a note.
type brought struct {
	mod  int64
	hash string
}

// A record is what imports brought into a deck.
type record struct {
	lines map[string]brought
	order []string // the keys
}

func newRecord() *record { return &record{lines: make(map[string]brought)} }

// set takes in what came.
func (r *record) set(key string, b brought) {
	if _, known := r.lines[key]; !known {
		r.order = append(r.order, key)
	}
	r.lines[key] = b
}

// readRecord reads the record of a deck; one that was never imported has none. Lines that
// cannot be read are passed over: then the note counts as the learner's own.
func readRecord(there fs.FS) (*record, error) {
	r := newRecord()
	if there == nil {
		return r, nil
	}
	data, err := readUpTo(there, RecordName, pack.MaxPicture)
	if errors.Is(err, fs.ErrNotExist) {
		return r, nil
	}
	if err != nil {
		return nil, Refuse(err, "The file %s, which says what was imported into a deck, could not be read (%v). Nothing was changed; make sure that it may be read, and try again.", RecordName, cause(err))
	}
	text := string(data)
	r.lines = make(map[string]brought, strings.Count(text, "\n"))
	for line := range strings.SplitSeq(text, "\n") {
		key, rest, _ := strings.Cut(strings.TrimSuffix(line, "\r"), "\t")
		mod, hash, ok := strings.Cut(rest, "\t")
		seconds, err := strconv.ParseInt(mod, 10, 64)
		if ok && err == nil && key != "" && len(hash) == hashLength {
			r.set(key, brought{seconds, hash})
		}
	}
	return r, nil
}

// text returns the record as it is written.
func (r *record) text() []byte {
	var b bytes.Buffer
	const line = 48
	b.Grow(len(recordTitles) + line*len(r.order))
	b.WriteString(recordTitles)
	for _, key := range r.order {
		l := r.lines[key]
		b.WriteString(key)
		b.WriteByte('\t')
		b.Write(strconv.AppendInt(b.AvailableBuffer(), l.mod, 10))
		b.WriteByte('\t')
		b.WriteString(l.hash)
		b.WriteByte('\n')
	}
	return b.Bytes()
}

// hashLength is how many characters of a hash are written down: enough that no two texts
// of a deck have the same, and few enough to read.
const hashLength = 16

// hashOf returns the hash of a text, the same for every way to end its lines.
func hashOf(text string) string {
	sum := sha256.Sum256([]byte(plain(text)))
	return hex.EncodeToString(sum[:])[:hashLength]
}

// plain is a text with newlines only, and without what is blank at its end.
func plain(text string) string {
	if strings.Contains(text, "\r\n") {
		text = strings.ReplaceAll(text, "\r\n", "\n")
	}
	return strings.TrimRight(text, " \t\n")
}

// KnownIn says what earlier imports brought into the decks that have these folders.
func KnownIn(decks ...fs.FS) (Known, error) {
	k := make(knowing)
	for _, d := range decks {
		_, id, _, err := headOf(d)
		if err != nil || id == "" {
			continue // it is no deck, so nothing was brought into it
		}
		if err := k.add(id, d); err != nil {
			return nil, err
		}
	}
	return k.known, nil
}

// knowing is which notes were imported, into which decks.
type knowing map[deck.NoteID]knownNote

type knownNote struct {
	in  deck.ID
	mod int64
}

// add takes in the record of a deck. A note that is in two is taken for that of the first.
// Ids that mean a note of their deck only are passed over: the same one may come for another
// deck.
func (k knowing) add(id deck.ID, files fs.FS) error {
	r, err := readRecord(files)
	if err != nil {
		return err
	}
	for key, b := range r.lines {
		if _, taken := k[deck.NoteID(key)]; !taken && everywhere(deck.NoteID(key)) {
			k[deck.NoteID(key)] = knownNote{id, b.mod}
		}
	}
	return nil
}

func (k knowing) known(id deck.NoteID) (deck.ID, int64, bool) {
	n, ok := k[id]
	return n.in, n.mod, ok
}

// headOf reads what stands before the first heading of the deck in a folder.
func headOf(files fs.FS) (text string, id deck.ID, h deck.Head, err error) {
	const most = 160 << 10 // more than front matter may have
	f, err := files.Open(headFile)
	if err != nil {
		return "", "", h, err
	}
	defer f.Close()
	src, err := io.ReadAll(io.LimitReader(f, most))
	if err != nil {
		return "", "", h, err
	}
	text = string(src[:deck.Pieces(src)[0].To])
	id, h, _, _ = deck.ReadHead(text)
	return text, id, h, nil
}

// headFile is the file of a deck that holds the front matter.
const headFile = "deck.md"

// readUpTo reads a file that may have no more than so many bytes.
func readUpTo(files fs.FS, name string, most int64) ([]byte, error) {
	f, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && int64(len(data)) > most {
		err = errors.New("it is too large")
	}
	return data, err
}

// cause is an error without the path that it is told with.
func cause(err error) error {
	var onPath *fs.PathError
	if errors.As(err, &onPath) {
		return onPath.Err
	}
	return err
}
