package main

import (
	"bufio"
	"fmt"

	"touchpoint/deck"
)

// checkCommand reports the faults of decks. It says nothing about a deck without any.
type checkCommand struct {
	Long  bool     `short:"l" help:"Show the offending line and what to do beneath each fault."`
	Paths []string `arg:"" name:"path" help:"Deck folder, or .md file."`
}

// Run checks every path, and fails with errFaulty if there is an error among the faults.
func (c *checkCommand) Run(s *streams) error {
	out := bufio.NewWriter(s.out)
	defer out.Flush()
	errors, warnings := 0, 0
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
		for _, f := range faults {
			if f.Severity == deck.Error {
				errors++
			} else {
				warnings++
			}
			if c.Long {
				fmt.Fprintln(out, f)
			} else {
				fmt.Fprintln(out, f.Brief())
			}
		}
	}
	if errors+warnings > 0 {
		fmt.Fprintf(s.err, "%s, %s\n", count(errors, "error"), count(warnings, "warning"))
	}
	if errors > 0 {
		return errFaulty
	}
	return nil
}

// count returns a number with its noun.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
