package deck_test

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck"
)

func TestFormat(t *testing.T) {
	tests := map[string]struct{ in, want string }{
		"nothing to do":             {"## A {#a}\nx\n", "## A {#a}\nx\n"},
		"empty file":                {"", ""},
		"missing id":                {"## What is it?\nx\n", "## What is it? {#what-is-it}\nx\n"},
		"no line break at the end":  {"## A\nx\n## B\ny", "## A {#a}\nx\n## B {#b}\ny"},
		"white space stays":         {"##   A  \t\n\tx  \n", "##   A {#a}  \t\n\tx  \n"},
		"closing signs stay":        {"## A ##\nx\n", "## A ## {#a}\nx\n"},
		"carriage returns stay":     {"## A\r\nx\r\n## B {.cloze}\r\n{{x}}\r\n", "## A {#a}\r\nx\r\n## B {#b .cloze}\r\n{{1:x}}\r\n"},
		"mixed line ends stay":      {"## A\r\nx\n## B\ny\r\n", "## A {#a}\r\nx\n## B {#b}\ny\r\n"},
		"byte order mark stays":     {"\ufeff## A\nx\n", "\ufeff## A {#a}\nx\n"},
		"attributes get an order":   {`## A {model=m tags=x .both was="o p" after=b}` + "\nx\n", `## A {#a .both after="b" was="o p" tags="x" model=m}` + "\nx\n"},
		"elements of a model stay":  {"## A {model=m#b,c}\nx\n", "## A {#a model=\"m#b,c\"}\nx\n"},
		"elements with id stay":     {"## A {#a model=\"m#b, c:d\"}\nx\n", "## A {#a model=\"m#b, c:d\"}\nx\n"},
		"attributes with id stay":   {"## A {  .both   #a }\nx\n", "## A {  .both   #a }\nx\n"},
		"id given elsewhere":        {"## A\nx\n## B {#a}\ny\n", "## A {#a-2}\nx\n## B {#a}\ny\n"},
		"gap numbers":               {"## A {#a .cloze}\n{{x}} {{1:y}} {{z::h}} {{3:q}}\n", "## A {#a .cloze}\n{{2:x}} {{1:y}} {{4:z::h}} {{3:q}}\n"},
		"gap that begins with one":  {"## A {#a .cloze}\n{{:x}} {{ 2:y}} {{3::h}}\n", "## A {#a .cloze}\n{{1: :x}} {{2: 2:y}} {{3:3::h}}\n"},
		"gaps in lists and quotes":  {"## A {#a .cloze}\n- {{x}}\n  {{y}}\n\n  > {{z}}\n\n> {{q}}\n", "## A {#a .cloze}\n- {{1:x}}\n  {{2:y}}\n\n  > {{3:z}}\n\n> {{q}}\n"},
		"gap over two lines":        {"## A {#a .cloze}\r\n{{x\r\ny}} {{z}}\r\n", "## A {#a .cloze}\r\n{{1:x\r\ny}} {{2:z}}\r\n"},
		"other kinds keep braces":   {"## A {#a}\n{{x}}\n", "## A {#a}\n{{x}}\n"},
		"code keeps braces":         {"## A {#a .cloze}\n`{{x}}` {{y}}\n", "## A {#a .cloze}\n`{{x}}` {{1:y}}\n"},
		"broken heading is left":    {"## A {.clozed}\nx\n## B\ny\n", "## A {.clozed}\nx\n## B {#b}\ny\n"},
		"broken body gets an id":    {"## A {.cloze}\n{{x}} {{y\n", "## A {#a .cloze}\n{{x}} {{y\n"},
		"duplicate is left":         {"## A {#a}\nx\n## B {#a .cloze}\n{{y}}\n", "## A {#a}\nx\n## B {#a .cloze}\n{{y}}\n"},
		"sections and code are not": {"# A\n## B {#b}\n```\n## C\n```\n", "# A\n## B {#b}\n```\n## C\n```\n"},
		"mask numbers":              {"## A {#a .occlude}\r\n![p](p.png)\r\n- 1 2 3 4 x\r\n-  3: 1 2 3 4\r\n1. 1 2 3 4\r\n", "## A {#a .occlude}\r\n![p](p.png)\r\n- 1: 1 2 3 4 x\r\n-  3: 1 2 3 4\r\n1. 1 2 3 4\r\n"},
		"masks in a broken note":    {"## A {#a .occlude}\n![p](p.png)\n- 1 2 3 4 x\n- 0 0 0 0\n", "## A {#a .occlude}\n![p](p.png)\n- 1 2 3 4 x\n- 0 0 0 0\n"},
		"hide=all stays":            {"## A {hide=all .occlude}\n![p](p.png)\n- 1 2 3 4 x\n", "## A {#a .occlude hide=all}\n![p](p.png)\n- 1: 1 2 3 4 x\n"},
		"front matter is not":       {"---\nid: x\n---\n## A\ny\n", "---\nid: x\n---\n## A {#a}\ny\n"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := deck.Format("a.md", []byte(test.in))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, string(got)); diff != "" {
				t.Errorf("Format differs (-want +got):\n%s", diff)
			}
			again, err := deck.Format("a.md", got)
			if err != nil || !bytes.Equal(again, got) {
				t.Errorf("formatted again it is %q, %v, want it unchanged: %q", again, err, got)
			}
		})
	}
}

func TestFormatRefusesWhatIsNotText(t *testing.T) {
	for name, src := range map[string]string{"latin 1": "## Caf\xe9\nx\n", "UTF-16": "\xff\xfe#\x00#\x00", "a zero byte": "## A\nx\x00y\n"} {
		if got, err := deck.Format("a.md", []byte(src)); err == nil || got != nil {
			t.Errorf("Format of %s = %q, %v, want nothing and an error", name, got, err)
		} else if !strings.Contains(err.Error(), "a.md") || !strings.Contains(err.Error(), "UTF-8") {
			t.Errorf("Format of %s says %q, want the file's name and UTF-8 in it", name, err)
		}
	}
}

func TestFormatFolderKeepsIDsApart(t *testing.T) {
	fsys := fstest.MapFS{
		"deck.md": {Data: []byte("---\nid: d\ntitle: D\n---\n## Same\nx\n")},
		"b.md":    {Data: []byte("## Same\ny\n## Other {#same-3}\nz\n## Same\nq\n")},
		"a.md":    {Data: []byte("## Given {#same}\nz\n")},
		"c.txt":   {Data: []byte("## Same\n")},
	}
	files, err := deck.FormatFolder(fsys)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, f := range files {
		got[f.Name] = string(f.New)
		if f.Changed() != (f.Name != "a.md") {
			t.Errorf("Changed of %s = %t, want %t", f.Name, f.Changed(), f.Name != "a.md")
		}
	}
	want := map[string]string{
		"deck.md": "---\nid: d\ntitle: D\n---\n## Same {#same-2}\nx\n",
		"a.md":    "## Given {#same}\nz\n",
		"b.md":    "## Same {#same-4}\ny\n## Other {#same-3}\nz\n## Same {#same-5}\nq\n",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("FormatFolder differs (-want +got):\n%s", diff)
	}
}

func TestFormatFolderWithoutDeck(t *testing.T) {
	if _, err := deck.FormatFolder(fstest.MapFS{"a.txt": {}}); err == nil {
		t.Error("FormatFolder of a folder without .md files = nil error, want one")
	}
	fsys := fstest.MapFS{"deck.md": {Data: []byte("## A\nx\n")}, "b.md": {Data: []byte("\xe9")}}
	if files, err := deck.FormatFolder(fsys); err == nil || files != nil {
		t.Errorf("FormatFolder with a file that is not text = %d files, %v, want none and an error", len(files), err)
	}
}
