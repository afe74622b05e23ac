package page

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"touchpoint/deck/safefile"
	"touchpoint/ui/theme"
)

// A deck may hold sounds and films, which the system's player opens: this program plays
// nothing itself. Nothing else of a deck is ever opened, as it comes from strangers and a
// system runs some files when it is asked to open them.

// played are the endings of files that are sounds or films.
var played = []string{".mp3", ".wav", ".ogg", ".oga", ".opus", ".m4a", ".flac", ".mp4", ".webm", ".mov"}

// playable reports whether a file is a sound or a film by its name.
func playable(file string) bool {
	return slices.Contains(played, strings.ToLower(path.Ext(file)))
}

// player is the place in a text that opens a sound or a film.
type player struct {
	widget.BaseWidget
	text *Text
	path string
	ring *canvas.Rectangle
}

var (
	_ fyne.Focusable     = (*player)(nil)
	_ fyne.Tappable      = (*player)(nil)
	_ desktop.Cursorable = (*player)(nil)
)

func newPlayer(t *Text, file string) *player {
	p := &player{text: t, path: file, ring: canvas.NewRectangle(nil)}
	p.ring.CornerRadius, p.ring.StrokeWidth = theme.RadiusControl, theme.FocusStroke
	p.ring.Hide()
	p.ExtendBaseWidget(p)
	return p
}

// CreateRenderer implements [fyne.Widget].
func (p *player) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.ring) }

// Cursor is a hand.
func (p *player) Cursor() desktop.Cursor { return desktop.PointerCursor }

// Tapped opens the file. The keyboard stays with the screen: the next Space is for the
// card and not for the sound.
func (p *player) Tapped(*fyne.PointEvent) {
	p.release()
	p.text.play(p.path)
}

// TypedKey opens the file on Space and Enter; other keys go on to the window, and all
// further ones with them.
func (p *player) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		p.text.play(p.path)
		return
	}
	if c := p.release(); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(ev)
	}
}

// TypedRune hands a character on; a space has opened the file already.
func (p *player) TypedRune(r rune) {
	if r == ' ' {
		return
	}
	if c := p.release(); c != nil && c.OnTypedRune() != nil {
		c.OnTypedRune()(r)
	}
}

// release gives the keyboard back to the window and returns that.
func (p *player) release() fyne.Canvas {
	c := fyne.CurrentApp().Driver().CanvasForObject(p)
	if c != nil {
		c.Unfocus()
	}
	return c
}

// FocusGained shows that the place has the keyboard.
func (p *player) FocusGained() {
	p.ring.StrokeColor = theme.Color(theme.Accent)
	p.ring.Show()
}

// FocusLost ends what FocusGained began.
func (p *player) FocusLost() { p.ring.Hide() }

// play opens a sound or film of the deck. One that cannot be opened is only text from
// then on.
func (t *Text) play(file string) {
	if err := t.open(file); err != nil {
		fyne.LogError("The file "+file+" of the deck could not be opened.", err)
		if t.silent == nil {
			t.silent = make(map[string]bool)
		}
		t.silent[file] = true
		t.setFor = width{}
		t.Refresh()
	}
}

func (t *Text) open(file string) error {
	if t.pictures == nil || !playable(file) {
		return errors.New("there is no such file")
	}
	data, err := t.pictures(file)
	if err != nil {
		return err
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return err
	}
	copied, err := copyOf(filepath.Join(cache, "touchpoint", "played"), path.Ext(file), data)
	if err != nil {
		return err
	}
	at := filepath.ToSlash(copied)
	if !strings.HasPrefix(at, "/") { // a drive of Windows
		at = "/" + at
	}
	return fyne.CurrentApp().OpenURL(&url.URL{Scheme: "file", Path: at})
}

// mostPlayed is how many files are kept for the player: it may still be reading the last.
const mostPlayed = 20

// copyOf writes a file of a deck, which may be packed or far away, to where the player
// finds it, under a name that only depends on what is in it.
func copyOf(folder, ending string, data []byte) (file string, err error) {
	sum := sha256.Sum256(data)
	file = filepath.Join(folder, fmt.Sprintf("%x%s", sum[:12], strings.ToLower(ending)))
	if info, err := os.Lstat(file); err == nil && info.Mode().IsRegular() && info.Size() == int64(len(data)) {
		return file, nil
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", err
	}
	if others, err := os.ReadDir(folder); err == nil && len(others) >= mostPlayed {
		for _, other := range others {
			_ = os.Remove(filepath.Join(folder, other.Name())) // what is open stays, on some systems
		}
	}
	return file, safefile.Write(file, data)
}
