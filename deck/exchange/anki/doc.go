// Package anki takes in the decks that Anki shares and makes packages that Anki opens.
// Package apkg below it knows the container; here it is what a note type, a template, a
// card and an answer mean in our language.
//
// # In
//
// [Read] makes an [exchange.Bundle] of a package: a parcel for every deck at the top of
// Anki's tree, whose subdecks are sections. A note becomes a note of the kind that its
// templates make of it, whatever they and their fields are called:
//
//	one template, a question and an answer     .basic
//	two templates, the second the first turned .both (.basic where the second makes no card)
//	an answer to type                          .typed
//	gaps                                       .cloze, gap n the card n
//	Anki's own image occlusion                 .occlude
//	that of Image Occlusion Enhanced           .occlude, a note for each mask
//	anything else                              a .basic or .typed note for each card
//
// A fold of a note type ([foldType]) settles that once; every note is then put together
// by it. What templates show is kept in their order, fields that none of them shows
// stand in the explanation under their names, and what has no place in our language,
// colours say, is named in the report. Notes that [Write] made carry their own text, which
// comes back byte for byte while nobody has changed what they show; what somebody has
// changed is put together from the fields.
//
// What does not come along: the looks of cards and their scripts, the options of decks,
// where new cards stand in line, cards put off until tomorrow, changes of dates without an
// answer (the dates that cards have now do come), answers in filtered decks that were to
// change nothing, files that no note shows, gaps with numbers above 99, and filtered decks,
// whose cards go home. Masks become rectangles, and hints that open on a click stand with
// the answer. A later package adds flags, tags of the learner and suspensions, and takes
// none off.
//
// Ids follow from Anki's own, so that a second reading of a later package finds the notes
// of the first; see [exchange.AnkiID]. The learner's answers become entries of the journal whose
// ids follow from the answers, likewise; see history.go for what counts as one.
//
// # Out
//
// [Write] makes a package of a deck, with or without what the learner did; see there.
package anki
