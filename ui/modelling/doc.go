// Package modelling is the editor of a model: its picture on a canvas on which parts are
// added, joined, moved and removed, a form of the chosen part beside it, and its lists
// (rules, cases, statements) as tables.
//
// What is edited is a [sketch.Sketch], plain state that knows what can be done to a model;
// an [Editor] shows it and hands keys and the pointer on to it. After every change it tells
// its [Host], which takes the model and keeps the history. After an undo the host gives
// the sketch another state and calls [Editor.Redraw].
package modelling
