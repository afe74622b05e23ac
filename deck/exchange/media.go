package exchange

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"maps"
	"net/url"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"touchpoint/deck"
	"touchpoint/deck/pack"
)

// mediaNames finds places in a deck for the files of a parcel. A file never takes the
// place of another: one of which the name is taken by a file that says something else is
// called by its contents, and notes that arrive name it so.
type mediaNames struct {
	there   fs.FS // nil: a new deck
	media   []Media
	index   map[string]int    // of the media by path
	names   map[string]string // by path as it comes, the path here; of those that were looked at
	taken   map[string]string // names that some system takes for one, to the name
	asked   bool              // notes have to be read for the files that they name
	refused map[string]bool   // paths of files that are left out
	files   int
	total   int64
	left    map[string][]string // names of files that are left out, by what is wrong with them
}

func newMediaNames(media []Media, there fs.FS) *mediaNames {
	m := &mediaNames{
		there: there, media: media,
		index: make(map[string]int, len(media)), names: make(map[string]string, len(media)),
		taken: make(map[string]string, len(media)), refused: make(map[string]bool), left: make(map[string][]string),
	}
	if len(media) == 0 {
		return m
	}
	if there != nil {
		files, _ := pack.List(there) // what is wrong with it is told when it is installed
		for _, f := range files {
			m.taken[pack.FoldName(f.Path)] = f.Path
			m.files++
			m.total += f.Size
		}
	}
	sound := packable(media...)
	for i, f := range media {
		_, twice := m.index[f.Path]
		switch {
		case twice:
			continue
		case f.Size > pack.MaxPicture || f.Size < 0:
			m.leaveOut(f.Path, fmt.Sprintf("a file may have %d MB at most", pack.MaxPicture>>20))
			continue
		case !sound && !packable(f):
			m.leaveOut(f.Path, "no file of a deck can be called so")
			continue
		}
		m.index[f.Path] = i
		m.asked = m.asked || m.isTaken(f.Path)
		if there == nil || m.taken[pack.FoldName(f.Path)] == "" {
			if m.files+reserve > pack.MaxFiles || m.total+f.Size > pack.MaxTotal-reserveBytes {
				delete(m.index, f.Path)
				m.leaveOut(f.Path, fmt.Sprintf("a deck has at most %s files, of %d MB together", deck.Number(pack.MaxFiles-reserve), (pack.MaxTotal-reserveBytes)>>20))
				continue
			}
			m.files++
			m.total += f.Size
			if there == nil && m.taken[pack.FoldName(f.Path)] == "" {
				m.taken[pack.FoldName(f.Path)] = f.Path
			}
		}
	}
	return m
}

// packable reports whether a deck may have files of such names beside each other.
func packable(media ...Media) bool {
	all := newFiles(nil)
	all.put(headFile, nil)
	for _, f := range media {
		if !fs.ValidPath(f.Path) || path.Dir(f.Path) == "." {
			return false // only text and what belongs to it stands in the deck's own folder
		}
		all.add(f.Path, content{})
	}
	files, err := pack.List(all)
	return err == nil && len(files) == len(all.over)
}

// What is kept free of pictures, for text.
const (
	reserve      = 1000
	reserveBytes = 128 << 20
)

// leaveOut leaves a file out, and notes why.
func (m *mediaNames) leaveOut(name, why string) {
	m.refused[name] = true
	m.left[why] = append(m.left[why], short(path.Base(name)))
}

// warnings says in sentences which files are left out.
func (m *mediaNames) warnings() []string {
	var list []string
	for _, why := range slices.Sorted(maps.Keys(m.left)) {
		names := m.left[why]
		const most = 3 // that are named
		switch n := len(names); {
		case n == 1:
			list = append(list, fmt.Sprintf("The file “%s” was left out: %s.", names[0], why))
		case n <= most:
			list = append(list, fmt.Sprintf("The files “%s” were left out: %s.", strings.Join(names, "”, “"), why))
		default:
			list = append(list, fmt.Sprintf("%s files, such as “%s”, were left out: %s.", deck.Number(n), names[0], why))
		}
	}
	return list
}

// isTaken reports whether there may be another file of a name that some system does not
// tell from it.
func (m *mediaNames) isTaken(name string) bool {
	_, taken := m.taken[pack.FoldName(name)]
	return taken
}

// rename returns the text of a note that arrives, which may name files of the parcel, with
// the names that these have here.
func (m *mediaNames) rename(text string) string {
	if !m.asked {
		return text
	}
	var b strings.Builder
	done := 0
	for from, to := range targets(text) {
		b.WriteString(text[done:from])
		b.WriteString(m.nameFor(text[from:to]))
		done = to
	}
	b.WriteString(text[done:])
	return b.String()
}

// targets yields where the targets of links and pictures stand in Markdown.
func targets(text string) iter.Seq2[int, int] {
	const opening = "]("
	return func(yield func(from, to int) bool) {
		for at := 0; ; {
			i := strings.Index(text[at:], opening)
			if i < 0 {
				return
			}
			at += i + len(opening)
			from, to := target(text[at:])
			if to > 0 && !yield(at+from, at+to) {
				return
			}
			at += to
		}
	}
}

// shownIn returns the paths of what the texts show or link to.
func shownIn(texts iter.Seq[string]) map[string]bool {
	shown := make(map[string]bool)
	for text := range texts {
		for from, to := range targets(text) {
			shown[text[from:to]] = true
			if path, err := url.PathUnescape(text[from:to]); err == nil {
				shown[path] = true
			}
		}
	}
	return shown
}

// target finds the target of a link in what stands behind its opening bracket.
func target(text string) (from, to int) {
	if strings.HasPrefix(text, "<") {
		if end := strings.IndexAny(text, ">\n"); end > 0 {
			return 1, end
		}
		return 0, 0
	}
	if end := strings.IndexAny(text, ") \t\n"); end > 0 {
		return 0, end
	}
	return 0, 0
}

// nameFor returns the name to write for a file that is written so.
func (m *mediaNames) nameFor(written string) string {
	name := written
	i, ours := m.index[name]
	if !ours {
		var err error
		if name, err = url.PathUnescape(written); err != nil {
			return written
		}
		if i, ours = m.index[name]; !ours {
			return written
		}
	}
	if place := m.place(m.media[i]); place != name {
		return strings.ReplaceAll(place, " ", "%20")
	}
	return written
}

// place finds the path for a file.
func (m *mediaNames) place(f Media) string {
	if name, done := m.names[f.Path]; done {
		return name
	}
	name := f.Path
	if other, taken := m.taken[pack.FoldName(f.Path)]; taken && (other != f.Path || m.there != nil && !m.same(f)) {
		if sum, err := hashMedia(f); err == nil {
			ext := path.Ext(f.Path)
			name = strings.TrimSuffix(f.Path, ext) + "-" + sum + ext
		} else {
			m.leaveOut(f.Path, unreadableFile)
		}
	}
	m.names[f.Path] = name
	return name
}

// same reports whether a file is here, byte for byte.
func (m *mediaNames) same(f Media) bool {
	info, err := fs.Stat(m.there, f.Path)
	if err != nil || info.Size() != f.Size {
		return false
	}
	ours, err := readUpTo(m.there, f.Path, pack.MaxPicture)
	if err != nil {
		return false
	}
	theirs, err := readMedia(f)
	return err == nil && bytes.Equal(ours, theirs)
}

func readMedia(f Media) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(io.LimitReader(r, pack.MaxPicture+1))
}

// unreadableFile is what is wrong with a file that is not what it should be.
const unreadableFile = "it is damaged, or not all there"

// readable returns those of some files that can be read and are as large as they should
// be, so that a damaged one keeps nobody from the notes.
func (m *mediaNames) readable(ctx context.Context, list []Media) []Media {
	bad := make([]bool, len(list))
	var next atomic.Int64
	work := func() {
		for i := int(next.Add(1)) - 1; i < len(list) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
			bad[i] = !whole(list[i])
		}
	}
	var others sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0)-1, len(list)-1) {
		others.Go(work)
	}
	work()
	others.Wait()
	var good []Media
	for i, f := range list {
		if bad[i] {
			m.leaveOut(f.Path, unreadableFile)
			continue
		}
		good = append(good, f)
	}
	return good
}

// whole reports whether a file can be read to its end.
func whole(f Media) bool {
	r, err := f.Open()
	if err != nil {
		return false
	}
	defer r.Close()
	n, err := io.Copy(io.Discard, io.LimitReader(r, f.Size+1))
	return err == nil && n == f.Size
}

// hashMedia names a file by its contents.
func hashMedia(f Media) (string, error) {
	const characters = 8
	data, err := readMedia(f)
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])[:characters], err
}

// arriving returns the files that come into the deck: of a new deck all, of another those
// that the notes which arrive show and it does not have.
func (m *mediaNames) arriving(notes []arrival) []Media {
	var shown map[string]bool
	if m.there != nil {
		shown = shownIn(func(yield func(string) bool) {
			for i := range notes {
				if !yield(notes[i].text) {
					return
				}
			}
		})
	}
	var list []Media
	for i, f := range m.media {
		if at, kept := m.index[f.Path]; !kept || at != i || m.refused[f.Path] {
			continue
		}
		renamed := false
		if name, named := m.names[f.Path]; named && name != f.Path {
			f.Path, renamed = name, true
		}
		switch {
		case m.there != nil && (!shown[f.Path] || m.has(f.Path)):
			continue
		case m.there == nil && !renamed && m.taken[pack.FoldName(f.Path)] != f.Path:
			continue // of two names that some system does not tell apart, the one that no note shows
		}
		list = append(list, f)
	}
	return list
}

// has reports whether a file is in the deck there.
func (m *mediaNames) has(name string) bool {
	_, err := fs.Stat(m.there, name)
	return err == nil
}
