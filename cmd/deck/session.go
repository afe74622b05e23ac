package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"unicode"

	"golang.org/x/term"
)

// A session is what a command runs in: where it writes, results to out and everything
// else to err, and what can be seen there.
type session struct {
	ctx   context.Context // ends a command that would go on for ever
	out   io.Writer
	err   io.Writer
	ink   ink // for out
	width int // columns of the terminal that out is, 0 when it is none
}

func newSession(ctx context.Context, out, err io.Writer) *session {
	s := &session{ctx: ctx, out: out, err: err}
	f, ok := out.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return s
	}
	s.width = 80
	if w, _, err := term.GetSize(int(f.Fd())); err == nil && w > 0 {
		s.width = w
	}
	s.ink.on = colourful(os.LookupEnv)
	return s
}

// stoppable lets Ctrl+C end what runs in the session in good order, so that nothing
// half-made stays. A second Ctrl+C ends the program at once, as the first does elsewhere.
func (s *session) stoppable() (stop func()) {
	ctx, stop := signal.NotifyContext(s.ctx, os.Interrupt)
	context.AfterFunc(ctx, stop)
	s.ctx = ctx
	return stop
}

// colourful reports whether a terminal shows colours and its owner wants them. The value
// of NO_COLOR does not matter as long as there is one.
func colourful(env func(string) (string, bool)) bool {
	if no, _ := env("NO_COLOR"); no != "" {
		return false
	}
	if name, _ := env("TERM"); name == "dumb" {
		return false
	}
	if runtime.GOOS == "windows" { // its old console writes the codes out; these programs do not
		_, modern := env("WT_SESSION")
		_, unix := env("TERM")
		return modern || unix
	}
	return true
}

// An ink writes text in colours, or as it is when it is not on. What it colours has no
// control characters of its own: package deck takes them out of all that it reports.
type ink struct{ on bool }

func (k ink) write(code, text string) string {
	if !k.on || text == "" {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

func (k ink) strong(text string) string { return k.write("1", text) }
func (k ink) faint(text string) string  { return k.write("2", text) }
func (k ink) red(text string) string    { return k.write("1;31", text) }
func (k ink) yellow(text string) string { return k.write("1;33", text) }
func (k ink) green(text string) string  { return k.write("32", text) }
func (k ink) cyan(text string) string   { return k.write("36", text) }

// visible returns text without what could move the cursor, change its colours or the
// direction of writing: a deck may come from a stranger. Line breaks stay.
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t':
			return ' '
		case hidden(r):
			return '\ufffd'
		}
		return r
	}, text)
}

// hidden reports whether a character cannot be seen or moves others: a control or format
// character, other than the joiners that some scripts and emoji need.
func hidden(r rune) bool {
	const nonJoiner, joiner = '\u200c', '\u200d'
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) && r != nonJoiner && r != joiner
}
