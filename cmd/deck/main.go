// Command deck is for authors of decks: it checks them, writes missing ids into them and
// counts what is in them.
//
// A deck is a folder with a deck.md, or a single .md file. Exit codes are 0 for success,
// 1 when a deck has an error, and 2 when the command was misused or a path cannot be read.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/alecthomas/kong"
)

// The exit codes.
const (
	exitOK     = 0
	exitFaulty = 1
	exitUsage  = 2
)

// commands is the command line. Each command has a file of its own.
type commands struct {
	Check checkCommand `cmd:"" help:"Report what is wrong with decks, one fault a line."`
	Fmt   fmtCommand   `cmd:"" help:"Write missing ids and gap numbers into a deck."`
	Stats statsCommand `cmd:"" help:"Count the notes and cards of a deck."`
}

// streams are where a command writes: results to out, everything else to err.
type streams struct {
	out io.Writer
	err io.Writer
}

// errFaulty says that a deck has an error, which has been told of already.
var errFaulty = errors.New("the deck has an error")

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run runs the command line and returns its exit code.
func run(args []string, stdout, stderr io.Writer) int {
	code := -1
	var c commands
	parser, err := kong.New(&c,
		kong.Name("deck"),
		kong.Description("Check, format and count decks of study cards."),
		kong.Writers(stdout, stderr),
		kong.Exit(func(n int) { code = n }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
	)
	if err != nil {
		fmt.Fprintln(stderr, "deck:", err)
		return exitUsage
	}
	ctx, err := parser.Parse(args)
	if code >= 0 { // help was asked for and shown
		return code
	}
	if err != nil {
		fmt.Fprintf(stderr, "deck: %s\nRun deck --help to see how it is used.\n", err)
		return exitUsage
	}
	switch err := ctx.Run(&streams{out: stdout, err: stderr}); {
	case err == nil:
		return exitOK
	case errors.Is(err, errFaulty):
		return exitFaulty
	default:
		fmt.Fprintln(stderr, "deck:", err)
		return exitUsage
	}
}
