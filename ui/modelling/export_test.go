package modelling

// Open turns to a table.
func (e *Editor) Open(table string) { e.open(table) }
