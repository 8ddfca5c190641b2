package pace

import (
	"math"
	"slices"
	"time"
)

// How the level moves.
const (
	start      = 2    // at a time, at first: the first answers show how quick the target is when it is not pressed
	few        = 8    // answers that are enough to judge a level by, where noise leaves no doubt
	patience   = 32   // answers until a level that proved too much is tried again; twice as many each time
	utmost     = 4096 // of these
	undecided  = 16   // times as many answers as usual, after which a level is neither quick nor slow
	slower     = 1.35 // times as slow as with fewer at a time: queueing behind others, who are one more for each two
	muchSlower = 2
	unpressed  = 1.1 // times as slow as the baseline at the most, where the baseline may learn
	better     = 0.8 // a fall should leave at most this of the slowness; when that is as it was, so many at a time were not its cause
)

// level decides how many are under way at a time. It needs no clock: answers are compared by how long they took, and time is counted in
// answers, so that what trying costs is a share of all that is asked.
type level struct {
	limit    int
	adaptive bool

	at         int
	generation int // of at: what was sent in an earlier one says little about this one
	fallen     int // the generation that the last fall began
	doubling   bool
	proven     int     // the highest that was as quick as it should be, since the last fall
	tooMany    int     // the lowest that proved too much; 0: none did
	patience   int     // answers until tooMany is tried again
	answers    int     // since the last fall
	pressed    float64 // slowness beyond the baselines that the last fall was for; 0: it was for something else, or has helped

	window window
	base   baselines

	least, most int
	falls       []Fall
}

// sample is what came of one request.
type sample struct {
	outcome    Outcome
	kind       string
	took       time.Duration
	generation int // of the level, when it was sent
	beside     int // requests in flight when it was sent, itself included
}

func fixed(n int) *level {
	n = max(1, n)
	return &level{limit: n, at: n, least: n, most: n}
}

func adaptive(limit int) *level {
	limit = max(1, limit)
	at := min(start, limit)
	return &level{limit: limit, adaptive: true, at: at, doubling: true, patience: patience, base: baselines{}, least: at, most: at}
}

// saw takes in what came of a request.
func (l *level) saw(s sample) {
	switch {
	case !l.adaptive:
	case s.outcome == Answered:
		l.answers++
		if s.generation == l.generation {
			l.window.add(s, l.base)
			l.judge()
		}
	case s.generation < l.fallen: // what it says has been heeded
	case s.outcome == turnedAway:
		l.refused(BecauseTurnedAway)
	case s.outcome == Lost:
		l.refused(BecauseLost)
	}
}

// judge decides what the answers at this level say, as soon as there are enough.
func (l *level) judge() {
	enough := max(few, l.at)
	w := &l.window
	low, high := w.bounds()
	switch seen := len(w.answers); {
	case w.compared >= few && low > math.Log(muchSlower):
		l.slow()
	case seen < enough:
	case len(l.base) == 0: // there is nothing to compare with
		l.learn(false)
	case w.compared < few && seen >= undecided*enough: // nor is there likely to be
		l.quick(false)
	case w.compared < few:
	case low > math.Log(slower):
		l.slow()
	case high < math.Log(slower) && high-w.mean < math.Log(slower):
		l.quick(high < 0)
	case seen >= undecided*enough:
		l.noisy()
	}
}

// noisy is what to do when even many answers leave a doubt.
func (l *level) noisy() {
	switch {
	case l.at <= l.least: // the next will be compared with these as well
		l.learn(false)
	case l.window.mean < math.Log(slower)/2:
		l.doubling = false
		l.quick(false)
	default:
		l.window = window{}
	}
}

// learn takes what this level has shown over into the baselines.
func (l *level) learn(quicker bool) {
	l.base.learn(l.window.answers, l.at, quicker)
	l.window = window{}
}

// quick is what to do when the answers are as quick as they should be: take more at a time.
func (l *level) quick(quicker bool) {
	easily := l.window.mean < math.Log(unpressed)
	used := 2*l.window.beside >= l.at*len(l.window.answers) // otherwise nobody knows what the level would cost
	if easily {
		l.learn(quicker)
	}
	l.window = window{}
	l.pressed = 0
	if !used {
		return
	}
	l.proven = l.at
	if l.tooMany > 0 && l.at >= l.tooMany { // it is not any more
		l.tooMany, l.patience, l.doubling = 0, patience, easily
	}
	next := 2 * l.at
	if !l.doubling {
		next = l.at + max(1, l.at/4)
		if l.tooMany > l.at {
			next = min(next, (l.at+l.tooMany+1)/2)
		}
	}
	if next = min(next, l.limit); next > l.at && (l.tooMany == 0 || next < l.tooMany || l.answers >= l.patience) {
		l.move(next)
	}
}

// slow is what to do when the answers are slower than with fewer at a time: as many as the target answered before it slowed down.
func (l *level) slow() {
	beyond := l.window.mean
	vain := l.pressed > 0 && math.Abs(beyond-l.pressed) < -math.Log(better)
	if vain || l.at == 1 { // fewer at a time did not help: this is how slow the target is now
		l.base.shift(beyond)
		l.window, l.pressed = window{}, 0
		if vain {
			l.patience /= 2
			before := l.tooMany
			l.tooMany = 0
			l.move(before)
		}
		return
	}
	l.fall(BecauseSlower, max(int(math.Round(float64(l.at)/math.Exp(beyond))), l.at/4))
	l.pressed = beyond
}

// refused is what to do when requests are turned away or not answered: as many as went well, or half.
func (l *level) refused(why Why) {
	if l.at == 1 {
		l.window = window{}
		return
	}
	to := l.at / 2
	if l.proven < l.at {
		to = max(to, l.proven)
	}
	l.fall(why, to)
	l.pressed = 0
}

// fall takes fewer at a time, and waits longer before as many are tried again, the more often it was for nothing.
func (l *level) fall(why Why, to int) {
	l.tooMany = l.at
	l.patience = min(2*l.patience, utmost)
	l.answers = 0
	l.doubling = false
	l.move(max(1, min(to, l.at-1)))
	l.proven = 0
	l.fallen = l.generation
	i := slices.IndexFunc(l.falls, func(f Fall) bool { return f.Why == why })
	if i < 0 {
		i = len(l.falls)
		l.falls = append(l.falls, Fall{Why: why})
	}
	l.falls[i].Times++
}

func (l *level) move(to int) {
	l.at = to
	l.generation++
	l.window = window{}
	l.least, l.most = min(l.least, to), max(l.most, to)
}

func (l *level) summary() Summary {
	return Summary{Adaptive: l.adaptive, Limit: l.limit, Least: l.least, Most: l.most, Last: l.at, Falls: slices.Clone(l.falls)}
}
