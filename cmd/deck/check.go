package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"touchpoint/deck"
)

// checkCommand reports the faults of decks. It says nothing about a deck without any.
type checkCommand struct {
	Long   bool     `short:"l" help:"Show the offending line and what to do beneath each fault."`
	Format string   `short:"f" enum:"text,json,sarif" default:"text" placeholder:"text" help:"Write text, json or sarif (for code hosts and editors)."`
	Strict bool     `short:"s" help:"Let warnings fail like errors."`
	Fix    bool     `xor:"mode" help:"Make the corrections that are plain, then report the rest."`
	Watch  bool     `short:"w" xor:"mode" help:"Check again whenever a file changes, until Ctrl+C."`
	Paths  []string `arg:"" name:"path" predictor:"deck" help:"Deck folder, .md file or .deck file."`
}

// Help is what the help of the command and the manual page say beyond its flags.
func (c *checkCommand) Help() string {
	return `A fault is a line with its place, how bad it is, what is wrong and what to do:

    coffee/deck.md:9:4: warning: the note has no id, …; run deck fmt -w [missing-id]

The word in brackets names the rule. An error means that something cannot be used as it stands; a deck with warnings only can be studied. Colours show only on a terminal, and not when NO_COLOR is set.

--fix makes the corrections that are plain, such as a missing id, or a slip in a name where one name is clearly meant, and tells of each, so that you can look at it. The text as it was is kept in the folder .deck-before of the deck, or .deck-before-2 and so on if that is there. A .deck file has to be unpacked first.

--format json writes one object:

    {"decks":  [{"path": "coffee", "id": "coffee", "title": "Coffee"}],
     "faults": [{"file": "coffee/deck.md", "line": 9, "column": 4,
                 "severity": "warning", "rule": "missing-id",
                 "message": "…", "fix": "…", "text": "## What is it?",
                 "edits": [{"from": {"line": 9, "column": 15},
                            "to":   {"line": 9, "column": 15},
                            "text": " {#what-is-it}"}]}],
     "errors": 0, "warnings": 1}

Lines and columns count from 1, columns in characters; a line of 0 means the whole file. "fix", "text" and "edits" are left out when there are none. Edits of one fault do not overlap; "to" is the first place that is not replaced. --format sarif writes SARIF 2.1.0 with the same content, and says besides which paths could not be read.

The exit code is 0 when there is no error (with --strict: no fault), 1 when there is, 2 when a path cannot be read.`
}

// Run checks every path, and fails with errFaulty if there is an error among the faults.
func (c *checkCommand) Run(s *session) error {
	if c.Watch {
		if c.Format != "text" {
			return errors.New("--watch shows text only; leave --format out")
		}
		return c.watch(s)
	}
	if c.Fix {
		if err := mend(s, c.Paths); err != nil {
			return err
		}
	}
	return c.once(s)
}

// once checks every path once. A path that cannot be read does not keep the others from
// being checked.
func (c *checkCommand) once(s *session) error {
	r, failed := inspect(c.Paths)
	if err := c.write(s, r, failed); err != nil {
		return err
	}
	switch {
	case failed != nil:
		return failed
	case r.Errors > 0, c.Strict && r.Warnings > 0:
		return errFaulty
	}
	return nil
}

func (c *checkCommand) write(s *session, r *report, failed error) error {
	switch c.Format {
	case "json":
		return writeJSON(s.out, r)
	case "sarif":
		return writeSarif(s.out, r, failed)
	}
	if err := c.writeText(s, r.faults); err != nil {
		return err
	}
	if len(r.faults) > 0 {
		fmt.Fprintf(s.err, "%s, %s\n", count(r.Errors, "error"), count(r.Warnings, "warning"))
	}
	return nil
}

func (c *checkCommand) writeText(s *session, faults []deck.Fault) error {
	out := bufio.NewWriter(s.out)
	for _, f := range faults {
		writeFault(out, s.ink, f, c.Long)
	}
	return out.Flush()
}

// writeFault writes what Fault.Brief and Fault.String say, in colours where they are seen.
func writeFault(out io.Writer, k ink, f deck.Fault, long bool) {
	severity := k.yellow
	if f.Severity == deck.Error {
		severity = k.red
	}
	fmt.Fprintf(out, "%s: %s: %s", k.strong(f.Pos.String()), severity(f.Severity.String()), f.Message)
	if f.Fix != "" && !long {
		fmt.Fprintf(out, "; %s", k.green(f.Fix))
	}
	fmt.Fprintf(out, " %s\n", k.faint("["+f.Rule+"]"))
	if !long {
		return
	}
	for _, line := range []string{k.cyan(f.Line), k.green(f.Fix)} {
		if line != "" {
			fmt.Fprintln(out, "    "+line)
		}
	}
}

// count returns a number with its noun.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	if strings.HasSuffix(noun, "y") {
		noun = strings.TrimSuffix(noun, "y") + "ie"
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
