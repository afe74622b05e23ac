package chart

import "strconv"

func (u Unit) Text(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
func (u Unit) sign() string          { return "" }

// Table implements [Data].
func (c Columns) Table() (head []string, rows [][]string) { return c.table().said() }
func (c Columns) blank() bool                             { return false }
func (c Columns) table() table                            { return table{} }
func (c Columns) key() []Series                           { return nil }
func (c Columns) height(room) float32                     { return 0 }
func (c Columns) lay(room) scene                          { return scene{} }

// Table implements [Data].
func (c Histogram) Table() (head []string, rows [][]string) { return c.table().said() }
func (c Histogram) blank() bool                             { return false }
func (c Histogram) table() table                            { return table{} }
func (c Histogram) key() []Series                           { return nil }
func (c Histogram) height(room) float32                     { return 0 }
func (c Histogram) lay(room) scene                          { return scene{} }

// Table implements [Data].
func (c Hours) Table() (head []string, rows [][]string) { return c.table().said() }
func (c Hours) blank() bool                             { return false }
func (c Hours) table() table                            { return table{} }
func (c Hours) key() []Series                           { return nil }
func (c Hours) height(room) float32                     { return 0 }
func (c Hours) lay(room) scene                          { return scene{} }

// Table implements [Data].
func (c Lines) Table() (head []string, rows [][]string) { return c.table().said() }
func (c Lines) blank() bool                             { return false }
func (c Lines) table() table                            { return table{} }
func (c Lines) key() []Series                           { return nil }
func (c Lines) height(room) float32                     { return 0 }
func (c Lines) lay(room) scene                          { return scene{} }

// Table implements [Data].
func (c Calendar) Table() (head []string, rows [][]string) { return c.table().said() }
func (c Calendar) blank() bool                             { return false }
func (c Calendar) table() table                            { return table{} }
func (c Calendar) key() []Series                           { return nil }
func (c Calendar) height(room) float32                     { return 0 }
func (c Calendar) lay(room) scene                          { return scene{} }

// Table implements [Data].
func (c Calibration) Table() (head []string, rows [][]string) { return c.table().said() }
func (c Calibration) blank() bool                             { return false }
func (c Calibration) table() table                            { return table{} }
func (c Calibration) key() []Series                           { return nil }
func (c Calibration) height(room) float32                     { return 0 }
func (c Calibration) lay(room) scene                          { return scene{} }

// Table implements [Data].
func (c Bars) Table() (head []string, rows [][]string) { return c.table().said() }
func (c Bars) blank() bool                             { return false }
func (c Bars) table() table                            { return table{} }
func (c Bars) key() []Series                           { return nil }
func (c Bars) height(room) float32                     { return 0 }
func (c Bars) lay(room) scene                          { return scene{} }

// Table implements [Data].
func (c Tiles) Table() (head []string, rows [][]string) { return c.table().said() }
func (c Tiles) blank() bool                             { return false }
func (c Tiles) table() table                            { return table{} }
func (c Tiles) key() []Series                           { return nil }
func (c Tiles) height(room) float32                     { return 0 }
func (c Tiles) lay(room) scene                          { return scene{} }
