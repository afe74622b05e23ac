package settings

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Steps are the delays after which a card that is being learned comes again on the same
// day. As text they are "1m 10m", and so they are kept and typed.
type Steps []time.Duration

// A step is shorter than a day, because from a day on intervals follow from how well a
// card is remembered; and more steps than a learner would take on one day are a slip.
const (
	longestStep = 24 * time.Hour
	mostSteps   = 10
)

// ParseSteps reads steps as people type them: numbers with the unit s, m or h, with
// spaces or commas between them. A number alone is minutes, and no text is no steps. The
// error says what to type instead.
func ParseSteps(text string) (Steps, error) {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return strings.ContainsRune(" ,;\t\n\u00a0", r) })
	var steps Steps
	for i := 0; i < len(words); i++ {
		word := words[i]
		if isNumber(word) && i+1 < len(words) && unitOf(words[i+1]) > 0 { // "10 min"
			i++
			word += words[i]
		}
		step, err := parseStep(word)
		if err != nil {
			return nil, err
		}
		steps = append(steps, step)
	}
	if len(steps) > mostSteps {
		return nil, fmt.Errorf("%d steps are more than a day holds: keep at most %d", len(steps), mostSteps)
	}
	return steps, nil
}

func parseStep(word string) (time.Duration, error) {
	end := strings.LastIndexAny(word, "0123456789") + 1
	number, unit := word[:end], time.Minute
	if name := word[end:]; name != "" {
		unit = unitOf(name)
	}
	if unit == 0 || !isNumber(number) || len(number) > 6 {
		return 0, fmt.Errorf("“%s” is not a length of time: type for example 1m 10m, or 30s, or 2h", word)
	}
	n, err := strconv.Atoi(number)
	if err != nil || n == 0 {
		return 0, fmt.Errorf("“%s” is no time at all: leave it out, or make it longer", word)
	}
	if n >= int(longestStep/unit) { // before it is multiplied: the product may be beyond all numbers
		return 0, fmt.Errorf("“%s” is a day or longer: keep every step below 24h, longer waits follow from how well you remember", word)
	}
	return time.Duration(n) * unit, nil
}

func isNumber(text string) bool {
	return text != "" && strings.Trim(text, "0123456789") == ""
}

// unitOf returns the unit that a word names, 0 when it names none.
func unitOf(name string) time.Duration {
	switch name {
	case "s", "sec", "secs", "second", "seconds":
		return time.Second
	case "m", "min", "mins", "minute", "minutes":
		return time.Minute
	case "h", "hr", "hrs", "hour", "hours":
		return time.Hour
	case "d", "day", "days":
		return 24 * time.Hour
	}
	return 0
}

// String returns the steps as they are typed.
func (s Steps) String() string {
	words := make([]string, len(s))
	for i, step := range s {
		switch {
		case step%time.Hour == 0:
			words[i] = fmt.Sprintf("%dh", step/time.Hour)
		case step%time.Minute == 0:
			words[i] = fmt.Sprintf("%dm", step/time.Minute)
		default:
			words[i] = fmt.Sprintf("%ds", step/time.Second)
		}
	}
	return strings.Join(words, " ")
}

// MarshalText implements [encoding.TextMarshaler].
func (s Steps) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText implements [encoding.TextUnmarshaler]. Steps that cannot be read leave
// those that are there: a learner does not lose all choices for one.
func (s *Steps) UnmarshalText(text []byte) error {
	if steps, err := ParseSteps(string(text)); err == nil {
		*s = steps
	}
	return nil
}

// sound returns the steps that can be used, whole seconds each.
func (s Steps) sound() Steps {
	var list Steps
	for _, step := range s {
		if step = step.Truncate(time.Second); step > 0 && step < longestStep && len(list) < mostSteps {
			list = append(list, step)
		}
	}
	return list
}
