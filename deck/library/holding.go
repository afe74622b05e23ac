package library

import (
	"time"

	"touchpoint/deck"
)

// An Origin says where a deck came from.
type Origin string

// The origins.
const (
	OriginEmbedded  Origin = "embedded"  // part of the program
	OriginCopied    Origin = "copied"    // the learner's own copy of an embedded deck
	OriginInstalled Origin = "installed" // from a folder or file
	OriginWritten   Origin = "written"   // begun here
)

// A Holding is a deck of this machine, as the list of them shows it.
type Holding struct {
	ID        deck.ID // "" if it could not be read
	Title     string
	Version   string
	Authors   []string
	Notes     int
	Cards     int
	Models    int
	Origin    Origin
	Archived  bool
	Path      string    // its folder or file on this machine; "" if embedded
	Problem   string    // why it is not in the library, in words; "" if it is, or is archived
	Errors    int       // faults on account of which something of it is left out
	Changed   bool      // it was changed here since it was installed or copied
	Installed time.Time // when this version came; zero if not known
	Stale     bool      // others may have other contents under the same version: it came or was exported so, and was changed since
	Newer     string    // the version of the program's own deck if that is later than this copy of it, see [Home.PlanNewer]
}
