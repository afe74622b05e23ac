package main

import (
	"bufio"
	"fmt"
	"io"

	"touchpoint/deck"
)

// checkCommand reports the faults of decks. It says nothing about a deck without any.
type checkCommand struct {
	Long  bool     `short:"l" help:"Show the offending line and what to do beneath each fault."`
	Paths []string `arg:"" name:"path" help:"Deck folder, or .md file."`
}

// Run checks every path, and fails with errFaulty if there is an error among the faults.
func (c *checkCommand) Run(s *streams) error {
	var told [deck.Error + 1]int // how many faults of each severity there are
	for _, path := range c.Paths {
		p, err := locate(path)
		if err != nil {
			return err
		}
		_, faults, err := p.read()
		p.close()
		if err != nil {
			return err
		}
		if err := c.write(s.out, faults); err != nil {
			return err
		}
		for _, f := range faults {
			told[f.Severity]++
		}
	}
	if told != [len(told)]int{} {
		fmt.Fprintf(s.err, "%s, %s\n", count(told[deck.Error], "error"), count(told[deck.Warning], "warning"))
	}
	if told[deck.Error] > 0 {
		return errFaulty
	}
	return nil
}

func (c *checkCommand) write(w io.Writer, faults []deck.Fault) error {
	out := bufio.NewWriter(w)
	for _, f := range faults {
		if c.Long {
			fmt.Fprintln(out, f)
		} else {
			fmt.Fprintln(out, f.Brief())
		}
	}
	return out.Flush()
}

// count returns a number with its noun.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
