package main

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"touchpoint/deck"
	"touchpoint/deck/safefile"
	"touchpoint/deck/yamltext"
)

// starter is the deck that a new one begins as: it tells how a deck is written.
//
//go:embed starter
var starter embed.FS

// newCommand begins a deck.
type newCommand struct {
	ID      string `placeholder:"ID" help:"Id of the deck; made from the name of the folder if you leave it out. It never changes."`
	Title   string `placeholder:"TEXT" help:"Title of the deck; the name of the folder if you leave it out."`
	Minimal bool   `short:"m" help:"Begin with a single note instead of examples."`
	Dir     string `arg:"" name:"folder" predictor:"folder" help:"Folder to make."`
}

// Help is what the help of the command and the manual page say beyond its flags.
func (c *newCommand) Help() string {
	return `The folder gets a deck.md with a note of every kind, a picture with masks, and a concept model, all of which may be changed or deleted. The notes tell how notes are written. A folder that holds something already is left alone.`
}

// Run writes the deck into a folder of its own first and then gives it its name, so that
// there is either all of it or nothing.
func (c *newCommand) Run(s *session) error {
	if err := c.complete(); err != nil {
		return err
	}
	if err := c.make(); err != nil {
		return cannotWrite(c.Dir, err)
	}
	shown := c.Dir
	if strings.ContainsAny(shown, " \t'\"$") {
		shown = strconv.Quote(shown)
	}
	_, err := fmt.Fprintf(s.out, "%s holds the deck %q now. Open %s in a text editor, then run\n\n    deck check %s\n",
		c.Dir, c.Title, filepath.Join(c.Dir, "deck.md"), shown)
	return err
}

// make makes the folder. One that is there is empty; it stays, since somebody may be in it.
func (c *newCommand) make() error {
	parent := c.Dir
	_, err := os.Stat(c.Dir)
	there := err == nil
	if !there {
		parent = filepath.Dir(filepath.Clean(c.Dir))
		if err := os.MkdirAll(parent, 0o755); err != nil {
			return err
		}
	}
	temp, err := os.MkdirTemp(parent, ".deck-new-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	if err := c.fill(temp); err != nil {
		return err
	}
	if !there {
		if err := os.Chmod(temp, 0o755); err != nil {
			return err
		}
		return os.Rename(temp, c.Dir)
	}
	entries, err := os.ReadDir(temp)
	for _, e := range entries {
		err = errors.Join(err, os.Rename(filepath.Join(temp, e.Name()), filepath.Join(c.Dir, e.Name())))
	}
	return err
}

// complete checks what was asked for, and makes up what was not.
func (c *newCommand) complete() error {
	if strings.TrimSpace(c.Dir) == "" {
		return errors.New("the folder has no name; write one, such as coffee")
	}
	entries, err := os.ReadDir(c.Dir)
	switch {
	case err == nil && len(entries) > 0:
		return fmt.Errorf("%s is there already and not empty; choose another name", c.Dir)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s is there already and no folder; choose another name", c.Dir)
	}
	full, err := filepath.Abs(c.Dir)
	if err != nil {
		return cannotWrite(c.Dir, err)
	}
	name := filepath.Base(full)
	if c.Title == "" {
		c.Title = titleOf(name)
	}
	c.Title = strings.Join(strings.Fields(visible(c.Title)), " ")
	if c.ID == "" {
		c.ID = idOf(name)
	}
	switch {
	case c.ID == "":
		return fmt.Errorf("no id can be made from the name %s; give one with --id, of the letters a to z, digits and hyphens", name)
	case c.ID != idOf(c.ID) || !yamltext.ValidID(c.ID):
		meant := ""
		if id := idOf(c.ID); id != "" && id != c.ID {
			meant = ", such as " + id
		}
		return fmt.Errorf("%q cannot be the id of a deck; use the letters a to z, digits and hyphens, and not too many%s", c.ID, meant)
	}
	return nil
}

// fill writes the starter's files.
func (c *newCommand) fill(dir string) error {
	if c.Minimal {
		text, err := starter.ReadFile("starter/minimal.md")
		if err != nil {
			return err
		}
		return safefile.Write(filepath.Join(dir, "deck.md"), c.named(text))
	}
	files, err := fs.Sub(starter, "starter")
	if err != nil {
		return err
	}
	return fs.WalkDir(files, ".", func(name string, e fs.DirEntry, err error) error {
		target := filepath.Join(dir, filepath.FromSlash(name))
		switch {
		case err != nil:
			return err
		case name == "." || name == "minimal.md":
			return nil
		case e.IsDir():
			return os.Mkdir(target, 0o755)
		}
		contents, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		if deck.IsText(e.Name()) {
			contents = c.named(contents)
		}
		return safefile.Write(target, contents)
	})
}

// named puts the deck's own name into the text of the starter. The quotes of Go are those
// of YAML for a text of one line without control characters.
func (c *newCommand) named(text []byte) []byte {
	title := strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(c.Title)
	return []byte(strings.NewReplacer(`"DECK-ID"`, c.ID, `DECK-TITLE`, title).Replace(string(text)))
}

// idOf makes an id from a name: "Café & bar" becomes "cafe-bar".
func idOf(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(strings.ToLower(name)) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		default:
			gap = true
		}
	}
	return b.String()
}

// titleOf makes a title from the name of a folder: "my-deck" becomes "My deck".
func titleOf(name string) string {
	name = strings.Join(strings.FieldsFunc(name, func(r rune) bool { return r == '-' || r == '_' || unicode.IsSpace(r) }), " ")
	first, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToUpper(first)) + name[size:]
}

// cannotWrite says in a sentence why something cannot be written.
func cannotWrite(path string, err error) error {
	if errors.Is(err, fs.ErrPermission) {
		return fmt.Errorf("%s cannot be written: you have no permission to", path)
	}
	var p *fs.PathError
	var l *os.LinkError
	switch {
	case errors.As(err, &p):
		err = p.Err
	case errors.As(err, &l):
		err = l.Err
	}
	return fmt.Errorf("%s cannot be written: %w", path, err)
}
