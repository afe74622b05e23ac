package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"
	mangokong "github.com/alecthomas/mango-kong"
	"github.com/muesli/roff"
)

// manCommand prints the manual page.
type manCommand struct{}

// Help is what the help of the command and the manual page say beyond its flags.
func (c *manCommand) Help() string {
	return `The page holds the help of all commands. To read it, and to install it:

    deck man | man -l -
    deck man > ~/.local/share/man/man1/deck.1`
}

// Run writes the page: the commands as the library lists them, and then what the help of
// each says at length.
func (c *manCommand) Run(s *session, parser *kong.Kong) error {
	app := parser.Model
	sections := longHelp("", app.Children)
	app.Detail, app.Help = "", strings.Replace(app.Help, "\n\n", "\n", 1)
	doc := roff.NewDocument()
	page := mangokong.NewManPage(1, app).Build(doc)
	var b strings.Builder
	// The library leaves the first option of a command without the macro of the others.
	b.WriteString(strings.ReplaceAll(page, "\n.RS 4\n\\fB-", "\n.RS 4\n.TP\n\\fB-"))
	for _, l := range sections {
		fmt.Fprintf(&b, "\n.SH DECK %s\n", strings.ToUpper(l.name))
		writeManual(&b, l.text)
	}
	b.WriteString(".SH ENVIRONMENT\n.TP\n.B NO_COLOR\nWhen it is set to anything, no colours are written.\n")
	_, err := io.WriteString(s.out, b.String())
	return err
}

// A long is what the help of a command says at length.
type long struct{ name, text string }

// longHelp takes what the help of commands, and of those within them, says at length out of
// where the library would put it: into the line with the name.
func longHelp(within string, commands []*kong.Node) (list []long) {
	for _, c := range commands {
		name := within + c.Name
		if c.Detail != "" {
			list = append(list, long{name, c.Detail})
			c.Detail = ""
		}
		list = append(list, longHelp(name+" ", c.Children)...)
	}
	return list
}

// writeManual writes paragraphs, and what is indented as it stands.
func writeManual(b *strings.Builder, text string) {
	for paragraph := range strings.SplitSeq(text, "\n\n") {
		if strings.HasPrefix(paragraph, "    ") {
			b.WriteString(".PP\n.RS 4\n.nf\n")
			for line := range strings.SplitSeq(paragraph, "\n") {
				b.WriteString(manualLine(strings.TrimPrefix(line, "    ")))
			}
			b.WriteString(".fi\n.RE\n")
			continue
		}
		b.WriteString(".PP\n" + manualLine(strings.ReplaceAll(paragraph, "\n", " ")))
	}
}

// manualLine writes a line so that none of its characters is a command to the formatter.
func manualLine(s string) string {
	s = strings.NewReplacer(`\`, `\e`, "-", `\-`, "'", `\(aq`).Replace(s)
	if strings.HasPrefix(s, ".") {
		s = `\&` + s
	}
	return s + "\n"
}
