// Package textedit is the editor that a note is written in: several lines of text, with
// what is wrong underlined where it is wrong, as a spelling checker does.
//
// [Marks] turns a note's faults into places of its text, a pure function. [Editor] is the
// toolkit's entry with a layer of lines over the words. The layer asks the entry itself
// where a character stands, so that it is right at any width, wrapped or scrolled. An
// error is a wavy line and a warning a dashed one: colour is never the only carrier.
//
// The editor keeps no history. What the author changes goes to [Editor.OnText], and undo
// goes to whoever keeps the text, because one history serves text, forms and drawings.
package textedit
