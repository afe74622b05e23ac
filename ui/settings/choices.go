package settings

import (
	"context"
	"maps"
	"slices"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/study"
	"touchpoint/ui/theme"
)

// Choices are the learner's. The zero value of a field that has a default is
// mended by [Choices.Sound].
type Choices struct {
	Appearance    theme.Appearance `json:"appearance"`
	TextPercent   int              `json:"text_percent"`
	TwoGrades     bool             `json:"two_grades"`
	NewPerDay     int              `json:"new_per_day"`
	ReviewsPerDay int              `json:"reviews_per_day"`
	Remember      int              `json:"remember_percent"` // desired retention
	DayStarts     int              `json:"day_starts"`       // hour
	ModelsOnly    bool             `json:"models_only"`      // ask about the models alone

	Learning   Steps   `json:"learning_steps"`   // of a new card
	Relearning Steps   `json:"relearning_steps"` // of a forgotten one
	MaxDays    int     `json:"maximum_days"`     // the longest that a card rests
	Leech      int     `json:"leech_lapses"`     // how often a card is forgotten until it counts as a leech; 0: never
	Balance    bool    `json:"balance"`          // even out the days
	Easy       [7]Ease `json:"easy_days"`        // by time.Weekday, while days are evened out
	AutoFit    bool    `json:"fit_by_itself"`    // learn about the learner without being asked to
	MoveAfter  bool    `json:"move_after_fit"`   // move the cards when something was learned

	Holidays []study.Holiday `json:"holidays,omitempty"` // to come, and of late

	Decks map[deck.ID]study.DeckPreset `json:"decks,omitempty"` // decks that are studied in a way of their own
}

// Ease says how many cards may come on a weekday.
type Ease uint8

// The eases. The zero Ease is Usual.
const (
	Usual Ease = iota
	Less       // about half as many
	None       // as few as memory allows
)

// share is how much of the usual load a day takes.
func (e Ease) share() float64 {
	switch e {
	case Less:
		return 0.5
	case None:
		return 0
	default:
		return 1
	}
}

// Default returns what a learner starts with.
func Default() Choices {
	p := study.DefaultPreset()
	return Choices{
		Appearance:    theme.System,
		TextPercent:   100,
		NewPerDay:     p.NewPerDay,
		ReviewsPerDay: p.ReviewsPerDay,
		Remember:      int(p.Retention*100 + 0.5),
		DayStarts:     4,
		Learning:      p.LearningSteps,
		Relearning:    p.RelearningSteps,
		MaxDays:       p.MaximumInterval,
		Leech:         p.LeechThreshold,
		Balance:       p.Balance,
		AutoFit:       true,
	}
}

// Sound returns the choices with everything out of range brought back into it.
func (c Choices) Sound() Choices {
	switch c.Appearance {
	case theme.Light, theme.Dark, theme.System:
	default:
		c.Appearance = theme.System
	}
	c.TextPercent = min(max(c.TextPercent, theme.MinScale*100), theme.MaxScale*100)
	c.NewPerDay = min(max(c.NewPerDay, 0), mostPerDay)
	c.ReviewsPerDay = min(max(c.ReviewsPerDay, 0), mostPerDay)
	c.Remember = min(max(c.Remember, 70), 97)
	c.DayStarts = min(max(c.DayStarts, 0), 12)
	c.Learning, c.Relearning = c.Learning.sound(), c.Relearning.sound()
	if c.MaxDays <= 0 || c.MaxDays > memory.MaxStability {
		c.MaxDays = memory.MaxStability
	}
	c.Leech = min(max(c.Leech, 0), mostLapses)
	rest := 0
	for i, e := range c.Easy {
		if e > None {
			c.Easy[i] = Usual
		}
		if e == None {
			rest++
		}
	}
	if rest == len(c.Easy) { // then no day is easier than another
		c.Easy = [7]Ease{}
	}
	if bad := func(h study.Holiday) bool { return h.Validate() != nil }; slices.ContainsFunc(c.Holidays, bad) {
		c.Holidays = slices.DeleteFunc(slices.Clone(c.Holidays), bad)
	}
	for id, p := range c.Decks {
		if p.Validate() != nil {
			c = c.With(id, nil)
		}
	}
	return c
}

// Preset returns the scheduling options that follow from the choices.
func (c Choices) Preset() study.Preset {
	p := study.DefaultPreset()
	p.NewPerDay, p.ReviewsPerDay = c.NewPerDay, c.ReviewsPerDay
	p.Retention = float64(c.Remember) / 100
	p.ModelsOnly = c.ModelsOnly
	p.LearningSteps, p.RelearningSteps = c.Learning, c.Relearning
	p.MaximumInterval, p.LeechThreshold = c.MaxDays, c.Leech
	p.Balance, p.Holidays = c.Balance, c.Holidays
	for day, e := range c.Easy {
		p.Easy[day] = e.share()
	}
	return p
}

// With returns the choices with a deck studied in a way of its own, or for nil as all are.
func (c Choices) With(id deck.ID, p *study.DeckPreset) Choices {
	c.Decks = maps.Clone(c.Decks)
	if p == nil {
		delete(c.Decks, id)
		return c
	}
	if c.Decks == nil {
		c.Decks = make(map[deck.ID]study.DeckPreset)
	}
	c.Decks[id] = *p
	return c
}

// Calendar says when the learner's study days begin, in a time zone.
func (c Choices) Calendar(zone *time.Location) memory.Calendar {
	return memory.Calendar{Zone: zone, Rollover: c.DayStarts}
}

// A Store keeps settings: the journal.
type Store interface {
	Setting(ctx context.Context, key string, into any) (found bool, err error)
	SetSetting(ctx context.Context, key string, value any) error
}

// Load returns the choices that were kept, or the default ones.
func Load(ctx context.Context, s Store) (Choices, error) {
	c := Default()
	if _, err := s.Setting(ctx, key, &c); err != nil {
		return Default(), err
	}
	return c.Sound(), nil
}

// Keep keeps the choices.
func Keep(ctx context.Context, s Store, c Choices) error {
	return s.SetSetting(ctx, key, c)
}

const (
	key        = "choices"
	mostPerDay = 9999
	mostLapses = 99
)
