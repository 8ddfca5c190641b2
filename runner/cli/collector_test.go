package cli

import "testing"

func TestGarbageIsCollectedTheMoreOftenTheMoreIsInUse(t *testing.T) {
	t.Parallel()
	for live, want := range map[uint64]int{0: 400, 8 << 20: 400, 12 << 20: 300, 16 << 20: 200, 24 << 20: 100, 32 << 20: 50, 36 << 20: 36, 40 << 20: 33, 1 << 40: 33} {
		if got := gcShare(live); got != want {
			t.Errorf("%d bytes in use: %d %%, want %d %%", live, got, want)
		}
	}
}
