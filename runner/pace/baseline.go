package pace

import (
	"math"
	"time"
)

// slack is what a busy machine adds to any answer, however quick. Answers that differ by less are as quick as each other.
const slack = time.Millisecond

// slowness is how long an answer took, on a scale on which twice as long is a step of the same size everywhere. Means of it do not
// heed a single answer that took very long.
func slowness(took time.Duration) float64 { return math.Log(float64(took + slack)) }

// baselines are how slow the answers of each kind are as long as the target is not pressed.
type baselines map[string]*baseline

type baseline struct {
	mean  float64 // of slowness
	seen  int
	level int // the lowest at which it was seen
}

// How quickly a baseline follows: an average of what was seen first, then of about so many answers at a level as low, and of so many
// at a higher one, which may press the target more than it shows. So a baseline ages, but hides no slope that is climbed in small steps.
const (
	settled   = 8
	ageBelow  = 32
	ageHigher = 256
)

// learn takes in answers at a level where the target was not pressed. A target that has become quicker is believed at any level.
func (b baselines) learn(answers []answer, level int, quicker bool) {
	for _, a := range answers {
		known := b[a.kind]
		if known == nil {
			known = &baseline{level: level}
			b[a.kind] = known
		}
		known.seen++
		weight := 1 / float64(ageHigher)
		switch {
		case known.seen <= settled:
			weight = 1 / float64(known.seen)
		case level <= known.level || quicker:
			weight = 1 / float64(ageBelow)
		}
		known.level = min(known.level, level)
		known.mean += weight * (a.slow - known.mean)
	}
}

// shift says that every kind is slower than was known.
func (b baselines) shift(by float64) {
	for _, known := range b {
		known.mean += by
	}
}

// window is what was seen at one level since it was reached.
type window struct {
	answers  []answer
	compared int     // of these, of a kind whose baseline is known
	mean     float64 // slowness beyond the baselines
	squares  float64 // of the differences from the mean, summed
	counts   map[string]int
	shared   float64 // sum over the kinds: the square of how often it was compared, divided by the answers that its baseline is the mean of
	beside   int     // requests in flight, summed over the answers
}

type answer struct {
	kind string
	slow float64
}

func (w *window) add(s sample, b baselines) {
	a := answer{s.kind, slowness(s.took)}
	w.answers = append(w.answers, a)
	w.beside += s.beside
	if known := b[a.kind]; known != nil {
		w.compared++
		beyond := a.slow - known.mean
		delta := beyond - w.mean
		w.mean += delta / float64(w.compared)
		w.squares += delta * (beyond - w.mean)
		if w.counts == nil {
			w.counts = map[string]int{}
		}
		w.shared += float64(2*w.counts[a.kind]+1) / float64(min(known.seen, 2*ageBelow))
		w.counts[a.kind]++
	}
}

// bounds are between what the slowness beyond the baselines lies, with the doubt that noise leaves, in these answers and in those that
// the baselines come from (three and two standard errors: falling for nothing costs more than
// growing for nothing).
func (w *window) bounds() (low, high float64) {
	if w.compared < 2 {
		return math.Inf(-1), math.Inf(1)
	}
	n := float64(w.compared)
	doubt := math.Sqrt(w.squares/(n-1)*(1/n+w.shared/n/n)) * (1 + 4/n) // few answers show less noise than there is
	return w.mean - 3*doubt, w.mean + 2*doubt
}
