package settings_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"touchpoint/ui/settings"
)

func TestStepsAreReadAsPeopleTypeThem(t *testing.T) {
	const m = time.Minute
	tests := map[string]struct {
		text string
		want settings.Steps
		said string // the steps in the program's own way
	}{
		"as they are said":     {"1m 10m", settings.Steps{m, 10 * m}, "1m 10m"},
		"none":                 {"  ", nil, ""},
		"commas":               {"1m,10m, 1h", settings.Steps{m, 10 * m, 60 * m}, "1m 10m 1h"},
		"numbers are minutes":  {"1 10", settings.Steps{m, 10 * m}, "1m 10m"},
		"words":                {"30 sec 10 min 2 hours", settings.Steps{m / 2, 10 * m, 120 * m}, "30s 10m 2h"},
		"capitals":             {"30S 5M", settings.Steps{m / 2, 5 * m}, "30s 5m"},
		"a number, then units": {"1 10m", settings.Steps{m, 10 * m}, "1m 10m"},
		"just below a day":     {"1439m", settings.Steps{1439 * m}, "1439m"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := settings.ParseSteps(tt.text)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("steps of %q (-want +got):\n%s", tt.text, diff)
			}
			if got.String() != tt.said {
				t.Errorf("%q is said %q, want %q", tt.text, got, tt.said)
			}
		})
	}
}

func TestStepsThatCannotBe(t *testing.T) {
	for text, want := range map[string]string{
		"soon":                  "“soon” is not a length of time: type for example 1m 10m, or 30s, or 2h",
		"1x":                    "“1x” is not a length of time: type for example 1m 10m, or 30s, or 2h",
		"-1m":                   "“-1m” is not a length of time: type for example 1m 10m, or 30s, or 2h",
		"1m 0m":                 "“0m” is no time at all: leave it out, or make it longer",
		"1d":                    "“1d” is a day or longer: keep every step below 24h, longer waits follow from how well you remember",
		"24h":                   "“24h” is a day or longer: keep every step below 24h, longer waits follow from how well you remember",
		"99999999999999999999m": "“99999999999999999999m” is not a length of time: type for example 1m 10m, or 30s, or 2h",
		"110000d":               "“110000d” is a day or longer: keep every step below 24h, longer waits follow from how well you remember",
		"1 1 1 1 1 1 1 1 1 1 1": "11 steps are more than a day holds: keep at most 10",
	} {
		got, err := settings.ParseSteps(text)
		if err == nil {
			t.Errorf("%q was read as %v", text, got)
		} else if err.Error() != want {
			t.Errorf("%q: %q, want %q", text, err, want)
		}
	}
}

// Whatever is typed is read or refused, and what was read is read the same again.
func TestStepsSurviveTheirText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringMatching(`([0-9]{1,5} ?[smhd]?[ ,]?){0,12}`)).Draw(t, "text")
		steps, err := settings.ParseSteps(text)
		if err != nil {
			return
		}
		data, err := json.Marshal(steps)
		if err != nil {
			t.Fatal(err)
		}
		var again settings.Steps
		if err := json.Unmarshal(data, &again); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(steps, again, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%q (-read +read again):\n%s", text, diff)
		}
	})
}
