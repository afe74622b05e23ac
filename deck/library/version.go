package library

import (
	"cmp"
	"strings"
)

// CompareVersions compares versions as people count: 1.10 comes after 1.9, 2026-03 after
// 2026-02, and 1.0-beta before 1.0. When one of them is no version, neither is later.
func CompareVersions(a, b string) int {
	x, y := parts(a), parts(b)
	if len(x) == 0 || len(y) == 0 || !digit(x[0]) || !digit(y[0]) {
		return 0
	}
	for i := range max(len(x), len(y)) {
		if c := comparePart(at(x, i), at(y, i)); c != 0 {
			return c
		}
	}
	return 0
}

// NextVersion returns a version that is later than one and like it, "" if that is none: 1.1
// after 1.0, 2026-03 after 2026-02. A deck without a version begins with 1.0.
func NextVersion(v string) string {
	v, _, _ = strings.Cut(strings.TrimSpace(v), "+") // which says how it was made
	if v == "" {
		return "1.0"
	}
	end := strings.LastIndexAny(v, "0123456789") + 1
	from := end
	for from > 0 && digit(v[from-1:]) {
		from--
	}
	next := v[:from] + increased(v[from:end]) + v[end:]
	if CompareVersions(next, v) <= 0 {
		return ""
	}
	return next
}

// increased returns a number of any length with one added.
func increased(number string) string {
	digits := []byte(number)
	for i := len(digits) - 1; i >= 0; i-- {
		if digits[i] != '9' {
			digits[i]++
			return string(digits)
		}
		digits[i] = '0'
	}
	return "1" + string(digits)
}

func at(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return ""
}

// comparePart compares two parts of versions: a word comes before nothing, nothing is as
// good as 0, and numbers count.
func comparePart(a, b string) int {
	if a == b {
		return 0
	}
	word := func(s string) bool { return s != "" && !digit(s) }
	switch {
	case word(a) && word(b):
		return strings.Compare(a, b)
	case word(a):
		return -1
	case word(b):
		return 1
	}
	a, b = strings.TrimLeft(a, "0"), strings.TrimLeft(b, "0")
	return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b))
}

func digit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// parts takes a version apart into numbers and words.
func parts(version string) []string {
	version = strings.ToLower(strings.TrimSpace(version))
	if len(version) > 1 && version[0] == 'v' && digit(version[1:]) {
		version = version[1:]
	}
	version, _, _ = strings.Cut(version, "+") // which says how it was made
	var list []string
	from := 0
	for i := 0; i <= len(version); i++ {
		end := i == len(version) || strings.IndexByte(".-_ ", version[i]) >= 0
		turn := !end && i > from && digit(version[i:]) != digit(version[from:])
		if (end || turn) && i > from {
			list = append(list, version[from:i])
		}
		if end {
			from = i + 1
		} else if turn {
			from = i
		}
	}
	return list
}
