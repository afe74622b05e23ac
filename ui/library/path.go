package library

import (
	"path/filepath"
	"strings"
)

// Expand makes a path of what was typed: without quotation marks and an address's scheme,
// and from the learner's own folder on where it does not say from where.
func Expand(path, start string) string {
	path = strings.Trim(strings.TrimSpace(path), `"'`)
	path = strings.TrimPrefix(path, "file://")
	if rest, home := strings.CutPrefix(path, "~"); home && (rest == "" || rest[0] == '/' || rest[0] == filepath.Separator) {
		return filepath.Join(start, rest)
	}
	if !filepath.IsAbs(path) {
		return filepath.Join(start, path)
	}
	return path
}
