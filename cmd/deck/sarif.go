package main

import (
	"encoding/json"
	"io"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"touchpoint/deck"
)

// SARIF 2.1.0, as far as a list of faults needs it, is these few objects. The libraries for
// it bring a whole validator of JSON schemas along; the tests hold what is written here to
// what the schema of the standard (errata 01) asks of these objects.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool        sarifTool         `json:"tool"`
		Invocations []sarifInvocation `json:"invocations"`
		ColumnKind  string            `json:"columnKind"`
		Results     []sarifResult     `json:"results"`
	}
	// A sarifInvocation says whether all was looked at: without it a deck that could not be
	// read has no faults.
	sarifInvocation struct {
		Successful    bool                `json:"executionSuccessful"`
		Notifications []sarifNotification `json:"toolExecutionNotifications,omitempty"`
	}
	sarifNotification struct {
		Level   string    `json:"level"`
		Message sarifText `json:"message"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name  string      `json:"name"`
		Rules []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID string `json:"id"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		RuleIndex int             `json:"ruleIndex"`
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations"`
		Fixes     []sarifFix      `json:"fixes,omitempty"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifFile    `json:"artifactLocation"`
		Region   *sarifRegion `json:"region,omitempty"`
	}
	sarifFile struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn,omitempty"`
		EndLine     int `json:"endLine,omitempty"`
		EndColumn   int `json:"endColumn,omitempty"`
	}
	sarifFix struct {
		Description sarifText     `json:"description"`
		Changes     []sarifChange `json:"artifactChanges"`
	}
	sarifChange struct {
		Artifact     sarifFile          `json:"artifactLocation"`
		Replacements []sarifReplacement `json:"replacements"`
	}
	sarifReplacement struct {
		Deleted  sarifRegion `json:"deletedRegion"`
		Inserted sarifText   `json:"insertedContent"`
	}
)

// writeSarif writes a report in SARIF 2.1.0, which code hosts show beside the lines of a
// change, and editors in their list of problems.
func writeSarif(w io.Writer, r *report, failed error) error {
	names := []string{}
	for _, f := range r.faults {
		names = append(names, f.Rule)
	}
	slices.Sort(names)
	names = slices.Compact(names)
	run := sarifRun{Invocations: []sarifInvocation{invocation(failed)}, ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	run.Tool.Driver = sarifDriver{Name: "deck", Rules: []sarifRule{}}
	for _, name := range names {
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{name})
	}
	for _, f := range r.faults {
		rule, _ := slices.BinarySearch(names, f.Rule)
		run.Results = append(run.Results, sarifFault(f, rule))
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(sarifLog{
		Schema:  "https://json.schemastore.org/sarif-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{run},
	})
}

// invocation says why paths could not be read, each in a line of the error.
func invocation(failed error) sarifInvocation {
	if failed == nil {
		return sarifInvocation{Successful: true}
	}
	var in sarifInvocation
	for line := range strings.SplitSeq(failed.Error(), "\n") {
		in.Notifications = append(in.Notifications, sarifNotification{"error", sarifText{line}})
	}
	return in
}

func sarifFault(f deck.Fault, rule int) sarifResult {
	text := f.Message
	if f.Fix != "" {
		text += "; " + f.Fix
	}
	place := sarifPhysical{Artifact: sarifURI(f.Pos.File)}
	if f.Pos.Line > 0 {
		place.Region = &sarifRegion{StartLine: f.Pos.Line, StartColumn: f.Pos.Column}
	}
	result := sarifResult{
		RuleID: f.Rule, RuleIndex: rule, Level: f.Severity.String(),
		Message: sarifText{text}, Locations: []sarifLocation{{place}},
	}
	if len(f.Edits) > 0 {
		change := sarifChange{Artifact: sarifURI(f.Pos.File)}
		for _, e := range f.Edits { // all in the file of the fault
			change.Replacements = append(change.Replacements, sarifReplacement{
				Deleted:  sarifRegion{e.From.Line, e.From.Column, e.To.Line, e.To.Column},
				Inserted: sarifText{e.Text},
			})
		}
		result.Fixes = []sarifFix{{Description: sarifText{f.Fix}, Changes: []sarifChange{change}}}
	}
	return result
}

// sarifURI names a file, one that was named relative to where the command was run likewise.
func sarifURI(path string) sarifFile {
	u := url.URL{Path: filepath.ToSlash(path)}
	if filepath.IsAbs(path) {
		u.Scheme = "file"
		u.Path = "/" + strings.TrimLeft(u.Path, "/") // a drive of Windows has none before it
	}
	return sarifFile{u.String()}
}
