package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/exchange/handout"
	"touchpoint/deck/exchange/paper"
	"touchpoint/deck/safefile"
)

// exportCommand writes a deck as what other programs read.
type exportCommand struct {
	Anki  exportAnkiCommand  `cmd:"" help:"Write an Anki package, .apkg."`
	Table exportTableCommand `cmd:"" help:"Write a table, .csv, .tsv or .txt."`
	HTML  exportHTMLCommand  `cmd:"" name:"html" help:"Write one page for a browser, with all pictures in it."`
}

// exportAnkiCommand writes an Anki package.
type exportAnkiCommand struct {
	JSON     bool   `name:"json" help:"Write what is in the package as JSON."`
	Progress string `name:"progress" placeholder:"JOURNAL" help:"Take the progress of this journal along: a data folder, or the progress.db in it."`
	Path     string `arg:"" predictor:"deck" help:"Deck folder, .md file or .deck file."`
	Output   string `arg:"" name:"output" predictor:"anki" help:"The .apkg file to write."`
}

// Help is what the help of the command and the manual page say beyond its flags.
func (c *exportAnkiCommand) Help() string {
	return `Every Anki since 2.0 reads the package. Sections become subdecks; questions with options or an order become questions and answers; models become pictures, with their labels to be recalled. A package that is written again after the deck was changed brings Anki's notes up to date and doubles none.

Without --progress all cards are new, as a class wants them.

--json writes what is in the package in the form that "deck import anki --help" describes, without "made" and "journal".`
}

// Run writes the package.
func (c *exportAnkiCommand) Run(s *session) error {
	if err := writable(c.Output, ".apkg"); err != nil {
		return err
	}
	return exportAnki(s, c)
}

// exportTableCommand writes a table.
type exportTableCommand struct {
	Delimiter string `name:"delimiter" placeholder:"C" help:"What stands between cells: a character, or tab; a comma for .csv, a tab for others, if you leave it out."`
	Text      bool   `name:"text" help:"Write plain text; without it cells are HTML, which keeps emphasis, lists and pictures."`
	Bare      bool   `name:"bare" help:"Leave out the lines at the top that tell Anki what the columns are."`
	Path      string `arg:"" predictor:"deck" help:"Deck folder, .md file or .deck file."`
	Output    string `arg:"" name:"output" predictor:"table" help:"The file to write, .csv, .tsv or .txt."`
}

// Help is what the help of the command and the manual page say beyond its flags.
func (c *exportTableCommand) Help() string {
	return `A row is a note: its id, kind and section, the question, the answer, the explanation and its tags. "deck import table" and Anki read it back. Models are not part of a table.`
}

// Run writes the table.
func (c *exportTableCommand) Run(s *session) error {
	if err := writable(c.Output, ".csv", ".tsv", ".txt"); err != nil {
		return err
	}
	return exportTable(s, c)
}

// exportHTMLCommand writes a page.
type exportHTMLCommand struct {
	Path   string `arg:"" predictor:"deck" help:"Deck folder, .md file or .deck file."`
	Output string `arg:"" name:"output" predictor:"page" help:"The .html file to write."`
}

// Help is what the help of the command and the manual page say beyond its flags.
func (c *exportHTMLCommand) Help() string {
	return `The page needs no network and no other file. Answers are folded in, models are drawings, and the sources stand at its end.`
}

// Run writes the page.
func (c *exportHTMLCommand) Run(s *session) error {
	defer s.stoppable()()
	if err := writable(c.Output, ".html", ".htm"); err != nil {
		return err
	}
	p, d, err := load(s, c.Path)
	if err != nil {
		return err
	}
	defer p.close()
	return s.put(c.Output, func(w *strings.Builder) error {
		return handout.HTML(s.ctx, w, d, p.fsys, handout.HTMLOptions{})
	})
}

// printCommand writes a handout.
type printCommand struct {
	Layout  string   `name:"layout" enum:"list,fold,cards,models" default:"list" help:"list: questions and answers; fold: answers behind a fold; cards: to cut out, printed on both sides; models: each full, blank and with a key."`
	Paper   string   `name:"paper" enum:"a4,letter" default:"a4" help:"a4 or letter."`
	Section []string `name:"section" placeholder:"TITLE" sep:"none" help:"Only this section; may be given several times."`
	Version []string `name:"version" placeholder:"V" help:"Of models: full, blank, key; all three if you leave it out."`
	Path    string   `arg:"" predictor:"deck" help:"Deck folder, .md file or .deck file."`
	Output  string   `arg:"" name:"output" predictor:"pdf" help:"The .pdf file to write."`
}

// Help is what the help of the command and the manual page say beyond its flags.
func (c *printCommand) Help() string {
	return `Print the cards layout on both sides, turned on the long edge: the answers are mirrored so that each comes behind its question. The pages are A4 unless you say letter; the sources stand at the end.`
}

// Run writes the handout.
func (c *printCommand) Run(s *session) error {
	defer s.stoppable()()
	if err := writable(c.Output, ".pdf"); err != nil {
		return err
	}
	p, d, err := load(s, c.Path)
	if err != nil {
		return err
	}
	defer p.close()
	o := handout.Options{Layout: handout.Layout(c.Layout), Paper: handout.Paper(c.Paper), Sections: c.Section, Now: time.Now()}
	for _, section := range c.Section {
		if !slices.ContainsFunc(d.Sections, func(x deck.Section) bool { return x.Title == section }) {
			return fmt.Errorf("the deck has no section %q; deck stats lists those it has", section)
		}
	}
	for _, v := range c.Version {
		switch v := paper.Version(v); v {
		case paper.Full, paper.Blank, paper.Key:
			o.Versions = append(o.Versions, v)
		default:
			return fmt.Errorf("there is no version %q of a model; there are full, blank and key", v)
		}
	}
	return s.put(c.Output, func(w *strings.Builder) error { return handout.PDF(s.ctx, w, d, p.fsys, o) })
}

// put writes a file in one go, so that what was there stays if it fails, and says so.
func (s *session) put(file string, write func(*strings.Builder) error) error {
	var b strings.Builder
	if err := write(&b); err != nil {
		return inWords(err)
	}
	if err := safefile.Write(file, []byte(b.String())); err != nil {
		return cannotWrite(file, err)
	}
	_, err := fmt.Fprintf(s.out, "%s: %s\n", file, size(int64(b.Len())))
	return err
}

// writable refuses a file of another ending: a slip of the hand must not cost a deck.
func writable(file string, endings ...string) error {
	if !slices.Contains(endings, strings.ToLower(filepath.Ext(file))) {
		return fmt.Errorf("%s would not be found for what it is; let its name end in %s", file, strings.Join(endings, " or "))
	}
	info, err := os.Stat(file)
	switch {
	case err == nil && info.IsDir():
		return fmt.Errorf("%s is a folder; name a file", file)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return cannotWrite(file, err)
	}
	if dir := filepath.Dir(file); cmp.Or(dir, ".") != "." {
		if _, err := os.Stat(dir); err != nil {
			return cannotWrite(file, err)
		}
	}
	return nil
}

// errStopped says that Ctrl+C ended a command before it had changed anything.
var errStopped = errors.New("stopped before it was done; what was there is as it was")

// inWords returns the sentence of an error that has one.
func inWords(err error) error {
	if errors.Is(err, context.Canceled) {
		return errStopped
	}
	var told interface{ Sentence() string }
	if errors.As(err, &told) {
		return errors.New(told.Sentence())
	}
	return err
}

// size says how large a file is.
func size(bytes int64) string {
	const kb = 1 << 10
	switch {
	case bytes < kb:
		return fmt.Sprintf("%d bytes", bytes)
	case bytes < kb*kb:
		return fmt.Sprintf("%d KB", (bytes+kb/2)/kb)
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/(kb*kb))
}
