package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"strings"

	"touchpoint/deck"
	"touchpoint/deck/diff"
)

// diffCommand says what a new version of a deck changes for students.
type diffCommand struct {
	JSON bool   `name:"json" help:"Write the changes as JSON."`
	Old  string `arg:"" predictor:"deck" help:"The deck as students have it: folder, .md file or .deck file."`
	New  string `arg:"" predictor:"deck" help:"The deck as it is to be."`
}

// Help is what the help of the command and the manual page say beyond its flags.
func (c *diffCommand) Help() string {
	return `First come a few sentences on what changes, then every change: + new, - gone, ~ worded or described differently, > moved, = renamed, ! asked in another way. A change after which cards are no longer asked says that their history is archived: it comes back with them.

Beside that you are advised, on standard error, when the number of the version was not raised, when an id seems to have been given to another note, and when a note does not name a former id any more.

--json writes one object:

    {"old": {"path": "coffee-1.deck", "id": "coffee", "version": "1.0"},
     "new": {"path": "coffee", "id": "coffee", "version": "1.1"},
     "summary": ["2 cards are new."],
     "changes": [{"kind": "reworded", "note": "grind",
                  "title": "What does a finer grind change?",
                  "section": "Brewing", "cards": ["coffee/grind"],
                  "keeps": true, "lines": ["…"]}],
     "newCards": ["coffee/filter#1"], "goneCards": [], "keptCards": 9,
     "advice": []}

"kind" is added, reworded, renamed, moved, rekinded, reordered, removed or metadata; "keeps" says whether all progress stays; "advice" is what stands on standard error otherwise. A change of a model names "model" and mostly "part" instead of "note". The exit code is 0 whether or not something changes.`
}

// A difference is what "deck diff --json" writes.
type difference struct {
	Old       compared      `json:"old"`
	New       compared      `json:"new"`
	Summary   []string      `json:"summary"`
	Changes   []diff.Change `json:"changes"`
	NewCards  []deck.CardID `json:"newCards"`
	GoneCards []deck.CardID `json:"goneCards"`
	KeptCards int           `json:"keptCards"`
	Advice    []string      `json:"advice"` // for the author
}

// compared is one of the two decks.
type compared struct {
	Path    string  `json:"path"`
	ID      deck.ID `json:"id"`
	Version string  `json:"version"`
}

// Run compares the decks.
func (c *diffCommand) Run(s *session) error {
	p, old, err := load(s, c.Old)
	if err != nil {
		return err
	}
	defer p.close()
	q, updated, err := load(s, c.New)
	if err != nil {
		return err
	}
	defer q.close()
	d := diff.Decks(old, updated)
	if c.JSON {
		return writeJSON(s.out, difference{
			Old:     compared{c.Old, old.ID, old.Version},
			New:     compared{c.New, updated.ID, updated.Version},
			Summary: d.Summary(), Changes: some(d.Changes),
			NewCards: some(d.New), GoneCards: some(d.Gone), KeptCards: d.Kept,
			Advice: some(advice(old, updated, d)),
		})
	}
	out := bufio.NewWriter(s.out)
	if old.ID != updated.ID {
		fmt.Fprintf(out, "The decks have different ids, %s and %s: the second is installed beside the first and does not replace it.\n\n", old.ID, updated.ID)
	}
	for _, sentence := range d.Summary() {
		fmt.Fprintln(out, sentence)
	}
	for i, change := range d.Changes {
		if i == 0 {
			fmt.Fprintln(out)
		}
		writeChange(out, s.ink, change)
	}
	if err := out.Flush(); err != nil {
		return err
	}
	writeAdvice(s, advice(old, updated, d))
	return nil
}

// some returns a list that JSON writes as [] and not as null.
func some[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// changeMarks are what a change begins with.
var changeMarks = map[diff.Kind]string{
	diff.Added: "+", diff.Removed: "-", diff.Reworded: "~", diff.Moved: ">", diff.Renamed: "=",
	diff.Rekinded: "!", diff.Reordered: ">", diff.Metadata: "~",
}

func writeChange(out io.Writer, k ink, c diff.Change) {
	mark := changeMarks[c.Kind]
	switch c.Kind {
	case diff.Added:
		mark = k.green(mark)
	case diff.Removed:
		mark = k.red(mark)
	default:
		mark = k.yellow(mark)
	}
	id := strings.TrimRight(cmp.Or(string(c.Note), c.Model)+"#"+c.Part, "#")
	if id != "" {
		id = " " + k.faint("{#"+id+"}")
	}
	cost := ""
	if !c.Keeps && c.Kind != diff.Added {
		cost = "; " + k.red("history is archived")
	}
	fmt.Fprintf(out, "%s %s: %s%s%s\n", mark, c.Kind, visible(c.Title), id, cost)
	for _, line := range c.Lines {
		fmt.Fprintln(out, "    "+visible(line))
	}
}
