package library

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
	"touchpoint/deck/exchange/handout"
	"touchpoint/deck/exchange/paper"
	"touchpoint/deck/exchange/port"
	"touchpoint/deck/exchange/table"
	decks "touchpoint/deck/library"
	"touchpoint/ui/control"
	"touchpoint/ui/dialogs"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// A Trade is what the screen needs of [port.Port]: decks that come from other programs and
// go out to them. All but Again and Example may take a while.
type Trade interface {
	Look(ctx context.Context, path string, tell port.Tell) (*port.Arrival, error)
	LookAt(name string, data []byte, o table.Options) (*port.Arrival, error)
	Again(a *port.Arrival, o table.Options) (*port.Arrival, error)
	Example(a *port.Arrival) (deck.Card, bool)
	Plan(ctx context.Context, a *port.Arrival) (*exchange.Plan, error)
	Carry(ctx context.Context, p *exchange.Plan, tell port.Tell) (exchange.Done, error)
	Undo(ctx context.Context, s decks.Step) error
	Redo(ctx context.Context, s decks.Step) (decks.Step, error)
	Write(ctx context.Context, o port.Order, file string, tell port.Tell) (exchange.Report, error)
	Pages(ctx context.Context, id deck.ID, o handout.Options) ([]paper.Page, error)
}

// busy does work that may take a while. When it is not done in a moment there is a panel
// with a bar, from which it can be stopped; what the work returns is done afterwards.
func (s *Screen) busy(title string, work func(ctx context.Context, tell port.Tell) (then func())) {
	ctx, stop := context.WithCancel(s.ctx)
	meter := control.NewMeter(theme.Gap8)
	said := page.NewLine("A moment …", page.Style{Size: theme.Caption, Color: theme.Muted})
	var shut func()
	over := false
	wait := s.host.Soon(func() {
		if over {
			return
		}
		shut = dialogs.Show(s.host.Canvas(), dialogs.Panel{
			Title: title, Content: page.Column(theme.Gap8, meter, said),
			Buttons: []dialogs.Button{{Label: "Cancel", Do: stop}}, Escaped: stop,
		})
	})
	tell := s.seldom(func(done, total int) {
		if !over {
			meter.Set(float64(done) / float64(total))
			said.SetLine(fmt.Sprintf("%d %%", 100*done/total))
		}
	})
	s.host.Away(func() func() {
		then := work(ctx, tell)
		return func() {
			over = true
			wait()
			stop()
			if shut != nil {
				shut()
			}
			then()
		}
	})
}

// beat is how often a bar moves at most.
const beat = 50 * time.Millisecond

// seldom hands on to the goroutine of the user interface how far something is, now and
// then. It may be told from any goroutine.
func (s *Screen) seldom(show func(done, total int)) port.Tell {
	var mutex sync.Mutex
	var last time.Time
	return func(done, total int) {
		mutex.Lock()
		due := total > 0 && time.Since(last) >= beat
		if due {
			last = time.Now()
		}
		mutex.Unlock()
		if due {
			s.host.OnUI(func() { show(done, total) })
		}
	}
}

// failed says what went wrong, or that something was stopped as the learner wanted.
func (s *Screen) failed(err error, stopped string) {
	if errors.Is(err, context.Canceled) {
		s.host.Trace("stopped")
		s.host.Toast(stopped, "", "", nil)
		return
	}
	s.host.Problem(err)
}

// all joins numbers with what they count, those that are zero left out.
func all(counts ...string) []string {
	var list []string
	for _, c := range counts {
		if c != "" {
			list = append(list, c)
		}
	}
	return list
}

// some says a number of things, "" for none.
func some(n int, one, many string) string {
	if n == 0 {
		return ""
	}
	return plural(n, one, many)
}

// listed joins words as people do.
func listed(words []string) string {
	switch n := len(words); n {
	case 0:
		return ""
	case 1:
		return words[0]
	default:
		text := words[0]
		for _, w := range words[1 : n-1] {
			text += ", " + w
		}
		return fmt.Sprintf("%s and %s", text, words[n-1])
	}
}
