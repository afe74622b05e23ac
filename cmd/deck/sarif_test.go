package main

import (
	"bytes"
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// tester is what checkSarif tells of faults: a test, or a property of one.
type tester interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

// checkSarif holds a log to what the JSON schema of SARIF 2.1.0 (errata 01) asks of what this
// program writes: no names but those of the standard, addresses as addresses are written,
// lines and columns from 1 or not at all, and rules that are where results say they are.
func checkSarif(t tester, text string) sarifLog {
	t.Helper()
	var log sarifLog
	d := json.NewDecoder(strings.NewReader(text))
	d.DisallowUnknownFields() // the types have the names of the standard
	if err := d.Decode(&log); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	if log.Version != "2.1.0" || len(log.Runs) != 1 {
		t.Fatalf("version %q, %d runs", log.Version, len(log.Runs))
	}
	run := log.Runs[0]
	if run.Tool.Driver.Name == "" || len(run.Invocations) != 1 || run.Results == nil || run.Tool.Driver.Rules == nil {
		t.Errorf("the run is not described: %+v", run)
	}
	for i, rule := range run.Tool.Driver.Rules {
		if rule.ID == "" || slices.Index(run.Tool.Driver.Rules, rule) != i {
			t.Errorf("rule %d is %q", i, rule.ID)
		}
	}
	for _, r := range run.Results {
		if r.Message.Text == "" || !slices.Contains([]string{"warning", "error"}, r.Level) || len(r.Locations) == 0 {
			t.Errorf("a result says nothing: %+v", r)
		}
		if r.RuleIndex < 0 || r.RuleIndex >= len(run.Tool.Driver.Rules) || run.Tool.Driver.Rules[r.RuleIndex].ID != r.RuleID {
			t.Errorf("rule %q is not at %d", r.RuleID, r.RuleIndex)
		}
		for _, l := range r.Locations {
			checkURI(t, l.Physical.Artifact.URI)
			if l.Physical.Region != nil {
				checkRegion(t, *l.Physical.Region)
			}
		}
		for _, f := range r.Fixes {
			if f.Description.Text == "" || len(f.Changes) == 0 {
				t.Errorf("a fix says nothing: %+v", f)
			}
			for _, c := range f.Changes {
				checkURI(t, c.Artifact.URI)
				if len(c.Replacements) == 0 {
					t.Errorf("a fix changes nothing: %+v", f)
				}
				for _, r := range c.Replacements {
					checkRegion(t, r.Deleted)
				}
			}
		}
	}
	return log
}

func checkURI(t tester, address string) {
	t.Helper()
	u, err := url.Parse(address)
	odd := func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune(`"<>\^{|}`, r) || r == '`' }
	if err != nil || address == "" || strings.ContainsFunc(address, odd) || u.RawQuery != "" || u.Fragment != "" || u.Scheme != "" && u.Scheme != "file" {
		t.Errorf("%q is no address of a file: %v", address, err)
	}
}

func checkRegion(t tester, r sarifRegion) {
	t.Helper()
	if r.StartLine < 1 || r.StartColumn < 0 || r.EndLine != 0 && r.EndLine < r.StartLine || r.EndColumn < 0 ||
		r.EndLine == r.StartLine && r.EndColumn < r.StartColumn {
		t.Errorf("%+v is no region", r)
	}
}

// TestSarifOfHardCases writes logs of what is likely to break one: names with spaces, signs
// of addresses and letters beyond ASCII, faults in YAML, faults of a whole file or folder,
// and paths that cannot be read.
func TestSarifOfHardCases(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	write := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("kaffe og æbler/deck.md", "---\nid: a\ntitle: A\n---\n## What? {#a}\nx\n")
	write("kaffe og æbler/é#% 100.md", "# Æ\n\n## Wie? {.typd}\nx\n\n## no 😀 id\n- [ ] a <b>b</b>\n")
	write("kaffe og æbler/models/brök en.yaml", "id: x\ntitle: a: b\n  - q: [\n")
	write("kaffe og æbler/models/kommaer.yaml", "id: k\ntitle: K\nkind: path\nconstructs:\n  - {id: 😀, label: Tea, green}\n")
	write("kaffe og æbler/media/big.png", strings.Repeat("x", 21<<20))
	write("kaffe og æbler/z.md", "bad \xff utf\n")
	write("no head/notes.md", "# x\n")
	write("colon.md", "\ufeff---\ntitle: A\n")

	files := func(log sarifLog) []string {
		var list []string
		for _, r := range log.Runs[0].Results {
			list = append(list, r.Locations[0].Physical.Artifact.URI)
		}
		slices.Sort(list)
		return slices.Compact(list)
	}
	code, text := sarifOf(t, "kaffe og æbler", "no head", "colon.md")
	want := []string{
		"colon.md", "kaffe%20og%20%C3%A6bler/%C3%A9%23%25%20100.md", "kaffe%20og%20%C3%A6bler/media/big.png",
		"kaffe%20og%20%C3%A6bler/models/br%C3%B6k%20en.yaml", "kaffe%20og%20%C3%A6bler/models/kommaer.yaml", "kaffe%20og%20%C3%A6bler/z.md", "no%20head/deck.md", "no%20head/notes.md",
	}
	log := checkSarif(t, text)
	if got := files(log); code != exitFaulty || !slices.Equal(got, want) {
		t.Errorf("exits with %d, and the files are %q, want %q", code, got, want)
	}
	if in := log.Runs[0].Invocations[0]; !in.Successful || len(in.Notifications) > 0 {
		t.Errorf("all was read, and the log says %+v", in)
	}

	_, text = sarifOf(t, filepath.Join(dir, "no head"))
	if got := files(checkSarif(t, text)); len(got) != 2 || !strings.HasPrefix(got[0], "file:///") || !strings.HasSuffix(got[0], "/no%20head/deck.md") {
		t.Errorf("a path from the root is %q", got)
	}

	code, text = sarifOf(t, "none", "no head")
	in := checkSarif(t, text).Runs[0].Invocations[0]
	if code != exitUsage || in.Successful || len(in.Notifications) != 1 || in.Notifications[0].Message.Text != "none does not exist" {
		t.Errorf("exits with %d, and a path that is not there is %+v", code, in)
	}
}

func sarifOf(t *testing.T, paths ...string) (code int, log string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = run(t.Context(), append([]string{"check", "--format", "sarif"}, paths...), &out, &errs)
	return code, out.String()
}
