package main_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// module is the path that this module's own imports begin with.
const module = "touchpoint/"

// floors lists what the packages of each part of the house may import of this
// module besides their own part: what stands below it, and nothing above. The
// linter (depguard, in .golangci.yml) says the same while one types; here it is
// said to everybody who runs the tests.
var floors = map[string][]string{
	"assets":             {},
	"deck":               {"deck/model", "deck/yamltext", "deck/formula", "deck/picture"},
	"deck/formula":       {},
	"deck/picture":       {},
	"deck/yamltext":      {},
	"deck/brisk":         {},
	"deck/spelling":      {},
	"deck/model/...":     {"deck/spelling", "deck/yamltext"},
	"deck/evidence/...":  {},
	"deck/memory/...":    {"deck", "deck/model"},
	"deck/progress/...":  {"deck", "deck/model", "deck/memory"},
	"deck/safefile":      {},
	"deck/search":        {"deck", "deck/model", "deck/memory"},
	"deck/diff":          {"deck", "deck/model"},
	"deck/hypertext":     {"deck", "deck/model", "deck/formula"},
	"deck/pack":          {"deck", "deck/model", "deck/safefile"},
	"deck/draft":         {"deck", "deck/model/...", "deck/picture", "deck/diff", "deck/safefile", "deck/hypertext"},
	"deck/library/...":   {"deck", "deck/model", "deck/diff", "deck/draft", "deck/pack", "deck/safefile"},
	"deck/study/...":     {"deck", "deck/model", "deck/spelling", "deck/memory/...", "deck/library", "deck/progress", "deck/search"},
	"deck/exchange/...":  {"assets", "deck", "deck/model/...", "deck/memory", "deck/library", "deck/progress", "deck/hypertext", "deck/formula", "deck/picture", "deck/spelling", "deck/diff", "deck/pack", "deck/safefile"},
	"ui/...":             {"assets", "deck/..."},
	"cmd/deck/...":       {"assets", "deck/..."},
	"cmd/touchpoint/...": {"assets", "deck/...", "ui/..."},
}

// A ban keeps imports out of some packages, and says why.
type ban struct {
	imports []string // import paths; one that ends in /... means all below it too
	from    []string // packages, likewise
	except  []string // packages among them that may
	why     string
}

var bans = []ban{
	{
		imports: []string{"fyne.io/..."},
		from:    []string{"deck/...", "cmd/deck/...", "assets/..."},
		why:     "what a screen knows is tested without a window, and the author's command line builds without one",
	},
	{
		imports: []string{"database/sql/...", "github.com/mattn/go-sqlite3"},
		from:    []string{"..."},
		except:  []string{"deck/progress/...", "deck/exchange/anki/..."},
		why:     "deck/progress is the only home of SQL",
	},
	{
		imports: []string{"os/...", "net", "net/http/...", "path/filepath", "syscall"},
		from:    []string{"deck", "deck/yamltext", "deck/spelling", "deck/formula", "deck/picture", "deck/hypertext", "deck/model/...", "deck/evidence/...", "deck/memory/...", "deck/search", "deck/diff"},
		why:     "these packages are pure: what they read is an argument (fs.FS), what they find is returned",
	},
	{
		imports: []string{"testing", "github.com/google/go-cmp/...", "pgregory.net/rapid"},
		from:    []string{"..."},
		except:  []string{"cmd/touchpoint/internal/desktop", "deck/brisk", "ui/uitest"},
		why:     "what only tests need stays out of the program",
	},
}

// A source is one Go file of this module that is part of a program.
type source struct {
	pkg     string // folder, slash-separated, relative to the root
	name    string // path from the root
	file    *ast.File
	imports []string
}

func TestImportsPointDownward(t *testing.T) {
	for _, src := range sources(t) {
		floor, known := floorOf(src.pkg)
		if !known {
			t.Errorf("%s: package %s has no floor in the house yet: give it one in floors", src.name, src.pkg)
			continue
		}
		for _, imported := range src.imports {
			below, ours := strings.CutPrefix(imported, module)
			if ours && !matches(below, append([]string{floor}, floors[floor]...)) {
				t.Errorf("%s imports %s: imports point downward only, and %s may import %v", src.name, imported, floor, floors[floor])
			}
		}
	}
}

func TestBannedImports(t *testing.T) {
	for _, src := range sources(t) {
		for _, ban := range bans {
			if !matches(src.pkg, ban.from) || matches(src.pkg, ban.except) {
				continue
			}
			for _, imported := range src.imports {
				if matches(imported, ban.imports) {
					t.Errorf("%s imports %s: %s", src.name, imported, ban.why)
				}
			}
		}
	}
}

// TestPureCodeAsksNoClock holds for the packages whose answers depend on their
// arguments alone, so that the same answer can be worked out again years later.
func TestPureCodeAsksNoClock(t *testing.T) {
	pure := []string{"deck", "deck/yamltext", "deck/spelling", "deck/formula", "deck/picture", "deck/hypertext", "deck/model/...", "deck/evidence/...", "deck/memory/...", "deck/search", "deck/diff"}
	for _, src := range sources(t) {
		if !matches(src.pkg, pure) {
			continue
		}
		for _, name := range []string{"Now", "Since", "Until"} {
			if calls(src.file, "time", name) {
				t.Errorf("%s calls time.%s: in %s the time is an argument", src.name, name, src.pkg)
			}
		}
	}
}

// TestOneDoorToTheUserInterface keeps the crossing from other goroutines to the
// one that owns the widgets in a single file, where it can be seen and replaced.
func TestOneDoorToTheUserInterface(t *testing.T) {
	var doors []string
	for _, src := range sources(t) {
		if calls(src.file, "fyne", "Do") || calls(src.file, "fyne", "DoAndWait") {
			doors = append(doors, src.name)
		}
	}
	if len(doors) > 1 {
		t.Errorf("fyne.Do stands in %d files, want at most one: %v", len(doors), doors)
	}
}

// TestTextsGetTheirStyleFromTheTheme keeps to one place how a text becomes bold: said to
// the toolkit alone, it would read its fonts once more, which takes 9 MB and a stall.
func TestTextsGetTheirStyleFromTheTheme(t *testing.T) {
	for _, src := range sources(t) {
		if !matches(src.pkg, []string{"ui/..."}) || src.pkg == "ui/theme" {
			continue
		}
		ast.Inspect(src.file, func(n ast.Node) bool {
			set, ok := n.(*ast.AssignStmt)
			if !ok {
				return true
			}
			for _, to := range set.Lhs {
				ast.Inspect(to, func(n ast.Node) bool {
					if sel, ok := n.(*ast.SelectorExpr); ok && (sel.Sel.Name == "TextStyle" || sel.Sel.Name == "FontSource") {
						t.Errorf("%s sets %s of a text: call theme.SetStyle", src.name, sel.Sel.Name)
					}
					return true
				})
			}
			return true
		})
	}
}

// TestPackageNamesSayWhatFor keeps out the names under which anything may gather.
func TestPackageNamesSayWhatFor(t *testing.T) {
	for _, src := range sources(t) {
		switch name := path.Base(src.pkg); name {
		case "util", "utils", "common", "helper", "helpers", "types", "misc", "shared", "lib":
			t.Errorf("%s: a package called %s says nothing of what belongs in it", src.name, name)
		}
	}
}

// TestPackagesOpenWithAComment asks each package for the paragraph from which a
// newcomer learns what it is for.
func TestPackagesOpenWithAComment(t *testing.T) {
	said := map[string]bool{}
	for _, src := range sources(t) {
		said[src.pkg] = said[src.pkg] || src.file.Doc != nil
	}
	for _, pkg := range slices.Sorted(maps.Keys(said)) {
		if !said[pkg] {
			t.Errorf("%s has no package comment: say what it is for, its main types and how they fit", pkg)
		}
	}
}

// sources parses every file of this module that goes into a program.
func sources(t *testing.T) []source {
	t.Helper()
	const root = "../.."
	var list []source
	files := token.NewFileSet()
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir():
			if base := entry.Name(); base == "testdata" || base == "build" || len(base) > 2 && strings.HasPrefix(base, ".") {
				return fs.SkipDir
			}
			return nil
		case !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		file, err := parser.ParseFile(files, name, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		name, err = filepath.Rel(root, name)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		src := source{pkg: path.Dir(name), name: name, file: file}
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			src.imports = append(src.imports, imported)
		}
		list = append(list, src)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(list) < 10 {
		t.Fatalf("only %d Go files found under %s: is this still the root of the module?", len(list), root)
	}
	return list
}

// floorOf finds the part of the house in which a package stands.
func floorOf(pkg string) (floor string, known bool) {
	for floor := range floors {
		if matches(pkg, []string{floor}) {
			return floor, true
		}
	}
	return "", false
}

// matches reports whether a path is one of the patterns. The pattern "a/b/..."
// means a/b and everything below it, and "..." everything.
func matches(name string, patterns []string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool {
		if pattern == "..." {
			return true
		}
		if top, wild := strings.CutSuffix(pattern, "/..."); wild {
			return name == top || strings.HasPrefix(name, top+"/")
		}
		return name == pattern
	})
}

// calls reports whether a file mentions the function of a package that it imports
// under its own name.
func calls(file *ast.File, pkg, function string) bool {
	found := false
	ast.Inspect(file, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok && sel.Sel.Name == function {
			if id, ok := sel.X.(*ast.Ident); ok && id.Name == pkg {
				found = true
			}
		}
		return !found
	})
	return found
}
