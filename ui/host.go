package ui

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/library"
	"touchpoint/deck/memory"
	"touchpoint/ui/author"
	"touchpoint/ui/dialogs"
	"touchpoint/ui/models"
	"touchpoint/ui/page"
	"touchpoint/ui/review"
	"touchpoint/ui/settings"
	"touchpoint/ui/theme"
	"touchpoint/ui/today"
)

// What the screens ask of the window.
var (
	_ today.Host    = (*Window)(nil)
	_ review.Host   = (*Window)(nil)
	_ settings.Host = (*Window)(nil)
	_ models.Host   = (*Window)(nil)
)

// Now is the time, by the clock that the program was given.
func (w *Window) Now() time.Time { return w.config.Now() }

// today is the study day.
func (w *Window) today() memory.Day { return w.Calendar().Day(w.Now()) }

// Calendar says when the learner's study days begin.
func (w *Window) Calendar() memory.Calendar {
	return w.choices.Calendar(w.config.Zone)
}

// Trace tells a test what happened.
func (w *Window) Trace(format string, args ...any) {
	if w.config.Trace == nil {
		return
	}
	line := fmt.Sprintf(format, args...)
	w.config.Trace(line)
	w.probe.heard(line)
}

// Leave goes back to where the session was begun: to the model that it asked about, or
// to Today; and from a deck that is written to where it was opened.
func (w *Window) Leave() {
	if _, ok := w.screen.(*author.Screen); ok {
		w.leaveWriting()
		return
	}
	if w.session != nil && w.session.Scope().Model != "" && w.model != nil {
		w.goTo(modelPlace)
		return
	}
	w.goTo(todayPlace)
}

// OpenModel shows a model of a deck, with an element of it chosen.
func (w *Window) OpenModel(id deck.ID, name, element string) {
	d, ok := w.parts.Library.Deck(id)
	if !ok {
		return
	}
	m, ok := d.Model(name)
	if !ok {
		return
	}
	w.probe.key() // whatever opened it, how long it takes is told
	w.detour = nil
	if s, ok := w.screen.(*review.Screen); ok {
		w.detour = &detour{screen: s, session: w.session}
	}
	w.model = models.New(w.ctx, d, m, element, w.parts.Desk, w.keep, w)
	w.goTo(modelPlace)
}

// OpenModels shows all models, or goes back to the card that a model was opened from.
func (w *Window) OpenModels() {
	if d := w.detour; d != nil {
		w.detour, w.session = nil, d.session
		w.show(studyPlace, d.screen)
		return
	}
	w.goTo(modelsPlace)
}

// Folder is where the progress is kept.
func (w *Window) Folder() string { return w.parts.Folder }

// Toast shows a line for a while; "" takes away the one that is shown.
func (w *Window) Toast(text, action, key string, do func()) {
	w.said++
	if text == "" {
		w.toast.Hide()
		return
	}
	mine := w.said
	if do != nil {
		act := do
		do = func() {
			w.toast.Hide()
			act()
		}
	}
	w.toast.Say(text, action, key, do)
	w.Content().Refresh()
	time.AfterFunc(toastTime, func() {
		w.config.Schedule(func() {
			if w.said == mine {
				w.toast.Hide()
			}
		})
	})
}

// Problem says what went wrong, in a sentence that a person understands; the cause
// goes to the log.
func (w *Window) Problem(err error) {
	slog.Error("shown to the learner", "err", err, "cause", errors.Unwrap(err))
	message := sentence(err)
	w.Trace("problem %s", message)
	dialogs.Show(w.Canvas(), dialogs.Panel{
		Title:   "That did not work",
		Content: page.NewLine(message, page.Style{Size: theme.Body, Color: theme.Ink}),
	})
}

// sentence is what a person is told of an error. Errors that are meant for people say
// themselves what that is.
func sentence(err error) string {
	var told interface{ Sentence() string }
	if errors.As(err, &told) {
		return told.Sentence()
	}
	return "Something unexpected happened. Your answers so far are safe. Please close the program and start it again."
}

// Choose keeps the learner's choices and acts on them.
func (w *Window) Choose(c settings.Choices) {
	before := w.choices
	w.choices = c.Sound()
	if w.choices.Appearance != before.Appearance || w.choices.TextPercent != before.TextPercent {
		w.dress()
	}
	preset := w.choices.Preset()
	preset.Weights = w.parts.Journal.Weights()
	err := w.parts.Desk.SetPreset(preset)
	if err == nil && w.choices.DayStarts != before.DayStarts {
		err = w.parts.Desk.SetCalendar(w.ctx, w.Calendar())
	}
	if err == nil {
		err = settings.Keep(w.ctx, w.settings, w.choices)
	}
	if err != nil {
		w.Problem(err)
	}
}

// BackUp makes a backup, away from the window's goroutine.
func (w *Window) BackUp() {
	journal := w.parts.Journal
	w.work.Go(func() {
		path, err := journal.Backup(w.ctx)
		w.config.Schedule(func() {
			if err != nil {
				w.Problem(err)
				return
			}
			w.Toast("Backed up to "+path, "", "", nil)
		})
	})
}

// Notices are what the learner should know of the decks.
func (w *Window) Notices() []string {
	var list []string
	for _, r := range w.parts.Library.Reports() {
		d, ok := w.parts.Library.Deck(r.Deck)
		if r.Embedded && !r.Used && ok {
			continue // the learner's own copy is used, as they want it
		}
		if ok {
			r.Source = d.Title
		}
		if text := noticeOf(r, ok && len(d.Notes) > 0); text != "" {
			list = append(list, text)
		}
	}
	return list
}

// noticeOf says what is wrong with a deck that could not be read, or not wholly;
// some tells whether anything of it can be studied.
func noticeOf(r library.Report, some bool) string {
	if r.Problem != "" {
		return r.Problem
	}
	var first *deck.Fault
	errors := 0
	for i, f := range r.Faults {
		if f.Severity == deck.Error {
			errors++
			if first == nil {
				first = &r.Faults[i]
			}
		}
	}
	if errors == 0 {
		return ""
	}
	count := "a fault"
	if errors > 1 {
		count = fmt.Sprintf("%d faults", errors)
	}
	rest := "everything else in it can be studied"
	if !some {
		rest = "nothing in it can be studied yet"
	}
	return fmt.Sprintf("The deck “%s” has %s; %s. In %s, line %d: %s. Open it in Author to mend it, or tell who wrote it.",
		r.Source, count, rest, first.Pos.File, first.Pos.Line, strings.TrimRight(first.Message, "."))
}

// pictures finds the pictures of a deck.
func (w *Window) pictures(id deck.ID) page.Pictures {
	return func(path string) ([]byte, error) { return w.parts.Library.Media(id, path) }
}
