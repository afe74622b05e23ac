package progress_test

import (
	"database/sql"
	"strings"
	"testing"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// mustExec changes the file behind the journal's back.
func mustExec(tb testing.TB, dir string, queries ...string) {
	tb.Helper()
	db, err := sql.Open("sqlite3", file(dir))
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	db.SetMaxOpenConns(1)
	for _, query := range queries {
		if _, err := db.Exec(query); err != nil {
			tb.Fatalf("%s: %v", query, err)
		}
	}
}

func TestCheckAndRefold(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change string
		card   deck.CardID
		want   string
	}{
		{"another stability", `UPDATE card_state SET stability = stability + 0.001 WHERE card = 'deck/b'`, "deck/b", "the entries say"},
		{"another due day", `UPDATE card_state SET due_on = due_on + 1 WHERE card = 'deck/b'`, "deck/b", "the entries say"},
		{"suspended", `UPDATE card_state SET suspended = 1 WHERE card = 'deck/c'`, "deck/c", "the entries say"},
		{"a tag too many", `UPDATE card_state SET tags = 'exam hard' WHERE card = 'deck/b'`, "deck/b", "the entries say"},
		{"a tag lost", `UPDATE card_state SET tags = NULL WHERE card = 'deck/b'`, "deck/b", "the entries say"},
		{"another remark", `UPDATE card_state SET remark = 'Hm.' WHERE card = 'deck/b'`, "deck/b", "the entries say"},
		{"a state is missing", `DELETE FROM card_state WHERE card = 'deck/a'`, "deck/a", "no state"},
		{"a state of nothing", `INSERT INTO card_state SELECT 'deck/x', phase, step, stability, difficulty, reps, lapses, answered_on, due_on, due_at_ms, suspended, buried_on, flag, introduced_on, last_at_ms, last_entry, tags, remark FROM card_state WHERE card = 'deck/a'`, "deck/x", "no entry"},
		{"a state of an old name", `INSERT INTO card_alias VALUES ('deck/a', 'deck/b', 0)`, "deck/a", "no entry"},
		{"a last entry that is not there", `UPDATE card_state SET last_entry = 'nobody' WHERE card = 'deck/c'`, "", "refers to a row of journal"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			j := mustOpen(t, dir)
			for _, card := range []deck.CardID{"deck/a", "deck/b", "deck/c", "deck/b"} {
				mustAppend(t, j, answer(card, memory.Good, today))
			}
			mustAppend(t, j, progress.Entry{Card: "deck/b", Kind: progress.Tag, Text: "exam", Day: today})
			mustAppend(t, j, progress.Entry{Card: "deck/b", Kind: progress.Remark, Text: "Ask why.", Day: today})
			mustCheck(t, j)
			mustExec(t, dir, tt.change)
			problems, err := j.Check(t.Context())
			if err != nil || len(problems) == 0 || problems[0].Card != tt.card || !strings.Contains(problems[0].String(), tt.want) {
				t.Errorf("Check = %v, %v, want %s: ... %s", problems, err, tt.card, tt.want)
			}
			if err := j.Refold(t.Context()); err != nil {
				t.Fatal(err)
			}
			mustCheck(t, j)
		})
	}
}
