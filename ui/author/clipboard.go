package author

import (
	"context"
	"errors"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/deck/draft"
	"touchpoint/ui/control"
	"touchpoint/ui/dialogs"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// The endings of the names of pictures.
var pictureEndings = []string{".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"}

// clipTime is how long a program that reads the clipboard may take.
const clipTime = 3 * time.Second

// errNoClip is returned when there is no picture in the clipboard, or no way to it.
var errNoClip = errors.New("there is no picture in the clipboard that can be read here")

// pictureName returns the name of the one picture that a pasted or dropped text points at:
// a path or a file address.
func pictureName(text string) (string, bool) {
	text = strings.TrimSpace(text)
	if text == "" || strings.ContainsAny(text, "\r\n") {
		return "", false
	}
	if u, err := url.Parse(text); err == nil && u.Scheme == "file" {
		text = u.Path
	}
	ending := strings.ToLower(path.Ext(text))
	for _, e := range pictureEndings {
		if ending == e && filepath.IsAbs(text) {
			return text, true
		}
	}
	return "", false
}

// pastePicture takes a picture from the clipboard and reports whether there may be one.
// The toolkit gives text only, so that a picture is asked for of the desktop.
func (s *Screen) pastePicture(c fyne.Clipboard) bool {
	text := c.Content()
	if name, ok := pictureName(text); ok {
		s.addFile(name)
		return true
	}
	if text != "" {
		return false
	}
	s.behind(func() func() {
		data, err := clipPicture(s.ctx)
		return func() {
			if err != nil {
				s.host.Toast("There is no text or picture to paste.", "", "", nil)
				return
			}
			s.addPicture("pasted.png", data)
		}
	})
	return true
}

// clipPicture reads a picture from the clipboard with what the desktop has for it.
func clipPicture(ctx context.Context) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, clipTime)
	defer cancel()
	var tries [][]string
	switch runtime.GOOS {
	case "linux", "freebsd", "openbsd", "netbsd":
		tries = [][]string{{"wl-paste", "-n", "-t", "image/png"}, {"xclip", "-selection", "clipboard", "-t", "image/png", "-o"}}
	case "darwin":
		tries = [][]string{{"pngpaste", "-"}}
	}
	for _, t := range tries {
		if data, err := run(ctx, t); err == nil && len(data) > 0 {
			return data, nil
		}
	}
	return nil, errNoClip
}

// run returns what a program writes, up to the size of the largest picture.
func run(ctx context.Context, words []string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, words[0], words[1:]...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(out, draft.MaxPicture+1))
	if err != nil || len(data) > draft.MaxPicture {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		return data, err
	}
	return data, cmd.Wait()
}

// Drop takes pictures that were dropped on the window, and reports whether it had a use
// for any of the files.
func (s *Screen) Drop(files []string) bool {
	used := false
	for _, f := range files {
		if name, ok := pictureName(f); ok {
			s.addFile(name)
			used = true
		}
	}
	return used
}

// addFile takes a picture from a file.
func (s *Screen) addFile(name string) {
	s.behind(func() func() {
		data, err := draft.ReadPicture(name)
		return func() {
			if err != nil {
				s.host.Problem(err)
				return
			}
			s.addPicture(filepath.Base(name), data)
		}
	})
}

// picture returns a picture of the piece that is edited. It is read once, not at every
// key.
func (s *Screen) picture(name string) ([]byte, error) {
	if data, ok := s.media[name]; ok {
		return data, nil
	}
	data, err := s.d.Picture(name)
	if err != nil {
		return nil, err
	}
	if s.media == nil {
		s.media = make(map[string][]byte)
	}
	s.media[name] = data
	s.decode(data)
	return data, nil
}

// decode decodes a large picture on a goroutine of its own, and then shows it.
func (s *Screen) decode(data []byte) {
	work, slow := page.Decode(data)
	if !slow {
		return
	}
	s.work.Go(func() {
		done := work()
		s.host.Schedule(func() {
			done()
			if e, ok := s.entry(s.key); ok && s.ctx.Err() == nil {
				v := s.reading(s.key)
				s.pane.put(e, v)
				s.see(e, v)
			}
		})
	})
}

// addPicture takes a picture into the deck and writes it into the note.
func (s *Screen) addPicture(name string, data []byte) {
	file, err := s.d.AddPicture(name, data)
	if err != nil {
		s.host.Problem(err)
		return
	}
	e, ok := s.entry(s.key)
	if !ok || e.Kind != draft.Note {
		return
	}
	if e.NoteKind == deck.Occlude {
		text := s.d.Text(s.key)
		n, _ := deck.ReadNote(text, nil)
		if len(n.Masks) == 1 && n.Masks[0] == draft.ExampleMask {
			if _, err := s.d.Picture(n.Picture); err != nil { // it has covered nothing yet
				text = deck.WithMasks(text, nil)
			}
		}
		s.d.SetText(s.key, withPicture(text, n.Picture, file))
		s.rewritten(s.key)
		s.pane.focus()
		return
	}
	s.host.Canvas().Focus(s.pane.editor)
	const shows = "What the picture shows"
	s.pane.editor.InsertBlock("!["+shows+"]("+file+")", shows)
}

// withPicture returns the text of a note with another picture in it: in the place of the
// one that it has, or below its heading.
func withPicture(text, old, now string) string {
	if i := strings.Index(text, "]("+old+")"); old != "" && i >= 0 {
		return text[:i+2] + now + text[i+2+len(old):]
	}
	heading, rest, _ := strings.Cut(text, "\n")
	return heading + "\n\n![What the picture shows](" + now + ")\n\n" + strings.TrimLeft(rest, "\n")
}

// masked takes the boxes that were drawn.
func (s *Screen) masked(masks []deck.Mask) {
	s.d.SetText(s.key, deck.WithMasks(s.d.Text(s.key), masks))
	s.rewritten(s.key)
}

// ChoosePicture asks for a picture: a path to type, or a window to look around in.
func (s *Screen) ChoosePicture() {
	var shut func()
	field := control.NewField("", "/home/me/picture.png", nil)
	take := func() {
		name, ok := pictureName(field.Text)
		if !ok {
			s.host.Toast("That is not the whole path of a picture.", "", "", nil)
			return
		}
		s.addFile(name)
	}
	field.Enter = func() { shut(); take() }
	shut = dialogs.Show(s.host.Canvas(), dialogs.Panel{
		Title: "Choose a picture",
		Content: page.Column(theme.Gap8, field,
			caption("PNG, JPEG, GIF or SVG, up to 20 MB. You can also drop a picture on the window, or copy one and press Ctrl+V in the text.")),
		Buttons: []dialogs.Button{{Label: "Cancel"}, {Label: "Look for it", Do: func() { s.browse(home()) }}, {Label: "Take it", Primary: true, Do: take}},
		First:   field,
	})
}

// browse lists a folder to choose a picture from.
func (s *Screen) browse(folder string) {
	list := []choice{{value: "..", label: "..", detail: "The folder above"}}
	found, err := os.ReadDir(folder)
	if err != nil {
		s.host.Toast("That folder cannot be read.", "", "", nil)
	}
	for _, f := range found[:min(len(found), mostFiles)] {
		name := f.Name()
		switch _, ok := pictureName(filepath.Join(folder, name)); {
		case strings.HasPrefix(name, "."):
		case f.IsDir():
			list = append(list, choice{value: name + "/", label: name, detail: "Folder"})
		case ok:
			list = append(list, choice{value: name, label: name})
		}
	}
	picker{title: folder, hint: "Words of its name", lines: 10, picked: func(name string) {
		file := filepath.Join(folder, name)
		if name == ".." || strings.HasSuffix(name, "/") {
			s.browse(file)
			return
		}
		s.addFile(file)
	}}.ask(s.host.Canvas(), list)
}

// mostFiles is how many files of a folder are listed.
const mostFiles = 5000

// home is the folder to look for pictures in first.
func home() string {
	if dir, err := os.UserHomeDir(); err == nil {
		return dir
	}
	return string(filepath.Separator)
}
