package ui

import (
	"context"
	"encoding/json"
	"slices"
	"sync"

	"touchpoint/ui/settings"
)

var _ settings.Store = (*keeping)(nil)

// A keeping keeps settings away from the goroutine that asks for it: the disk may be slow,
// and another window may be writing. They are kept one after another; what is asked for
// twice while it waits is kept once, as it was the last time.
type keeping struct {
	store  settings.Store
	start  func(work func()) // on another goroutine
	failed func(error)       // called there

	idle    sync.WaitGroup
	mutex   sync.Mutex
	busy    bool
	waiting []setting
}

type setting struct {
	key   string
	value json.RawMessage // as it was when it was asked for
}

// Setting reads a setting, as far as it has been kept.
func (k *keeping) Setting(ctx context.Context, key string, into any) (found bool, err error) {
	return k.store.Setting(ctx, key, into)
}

// SetSetting keeps a setting soon, also when the context ends before. The error is that of a
// value that cannot be kept; that it could not be written is told to failed.
func (k *keeping) SetSetting(ctx context.Context, key string, value any) error {
	text, err := json.Marshal(value)
	if err != nil {
		return err
	}
	k.mutex.Lock()
	defer k.mutex.Unlock()
	k.waiting = slices.DeleteFunc(k.waiting, func(s setting) bool { return s.key == key })
	k.waiting = append(k.waiting, setting{key, text})
	if !k.busy {
		k.busy = true
		ctx := context.WithoutCancel(ctx)
		k.idle.Add(1)
		k.start(func() {
			defer k.idle.Done()
			for next, ok := k.next(); ok; next, ok = k.next() {
				if err := k.store.SetSetting(ctx, next.key, next.value); err != nil {
					k.failed(err)
				}
			}
		})
	}
	return nil
}

// wait returns when all is kept that was asked for: before others read it.
func (k *keeping) wait() { k.idle.Wait() }

func (k *keeping) next() (next setting, ok bool) {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	if len(k.waiting) == 0 {
		k.busy = false
		return setting{}, false
	}
	next = k.waiting[0]
	k.waiting = k.waiting[1:]
	return next, true
}
