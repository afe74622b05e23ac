package chart

import (
	"fmt"
)

// Hours shows an amount by hour of the day, and a line beside it.
type Hours struct {
	About
	Series Series
	Amount [24]float64
	Beside *Series     // nil for no line
	Line   [24]float64 // NaN for hours without
}

// Table implements [Data].
func (h Hours) Table() (head []string, rows [][]string) { return h.table().said() }

// columns are the same hours as columns.
func (h Hours) columns() Columns {
	c := Columns{About: h.About, Of: "Hour", Series: []Series{h.Series}, Beside: h.Beside}
	for i := range h.Amount {
		c.Columns = append(c.Columns, Column{
			Label:  fmt.Sprintf("%d:00", i),
			Name:   fmt.Sprintf("%d:00 to %d:00", i, i+1),
			Amount: h.Amount[i : i+1],
			Line:   h.Line[i],
		})
	}
	return c
}

func (h Hours) blank() bool           { return h.columns().blank() }
func (h Hours) table() table          { return h.columns().table() }
func (h Hours) height(r room) float32 { return h.columns().height(r) }
func (h Hours) lay(r room) scene      { return h.columns().layWith(r, hourly) }

// hourly are the distances at which hours are labelled.
var hourly = []int{1, 2, 3, 6, 12}
