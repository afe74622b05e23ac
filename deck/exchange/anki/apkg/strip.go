package apkg

import (
	"crypto/sha1"
	"encoding/binary"
	"html"
	"regexp"
	"strings"
)

// checksum returns the number by which Anki finds notes with the same first field: the first
// four bytes of the SHA-1 of the field, which has no markup any more.
func checksum(text string) uint32 {
	sum := sha1.Sum([]byte(text))
	return binary.BigEndian.Uint32(sum[:4])
}

var (
	// mediaTag finds an element that shows a file, and the file's name.
	mediaTag = regexp.MustCompile(`(?is)<(?:img|audio|video|object|source)\b[^>]*?\b(?:src|data)=(?:"([^"]*)"|'([^']*)'|([^ >]+))[^>]*>`)
	// markup finds what a reader does not see.
	markup = regexp.MustCompile(`(?is)<!--.*?-->|<style.*?>.*?</style>|<script.*?>.*?</script>|<.*?>`)
)

// StripHTML returns a field without its markup, as Anki does for sorting and comparing: the
// names of media files stay.
func StripHTML(field string) string {
	if strings.Contains(field, "<") {
		field = mediaTag.ReplaceAllString(field, " $1$2$3 ")
		field = markup.ReplaceAllString(field, "")
	}
	if strings.Contains(field, "&") {
		field = strings.ReplaceAll(html.UnescapeString(field), "\u00a0", " ")
	}
	return field
}
