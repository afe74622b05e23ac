//go:build cgo

package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
	"touchpoint/deck/exchange/anki"
	sheets "touchpoint/deck/exchange/table"
	"touchpoint/deck/library"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// calendar says when study days begin, as the window has it before its settings are changed.
func calendar() memory.Calendar { return memory.Calendar{Zone: time.Local, Rollover: 4} }

func importAnki(s *session, c *importAnkiCommand) error {
	defer s.stoppable()()
	known, err := knownIn(c.Dir)
	if err != nil {
		return err
	}
	b, err := anki.Read(s.ctx, c.File, anki.Options{
		Calendar: calendar(), Now: time.Now(), Known: known, Holds: exchange.HoldsIn(decksIn(c.Dir)...), History: c.Progress != "",
	})
	if err != nil {
		return unread(c.File, err)
	}
	to, err := openIntake(s.ctx, c.Progress) // before anything is written
	if err != nil {
		return inWords(err)
	}
	report, err := exchange.WriteOut(s.ctx, c.Dir, b)
	if err != nil {
		to.forget()
		return inWords(err)
	}
	taken, err := to.take(s.ctx, b.History)
	if err != nil {
		return fmt.Errorf("the notes are in %s, but the reviews were not taken in: %w", c.Dir, inWords(err))
	}
	if c.JSON {
		return writeJSON(s.out, imported{report, taken})
	}
	writeReport(s, report)
	switch {
	case taken != nil && taken.Added == 0:
		fmt.Fprintf(s.out, "%s: nothing is new in the journal\n", c.Progress)
	case taken != nil:
		fmt.Fprintf(s.out, "%s: %s of the journal are new\n", c.Progress, count(taken.Added, "line"))
	case report.Reviews > 0:
		fmt.Fprintf(s.out, "%s stayed behind; --progress takes them into a journal\n", count(report.Reviews, "review"))
	}
	return nil
}

// imported is what --json writes of an import.
type imported struct {
	exchange.Report
	Journal *takenIn `json:"journal,omitempty"` // nil without --progress
}

// takenIn is what became of answers and marks that were to go into a journal.
type takenIn struct {
	Path  string `json:"path"`
	Added int    `json:"added"` // they are new, or count again
	Known int    `json:"known"` // they were there
}

// An intakeJournal is the journal that reviews go into. A nil one takes nothing.
type intakeJournal struct {
	*progress.Journal
	path string
	made []string // files and folders that were not there before
}

// openIntake opens the journal at a path, nil for none.
func openIntake(ctx context.Context, path string) (*intakeJournal, error) {
	if path == "" {
		return nil, nil
	}
	dir, err := journalFolder(path)
	if err != nil {
		return nil, err
	}
	to := &intakeJournal{path: path}
	for _, file := range []string{filepath.Join(dir, journalName), dir} {
		if _, err := os.Lstat(file); errors.Is(err, fs.ErrNotExist) {
			to.made = append(to.made, file)
		}
	}
	if to.Journal, err = progress.Open(ctx, dir, progress.Options{}); err != nil {
		to.remove()
		return nil, err
	}
	return to, nil
}

// forget closes the journal, and removes it if it was made for what now does not come.
func (to *intakeJournal) forget() {
	if to != nil {
		_ = to.Close()
		to.remove()
	}
}

func (to *intakeJournal) remove() {
	for _, file := range to.made {
		_ = os.Remove(file) // a folder only if nothing else is in it
	}
}

// take brings entries in and closes the journal, which is backed up first if there is
// anything new for it and anything in it.
func (to *intakeJournal) take(ctx context.Context, entries []progress.Entry) (_ *takenIn, err error) {
	if to == nil {
		return nil, nil
	}
	defer func() { err = errors.Join(err, to.Close()) }()
	in, err := to.Weigh(ctx, entries)
	if err == nil && in.Added+in.Revived > 0 {
		if len(to.made) == 0 {
			_, err = to.Backup(ctx)
		}
		if err == nil {
			in, err = to.TakeIn(ctx, entries, nil)
		}
	}
	return &takenIn{Path: to.path, Added: in.Added + in.Revived, Known: in.Known}, err
}

// knownIn says what an earlier import brought into a folder.
func knownIn(dir string) (exchange.Known, error) {
	known, err := exchange.KnownIn(decksIn(dir)...)
	return known, inWords(err)
}

// decksIn returns the deck that a folder is, and those in folders in it.
func decksIn(dir string) (decks []fs.FS) {
	if _, err := os.Stat(filepath.Join(dir, "deck.md")); err == nil {
		decks = append(decks, library.Folder(dir))
	}
	entries, _ := os.ReadDir(dir) // one that is not there has none
	for _, e := range entries {
		if _, err := os.Stat(filepath.Join(dir, e.Name(), "deck.md")); e.IsDir() && err == nil {
			decks = append(decks, library.Folder(filepath.Join(dir, e.Name())))
		}
	}
	return decks
}

// journalName is the file of a journal in a data folder.
const journalName = "progress.db"

// journalFolder returns the data folder that a path means, which may name the journal in it.
func journalFolder(path string) (string, error) {
	info, err := os.Stat(path)
	switch {
	case filepath.Base(path) == journalName && (err != nil || !info.IsDir()):
		return filepath.Dir(path), nil
	case err == nil && !info.IsDir():
		return "", fmt.Errorf("%s is no journal; name a data folder or the %s in it", path, journalName)
	}
	return path, nil
}

func importTable(s *session, c *importTableCommand) error {
	defer s.stoppable()()
	data, name, err := readTable(c.File)
	if err != nil {
		return err
	}
	o, err := tableOptions(c)
	if err != nil {
		return err
	}
	sheet, err := sheets.Read(data, o)
	if err != nil {
		return unread(c.File, err)
	}
	sheet.Name = name
	if sheet.Roles, err = roles(c.Columns, sheet); err != nil {
		return err
	}
	known, err := knownIn(c.Dir)
	if err != nil {
		return err
	}
	b, err := sheet.Bundle(target(c, sheet, name), known)
	if err != nil {
		return unread(c.File, err)
	}
	report, err := exchange.WriteOut(s.ctx, c.Dir, b)
	if err != nil {
		return inWords(err)
	}
	if c.JSON {
		return writeJSON(s.out, imported{Report: report})
	}
	writeReport(s, report)
	return nil
}

// roles are what the columns of a sheet are, by the flag or as they were guessed. Columns
// that the flag does not name are left out.
func roles(flag string, sheet *sheets.Sheet) ([]sheets.Role, error) {
	if flag == "" {
		return sheet.Roles, nil
	}
	list := make([]sheets.Role, len(sheet.Roles))
	for i := range list {
		list[i] = sheets.Ignore
	}
	for i, name := range strings.Split(flag, ",") {
		role := sheets.Role(strings.ToLower(strings.TrimSpace(name)))
		known := slices.ContainsFunc(sheets.Roles, func(r struct {
			Role sheets.Role
			Name string
		},
		) bool {
			return r.Role == role
		})
		switch {
		case !known:
			return nil, fmt.Errorf("a column cannot be %q; see deck import table --help", name)
		case i >= len(list):
			return nil, fmt.Errorf("%s has %s, and you name more", sheet.Name, count(len(list), "column"))
		}
		list[i] = role
	}
	return list, nil
}

// target is the deck that a table goes to: the one that is there, or a new one.
func target(c *importTableCommand, sheet *sheets.Sheet, name string) sheets.Target {
	t := sheets.Target{Title: c.Title, Section: c.Section, Match: cmp.Or(exchange.Match(c.Match), sheet.Match, exchange.There)}
	if d, _, err := deck.Parse(library.Folder(c.Dir)); err == nil && len(d.Notes)+len(d.Models) > 0 {
		t.ID, t.Title, t.Language = d.ID, d.Title, d.Language
	}
	if t.Title == "" && sheet.Deck == "" && name == "" {
		t.Title = filepath.Base(c.Dir)
	}
	return t
}

// readTable reads the file of a table, or what comes in.
func readTable(file string) (data []byte, name string, err error) {
	if file == "-" {
		data, err = io.ReadAll(io.LimitReader(os.Stdin, sheets.MaxBytes+1))
		return data, "", err
	}
	info, err := os.Stat(file)
	switch {
	case err != nil:
		return nil, "", cannotRead(file, err)
	case info.IsDir():
		return nil, "", fmt.Errorf("%s is a folder; name the table in it", file)
	case info.Size() > sheets.MaxBytes:
		return nil, "", fmt.Errorf("%s has %s, and a table may have %s; nothing was read", file, size(info.Size()), size(sheets.MaxBytes))
	}
	if data, err = os.ReadFile(file); err != nil {
		return nil, "", cannotRead(file, err)
	}
	return data, filepath.Base(file), nil
}

// tableOptions are what the flags say of a table.
func tableOptions(c *importTableCommand) (o sheets.Options, err error) {
	o.Rows = strings.ReplaceAll(c.Rows, `\n`, "\n")
	if c.HTML || c.Text {
		o.HTML = &c.HTML
	}
	o.Delimiter, err = delimiter(c.Delimiter)
	return o, err
}

// delimiter is what stands between cells, 0 if nothing is said.
func delimiter(flag string) (rune, error) {
	switch flag {
	case "":
		return 0, nil
	case "tab", `\t`:
		return '\t', nil
	}
	if utf8.RuneCountInString(flag) != 1 {
		return 0, fmt.Errorf("%q cannot part cells; name one character, or tab", flag)
	}
	r, _ := utf8.DecodeRuneInString(flag)
	return r, nil
}

// unread says why a file was not taken in.
func unread(file string, err error) error {
	if file == "-" {
		return inWords(err)
	}
	var p *fs.PathError
	if errors.As(err, &p) {
		return cannotRead(file, err)
	}
	if err = inWords(err); !strings.Contains(err.Error(), filepath.Base(file)) {
		return fmt.Errorf("%s: %w", file, err)
	}
	return err
}

// writeReport writes what is in a file, and what became of it.
func writeReport(s *session, r exchange.Report) {
	out := bufio.NewWriter(s.out)
	defer out.Flush()
	fmt.Fprintf(out, "%s: %s, %s", visible(cmp.Or(r.File, "What came in")), count(r.Notes, "note"), count(r.Cards, "card"))
	for _, more := range []struct {
		n    int
		what string
	}{{r.Reviews, "review"}, {r.Media, "media file"}, {r.Decks, "deck"}} {
		if more.n > 0 {
			fmt.Fprintf(out, ", %s", count(more.n, more.what))
		}
	}
	if r.Suspended > 0 {
		fmt.Fprintf(out, ", %d suspended", r.Suspended)
	}
	fmt.Fprintf(out, "\n%d added, %d updated, %d unchanged, %d kept as they were, %d skipped\n", r.Added, r.Updated, r.Unchanged, r.Kept, r.Skipped)
	for _, made := range r.Made {
		fmt.Fprintf(out, "%s: %s, %s, %s\n", made.Path, visible(made.Title), count(made.Notes, "note"), count(made.Cards, "card"))
	}
	for _, warning := range r.Warnings {
		fmt.Fprintf(out, "%s %s\n", s.ink.yellow("note:"), visible(warning))
	}
	for _, item := range r.Items {
		if item.Why != "" || len(item.Lost) > 0 && item.Outcome != exchange.Unchanged {
			fmt.Fprintf(out, "%s %s\n", s.ink.strong(string(item.Outcome)+":"), visible(told(item)))
		}
	}
}

// told says in a line what became of a note.
func told(item exchange.Item) string {
	line := item.Title
	switch {
	case line == "":
		line = item.Why
	case item.Why != "":
		line += ": " + item.Why
	}
	if len(item.Lost) > 0 {
		line += " (without " + strings.Join(item.Lost, ", ") + ")"
	}
	return line
}

func exportAnki(s *session, c *exportAnkiCommand) error {
	defer s.stoppable()()
	p, d, err := load(s, c.Path)
	if err != nil {
		return err
	}
	defer p.close()
	o := anki.WriteOptions{Now: time.Now(), Calendar: calendar(), Media: p.fsys}
	if c.Progress != "" {
		if o.Progress, o.History, err = learned(s.ctx, c.Progress, d.ID); err != nil {
			return fmt.Errorf("%w", inWords(err))
		}
	}
	report, err := anki.Write(s.ctx, c.Output, d, o)
	if err != nil {
		return inWords(err)
	}
	if c.JSON {
		report.Settle()
		return writeJSON(s.out, report)
	}
	report.File = c.Output
	fmt.Fprintf(s.out, "%s: %s, %s, %s, %s\n", c.Output, count(report.Notes, "note"), count(report.Cards, "card"),
		count(report.Reviews, "review"), count(report.Media, "media file"))
	for _, warning := range report.Warnings {
		fmt.Fprintf(s.out, "%s %s\n", s.ink.yellow("note:"), visible(warning))
	}
	return nil
}

// learned is what a journal says of the cards of a deck.
func learned(ctx context.Context, path string, id deck.ID) (states map[deck.CardID]progress.State, history map[deck.CardID][]progress.Entry, err error) {
	if _, err := os.Stat(path); err != nil {
		return nil, nil, cannotRead(path, err) // opening it would make one
	}
	dir, err := journalFolder(path)
	if err != nil {
		return nil, nil, err
	}
	j, err := progress.Open(ctx, dir, progress.Options{})
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, j.Close()) }()
	if states, err = j.States(ctx); err != nil {
		return nil, nil, err
	}
	history, err = j.History(ctx, id)
	return states, history, err
}

func exportTable(s *session, c *exportTableCommand) error {
	p, d, err := load(s, c.Path)
	if err != nil {
		return err
	}
	defer p.close()
	sep, err := delimiter(c.Delimiter)
	if err != nil {
		return err
	}
	if sep == 0 {
		sep = '\t'
		if strings.EqualFold(filepath.Ext(c.Output), ".csv") {
			sep = ','
		}
	}
	err = s.put(c.Output, func(w *strings.Builder) error {
		return sheets.Write(w, d, sheets.WriteOptions{Delimiter: sep, HTML: !c.Text, Headers: !c.Bare})
	})
	if n := len(d.Models); err == nil && n > 0 {
		_, err = fmt.Fprintf(s.out, "%s %s left out; a table holds notes only\n", s.ink.yellow("note:"), count(n, "model"))
	}
	return err
}
