package chart

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// View shows [Data]: the title, a legend where there are several series, the chart, and
// a line of words below it. It has the keyboard as a whole: the arrows, Home and End move
// a reading mark, whose figures the line says; the pointer moves it too.
type View struct {
	widget.BaseWidget
	OnMove  func(i int)               // the learner moved the reading mark by key or tap; pointing alone does not tell
	OnPress func(i int)               // Enter, Space, or a tap on the mark that is read already; nil hands the keys on
	OnKey   func(*fyne.KeyEvent) bool // asked before the view; reports whether it had a use for the key
	OnRune  func(r rune) bool         // likewise
	OnCut   func(fyne.Shortcut) bool  // asked about shortcuts, such as copying
	Stay    bool                      // the reading mark is seen without keyboard and pointer too: it stands for a choice

	data Data
	at   int // the stop that is read, -1 for none
}

// New returns a view of some data.
func New(d Data) *View {
	v := &View{data: d, at: -1}
	v.ExtendBaseWidget(v)
	return v
}

// Set shows other data. The reading mark stays at its place as far as there is one.
func (v *View) Set(d Data) {
	v.data = d
	v.Refresh()
}

// Data returns what is shown.
func (v *View) Data() Data { return v.data }

// Stops returns how many marks can be read: columns, points of a line, days, bars, tiles.
// They are counted from 0 as in the data; with several lines by their X.
func (v *View) Stops() int { return 0 }

// At returns the mark that is read, -1 for none.
func (v *View) At() int { return v.at }

// Point puts the reading mark on a mark, or with -1 on none. It tells nobody.
func (v *View) Point(i int) { v.at = i }

// Reading returns what the line below the chart says now.
func (v *View) Reading() string { return "" }

// Table returns the chart's figures as people say them.
func (v *View) Table() (head []string, rows [][]string) { return v.data.Table() }

// CSV returns the figures as comma-separated values with plain numbers, for a spreadsheet.
func (v *View) CSV() []byte { return csvOf(v.data) }

// Text returns the figures with tabs between, as a spreadsheet takes them from the
// clipboard.
func (v *View) Text() string { return textOf(v.data) }

// PNG returns a picture of the chart in the present theme, with its title and legend, at
// so many pixels a point.
func (v *View) PNG(scale float32) ([]byte, error) { return nil, nil }

// WhenFocused lets the page around the view scroll to it.
func (v *View) WhenFocused(seek func()) {}

// HeightFor returns how high the view is in a column of the given width.
func (v *View) HeightFor(width float32) float32 { return 240 }

// MinSize is the view's height at its present width.
func (v *View) MinSize() fyne.Size { return fyne.NewSize(200, v.HeightFor(v.Size().Width)) }

// CreateRenderer implements [fyne.Widget].
func (v *View) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(&fyne.Container{})
}
