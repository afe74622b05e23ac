-- Cards that were moved to another day.
--
-- One kind of entry joins the journal: a move (reschedule) puts a card under review on
-- another day and leaves what is known of its memory alone. It stands in the columns of an
-- answer: phase 2, step 0, and the day.
--
-- SQLite cannot change the CHECKs of a table that is there, so the journal is made anew
-- and its rows are carried over as they are, seq included. The triggers and indices are
-- those of before.

CREATE TABLE journal_next (
    seq       INTEGER NOT NULL PRIMARY KEY,        -- order of arrival in this file only
    id        TEXT    NOT NULL UNIQUE,             -- UUIDv7, the same on every device
    card      TEXT    NOT NULL CHECK (card <> ''), -- as it was called at the time, see card_alias
    at_ms     INTEGER NOT NULL,                    -- what is done here is later than the card's entry before
    done_on   INTEGER NOT NULL,
    kind      TEXT    NOT NULL CHECK (kind IN ('review', 'retract', 'suspend', 'unsuspend', 'bury', 'unbury', 'flag', 'forget', 'tag', 'untag', 'remark', 'estimate', 'reschedule')),
    rating    INTEGER CHECK (rating BETWEEN 1 AND 4),  -- review: again, hard, good, easy
    took_ms   INTEGER CHECK (took_ms >= 0),            -- review: from question shown to graded
    phase     INTEGER CHECK (phase BETWEEN 1 AND 3),   -- review, estimate, reschedule: put into learning, review, relearning
    step      INTEGER CHECK (step >= 0),               -- review, estimate, reschedule: index into the (re)learning steps
    due_on    INTEGER,                                 -- review, estimate, reschedule: the day on which it is due
    due_at_ms INTEGER,                                 -- review, estimate: when the step is over, NULL without a step
    target    TEXT REFERENCES journal (id) DEFERRABLE INITIALLY DEFERRED, -- retract: the entry taken back
    flag      INTEGER CHECK (flag BETWEEN 0 AND 7),    -- flag: 0 clears it
    device    TEXT    NOT NULL,                        -- where it was written
    text      TEXT,                                    -- tag, untag: the tag; remark: the remark, '' removes it
    act       TEXT,                                    -- the same for all entries of an act on many cards
    stability REAL CHECK (stability > 0),              -- estimate: days until recall falls to 90 %
    difficulty REAL CHECK (difficulty BETWEEN 1 AND 10), -- estimate
    taken_in  INTEGER NOT NULL DEFAULT 0 CHECK (taken_in IN (0, 1)), -- made elsewhere, or takes such an entry back

    CHECK ((kind = 'review')  = (rating IS NOT NULL)),
    CHECK ((kind = 'review')  = (took_ms IS NOT NULL)),
    CHECK ((kind IN ('review', 'estimate', 'reschedule')) = (phase IS NOT NULL)),
    CHECK ((kind IN ('review', 'estimate', 'reschedule')) = (step IS NOT NULL)),
    CHECK ((kind IN ('review', 'estimate', 'reschedule')) = (due_on IS NOT NULL)),
    CHECK ((kind IN ('review', 'estimate')) OR due_at_ms IS NULL),
    CHECK (kind <> 'reschedule' OR (phase = 2 AND step = 0)),
    CHECK ((kind = 'estimate') = (stability IS NOT NULL)),
    CHECK ((kind = 'estimate') = (difficulty IS NOT NULL)),
    CHECK ((kind = 'retract') = (target IS NOT NULL)),
    CHECK ((kind = 'flag')    = (flag IS NOT NULL)),
    CHECK ((kind IN ('tag', 'untag', 'remark')) = (text IS NOT NULL)),
    CHECK (kind = 'remark' OR text <> '')
) STRICT;

INSERT INTO journal_next (seq, id, card, at_ms, done_on, kind, rating, took_ms, phase, step, due_on, due_at_ms, target, flag, device, text, act, stability, difficulty, taken_in)
SELECT seq, id, card, at_ms, done_on, kind, rating, took_ms, phase, step, due_on, due_at_ms, target, flag, device, text, act, stability, difficulty, taken_in
FROM journal ORDER BY seq;

DROP TABLE journal; -- its triggers and indices go with it
ALTER TABLE journal_next RENAME TO journal;

-- A card's entries in the order in which they are folded.
CREATE INDEX journal_by_card ON journal (card, at_ms, id);

-- What was done today.
CREATE INDEX journal_by_day ON journal (done_on);

CREATE TRIGGER journal_never_deletes BEFORE DELETE ON journal
BEGIN
    SELECT RAISE(ABORT, 'entries of the journal are never deleted');
END;

CREATE TRIGGER journal_never_updates BEFORE UPDATE ON journal
BEGIN
    SELECT RAISE(ABORT, 'entries of the journal are never changed');
END;

-- INSERT OR REPLACE would delete the old row without asking the trigger above.
CREATE TRIGGER journal_never_replaces BEFORE INSERT ON journal
WHEN EXISTS (SELECT 1 FROM journal WHERE id = NEW.id OR seq = NEW.seq)
BEGIN
    SELECT RAISE(ABORT, 'entries of the journal are never replaced');
END;
