package progress

import (
	"slices"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/memory"
)

// An EntryID is a UUIDv7: unique across devices, and about ordered by time.
type EntryID string

// A Kind says what an entry records.
type Kind string

// The kinds of entry.
const (
	Review    Kind = "review"    // an answer
	Retract   Kind = "retract"   // takes back Target (undo); retracting a retraction is a redo
	Suspend   Kind = "suspend"   // not asked until unsuspended
	Unsuspend Kind = "unsuspend" //
	Bury      Kind = "bury"      // not asked again on this study day
	Unbury    Kind = "unbury"    //
	Flag      Kind = "flag"      // marked with Flag, 0 to clear
	Forget    Kind = "forget"    // new again; its history stays in the journal
	Tag       Kind = "tag"       // marked with the learner's own tag Text
	Untag     Kind = "untag"     // the tag Text taken off
	Remark    Kind = "remark"    // the learner's note on the card is Text now, "" for none
	Estimate  Kind = "estimate"  // memory as another program knew it, where it had no answers to show for it

	// Reschedule moves a card that is under review to another day, and says nothing of its
	// memory. A card that is not under review, as after its answers were taken back, stays
	// where it is.
	Reschedule Kind = "reschedule"
)

// An Entry is one line of the learner's journal. Entries are only ever added.
type Entry struct {
	ID     EntryID       // set by Append when empty
	Card   deck.CardID   //
	At     time.Time     // to the millisecond
	Day    memory.Day    // study day, fixed when the entry is written
	Kind   Kind          //
	Rating memory.Rating // Review
	Took   time.Duration // Review: from question shown to graded
	After  Schedule      // Review: where the answer put the card; Estimate: where it stands; Reschedule: phase Review, and the day
	Memory memory.State  // Estimate: what is known of the memory of the card at the end of Day
	Target EntryID       // Retract
	Flag   int           // Flag: 0 to 7
	Text   string        // Tag, Untag, Remark
	Act    EntryID       // the act on many cards that it is part of: set by AppendAll to its first entry, see also TakeIn
	Device string        // set by Append

	// TakenIn says that the entry was made elsewhere and brought here by TakeIn, which
	// sets it, or takes such an entry back with its whole act.
	TakenIn bool
}

// The most that a learner's own words may come to, in bytes.
const (
	MaxTag    = 200
	MaxRemark = 20_000
)

// A Schedule is what the scheduler decided at an answer. It is kept in the entry,
// because it depends on the options of that moment, which may change later; the
// memory state, which is a matter of the answers alone, is folded from them.
type Schedule struct {
	Phase  memory.Phase
	Step   int
	DueDay memory.Day
	DueAt  time.Time
}

// A State is what the journal says of one card: the fold of its entries.
type State struct {
	Card       deck.CardID
	Memory     memory.Card
	Suspended  bool
	BuriedOn   memory.Day // buried while this is the study day
	Flag       int
	Tags       []string   // the learner's own, in order; not to be changed
	Remark     string     // the learner's note on the card
	Introduced memory.Day // study day of the first answer, or of an estimate in its place
	LastAt     time.Time  // of the last entry, whatever its kind
	LastEntry  EntryID    // the last entry folded in
}

// HasTag reports whether the learner gave the card the tag.
func (s State) HasTag(tag string) bool {
	_, found := slices.BinarySearch(s.Tags, tag)
	return found
}

// Equal reports whether two states are the same.
func (s State) Equal(t State) bool {
	return s.Card == t.Card && s.Memory == t.Memory && s.Suspended == t.Suspended && s.BuriedOn == t.BuriedOn &&
		s.Flag == t.Flag && slices.Equal(s.Tags, t.Tags) && s.Remark == t.Remark && s.Introduced == t.Introduced &&
		s.LastAt.Equal(t.LastAt) && s.LastEntry == t.LastEntry
}
