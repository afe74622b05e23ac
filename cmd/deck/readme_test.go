package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"image"
	"image/png"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck/library"
)

const (
	readme       = "../../README.md"
	chapterTitle = "## Writing a deck\n"
)

// A block is a fenced piece of the README's chapter for authors: the contents of a file,
// whose path stands behind the language, or a console with commands and what they say.
type block struct {
	language, path string
	text           string
}

func chapter(t *testing.T) string {
	t.Helper()
	all, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	_, text, found := strings.Cut(string(all), chapterTitle)
	if !found {
		t.Fatalf("%s has no chapter %q", readme, chapterTitle)
	}
	if end := strings.Index(text, "\n## How the code"); end >= 0 {
		text = text[:end]
	}
	return text
}

func shown(t *testing.T) []block {
	var list []block
	fenced := regexp.MustCompile("(?s)\n```(\\w+) ?([^\n]*)\n(.*?\n)```\n")
	for _, m := range fenced.FindAllStringSubmatch(chapter(t), -1) {
		list = append(list, block{m[1], m[2], m[3]})
	}
	if len(list) < 10 {
		t.Fatalf("the chapter has %d blocks; are they still fenced?", len(list))
	}
	return list
}

// TestReadme does what the README tells an author to do, literally: it writes every file
// that is shown, runs every command and compares what it says.
func TestReadme(t *testing.T) {
	list, wrote := shown(t), 0
	t.Chdir(t.TempDir())
	for i, b := range list {
		switch b.language {
		case "console":
		case "diff":
			changeShown(t, b)
			continue
		default:
			writeShown(t, b)
			wrote++
			continue
		}
		for _, c := range commandsOf(b.text) {
			if got := runShown(t, c.line); got != c.says {
				t.Errorf("block %d: %s says\n%s", i+1, c.line, cmp.Diff(c.says, got))
			}
		}
		if wrote == 1 { // the first ten notes, before there is more
			expectStats(t, "notes", 10)
			if t.Failed() {
				t.FailNow()
			}
		}
	}
	expectStats(t, "models", 1)
	if got := runShown(t, "deck check --strict coffee"); got != "" {
		t.Errorf("in the end deck check says\n%s", got)
	}
	installShown(t)
}

// installShown does what a student does with the two files, and reads what deck diff said.
func installShown(t *testing.T) {
	t.Helper()
	home := library.NewHome(filepath.Join(t.TempDir(), "decks"))
	for _, step := range []struct {
		file string
		kind library.PlanKind
	}{{"coffee-1.deck", library.Install}, {"coffee.deck", library.Update}} {
		p, err := home.Plan(t.Context(), step.file)
		if err != nil {
			t.Fatal(err)
		}
		if p.Kind != step.kind {
			t.Errorf("%s is taken for the plan %v, want %v", step.file, p.Kind, step.kind)
		}
		if _, err := home.Carry(t.Context(), p); err != nil {
			t.Fatal(err)
		}
		if said := runShown(t, "deck diff coffee-1.deck coffee"); step.kind == library.Update {
			for _, sentence := range p.Diff.Summary() {
				if !strings.Contains(said, sentence+"\n") || !slices.Contains(p.Sentences, sentence) {
					t.Errorf("%q is not said by both deck diff and the window", sentence)
				}
			}
		}
	}
}

// writeShown writes a file that the README shows, and the pictures that it asks its reader
// to put beside it.
func writeShown(t *testing.T, b block) {
	t.Helper()
	put := func(path string, contents []byte) {
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o777), os.WriteFile(path, contents, 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	if b.path == "" {
		t.Fatalf("a block of %s does not say which file it is:\n%s", b.language, b.text)
	}
	put(b.path, []byte(b.text))
	for _, m := range regexp.MustCompile(`\]\((media/[^)]+)\)`).FindAllStringSubmatch(b.text, -1) {
		var picture bytes.Buffer
		if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 4, 3))); err != nil {
			t.Fatal(err)
		}
		put(filepath.Join(filepath.Dir(b.path), m[1]), picture.Bytes())
	}
}

// changeShown replaces the line of a file that a difference takes away by that which it adds.
func changeShown(t *testing.T, b block) {
	t.Helper()
	before, after, found := strings.Cut(b.text, "\n+")
	text, err := os.ReadFile(b.path)
	before = strings.TrimPrefix(before, "-") + "\n"
	if err != nil || !found || !strings.Contains(string(text), before) {
		t.Fatalf("%s has no line\n%s%v", b.path, before, err)
	}
	if err := os.WriteFile(b.path, []byte(strings.Replace(string(text), before, after, 1)), 0o666); err != nil {
		t.Fatal(err)
	}
}

// A command is a line of a console with what is to be read after it.
type command struct{ line, says string }

func commandsOf(console string) []command {
	var list []command
	for line := range strings.Lines(console) {
		if text, typed := strings.CutPrefix(line, "$ "); typed {
			list = append(list, command{line: strings.TrimSuffix(text, "\n")})
			continue
		}
		list[len(list)-1].says += line
	}
	return list
}

// runShown runs a command and returns all that is read on the screen.
func runShown(t *testing.T, line string) string {
	t.Helper()
	args := strings.Fields(line)
	var screen bytes.Buffer
	if args[0] == "deck" {
		if run(t.Context(), args[1:], &screen, &screen) == exitUsage {
			t.Errorf("%s is misused", line)
		}
		return screen.String()
	}
	c := exec.CommandContext(t.Context(), args[0], args[1:]...)
	c.Stdout, c.Stderr = &screen, &screen
	if err := c.Run(); err != nil {
		t.Fatalf("%s: %v", line, err)
	}
	return screen.String()
}

func expectStats(t *testing.T, name string, want float64) {
	t.Helper()
	var got map[string]any
	if err := json.Unmarshal([]byte(runShown(t, "deck stats --json coffee")), &got); err != nil {
		t.Fatal(err)
	}
	if got[name] != want {
		t.Errorf("the deck has %v %s, want %v", got[name], name, want)
	}
}

// TestReadmeNamesAllFields holds the tables of the chapter to the schema of models, which
// is held to the code: what can be written is named there.
func TestReadmeNamesAllFields(t *testing.T) {
	data, err := os.ReadFile("../../assets/schema/model.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var schema struct {
		Defs map[string]struct {
			Properties map[string]any `json:"properties"`
		} `json:"$defs"`
	}
	if err := json.Unmarshal(data, &schema); err != nil {
		t.Fatal(err)
	}
	var named []string
	for _, m := range regexp.MustCompile("`([a-z]+)(?:: [^`]*)?`").FindAllStringSubmatch(chapter(t), -1) {
		named = append(named, m[1])
	}
	for _, d := range schema.Defs {
		for name := range d.Properties {
			if !slices.Contains(named, name) && name != "metric" && name != "value" { // in an example
				t.Errorf("the chapter does not name the field %s of a model", name)
			}
		}
	}
}

// TestReadmeNamesAllCommands holds the chapter to the command line.
func TestReadmeNamesAllCommands(t *testing.T) {
	parser, err := newParser(&bytes.Buffer{}, &bytes.Buffer{}, func(int) {})
	if err != nil {
		t.Fatal(err)
	}
	text := chapter(t)
	for _, c := range parser.Model.Children {
		if !strings.Contains(text, "deck "+c.Name) {
			t.Errorf("the chapter does not name deck %s", c.Name)
		}
	}
	for _, k := range kinds {
		if k != "basic" && !strings.Contains(text, "`."+string(k)+"`") {
			t.Errorf("the chapter does not name the kind %s", k)
		}
	}
	if _, err := fs.Stat(os.DirFS("../.."), "assets/decks/customer-engagement/models"); err != nil {
		t.Errorf("the chapter names a folder that is not there: %v", err)
	}
}
