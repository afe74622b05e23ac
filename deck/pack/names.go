package pack

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// checkName refuses the names that could lead out of a folder, or that cannot be written
// or mean something else on another system. A deck works everywhere or it is not packed.
func checkName(name string) error {
	bad := func(why string) error {
		return fail(fs.ErrInvalid, "The file name “%s” cannot be used in a deck because %s.", Show(name), why)
	}
	switch {
	case name == "" || name == ".":
		return bad("it is empty")
	case !utf8.ValidString(name):
		return bad("it is not written in UTF-8")
	case len(name) > maxName:
		return bad("it is too long")
	case strings.HasPrefix(name, "/") || strings.Contains(name, `\`):
		return bad("it may lead out of the deck's folder")
	case !fs.ValidPath(name):
		return bad("it may lead out of the deck's folder")
	case strings.Count(name, "/") >= maxDepth:
		return bad(fmt.Sprintf("it lies more than %d folders deep", maxDepth-1))
	case strings.ContainsAny(name, `<>:"|?*`):
		return bad(`some systems do not allow < > : " | ? * in names`)
	case strings.ContainsFunc(name, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) }):
		return bad("it has invisible characters")
	}
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasSuffix(part, ".") || strings.HasSuffix(part, " ") || strings.HasPrefix(part, " ") {
			return bad("some systems do not allow a space or full stop there")
		}
		stem, _, _ := strings.Cut(strings.ToLower(part), ".")
		if slices.Contains(reserved, strings.TrimSpace(stem)) {
			return bad("Windows keeps this name for itself")
		}
	}
	return nil
}

// reserved are the names that Windows takes for devices, whatever comes after a full stop.
var reserved = []string{
	"con", "prn", "aux", "nul", "conin$", "conout$",
	"com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "com¹", "com²", "com³",
	"lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "lpt¹", "lpt²", "lpt³",
}

// hidden reports whether a file is not the author's but an editor's, a version control's
// or a system's.
func hidden(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(part, ".") || part == "__MACOSX" {
			return true
		}
	}
	switch base := strings.ToLower(path.Base(name)); {
	case base == "thumbs.db", base == "desktop.ini", strings.HasSuffix(base, "~"):
		return true
	}
	return false
}

// archive reports whether a file of a deck's folder is a packed deck, maybe of itself.
func archive(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return ext == ".deck" || ext == ".zip"
}

// A names is a set of file names that can stand beside each other on every system.
type names struct {
	taken   map[string]string // how a name is told from others, to the name
	folders map[string]string // likewise
}

func newNames() *names {
	return &names{taken: make(map[string]string), folders: make(map[string]string)}
}

// add takes in a name, or says which one it collides with.
func (n *names) add(name string) error {
	key := FoldName(name)
	if other, taken := n.taken[key]; taken {
		return collision(name, other)
	}
	if _, folder := n.folders[key]; folder {
		return fail(fs.ErrInvalid, "“%s” is both a file and a folder.", Show(name))
	}
	n.taken[key] = name
	for dir, at := path.Dir(name), path.Dir(key); dir != "."; dir, at = path.Dir(dir), path.Dir(at) {
		if _, file := n.taken[at]; file {
			return fail(fs.ErrInvalid, "“%s” is both a file and a folder.", Show(dir))
		}
		if other, known := n.folders[at]; known && other != dir {
			return collision(dir, other)
		}
		n.folders[at] = dir
	}
	return nil
}

func collision(name, other string) error {
	if name == other {
		return fail(fs.ErrInvalid, "There are two files called “%s”.", Show(name))
	}
	return fail(fs.ErrInvalid, "“%s” and “%s” are the same name on some systems; call one of them otherwise.", Show(other), Show(name))
}

// FoldName is the same for names that some system does not tell apart.
func FoldName(name string) string {
	for i := range len(name) {
		if name[i] >= utf8.RuneSelf {
			return norm.NFC.String(cases.Fold().String(norm.NFC.String(name)))
		}
	}
	return strings.ToLower(name)
}

// Show makes a name of a stranger's file safe and short enough to be read.
func Show(name string) string {
	const most = 80
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return unicode.ReplacementChar
		}
		return r
	}, strings.ToValidUTF8(name, "\ufffd"))
	if runes := []rune(name); len(runes) > most {
		return string(runes[:most/2]) + "…" + string(runes[len(runes)-most/2:])
	}
	return name
}

// Megabytes says a size as people do.
func Megabytes(size int64) string {
	switch {
	case size >= 10<<20:
		return fmt.Sprintf("%d MB", (size+1<<19)>>20)
	case size >= 1<<20:
		return fmt.Sprintf("%.1f MB", float64(size)/(1<<20))
	}
	return fmt.Sprintf("%d KB", (size+1023)>>10)
}
