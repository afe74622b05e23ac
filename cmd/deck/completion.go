package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
	kongcompletion "github.com/jotaen/kong-completion"
	posener "github.com/posener/complete"
)

// completionCommand tells how to let a shell complete, or writes the code that does.
type completionCommand struct {
	Shell string `arg:"" optional:"" predictor:"shell" help:"bash, zsh or fish; your login shell if you leave it out."`
	Code  bool   `short:"c" help:"Print the code itself instead of what to do."`
}

// shells are those that can complete.
var shells = []string{"bash", "zsh", "fish"}

// Help is what the help of the command and the manual page say beyond its flags.
func (c *completionCommand) Help() string {
	return `Without --code you read which line to add to the settings of your shell. With it the code itself is printed, for a package or a file of your own. The code calls this program by its full path, so move the program first.`
}

// Run leaves it to the library, whose template knows the shells.
func (c *completionCommand) Run(call *kong.Context) error {
	if c.Shell != "" && !slices.Contains(shells, c.Shell) {
		return fmt.Errorf("there is no completion for %s; there is for %s", c.Shell, strings.Join(shells, ", "))
	}
	lib := kongcompletion.Completion{Shell: c.Shell, Code: c.Code}
	if err := lib.Run(call); err != nil {
		return fmt.Errorf("%w; name it: deck completion bash, zsh or fish", err)
	}
	return nil
}

// completing reports whether a shell called the program to complete a line. Only then is
// the work for it done, so that it costs no other start anything.
func completing() bool { return os.Getenv("COMP_LINE") != "" }

// complete answers the shell.
func complete(parser *kong.Kong) {
	kongcompletion.Register(parser,
		kongcompletion.WithExitFunc(func(int) {}),
		kongcompletion.WithErrorHandler(func(error) {}), // a shell that completes shows no errors
		kongcompletion.WithPredictors(map[string]posener.Predictor{
			"deck":   predictFiles("*.md", "*.deck"),
			"packed": predictFiles("*.deck", "*.zip"),
			"anki":   predictFiles("*.apkg", "*.colpkg"),
			"table":  predictFiles("*.csv", "*.tsv", "*.txt"),
			"page":   predictFiles("*.html"),
			"pdf":    predictFiles("*.pdf"),
			"match":  posener.PredictSet("update", "keep", "both"),
			"shell":  posener.PredictSet(shells...),
			"folder": posener.PredictDirs("*"),
			"kind":   posener.PredictSet(cardKinds()...),
			"id":     posener.PredictFunc(predictIDs),
		}))
}

// predictFiles offers folders and the files of some patterns, each once.
func predictFiles(patterns ...string) posener.Predictor {
	return posener.PredictFunc(func(a posener.Args) []string {
		var list []string
		for _, p := range patterns {
			list = append(list, posener.PredictFiles(p).Predict(a)...)
		}
		slices.Sort(list)
		return slices.Compact(list)
	})
}

// predictIDs offers the ids of the deck that stands before them on the line.
func predictIDs(a posener.Args) []string {
	i := slices.IndexFunc(a.Completed, func(arg string) bool { return !strings.HasPrefix(arg, "-") })
	if i < 0 {
		return nil
	}
	p, d, err := load(&session{err: io.Discard}, a.Completed[i])
	if err != nil {
		return nil
	}
	defer p.close()
	return shownIDs(d)
}
