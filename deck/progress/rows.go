package progress

import (
	"strings"
)

// journalColumns are the columns of an entry in the journal, as entryValues fills them, and
// journalWidth is their number.
const (
	journalColumns = `id, card, at_ms, done_on, kind, rating, took_ms, phase, step, due_on, due_at_ms, target, flag, device, text, act,
		stability, difficulty, taken_in`
	journalWidth = 19
	stateWidth   = 18 // of stateColumns

	insertJournal = `INSERT INTO journal (` + journalColumns + `)`
	insertState   = `INSERT OR REPLACE INTO card_state (` + stateColumns + `)`
)

// The statements that nearly every act of the learner's takes.
var (
	insertOneEntry = insertInto(insertJournal, journalWidth, 1)
	insertOneState = insertInto(insertState, stateWidth, 1)
)

// insertInto returns the statement that inserts as many rows of a width.
func insertInto(what string, width, rows int) string {
	row := "(?" + strings.Repeat(", ?", width-1) + ")"
	return what + " VALUES " + row + strings.Repeat(", "+row, rows-1)
}

// entryValues appends the values of an entry in the order of journalColumns: NULL for what
// is not of its kind.
func entryValues(values []any, e Entry) []any {
	var rating, took, phase, step, dueOn, dueAt, target, flag, text, act, stability, difficulty any
	switch e.Kind {
	case Review, Estimate, Reschedule:
		phase, step, dueOn = int64(e.After.Phase), int64(e.After.Step), int64(e.After.DueDay)
		if !e.After.DueAt.IsZero() {
			dueAt = e.After.DueAt.UnixMilli()
		}
		switch e.Kind {
		case Review:
			rating, took = int64(e.Rating), e.Took.Milliseconds()
		case Estimate:
			stability, difficulty = e.Memory.Stability, e.Memory.Difficulty
		}
	case Retract:
		target = string(e.Target)
	case Flag:
		flag = int64(e.Flag)
	case Tag, Untag, Remark:
		text = e.Text
	}
	if e.Act != "" {
		act = string(e.Act)
	}
	return append(values, string(e.ID), string(e.Card), e.At.UnixMilli(), int64(e.Day), string(e.Kind),
		rating, took, phase, step, dueOn, dueAt, target, flag, e.Device, text, act, stability, difficulty, number(e.TakenIn))
}

// stateValues appends the values of a state in the order of stateColumns.
func stateValues(values []any, s State) []any {
	var dueAt int64
	if !s.Memory.DueAt.IsZero() {
		dueAt = s.Memory.DueAt.UnixMilli()
	}
	var tags, remark any // NULL for none
	if len(s.Tags) > 0 {
		tags = strings.Join(s.Tags, " ")
	}
	if s.Remark != "" {
		remark = s.Remark
	}
	return append(values, string(s.Card), int64(s.Memory.Phase), int64(s.Memory.Step), s.Memory.State.Stability, s.Memory.State.Difficulty,
		int64(s.Memory.Reps), int64(s.Memory.Lapses), int64(s.Memory.Last), int64(s.Memory.DueDay), dueAt,
		number(s.Suspended), int64(s.BuriedOn), int64(s.Flag), int64(s.Introduced), s.LastAt.UnixMilli(), string(s.LastEntry), tags, remark)
}

// number is how a column holds whether something is so.
func number(is bool) int64 {
	if is {
		return 1
	}
	return 0
}
