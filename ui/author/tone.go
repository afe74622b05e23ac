package author

import (
	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/ui/theme"
)

// toneOf is the colour of a number of faults.
func toneOf(errors, warnings int) fyne.ThemeColorName {
	switch {
	case errors > 0:
		return theme.Again
	case warnings > 0:
		return theme.Hard
	}
	return ""
}

// toneOfFault is the colour of one.
func toneOfFault(f deck.Fault) fyne.ThemeColorName {
	if f.Severity == deck.Error {
		return theme.Again
	}
	return theme.Hard
}
