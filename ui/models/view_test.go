package models_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"touchpoint/assets"
	"touchpoint/deck/study"
	"touchpoint/ui/diagram"
	"touchpoint/ui/models"
	"touchpoint/ui/uitest"
)

// view is the screen of a model in a window.
type view struct {
	*testing.T
	host   *uitest.Host
	desk   *study.Desk
	screen *models.Screen
}

// embedded opens a desk on the embedded deck.
func embedded(t *testing.T, h *uitest.Host) *study.Desk {
	t.Helper()
	folder, err := assets.Deck("customer-engagement")
	if err != nil {
		t.Fatal(err)
	}
	return uitest.DeskOn(t, t.TempDir(), h.Now, folder)
}

// show shows a model of a desk.
func show(t *testing.T, h *uitest.Host, desk *study.Desk, id, element string) *view {
	t.Helper()
	list, err := desk.Models(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range list {
		if o.Model.ID == id {
			s := models.New(t.Context(), o.Deck, o.Model, element, desk, models.NewKeep(), h)
			h.Canvas().SetOnTypedKey(func(ev *fyne.KeyEvent) { s.Key(ev.Name) })
			h.Show(s.Object())
			s.Shown()
			return &view{t, h, desk, s}
		}
	}
	t.Fatalf("there is no model %s", id)
	return nil
}

// open shows a model of the embedded deck.
func open(t *testing.T, id string) *view {
	t.Helper()
	h := uitest.NewHost(t, 1280, 800)
	return show(t, h, embedded(t, h), id, "")
}

// small shows a model of a deck of its own.
func small(t *testing.T, yaml string) *view {
	t.Helper()
	h := uitest.NewHost(t, 1280, 800)
	return show(t, h, uitest.DeskWith(t, h.Now, "", yaml), uitest.Model(t, yaml).ID, "")
}

// press presses keys as the window hands them on: a character comes after its key, and
// that of a space does not come.
func (v *view) press(keys ...string) {
	v.Helper()
	for _, k := range keys {
		switch k {
		case "+":
			v.screen.Key(fyne.KeyEqual)
		case "-":
			v.screen.Key(fyne.KeyMinus)
		default:
			v.screen.Key(fyne.KeyName(strings.ToUpper(k[:1]) + k[1:]))
		}
		if len(k) == 1 {
			v.screen.Rune(rune(k[0]))
		}
	}
}

func (v *view) words() string {
	return strings.ReplaceAll(uitest.Words(v.screen.Object()), "\n", " ")
}

func (v *view) shows(words ...string) {
	v.Helper()
	for _, w := range words {
		if !strings.Contains(v.words(), w) {
			v.Errorf("%q is not on the screen:\n%s", w, v.words())
		}
	}
}

func (v *view) hides(words ...string) {
	v.Helper()
	for _, w := range words {
		if strings.Contains(v.words(), w) {
			v.Errorf("%q is on the screen:\n%s", w, v.words())
		}
	}
}

func (v *view) tap(label string) {
	v.Helper()
	test.Tap(uitest.Button(v.T, v.screen.Object(), label))
}

// last is what was traced last.
func (v *view) last() string { return v.host.Lines[len(v.host.Lines)-1] }

func (v *view) happened(want string) {
	v.Helper()
	if !slices.Contains(v.host.Lines, want) {
		v.Errorf("%q did not happen, but %q", want, v.host.Lines)
	}
}

// diagram is the drawing that is shown, and where it stands.
func (v *view) diagram() (*diagram.Diagram, fyne.Position) {
	v.Helper()
	var found *diagram.Diagram
	var where fyne.Position
	uitest.Each(v.screen.Object(), func(o fyne.CanvasObject, at fyne.Position) {
		if d, ok := o.(*diagram.Diagram); ok && found == nil {
			found, where = d, at
		}
	})
	if found == nil {
		v.Fatal("there is no drawing")
	}
	return found, where
}

// reach selects an element with the arrows.
func (v *view) reach(id string) {
	v.Helper()
	d, _ := v.diagram()
	var way func(seen map[string]bool) bool
	way = func(seen map[string]bool) bool {
		at := d.Cursor()
		if at == id || seen[at] {
			return at == id
		}
		seen[at] = true
		for _, k := range []string{"Right", "Down", "Left", "Up"} {
			v.press(k)
			if next := d.Cursor(); next != at && way(seen) {
				return true
			}
			d.SetCursor(at)
		}
		return false
	}
	if !way(map[string]bool{}) {
		v.Fatalf("the arrows do not lead to %s", id)
	}
}
