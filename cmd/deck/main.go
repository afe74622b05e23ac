// Command deck is for authors of decks: it begins, checks, mends, counts, shows, compares
// and packs them, takes in what other programs wrote, and writes what they read.
//
// A deck is a folder with a deck.md, a single .md file, or a packed .deck file; type place
// finds it by its path. Every command has a file of its own, a type with a Run method, and
// writes to a [session], which knows whether colours can be seen. The exit codes are 0 for
// success, 1 when a deck has an error, 2 when the command was misused or a path cannot be
// read or written, and 130 when Ctrl+C ended it.
//
// What "deck check --format json", "deck stats --json", "deck cards --json" and "deck diff
// --json" write is documented with the types report, stats, listed and difference, and in
// the help of these commands, from which the manual page is made too.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/alecthomas/kong"
)

// The exit codes.
const (
	exitOK      = 0
	exitFaulty  = 1
	exitUsage   = 2
	exitStopped = 130 // as shells have it for what Ctrl+C ended
)

// commands is the command line.
type commands struct {
	New        newCommand        `cmd:"" help:"Begin a deck: a folder with an example of everything."`
	Check      checkCommand      `cmd:"" help:"Report what is wrong with decks, one fault a line."`
	Fmt        fmtCommand        `cmd:"" help:"Write missing ids and gap numbers into a deck."`
	Stats      statsCommand      `cmd:"" help:"Count the notes and cards of a deck, and the time they take."`
	Cards      cardsCommand      `cmd:"" help:"List the cards of a deck."`
	Show       showCommand       `cmd:"" help:"Show the cards of a note, or a model, as text."`
	Diff       diffCommand       `cmd:"" help:"Say what a new version of a deck changes for students."`
	Pack       packCommand       `cmd:"" help:"Put a deck into one file, to send to students."`
	Unpack     unpackCommand     `cmd:"" help:"Take a deck out of its file."`
	Import     importCommand     `cmd:"" help:"Make decks of what other programs wrote."`
	Export     exportCommand     `cmd:"" help:"Write a deck as what other programs read."`
	Print      printCommand      `cmd:"" help:"Write a handout to print, as a PDF file."`
	Completion completionCommand `cmd:"" help:"Let the Tab key complete commands, paths and ids."`
	Man        manCommand        `cmd:"" help:"Print the manual page."`
}

const (
	summary = "Write, check and pack decks of study cards."
	details = `A deck is a folder with a deck.md in it. Most commands also take a single .md file, or a packed .deck file.

"deck new coffee" begins one, and "deck COMMAND --help" tells more of a command.

The exit code is 0 for success, 1 when a deck has an error, 2 when the command was misused or something cannot be read or written, and 130 when Ctrl+C ended it.`
)

// errFaulty says that a deck has an error, which has been told of already.
var errFaulty = errors.New("the deck has an error")

func main() {
	os.Exit(run(context.Background(), os.Args[1:], os.Stdout, os.Stderr))
}

// run runs the command line and returns its exit code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	code := -1
	exit := func(n int) { code = n }
	parser, err := newParser(stdout, stderr, exit)
	if err != nil {
		fmt.Fprintln(stderr, "deck:", err)
		return exitUsage
	}
	if completing() {
		complete(parser)
		return exitOK
	}
	call, err := parser.Parse(args)
	if code >= 0 { // help was asked for and shown
		return code
	}
	if err != nil {
		fmt.Fprintf(stderr, "deck: %s\nRun deck --help to see how it is used.\n", err)
		return exitUsage
	}
	err = call.Run(newSession(ctx, stdout, stderr))
	if code >= 0 {
		return code
	}
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errFaulty):
		return exitFaulty
	}
	fmt.Fprintln(stderr, "deck:", err)
	if errors.Is(err, errStopped) {
		return exitStopped
	}
	return exitUsage
}

// newParser makes the command line, and calls exit instead of ending the program.
func newParser(stdout, stderr io.Writer, exit func(code int)) (*kong.Kong, error) {
	parser, err := kong.New(&commands{},
		kong.Name("deck"),
		kong.Description(summary+"\n\n"+details),
		kong.Writers(stdout, stderr),
		kong.Exit(exit),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 80}),
	)
	if err == nil {
		parser.Model.HelpFlag.Help = "Show this help."
	}
	return parser, err
}
