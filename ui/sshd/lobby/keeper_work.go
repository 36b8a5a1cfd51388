package lobby

import (
	"context"
	"errors"
	"fmt"
	"time"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/keep"
)

// The numbers of the policy that backups go by.
const (
	backupHours model.Number = "backup.every.hours"
	backupKeep  model.Number = "backup.keep"
)

// Begin implements keep.Keeper.
func (k *Keeper) Begin(w keep.Work) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.work.Running {
		return &model.Refusal{Answer: model.ByRule, Rule: keep.RuleBusy, Field: "work", Args: []model.Arg{assets.Word("what", "hub.work_"+string(k.work.Work))}}
	}
	ctx, cancel := context.WithCancel(context.Background())
	now := time.Now()
	k.work, k.cancel = keep.Progress{Work: w, Running: true, Began: now, Now: now}, cancel
	k.stir()
	go k.carryOut(ctx, w)
	return nil
}

// carryOut does a work to its end, whatever that is.
func (k *Keeper) carryOut(ctx context.Context, w keep.Work) {
	began := time.Now()
	err := func() (err error) {
		defer func() {
			if fault := recover(); fault != nil {
				err = fmt.Errorf("a fault of type %T", fault)
			}
		}()
		if w == keep.Examine {
			return k.care.Check(ctx, k.told)
		}
		return k.care.BackUp(ctx, int(k.number(backupKeep)), k.told)
	}()
	lasted := time.Since(began).Round(time.Millisecond)
	switch {
	case errors.Is(err, context.Canceled):
		k.log.Info(string(w), "outcome", "given up", "lasted_ms", lasted.Milliseconds())
	case err != nil:
		k.log.Error(string(w), "outcome", "failed", "lasted_ms", lasted.Milliseconds(), "error", err)
	default:
		k.report(w, lasted)
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.cancel()
	k.work.Running, k.work.Err, k.work.Now = false, err, time.Now()
	k.stir()
}

// report logs what a work found.
func (k *Keeper) report(w keep.Work, lasted time.Duration) {
	if w == keep.Examine {
		c := k.care.Checked()
		k.log.Info(string(w), "outcome", "done", "entries", c.Entries, "rows", c.Rows, "findings", len(c.Findings), "lasted_ms", lasted.Milliseconds())
		return
	}
	if all := k.care.Backups(); len(all) > 0 {
		k.log.Info(string(w), "outcome", "done", "file", all[0].File, "bytes", all[0].Bytes, "entries", all[0].Entries, "whole", all[0].Whole, "lasted_ms", lasted.Milliseconds())
	}
}

// toldEvery is how often it is told how far a work is.
const toldEvery = 200 * time.Millisecond

func (k *Keeper) told(reading bool, done, total uint64) {
	k.mu.Lock()
	defer k.mu.Unlock()
	now := time.Now()
	if reading == k.work.Reading && done < total && now.Sub(k.work.Now) < toldEvery {
		return
	}
	if reading != k.work.Reading {
		k.work.Began = now
	}
	k.work.Reading, k.work.Done, k.work.Total, k.work.Now = reading, done, total, now
	k.stir()
}

// Stop implements keep.Keeper.
func (k *Keeper) Stop() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.work.Running {
		k.cancel()
	}
	return nil
}

// Working implements keep.Keeper.
func (k *Keeper) Working() keep.Progress {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.work
}

// number returns a number of the policy in force.
func (k *Keeper) number(name model.Number) (value int64) {
	_ = k.market.View(model.Actor{Operator: true}, func(v model.View) {
		if p := model.PolicyNow(v.Reader); p != nil {
			value = p.Get(name)
		}
	})
	return value
}

const (
	// lookAgain is how often it is looked whether a backup is due: the policy may have changed, and the clock.
	lookAgain = 10 * time.Minute
	// afterFailure is how long a backup that failed is not tried again.
	afterFailure = time.Hour
)

// Attend makes backups as often as the policy says, until the context ends; then it gives up what is under way and
// waits for that. The first look comes a while after the beginning: who starts a hub has other things to do.
func (k *Keeper) Attend(ctx context.Context) {
	tick := time.NewTicker(lookAgain)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			_ = k.Stop()
			for since := uint64(0); k.Working().Running; {
				since = k.Wait(context.Background(), since)
			}
			k.log.Info("stopping")
			return
		case now := <-tick.C:
			if k.due(now) {
				_ = k.Begin(keep.BackUp) // refused while another work is under way: later then
			}
		}
	}
}

// due tells whether a backup is.
func (k *Keeper) due(now time.Time) bool {
	every := time.Duration(k.number(backupHours)) * time.Hour
	if every <= 0 {
		return false
	}
	if w := k.Working(); w.Work == keep.BackUp && w.Err != nil && now.Sub(w.Now) < afterFailure {
		return false
	}
	for _, b := range k.care.Backups() {
		if b.Own && !b.Gone { // also one that is not whole: another would not be either, and takes as much of the disk
			return now.Sub(b.At.Time()) >= every
		}
	}
	return true
}

// Attending does so beside whatever else goes on. What it returns ends it, and waits for the end.
func (k *Keeper) Attending() (end func()) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { defer close(done); k.Attend(ctx) }()
	return func() { cancel(); <-done }
}
