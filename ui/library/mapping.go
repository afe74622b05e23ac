package library

import "touchpoint/deck/exchange/port"

func (s *Screen) agree(a *port.Arrival) {}
func (s *Screen) Paste()                {}
func (x *exporting) look()              {}
