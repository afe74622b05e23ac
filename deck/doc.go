// Package deck is the language that decks of study cards are written in: it parses,
// checks and formats them, and lays out their text.
//
// # Words
//
// A [Deck] is a folder with a deck.md, or one .md file, which has no pictures. It holds
// notes, grouped in sections. A [Note] is one thing to know, written by an author; it
// yields one or more cards. A [Card] is one question, the smallest thing that is
// scheduled. Its [CardID] is made of the ids of deck and note, so an author may reword
// anything and learners keep their progress.
//
// # The language
//
// A deck is Markdown: CommonMark with tables, task lists and strikethrough, and YAML
// front matter in the first file.
//
//	---
//	id: customer-engagement
//	title: Customer engagement
//	sources:
//	  brodie2011: {text: "Brodie et al. (2011)", doi: 10.1177/1094670511411703}
//	---
//	# Foundations
//
//	## What is customer engagement? {#ce}
//	Resources that a customer **chooses** to invest. [@brodie2011]
//	> Satisfaction is a judgement, engagement an investment.
//
//	## Three dimensions {#dims .cloze after="ce"}
//	A {{cognitive}}, an {{emotional::feelings}} and a {{behavioural}} side.
//
// A heading of level one begins a section, one of level two a note. The heading is the
// question, what stands beneath it the answer, a block quote the explanation shown
// after it. Citations at the end of a text are listed in Note.Cites and not part of it.
//
// A question that needs more than a heading goes on beneath it, and the first line of ***
// parts it from the answer, in notes of the kinds basic, both and typed. Formulas are
// LaTeX, in a line as $`E=mc^2`$ or in a block of code with the word math; package formula
// says them in Unicode. A link may lead to a file of the deck, such as a sound.
//
//	## Who calls like this? {#call}
//	[Listen](media/call.mp3)
//	***
//	A blackbird.
//
// In braces at the end of its heading a note has an id, a kind and attributes: after=
// names notes to learn first, was= former ids, tags= its tags, model= a concept model to
// draw beside the answer; model="drivers#trust,loyalty" lets elements of it stand out. A
// former id may be that of a note of another deck, from which this one was moved:
// was="other-deck/note". The kinds are
//
//	.basic   question and answer; what a note is without a kind
//	.both    asked in both directions
//	.cloze   a text with gaps: {{text}}, {{text::hint}}, {{2:text::hint}}; gaps with
//	         one number are asked together, and a text that begins with digits and a
//	         colon needs a number before it: {{1:9:30}}
//	.choice  a task list, right options marked [x]; what stands before it is part of
//	         the question
//	.typed   the first line is the answer to type, lines beginning with = are others
//	         that are accepted
//	.order   a numbered list in the right order
//	.occlude a picture with masks over it: a picture in a line of its own, then a list
//	         with a line for each mask, its number, then its left edge, top, width and
//	         height in per cent of the picture, then what is beneath, where the picture
//	         does not say it; masks with one number are asked together, and with
//	         hide=all in the heading the others stay covered meanwhile
//
//	## What belongs where? {#map .occlude hide=all}
//	![A journey drawn as a road](media/journey.png)
//	- 1: 12.5 20 30 10 Before the purchase
//	- 2: 47 20 30 10
//
// HTML is text and never interpreted, comments too. Headings are written with number signs only.
//
// # The parts
//
// [Parse] and [ParseFile] read a deck. The files of the folder models/ are its concept
// models, see package model. Every note and model is read on its own: one that is broken
// is left out, and a [Fault] says where, why, and what to do. [Check] looks for what
// concerns several notes and for wording that is hard to learn. [Format] and
// [FormatFolder] write missing ids and the numbers of gaps and masks into the text and
// leave every other byte as it is.
//
// An editor works on [Pieces] of a file and reads each on its own at every key, with
// [ReadNote] and [ReadHead]; [CardsOf] are the cards to show beside it. [WithHeading],
// [WithMasks], [WithHead], [WithSource] and [WithoutSource] write one thing and nothing
// else. A fault that can be mended in one way has the [Edit] for it, which [Mend] makes.
//
// Texts of notes are Markdown. [Blocks] turns one into blocks and spans that any front
// end can draw, [PlainText] into plain text; [Card.Front] and [Card.Back] do so for a
// card's two sides.
//
// Decks come from strangers. Nothing in one can make these functions panic, reach a file
// outside the deck's folder, or take much more time than its size warrants.
package deck
