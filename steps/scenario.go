package steps

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math"
	"net/http"
	"time"

	"github.com/google/uuid"
	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/request"
	"github.com/bbconform/bbconform/steps/verdict"
)

// Environment is what a scenario is given by the run.
type Environment struct {
	Catalogue      *specs.Catalogue
	Ref            specs.Ref             // building block and version under test
	Client         exchange.Client       // sends requests to the target
	Data           map[string]any        // the target's own test data by name, in place of the block's defaults
	HasCredentials bool                  // the target's configuration holds credentials
	Anonymous      bool                  // it holds nothing at all that could be presented, no certificate either
	Headers        http.Header           // that the target's configuration gives: for parameters of an operation, in place of the sample's
	Run            string                // identifier of the run; goes into unique values
	Scenario       string                // identifier of the scenario; goes into unique values
	About          string                // operation that the scenario is about; failed assertions are held against it
	Sentences      []language.Sentence   // of the scenario, in order: some state has to be looked at before it is changed
	Comparisons    []language.Comparison // that these sentences make; NewScenario finds them
	Seed           int64
	Clock          func() time.Time                                 // nil: the real one
	Wait           func(ctx context.Context, d time.Duration) error // nil: a real timer; used between polls
	Deadline       time.Duration                                    // limit of one answer, for words only: the Client holds it
}

// Scenario is the state of one scenario. It is used by one sentence at a time.
type Scenario struct {
	env   Environment
	block *specs.Block

	step   int // index of the current sentence, from 0
	phase  language.Phase
	record StepRecord

	unique            int // how many unique values were given out
	namespace         map[string]*instancesOfKind
	made              []*instance // in the order of their creation
	remembered        map[string]memory
	sent              []sentBody
	called            map[string]int     // how often each operation was called
	accepted          map[string]bool    // operations that were accepted, by a control or by a call
	withoutIdentifier map[string]*answer // answers that should have told the identifier of a new instance, by its kind
	failedLookups     map[string]*answer // refusals of lists in which the identifier of a new instance was looked up, by their operation
	changed           string             // the operation that changed something last
	calls             []*preparedRequest // calls of the preparation that made nothing by themselves

	draft        *request.Draft              // the request that is being prepared
	repeat       map[string]*preparedRequest // the last request of each operation
	last         *answer                     // what "it" is
	batch        []*answer                   // the answers of requests that were sent at once
	pages        *pages
	firstEntries []gjson.Result // the first entries of the list that was read from its second entry on

	controlled *preparedRequest // the control of the last request with a fault
	targets    []refusalTarget  // what that request is about, as it was before it
}

// memory is a remembered value.
type memory struct {
	raw string // JSON
}

func newScenario(env Environment) *Scenario {
	if env.Clock == nil {
		env.Clock = time.Now
	}
	if env.Wait == nil {
		env.Wait = wait
	}
	return &Scenario{
		env: env, step: -1, phase: language.Preparation,
		namespace: map[string]*instancesOfKind{}, remembered: map[string]memory{}, called: map[string]int{}, accepted: map[string]bool{}, withoutIdentifier: map[string]*answer{}, failedLookups: map[string]*answer{},
		repeat: map[string]*preparedRequest{},
	}
}

// BeginStep begins a sentence.
func (s *Scenario) BeginStep(phase language.Phase) {
	s.step++
	s.phase = phase
	s.record = StepRecord{}
}

// setIt makes an answer what sentences call "it". Whatever came with the one before it is gone.
func (s *Scenario) setIt(a *answer) {
	s.last, s.batch, s.pages, s.firstEntries, s.targets = a, nil, nil, nil, nil
}

// EndStep returns what the sentence left behind.
func (s *Scenario) EndStep() StepRecord {
	record := s.record
	s.record = StepRecord{}
	return record
}

// theBuildingBlock is `the "<block>" building block`.
func theBuildingBlock(_ context.Context, s *Scenario, a language.Args) error {
	if name := a.Get("block"); name != s.env.Ref.Name {
		return verdict.SuiteFaultf("the scenario is about the building block %q, but %s is being tested", name, s.env.Ref)
	}
	return s.load()
}

func (s *Scenario) load() error {
	if s.block != nil {
		return nil
	}
	block, err := s.env.Catalogue.Block(s.env.Ref)
	if err != nil {
		return fmt.Errorf("load building block %s: %w", s.env.Ref, err)
	}
	s.block = block
	return nil
}

// operation finds an operation of the building block by the name that a sentence gives.
func (s *Scenario) operation(id string) (*specs.Operation, error) {
	if err := s.load(); err != nil {
		return nil, err
	}
	op, err := s.block.Operation(id)
	if err != nil {
		return nil, verdict.SuiteFaultf("%v", err)
	}
	return op, nil
}

// token returns letters and digits that are used nowhere else: they depend on the run, the scenario and what.
func (s *Scenario) token(what string) string {
	sum := s.digest(what)
	return "u" + hex.EncodeToString(sum[:])[:11]
}

// uuid returns a UUID (RFC 9562, version 4) that is the same whenever what is the same.
func (s *Scenario) uuid(what string) string {
	sum := s.digest("uuid " + what)
	return uuid.NewHash(sha256.New(), uuid.Nil, sum[:], 4).String()
}

// number returns an integer of ten digits within 31 bits that is the same whenever what is the same. There are some 1.1
// thousand million of them, so that two requests of one run hardly ever get the same.
func (s *Scenario) number(what string) int64 {
	const least, most = 1_000_000_000, math.MaxInt32
	sum := s.digest("number " + what)
	return least + int64(binary.BigEndian.Uint64(sum[:8])%(most-least+1))
}

// digest is where everything fresh comes from: no two runs, scenarios or whats have the same.
func (s *Scenario) digest(what string) [sha256.Size]byte {
	return sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%d\x00%s", s.env.Run, s.env.Scenario, s.env.Seed, what))
}

// fresh returns a token that was not given out before.
func (s *Scenario) fresh() string {
	s.unique++
	return s.token(fmt.Sprint(s.unique))
}

func wait(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
