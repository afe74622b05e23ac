// Package progress keeps what the learner did, and what follows from it, in one SQLite
// file. It is the only home of SQL.
//
// The truth is the journal: an [Entry] for every answer and every other act, which is
// only ever added to. An undo is an entry too, a [Retract] that takes another one back,
// and a redo is a Retract of that Retract. What the scheduler needs to know of a card,
// its [State], is derived: the [Fold] of the card's entries. The file keeps the states
// beside the journal, so that nobody has to fold ten years of answers to start studying,
// and writes both in one transaction, so that they agree. [Journal.Check] compares them
// and [Journal.Refold] makes all states anew.
//
// [Open] opens the journal of a data folder:
//
//	progress.db     the journal, card states, former names of cards, settings
//	progress.db-wal what was written last (SQLite moves it to progress.db)
//	backups/        whole copies of progress.db, each checked when it was made
//
// [Journal.Append] adds an entry, and [Journal.AppendAll] one for each of many cards,
// which are one act from then on, all or none of it. When it returns without an error the entry is on the
// disk, and survives a crash of the program and of the machine; when it returns an
// error nothing was recorded. It asks for the last entry that the caller knows of, and
// refuses with [ErrConflict] when another window has been there in the meantime.
// Several programs may have one journal open; each waits its turn, and
// [Journal.Changed] tells one that another has written.
//
// What the learner did in other programs comes in by [Journal.TakeIn], as it was and when it
// was; where such a program knows how well a card is remembered and not why, an entry of
// kind [Estimate] says so. It is one act, which [Journal.TakeBack] takes back and the same
// entries, taken in again, bring back. [Journal.History] is what goes out to other programs.
//
// By which memory model states are folded is in the journal as well: [Journal.Weights], and
// [Journal.Adopt] changes them together with all states. [Journal.Log] is all answers in the
// form in which training and statistics want them.
//
// What decks held when is no act of the learner's, and stands beside the journal:
// [Journal.Meet] records cards that are there for the first time.
//
// A card keeps its name for all time, unless the author renames it. Then [Journal.Rename]
// records the fact, and the entries under the old name belong to the new one. Entries and
// states always come back under the present name.
//
// Faults are reported as an [*Error], which has a sentence for the learner. A file that
// is damaged, foreign or of a newer version is refused and left as it is; it is never
// replaced by an empty one. [Restore] puts a backup in the place of a damaged file.
//
// What will not change: a file written by any released version can be opened by every
// later one, and entries keep their meaning. Scripts under sql/ bring older files up to
// date, and a backup is made before they run.
package progress
