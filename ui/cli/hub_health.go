package cli

import (
	"context"
	"errors"
	"fmt"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/keep"

	"github.com/spf13/cobra"
)

func (r *run) hubHealth() *cobra.Command {
	return r.verb("health", 0, 0, func([]string) error {
		k, err := r.attend()
		if err != nil {
			return err
		}
		h, err := k.Health()
		if err != nil {
			return err
		}
		return r.showKept(healthFacts(h, k.Checked()), r.teller(k).Health(h, k.Checked()))
	})
}

// healthFacts is how journal, clocks and files are, for programs.
func healthFacts(h keep.Health, c keep.Check) []keptFact {
	free := []byte("null")
	if h.FreeBytes >= 0 {
		free = appendInt(nil, h.FreeBytes)
	}
	return []keptFact{
		{"entries", appendInt(nil, int64(h.Entries))}, {"hash", appendText(nil, h.Hash)}, {"epoch", appendText(nil, h.Epoch)},
		{"last", appendMoment(nil, h.Last)}, {"stopped", appendText(nil, h.Stopped)}, {"due", appendInt(nil, int64(h.Due))},
		{"stuck", appendInt(nil, int64(h.Stuck))}, {"next", appendMoment(nil, h.Next)}, {"file_bytes", appendInt(nil, h.FileBytes)},
		{"tail_bytes", appendInt(nil, h.TailBytes)}, {"free_bytes", free}, {"opened", appendMoment(nil, h.Started)},
		{"halted", appendMoment(nil, h.Halted)}, {"halted_because", appendText(nil, h.Cause)},
		{"checked", appendMoment(nil, c.At)}, {"checked_entries", appendInt(nil, int64(c.Entries))}, {"findings", appendStrings(nil, c.Findings)},
	}
}

func (r *run) hubCheck() *cobra.Command {
	return r.verb("check", 0, 0, func([]string) error {
		k, err := r.carryOut(keep.Examine)
		if err != nil {
			return err
		}
		c := k.Checked()
		values := []keptFact{
			{"checked", appendMoment(nil, c.At)}, {"took_ms", appendInt(nil, c.Took)}, {"entries", appendInt(nil, int64(c.Entries))},
			{"rows", appendInt(nil, int64(c.Rows))}, {"findings", appendStrings(nil, c.Findings)},
		}
		if err := r.showKept(values, []keep.Fact{r.teller(k).Check(c)}); err != nil || len(c.Findings) == 0 {
			return err
		}
		return notWhole(ruleUnsound, "data", assets.Num("count", int64(len(c.Findings))))
	})
}

// carryOut begins a work and waits for its end. Whoever interrupts the command gives the work up.
func (r *run) carryOut(w keep.Work) (keep.Keeper, error) {
	k, err := r.attend()
	if err != nil {
		return nil, err
	}
	if err := k.Begin(w); err != nil {
		return nil, hubProblem(err)
	}
	shown := false
	for turn := uint64(0); k.Working().Running; turn = k.Wait(r.ctx, turn) {
		if r.ctx.Err() != nil {
			_ = k.Stop()
			return nil, r.ctx.Err()
		}
		if p := k.Working(); r.person() && p.Total > 0 {
			shown = true
			fmt.Fprintf(r.app.Stderr, "\r%s  ", r.words().Say("hub.work_at", assets.Word("what", "hub.work_"+string(w)), assets.Num("share", int64(100*p.Done/p.Total))))
		}
	}
	if shown {
		fmt.Fprintln(r.app.Stderr)
	}
	if err := k.Working().Err; err != nil {
		if errors.Is(err, context.Canceled) {
			return nil, byRule(ruleWork, "work", assets.Word("what", "hub.work_"+string(w)))
		}
		return nil, err
	}
	return k, nil
}

// hubProblem is what a keeper does not do.
func hubProblem(err error) error {
	var refusal *model.Refusal
	if errors.As(err, &refusal) {
		return refused(refusal)
	}
	return err
}
