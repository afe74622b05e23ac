package main

import (
	"encoding/json"
	"errors"
	"io"

	"touchpoint/deck"
)

// A report is what was found in decks. Its JSON is what "deck check --format json" writes.
type report struct {
	Decks    []reported    `json:"decks"`  // in the order of the paths; those that could not be read are missing
	Faults   []faultReport `json:"faults"` // deck by deck, in the order of their text
	Errors   int           `json:"errors"`
	Warnings int           `json:"warnings"`

	faults []deck.Fault
}

// reported is a deck that was checked.
type reported struct {
	Path  string `json:"path"`
	ID    string `json:"id"`
	Title string `json:"title"`
}

// A faultReport is a fault as JSON. Line and Column count from 1, Column in characters;
// 0 means the whole file or line.
type faultReport struct {
	File     string       `json:"file"`
	Line     int          `json:"line"`
	Column   int          `json:"column"`
	Severity string       `json:"severity"` // "error" or "warning"
	Rule     string       `json:"rule"`
	Message  string       `json:"message"`
	Fix      string       `json:"fix,omitempty"`
	Text     string       `json:"text,omitempty"` // the line that the fault stands in
	Edits    []editReport `json:"edits,omitempty"`
}

// An editReport replaces what stands from one place up to another.
type editReport struct {
	From placeReport `json:"from"`
	To   placeReport `json:"to"`
	Text string      `json:"text"`
}

type placeReport struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

// inspect checks what is at every path, and returns besides why some cannot be read.
func inspect(paths []string) (*report, error) {
	r := &report{Decks: []reported{}, Faults: []faultReport{}}
	var failed []error
	for _, path := range paths {
		if err := r.inspect(path); err != nil {
			failed = append(failed, err)
		}
	}
	return r, errors.Join(failed...)
}

func (r *report) inspect(path string) error {
	p, err := locate(path)
	if err != nil {
		return err
	}
	defer p.close()
	d, faults, err := p.read()
	if err != nil {
		return err
	}
	r.Decks = append(r.Decks, reported{Path: path, ID: string(d.ID), Title: d.Title})
	r.faults = append(r.faults, faults...)
	for _, f := range faults {
		r.Faults = append(r.Faults, reportFault(f))
		if f.Severity == deck.Error {
			r.Errors++
		} else {
			r.Warnings++
		}
	}
	return nil
}

func reportFault(f deck.Fault) faultReport {
	out := faultReport{
		File: f.Pos.File, Line: f.Pos.Line, Column: f.Pos.Column,
		Severity: f.Severity.String(), Rule: f.Rule,
		Message: f.Message, Fix: f.Fix, Text: f.Line,
	}
	for _, e := range f.Edits {
		out.Edits = append(out.Edits, editReport{
			From: placeReport{e.From.Line, e.From.Column},
			To:   placeReport{e.To.Line, e.To.Column},
			Text: e.Text,
		})
	}
	return out
}

// writeJSON writes a value as one line of JSON, with < and > as they are.
func writeJSON(w io.Writer, value any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(value)
}
