package draft_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"touchpoint/deck"
	"touchpoint/deck/draft"
)

// side is a version of a deck: its files by name.
func side(pairs ...string) fstest.MapFS {
	all := make(fstest.MapFS)
	for i := 0; i < len(pairs); i += 2 {
		all[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return all
}

const unitedModel = "id: m\ntitle: M\nkind: path\nquestion: Why?\nconstructs:\n  - {id: a, name: A}\n  - {id: b, name: B}\n  - {id: c, name: C}\nrelations:\n  - {id: ab, from: a, to: b, sign: \"+\"}\n"

func headed(version string, notes ...string) string {
	return "---\nid: x\ntitle: X\nversion: " + version + "\nauthors: [A]\n---\n# S\n\n" + strings.Join(notes, "\n")
}

func TestUnite(t *testing.T) {
	const one, two, three = "## One {#one}\n1\n", "## Two {#two}\n2\n", "## Three {#three}\n3\n"
	base := side("deck.md", headed("1.0", one, two, three), "models/m.yaml", unitedModel)
	for name, tt := range map[string]struct {
		mine, theirs fstest.MapFS
		keep         draft.Keep
		want         map[string]string
		clashes      []draft.Clash
		taken        int
	}{
		"each side changed another note": {
			mine:   side("deck.md", headed("1.0", one+"mine\n", two, three), "models/m.yaml", unitedModel),
			theirs: side("deck.md", headed("1.1", one, two, three+"theirs\n"), "models/m.yaml", unitedModel),
			want:   map[string]string{"deck.md": headed("1.1", one+"mine\n", two, three+"theirs\n"), "models/m.yaml": unitedModel},
			taken:  1,
		},
		"both the same note": {
			mine:    side("deck.md", headed("1.0", one, "## Two {#two}\nmine\n", three), "models/m.yaml", unitedModel),
			theirs:  side("deck.md", headed("1.1", one, "## Two {#two}\ntheirs\n", three), "models/m.yaml", unitedModel),
			want:    map[string]string{"deck.md": headed("1.1", one, "## Two {#two}\nmine\n", "## Two {#two-2 tags=\"newer\"}\ntheirs\n", three), "models/m.yaml": unitedModel},
			clashes: []draft.Clash{{Title: "Two", ID: "two", Beside: "two-2"}},
		},
		"both the same note, theirs stays": {
			mine:    side("deck.md", headed("1.0", one, "## Two {#two}\nmine\n", three), "models/m.yaml", unitedModel),
			theirs:  side("deck.md", headed("1.1", one, "## Two {#two}\ntheirs\n", three), "models/m.yaml", unitedModel),
			keep:    draft.KeepTheirs,
			want:    map[string]string{"deck.md": headed("1.1", one, "## Two {#two}\ntheirs\n", three), "models/m.yaml": unitedModel},
			clashes: []draft.Clash{{Title: "Two", ID: "two"}},
			taken:   1,
		},
		"a note moved here and reworded there": {
			mine:   side("deck.md", headed("1.0", one, three), "more.md", "# More\n\n"+two, "models/m.yaml", unitedModel),
			theirs: side("deck.md", headed("1.1", one, "## Two {#two}\ntheirs\n", three), "models/m.yaml", unitedModel),
			want:   map[string]string{"deck.md": headed("1.1", one, three), "more.md": "# More\n\n## Two {#two}\ntheirs\n\n", "models/m.yaml": unitedModel},
			taken:  1,
		},
		"both added a note of one id": {
			mine:    side("deck.md", headed("1.0", one, two, three, "## New {#new}\nmine\n"), "models/m.yaml", unitedModel),
			theirs:  side("deck.md", headed("1.1", one, two, three, "## New {#new}\ntheirs\n"), "models/m.yaml", unitedModel),
			want:    map[string]string{"deck.md": headed("1.1", one, two, three, "## New {#new}\nmine\n", "## New {#new-2 tags=\"newer\"}\ntheirs\n"), "models/m.yaml": unitedModel},
			clashes: []draft.Clash{{Title: "New", ID: "new", Beside: "new-2"}},
		},
		"one took away what the other changed": {
			mine:    side("deck.md", headed("1.0", one, three), "models/m.yaml", unitedModel),
			theirs:  side("deck.md", headed("1.1", one, "## Two {#two}\ntheirs\n", three), "models/m.yaml", unitedModel),
			want:    map[string]string{"deck.md": headed("1.1", one, three), "models/m.yaml": unitedModel},
			clashes: []draft.Clash{{Title: "Two", Gone: true}},
		},
		"a model in different lines": {
			mine:   side("deck.md", headed("1.0", one, two, three), "models/m.yaml", strings.Replace(unitedModel, "title: M", "title: Mine", 1)),
			theirs: side("deck.md", headed("1.1", one, two, three), "models/m.yaml", strings.Replace(unitedModel, "name: B", "name: Bee", 1)),
			want: map[string]string{
				"deck.md":       headed("1.1", one, two, three),
				"models/m.yaml": strings.NewReplacer("title: M", "title: Mine", "name: B", "name: Bee").Replace(unitedModel),
			},
		},
		"a model in one line": {
			mine:   side("deck.md", headed("1.0", one, two, three), "models/m.yaml", strings.Replace(unitedModel, "title: M", "title: Mine", 1)),
			theirs: side("deck.md", headed("1.1", one, two, three), "models/m.yaml", strings.Replace(unitedModel, "title: M", "title: Theirs", 1)),
			want: map[string]string{
				"deck.md":         headed("1.1", one, two, three),
				"models/m.yaml":   strings.Replace(unitedModel, "title: M", "title: Mine", 1),
				"models/m-2.yaml": strings.NewReplacer("title: M", "title: Theirs", "id: m\n", "id: m-2\n").Replace(unitedModel),
			},
			clashes: []draft.Clash{{Title: "Mine", ID: "m", Beside: "m-2"}},
		},
		"the title here and a source there": {
			mine:   side("deck.md", strings.Replace(headed("1.0.1", one, two, three), "title: X", "title: Mine", 1), "models/m.yaml", unitedModel),
			theirs: side("deck.md", strings.Replace(headed("1.1", one, two, three), "authors: [A]", "authors: [A, B]", 1), "models/m.yaml", unitedModel),
			want:   map[string]string{"deck.md": strings.NewReplacer("title: X", "title: Mine", "authors: [A]", "authors: [A, B]").Replace(headed("1.1", one, two, three)), "models/m.yaml": unitedModel},
		},
		"the title here and a word beneath it there": {
			mine:   side("deck.md", strings.Replace(headed("1.0.1", one, two, three), "title: X", "title: Mine", 1), "models/m.yaml", unitedModel),
			theirs: side("deck.md", strings.Replace(headed("1.1", one, two, three), "# S", "Theirs.\n\n# S", 1), "models/m.yaml", unitedModel),
			want: map[string]string{
				"deck.md":       strings.NewReplacer("title: X", "title: Mine", "# S", "Theirs.\n\n# S").Replace(headed("1.1", one, two, three)),
				"models/m.yaml": unitedModel,
			},
		},
		"a word beneath the title on both sides": {
			mine:   side("deck.md", strings.Replace(headed("1.0.1", one, two, three), "# S", "Mine.\n\n# S", 1), "models/m.yaml", unitedModel),
			theirs: side("deck.md", strings.Replace(headed("1.1", one, two, three), "# S", "Theirs.\n\n# S", 1), "models/m.yaml", unitedModel),
			want: map[string]string{
				"deck.md":       strings.Replace(headed("1.1", one, two, three), "# S", "Mine.\n\nTheirs.\n\n# S", 1),
				"models/m.yaml": unitedModel,
			},
		},
		"a file that is new there": {
			mine:   side("deck.md", headed("1.0", one, two, three, "## Mine {#mine}\nm\n"), "models/m.yaml", unitedModel),
			theirs: side("deck.md", headed("1.1", one, two, three), "zz.md", "# Z\n\n## Z {#z}\nz\n", "models/m.yaml", unitedModel),
			want:   map[string]string{"deck.md": headed("1.1", one, two, three, "## Mine {#mine}\nm\n"), "zz.md": "# Z\n\n## Z {#z}\nz\n", "models/m.yaml": unitedModel},
			taken:  3,
		},
	} {
		t.Run(name, func(t *testing.T) {
			u, err := draft.Unite(base, tt.mine, tt.theirs, tt.keep)
			if err != nil {
				t.Fatal(err)
			}
			got := make(map[string]string)
			for name, data := range u.Files {
				got[name] = string(data)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("files (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.clashes, u.Clashes); diff != "" {
				t.Errorf("clashes (-want +got):\n%s", diff)
			}
			if u.Taken != tt.taken {
				t.Errorf("%d were taken, want %d", u.Taken, tt.taken)
			}
		})
	}
}

// TestUniteLosesNothing holds of whatever two sides did to the notes of a deck: every note
// that either side has, and the other did not take away, is there, under its id; what only
// one side changed is as that side has it.
func TestUniteLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		type notes = map[string]string
		base := notes{}
		for i := range 6 {
			base[fmt.Sprint("n", i)] = "base"
		}
		change := func(label string) notes {
			now := notes{}
			for id, text := range base {
				switch rapid.IntRange(0, 3).Draw(t, label+id) {
				case 0:
					text = label
				case 1:
					continue
				}
				now[id] = text
			}
			for i := range rapid.IntRange(0, 3).Draw(t, label) {
				now[fmt.Sprint("new", i)] = label
			}
			return now
		}
		mine, theirs := change("mine"), change("theirs")
		write := func(version string, all notes, label string) fstest.MapFS {
			var files [2]string
			files[0], files[1] = headed(version), "# More\n\n"
			ids := rapid.Permutation([]string{"n0", "n1", "n2", "n3", "n4", "n5", "new0", "new1", "new2"}).Draw(t, label+" order")
			for _, id := range ids {
				if text, ok := all[id]; ok {
					file := rapid.IntRange(0, 1).Draw(t, label+id)
					files[file] += fmt.Sprintf("## Note %s {#%s}\n%s\n\n", id, id, text)
				}
			}
			return side("deck.md", files[0], "more.md", files[1])
		}
		u, err := draft.Unite(write("1", base, "base"), write("1", mine, "mine"), write("2", theirs, "theirs"), draft.KeepBoth)
		if err != nil {
			t.Fatal(err)
		}
		all := make(fstest.MapFS)
		for name, data := range u.Files {
			all[name] = &fstest.MapFile{Data: data}
		}
		d, faults, err := deck.Parse(all)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range faults {
			if f.Severity == deck.Error {
				t.Fatalf("%v", f)
			}
		}
		want := notes{}
		for _, id := range []string{"n0", "n1", "n2", "n3", "n4", "n5", "new0", "new1", "new2"} {
			b, m, th := base[id], mine[id], theirs[id]
			switch {
			case m == th || th == b:
				want[id] = m
			case m == b:
				want[id] = th
			case m == "" || th == "":
				want[id] = m // what was written here stays, and so does what was taken away here
			default:
				want[id], want[id+"-2"] = m, th
			}
			if want[id] == "" {
				delete(want, id)
			}
		}
		got := notes{}
		for i := range d.Notes {
			got[string(d.Notes[i].ID)] = strings.TrimSpace(d.Notes[i].Back)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("notes (-want +got):\n%s", diff)
		}
		if d.Version != "2" {
			t.Fatalf("version %s", d.Version)
		}
	})
}
