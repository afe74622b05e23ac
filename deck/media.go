package deck

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"touchpoint/deck/picture"
)

// Media returns the paths of the pictures that a note shows and of the files that it links
// to, slash-separated, relative to the deck's root and each once, in the order in which
// they come. Nothing says that they are there.
func (n *Note) Media() []string {
	var m mediaList
	m.add(n.Picture)
	for _, text := range append([]string{n.Front}, n.bodies()...) {
		if strings.Contains(text, "](") || strings.Contains(text, "]:") {
			m.blocks(Blocks(text))
		}
	}
	return m.list
}

// bodies returns the texts of a note beneath its heading.
func (n *Note) bodies() []string {
	texts := append([]string{n.Lead, n.Back, n.Explanation}, n.Items...)
	for _, o := range n.Options {
		texts = append(texts, o.Text)
	}
	return texts
}

// A mediaList gathers paths, each once.
type mediaList struct{ list []string }

func (m *mediaList) add(file string) {
	if file != "" && !slices.Contains(m.list, file) {
		m.list = append(m.list, file)
	}
}

func (m *mediaList) blocks(blocks []Block) {
	for _, b := range blocks {
		m.add(b.Path)
		m.spans(b.Spans)
		m.blocks(b.Blocks)
		for _, item := range b.Items {
			m.blocks(item)
		}
		for _, row := range b.Rows {
			for _, cell := range row {
				m.spans(cell.Spans)
			}
		}
	}
}

func (m *mediaList) spans(spans []Span) {
	for _, s := range spans {
		if file, ok := s.Attachment(); ok {
			m.add(file)
		}
	}
}

// A mediaUse is what a note does with a file, in words.
type mediaUse struct{ noun, plural, done string }

var (
	shown    = mediaUse{"picture", "pictures", "shown"}
	attached = mediaUse{"file", "files", "opened"}
)

// A mediaCheck looks for pictures and other files in a deck's folder, for each once.
type mediaCheck struct {
	fsys  fs.FS
	alone bool // the deck is one file, which no folder comes with
	mu    sync.Mutex
	known map[string]mediaProblem // by use and path
}

// A mediaProblem is what is wrong with a file, without a message if nothing is.
type mediaProblem struct {
	message string
	unfit   bool   // it is there, but cannot be shown
	fix     string // of what is unfit
}

// problem returns what is wrong with a file.
func (m *mediaCheck) problem(u mediaUse, name string) mediaProblem {
	if m.fsys == nil && !m.alone {
		return mediaProblem{}
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	key := u.noun + " " + name
	p, ok := m.known[key]
	if !ok {
		if p.message = m.look(u, name); p.message == "" && u == shown {
			p = m.unfit(name)
		}
		m.known[key] = p
	}
	return p
}

// look returns why a file is not there, "" if it is.
func (m *mediaCheck) look(u mediaUse, name string) string {
	if strings.Contains(name, "://") {
		return "pictures are not loaded from the net: " + name
	}
	if !fs.ValidPath(name) {
		return fmt.Sprintf("the path %s leads out of the deck's folder", name)
	}
	if m.alone {
		return fmt.Sprintf("a deck of one file has no %s of its own, so %s is not %s", u.plural, name, u.done)
	}
	info, err := fs.Stat(m.fsys, name)
	switch {
	case err != nil:
		if other := m.otherCase(name); other != "" {
			return fmt.Sprintf("there is no %s %s, but %s: capital letters matter", u.noun, name, other)
		}
		return "there is no " + u.noun + " " + name
	case !info.Mode().IsRegular():
		return name + " is not a file"
	case info.Size() == 0:
		return "the " + u.noun + " " + name + " is empty"
	}
	return ""
}

// unfit reads the beginning of a picture and returns why it cannot be shown.
func (m *mediaCheck) unfit(name string) mediaProblem {
	file, err := m.fsys.Open(name)
	if err != nil {
		return mediaProblem{"the picture " + name + " cannot be read: " + reason(err), true, "see to its permissions, or restore it"}
	}
	defer file.Close()
	_, err = picture.ReadFrom(io.LimitReader(file, picture.MaxBytes))
	var large *picture.LargeError
	var unknown *picture.UnknownError
	switch {
	case err == nil:
		return mediaProblem{}
	case errors.As(err, &large):
		return mediaProblem{"the picture " + name + " is not shown, since " + large.Error(), true, "make it smaller"}
	case errors.Is(err, picture.ErrAnimated):
		return mediaProblem{"the picture " + name + " moves, so it is not shown", true, "save one picture of it as PNG or JPEG"}
	case errors.As(err, &unknown):
		fix := "save it as " + picture.Formats
		if unknown.What == picture.NoPicture {
			fix = "put a picture there, in " + picture.Formats + "; sounds and films are linked to, as in [Listen](media/call.mp3)"
		}
		return mediaProblem{name + " is " + unknown.What + ", so it is not shown", true, fix}
	}
	return mediaProblem{"the picture " + name + " is damaged and not shown", true, "save it anew"}
}

// instead returns the file that was meant by a name with other capital letters.
func (m *mediaCheck) instead(name string) string {
	if m.fsys == nil || m.alone || !fs.ValidPath(name) {
		return ""
	}
	if _, err := fs.Stat(m.fsys, name); err == nil {
		return ""
	}
	return m.otherCase(name)
}

// otherCase returns a file that differs from name in capital letters only, which some
// systems take for the same and others do not.
func (m *mediaCheck) otherCase(name string) string {
	entries, err := fs.ReadDir(m.fsys, path.Dir(name))
	if err != nil {
		return ""
	}
	for _, e := range entries {
		if strings.EqualFold(e.Name(), path.Base(name)) {
			return path.Join(path.Dir(name), e.Name())
		}
	}
	return ""
}
