// Package search finds cards by what they say and by what is known of them, quickly
// enough to do so at every key.
//
// An [Index] holds the text of cards, folded so that case and accents do not matter.
// [Parse] reads what somebody typed into a [Query], and [Index.Find] returns the cards
// that the query means. What a learner's journal knows of a card, its [Facts], is asked
// for only where a query needs it, so an index stays good while cards are answered.
//
// # The language
//
// It is that of Anki's browser, as far as both programs know the same things.
//
//	trust commitment     cards with both words, also within others: distrust
//	"brand trust"        the words in this order
//	-trust               cards without it
//	trust or loyalty     either; "and" binds closer and can be left out
//	(a or b) -c          groups
//	tr*st, tr_st         any characters, exactly one
//	w:trust              as a word of its own
//	re:trust(ed|ing)     a regular expression
//	\* \_ \" \: \-       the character itself
//
//	deck:marketing       by the deck's id, or by its title from the start of a word on
//	topic:journey        by the title of the section, likewise
//	kind:cloze           basic, both, cloze, choice, typed, order, occlude, model
//	tag:exam             a tag, of the deck or the learner's own, and those beneath it: exam::2026;
//	                     tag:none for cards without any
//	source:lemon2016     by the key of a source that it cites
//	note:brand-love      a note by its id; a kind's name means the kind
//	id:deck/note#1       a card by its id; several with commas between
//
//	is:due is:new is:learn is:review is:suspended is:buried is:leech is:flagged
//	flag:1               flag:0 for cards without one
//	has:remark           has:tag, has:flag, has:source
//	remark:exam          a word of the learner's own note on the card
//	prop:s<10            s stability, d difficulty (1 to 10, or below 1 a share), r recall,
//	                     ivl interval, due days from today, reps, lapses
//	added:7              came into the library in the last seven days
//	introduced:7         answered for the first time in the last seven days
//	rated:7  rated:7:1   answered in the last seven days; with this grade
//
// In values of the terms with a colon * and _ stand for characters too.
package search
