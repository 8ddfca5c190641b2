package cli

import (
	"fmt"
	"io"
	"strings"
	"sync/atomic"
	"unicode/utf8"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/plan"
)

// barProgress draws a bar a building block with the scenario that runs now, and failures above them as they happen.
type barProgress struct {
	out     io.Writer
	width   int
	palette palette
	rerun   string

	bars   *mpb.Progress
	blocks map[string]*blockBar
}

// blockBar is the bar of one building block. The drawing runs beside the run, hence the atomic values.
type blockBar struct {
	bar     *mpb.Bar
	current atomic.Pointer[string]
	failed  atomic.Int64
}

func (b *barProgress) Planned(p *plan.Plan) {
	b.bars = mpb.New(mpb.WithOutput(b.out), mpb.WithWidth(min(b.width, 100)), mpb.WithAutoRefresh())
	b.blocks = map[string]*blockBar{}
	name := 0
	for _, block := range p.Blocks {
		name = max(name, utf8.RuneCountInString(block.Ref.String()))
	}
	for _, block := range p.Blocks {
		shown := &blockBar{}
		room := max(10, min(b.width, 100)-name-44)
		shown.bar = b.bars.New(int64(len(block.Scenarios)), mpb.BarStyle().Lbound("[").Filler("=").Tip(">").Padding(" ").Rbound("]"),
			mpb.BarWidth(20),
			mpb.PrependDecorators(decor.Name(fmt.Sprintf("%-*s ", name, block.Ref))),
			mpb.AppendDecorators(
				decor.CountersNoUnit(" %d/%d"),
				decor.Any(func(decor.Statistics) string {
					if n := shown.failed.Load(); n > 0 {
						return fmt.Sprintf(" %d failed", n)
					}
					return ""
				}),
				decor.Any(func(s decor.Statistics) string {
					current := shown.current.Load()
					if s.Completed || current == nil {
						return ""
					}
					return "  " + shortened(*current, room)
				}),
			))
		b.blocks[block.Ref.String()] = shown
	}
}

func (b *barProgress) ScenarioStarted(s *plan.Scenario) {
	if shown := b.blocks[s.Block.Ref.String()]; shown != nil {
		shown.current.Store(&s.Name)
	}
}

func (b *barProgress) ScenarioEnded(s reports.Scenario) {
	shown := b.blocks[s.BuildingBlock]
	if shown == nil {
		return
	}
	if s.Verdict == reports.Failed {
		shown.failed.Add(1)
		var text strings.Builder
		writeFailure(&text, b.palette, s, b.rerun)
		_, _ = b.bars.Write([]byte(text.String())) // above the bars; the same is in the report
	}
	shown.bar.Increment()
}

func (b *barProgress) Ended(reports.Results) {
	for _, shown := range b.blocks {
		shown.bar.Abort(false) // completed bars are left as they are
	}
	b.bars.Wait()
}
