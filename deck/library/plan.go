package library

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"touchpoint/deck"
	"touchpoint/deck/diff"
	"touchpoint/deck/draft"
	"touchpoint/deck/pack"
)

// A PlanKind says what it would be to take in a deck.
type PlanKind string

// The kinds of plan.
const (
	Install   PlanKind = "install"   // it is not there yet
	Update    PlanKind = "update"    // it takes the place of another version
	Same      PlanKind = "same"      // it is there, as it is
	Downgrade PlanKind = "downgrade" // a later version is there
	Foreign   PlanKind = "foreign"   // another author's deck has its id; it cannot be carried out
)

// A Plan is what would happen if a deck were installed. Nothing has happened yet.
type Plan struct {
	Kind      PlanKind
	Path      string // the folder or file that it was read from
	Deck      *deck.Deck
	Faults    []deck.Fault
	Diff      diff.Diff     // from what is there to the deck
	Old       Holding       // what is there; the zero value if nothing is
	Sentences []string      // what will happen, to be shown before it does
	Warning   string        // what is left out of the deck or lost sight of, "" if nothing
	Clashes   []draft.Clash // of [Home.PlanMerge]: what both sides changed
	Keep      draft.Keep    // and what becomes of it
	Instead   *Plan         // of a Foreign one: to install it beside the other under another id; nil if it cannot be

	open     func() (incoming, error)
	original deck.ID // by which its author knows it, if it gets another id here
	back     bool    // the program's own deck takes the place of the learner's copy of it
	merged   bool    // what is to stay of the deck that is there has been put into it
	onto     *found  // the program's deck that is brought into the learner's copy of it
	print    string  // of the files that were read
	old      found
	oldPrint string // of the files that are to be replaced
}

// An incoming deck is a folder or file that somebody chose.
type incoming struct {
	Source
	print string // of its files
	fixed bool   // its files cannot change while it is open
	close func()
}

// openIncoming looks at what is at a path, without reading the deck.
func openIncoming(file string) (in incoming, err error) {
	name := filepath.Base(file)
	in = incoming{Source: Source{Name: name}, close: func() {}}
	info, err := os.Stat(file)
	ext := strings.ToLower(filepath.Ext(name))
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return in, refuse(err, "%s is not there. Nothing was changed; see whether the path is spelled as it is on the disk.", file)
	case err != nil:
		return in, refuse(err, "“%s” could not be read (%v). Nothing was changed.", name, cause(err))
	case info.IsDir():
		in.FS = folder(file)
	case ext == ".deck" || ext == ".zip":
		p, err := pack.Open(file)
		if err != nil {
			return in, explainIncoming(err)
		}
		in.FS, in.fixed = p, true
		in.close = func() { _ = p.Close() }
		m, _ := p.Manifest()
		in.print = fmt.Sprint(m.Files) // with their hashes
		return in, nil
	case deck.IsText(name):
		in.FS, in.File = folder(filepath.Dir(file)), name
		in.print = printOf(in.Source)
		return in, nil
	default:
		return in, refuse(nil, "“%s” is no deck. Nothing was changed; choose a folder with a deck.md in it, a .md file or a .deck file.", name)
	}
	files, err := pack.List(in.FS)
	if err != nil {
		return in, explainIncoming(err)
	}
	in.print = filesPrint(in.FS, files)
	return in, nil
}

// explainIncoming adds to what is wrong with a deck that all is well at home.
func explainIncoming(err error) error {
	var packed *pack.Error
	if errors.As(err, &packed) {
		return refuse(err, "%s Nothing was changed.", packed.Message)
	}
	return err
}

// Plan reads the deck at a path: a folder, a .md file, a .deck file or a .zip file of a
// folder. It says what installing it would do, and does nothing.
func (h *Home) Plan(ctx context.Context, path string) (*Plan, error) {
	p, err := h.consider(ctx, path, func() (incoming, error) { return openIncoming(path) })
	if err != nil {
		return nil, err
	}
	return h.beside(ctx, p)
}

// consider plans to take in what is opened.
func (h *Home) consider(ctx context.Context, path string, open func() (incoming, error)) (*Plan, error) {
	in, err := open()
	if err != nil {
		return nil, err
	}
	defer in.close()
	d, faults, err := read(in.Source)
	switch {
	case err != nil:
		return nil, refuse(err, "“%s” could not be read (%v). Nothing was changed.", in.Name, cause(err))
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case d == nil || slices.ContainsFunc(faults, func(f deck.Fault) bool { return f.Rule == "deck-id" }):
		return nil, refuse(nil, "“%s” has no id, by which its progress would be known. Nothing was changed; its author can write one at the top of deck.md.", in.Name)
	case len(d.Notes) == 0 && len(d.Models) == 0:
		return nil, refuse(nil, "“%s” has no notes that can be used%s. Nothing was changed.", in.Name, because(faults))
	case !named(in.Source, d):
		return nil, refuse(nil, "The top of “%s”, where its id is, cannot be read%s. Nothing was changed; once that is mended it can be installed.", in.Name, because(faults))
	}
	p := &Plan{Path: path, Deck: d, Faults: faults, open: open, print: in.print}
	st, err := h.look()
	if err != nil {
		return nil, err
	}
	if old, ok := h.find(d.ID); ok {
		p.old, p.oldPrint = old, printOf(old.source)
		p.Old = h.holding(st, old.source, old.deck, old.faults)
		p.original = st.Decks[old.rel].Original
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	p.Diff = diff.Decks(p.old.deck, d)
	p.Kind = p.kind(in)
	p.tell()
	return p, nil
}

// kind finds out what it would be to install the deck.
func (p *Plan) kind(in incoming) PlanKind {
	old := p.old.deck
	switch {
	case old == nil:
		return Install
	case foreign(old, p.Deck, p.Diff):
		return Foreign
	case !p.Old.Archived && sameFiles(p.old.source, in.Source):
		return Same
	case CompareVersions(p.Deck.Version, old.Version) < 0:
		return Downgrade
	}
	return Update
}

// foreign reports whether two decks of one id have nothing to do with each other: they
// share no author, and hardly any card.
func foreign(old, now *deck.Deck, d diff.Diff) bool {
	if shareAuthor(old, now) {
		return false
	}
	if len(old.Authors) == 0 && len(now.Authors) == 0 && strings.EqualFold(old.Title, now.Title) {
		return false
	}
	const tenth = 10
	return d.Kept*tenth < min(d.Kept+len(d.Gone), d.Kept+len(d.New))
}

func shareAuthor(a, b *deck.Deck) bool {
	return slices.ContainsFunc(a.Authors, func(x string) bool {
		return slices.ContainsFunc(b.Authors, func(y string) bool { return strings.EqualFold(strings.TrimSpace(x), strings.TrimSpace(y)) })
	})
}

// sameFiles reports whether two decks are the same, byte for byte.
func sameFiles(a, b Source) bool {
	if a.File != "" || b.File != "" {
		x, errX := fs.ReadFile(a.FS, fileOf(a))
		y, errY := fs.ReadFile(b.FS, fileOf(b))
		return errX == nil && errY == nil && bytes.Equal(x, y) && onlyFile(a) && onlyFile(b)
	}
	x, errX := pack.List(a.FS)
	y, errY := pack.List(b.FS)
	if errX != nil || errY != nil || len(x) != len(y) {
		return false
	}
	for i := range x {
		if x[i].Path != y[i].Path || x[i].Size != y[i].Size {
			return false
		}
	}
	for i := range x {
		one, errX := fs.ReadFile(a.FS, x[i].Path)
		two, errY := fs.ReadFile(b.FS, x[i].Path)
		if errX != nil || errY != nil || !bytes.Equal(one, two) {
			return false
		}
	}
	return true
}

// fileOf is the file of a deck of one file, also when it stands in a folder.
func fileOf(s Source) string {
	if s.File != "" {
		return s.File
	}
	return "deck.md"
}

// onlyFile reports whether a deck has no more than one file.
func onlyFile(s Source) bool {
	if s.File != "" {
		return true
	}
	files, err := pack.List(s.FS)
	return err == nil && len(files) == 1
}

// tell puts into words what will happen.
func (p *Plan) tell() {
	d, old := p.Deck, p.old.deck
	p.Sentences = nil
	say := func(format string, args ...any) { p.Sentences = append(p.Sentences, fmt.Sprintf(format, args...)) }
	switch p.Kind {
	case Install:
		say("“%s” is new: %s.", d.Title, contents(d))
	case Same:
		say("“%s” is here already, exactly as it is. There is nothing to do.", d.Title)
	case Foreign:
		say("“%s”%s has the id %s, which belongs to your deck “%s”%s. They share hardly a question, so it cannot take its place, and nothing was changed.",
			d.Title, by(d), d.ID, old.Title, by(old))
	case Update, Downgrade:
		switch {
		case p.Kind == Downgrade:
			say("This is an older version of “%s”: %s, and you have %s.", d.Title, d.Version, old.Version)
		case p.onto != nil:
			say("What the program's version %s has new comes into your copy, and what you changed stays.", p.onto.deck.Version)
			p.Sentences = append(p.Sentences, p.clashes()...)
		case p.merged:
			say("“%s” is brought up to date.", d.Title)
		case d.Version != old.Version && d.Version != "" && old.Version != "":
			say("“%s” %s takes the place of %s.", d.Title, d.Version, old.Version)
		default:
			say("“%s” takes the place of the version that you have.", d.Title)
		}
		if p.Old.Archived {
			say("Yours is archived; the new one will be in the library, with your progress.")
		}
		if p.back {
			say("It is the program's own, so later versions will come by themselves.")
			if !p.Old.Changed { // else the warning says so
				say("Your copy is set aside, and Undo brings it back.")
			}
		}
		p.Sentences = append(p.Sentences, p.Diff.Summary()...)
	}
	p.Warning = p.warning()
}

// warning says what is left out of the deck, and what of the learner's own is set aside.
func (p *Plan) warning() string {
	if p.Kind == Same || p.Kind == Foreign {
		return ""
	}
	var list []string
	if old := p.old.deck; old != nil && len(old.Authors) > 0 && len(p.Deck.Authors) > 0 && !shareAuthor(old, p.Deck) {
		list = append(list, fmt.Sprintf("It is%s, and yours is%s: make sure that it is the deck that you want.", by(p.Deck), by(old)))
	}
	switch first, n := firstError(p.Faults), errorsAmong(p.Faults); {
	case n == 1:
		list = append(list, fmt.Sprintf("The deck has a fault, and what it concerns is left out: %s.", told(*first)))
	case n > 1:
		list = append(list, fmt.Sprintf("The deck has %s, and what they concern is left out. The first: %s.", number(n, "fault", "faults"), told(*first)))
	}
	if p.Old.Changed && !p.merged {
		list = append(list, "You have changed this deck yourself. Your version is set aside, and Undo brings it back.")
	}
	return strings.Join(list, " ")
}

// contents says how much a deck holds.
func contents(d *deck.Deck) string {
	parts := []string{number(len(d.Cards()), "card", "cards")}
	if len(d.Notes) > 0 {
		parts = append(parts, number(len(d.Notes), "note", "notes"))
	}
	if len(d.Models) > 0 {
		parts = append(parts, number(len(d.Models), "model", "models"))
	}
	if len(parts) == 2 {
		return parts[0] + " from " + parts[1]
	}
	return parts[0] + " from " + parts[1] + " and " + parts[2]
}

func number(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return deck.Number(n) + " " + many
}

// by names the authors of a deck.
func by(d *deck.Deck) string {
	if len(d.Authors) == 0 {
		return ""
	}
	return " by " + strings.Join(d.Authors, ", ")
}
