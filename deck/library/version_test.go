package library

import (
	"testing"

	"pgregory.net/rapid"
)

func TestNextVersion(t *testing.T) {
	for v, want := range map[string]string{
		"": "1.0", " 1.0 ": "1.1", "1.0.9": "1.0.10", "v3": "v4", "2026-09": "2026-10", "1.0-beta": "1.1-beta",
		"1.0+build 7": "1.1", "99": "100", "draft": "", "beta 2": "", "1.0rc1": "1.0rc2",
	} {
		if got := NextVersion(v); got != want {
			t.Errorf("after %q comes %q, want %q", v, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.StringMatching(`v?[0-9]{1,30}([.-][0-9a-z]{1,4}){0,4}(\+[a-z0-9]{1,5})?`).Draw(t, "version")
		if next := NextVersion(v); CompareVersions(next, v) <= 0 {
			t.Errorf("%q is not later than %q", next, v)
		}
	})
}
