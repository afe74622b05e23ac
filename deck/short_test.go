package deck_test

import (
	"testing"

	"touchpoint/deck"
)

func TestSourceShort(t *testing.T) {
	tests := map[string]string{
		"Brodie, R. J., & Ilic, A. (2011). Customer engagement. JSR, 14(3), 252-271.": "Brodie, R. J., & Ilic, A. (2011)",
		"Bonchek, M. (2014a). Marketing can no longer rely on the funnel.":            "Bonchek, M. (2014a)",
		"Course deck L8: Customer engagement":                                         "Course deck L8: Customer engagement",
		"A report (second edition). 2011.":                                            "A report (second edition). 2011.",
		"":                                                                            "",
	}
	for text, want := range tests {
		if got := (deck.Source{Text: text}).Short(); got != want {
			t.Errorf("Short of %q = %q, want %q", text, got, want)
		}
	}
}
