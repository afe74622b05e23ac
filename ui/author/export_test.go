package author

import "testing"

// SettleAtOnce lets checks begin without waiting for more to be typed.
func SettleAtOnce(t testing.TB) {
	before := settle
	settle = 0
	t.Cleanup(func() { settle = before })
}
