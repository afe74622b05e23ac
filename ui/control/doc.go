// Package control holds the few controls that Touchpoint's screens are made of:
// [Button], [Option] (one answer of a choice), [Sorter] (items to bring into
// order), [Meter] (a thin bar), [Segments] (one of a few), [Field] and [Area] (to type
// in), [List] (rows without number) and [Toast].
//
// The stock widgets leave gaps that matter here: a stock button does not react to
// Enter, and a control that has the focus swallows every key, so that the grading
// keys would be dead after a click. Ours press on Space and Enter, show a focus
// ring, and hand every other key to the window (see [Press]).
package control
