package market

import (
	"context"
	"errors"
	"fmt"

	"aeconnect/assets"
	"aeconnect/model"
)

// learn adds the numbers to a marketplace's policy that came with this version of the program, so that a rule which is
// new to it does not count with nought.
func (m *Market) learn() error {
	values, missing := assets.Policy().Values(), 0
	err := m.View(model.Actor{System: true}, func(v model.View) { missing = len(model.PolicyNow(v.Reader).Missing(values)) })
	if err != nil || missing == 0 {
		return err
	}
	d, err := m.Do(context.Background(), model.Actor{System: true}, &model.LearnNumbers{Values: values})
	if err == nil && d.Refusal != nil {
		err = d.Refusal
	}
	if err != nil {
		return fmt.Errorf("add new numbers to the policy: %w", err)
	}
	return nil
}

// learned is the last step of opening a marketplace that is there.
func (m *Market) learned() (*Market, error) {
	if err := m.learn(); err != nil {
		return nil, errors.Join(err, m.Close())
	}
	return m, nil
}
