// Package study is a learner's desk: what is due, which card comes next, what an
// answer does, and how to take it back. It joins the decks of deck/library, the
// journal of deck/progress and the scheduler of deck/memory, and it knows
// everything that a study screen shows, so that the screen only draws it.
//
// A [Desk] is opened once. It holds the state of every card in memory, and it
// writes each act to the journal before it believes it: when the journal refuses,
// nothing has changed. [Desk.Overview] is what is due today. [Desk.Start] opens a
// [Session] on all of it, or on one deck or topic.
//
// A session puts one card on the desk at a time, as a [Turn]: the [Question], and
// for each grade the [Interval] that it would give. Exactly those intervals are
// given, however long the learner thinks. [Question.Score] compares what the
// learner chose, typed or ordered with the right answer and proposes a grade; the
// learner decides.
//
// Besides, a desk is where cards are looked up and looked after: [Desk.Search] finds
// them, [Desk.Row] says what a list shows of one, and [Desk.Do] does one thing to many
// cards, which one [Desk.Undo] takes back. The learner's own tags and notes on cards are
// in the journal like their answers, so that no update of a deck touches them.
//
// # What comes next
//
// Nothing is queued. After every act the next card is worked out anew from the
// states, the clock and today's limits, in this order:
//
//   - cards in the learning steps whose step is over, the longest waiting first;
//   - cards of the plan of an exam that is followed, in the order of the plan;
//   - cards due for review, by the day on which they fell due and within a day in
//     an order that is shuffled anew each day but the same at every start, with
//     new cards, in the order of the deck, spread evenly among them;
//   - when nothing else is left, cards whose step is over within
//     [Preset].LearnAhead.
//
// The card answered last is not shown again while there is another. Undo, another
// window's answers and the turn of the study day need no special care, because
// nothing is remembered that they could make wrong.
//
// # Rules of a study day
//
// At most [Preset].NewPerDay cards are introduced, and [Preset].ReviewsPerDay
// review cards answered, on one study day, counted from the journal over all decks;
// a session may be given more by [Scope].Extra. A deck may have limits of its own, a
// retention of its own and an order of its own ([DeckPreset]); its limits hold within
// those of all decks.
//
// Of the cards of one note, the siblings, one is asked a day: when one has been
// answered today or is in its learning steps, the other review and new cards of
// the note wait for another day. Learning cards never wait.
//
// A new card is introduced only when every note named in its note's prerequisites
// has been introduced, that is, one of its cards has left [memory.New]. A
// prerequisite that is missing, or of which all cards are suspended, does not
// count, and of a circle of prerequisites the links that close it do not count, so
// that no card is out of reach for good.
//
// # The days ahead
//
// An answer gives a card an interval of days, which fuzz moves a little. With
// [Preset].Balance it falls on the quieter of the days that fuzz could choose, away from
// those of its siblings and from the days that the learner wants to keep free
// ([Preset].Easy, [Preset].Holidays). The desk counts what falls due on each day, and
// keeps the count up to date with every act.
//
// Cards that are due can be moved to other days without being answered: after the
// weights or the retention have changed ([Desk.Reschedule]), after a break
// ([Desk.SpreadBacklog]) and before a holiday ([Desk.MakeHoliday]). Each returns
// [Moves], which say what would happen; [Desk.Move] does it, as one act.
//
// # An exam
//
// [Desk.ExamConfig] is what [exam.Make] plans from, and [Desk.Follow] makes the desk ask
// by the plan: of the cards that count in the exam, those are asked that the plan of the
// day has, in its order, before anything else. From the day of the exam on nothing is left
// of it, because only the answers were written, and their intervals are those that they
// always give.
//
// A Desk and its sessions belong to one goroutine. What is handed out for work elsewhere,
// as [Desk.Survey], [Desk.Workload] and [Desk.ExamConfig] do, is a copy.
package study
