package wire

import (
	"context"
	"errors"
	"fmt"

	"aeconnect/store/remote"
)

// code is an error as it travels. Numbers are never used again.
type code uint8

const (
	codeGap      code = 1 // Number: the counter that is expected
	codeForked   code = 2 // Number: the counter
	codeNewer    code = 3 // Number: the version that the sender speaks
	codeReset    code = 4
	codeStranger code = 5
	codeDevice   code = 6
	codeTooLarge code = 7
	codeBusy     code = 8
	codePending  code = 9
	codeRefused  code = 10
	codeFailed   code = 11 // nothing is known of the call
	codeGone     code = 12 // taken back, or the other side is about to close
	codeForgot   code = 13
)

// plain are the errors that are nothing but their code.
func plain() map[code]error {
	return map[code]error{
		codeReset: remote.ErrReset, codeStranger: remote.ErrStranger, codeDevice: remote.ErrDevice, codeTooLarge: remote.ErrTooLarge,
		codeBusy: remote.ErrBusy, codePending: remote.ErrPending, codeRefused: remote.ErrRefused,
	}
}

// fail says an error for the other side. What is none of the contract's answers is a failure without a reason: its text
// may hold what is nobody else's affair.
func fail(err error) failing {
	var gap *remote.GapError
	var forked *remote.ForkedError
	var newer *remote.NewerError
	switch {
	case errors.As(err, &gap):
		return failing{Code: codeGap, Number: gap.Expected}
	case errors.As(err, &forked):
		return failing{Code: codeForked, Number: forked.Counter}
	case errors.As(err, &newer):
		return failing{Code: codeNewer, Number: remote.Version}
	case errors.Is(err, remote.ErrForgot): // before the ErrReset that it is
		return failing{Code: codeForgot}
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded), errors.Is(err, remote.ErrClosed):
		return failing{Code: codeGone}
	}
	for c, known := range plain() {
		if errors.Is(err, known) {
			return failing{Code: c}
		}
	}
	return failing{Code: codeFailed}
}

// err is what a failure means to whoever asked.
func (f failing) err() error {
	switch f.Code {
	case codeGap:
		return &remote.GapError{Expected: f.Number}
	case codeForked:
		return &remote.ForkedError{Counter: f.Number}
	case codeNewer:
		return &remote.NewerError{Ours: remote.Version, Theirs: uint16(f.Number)}
	case codeGone:
		return remote.ErrClosed
	case codeForgot:
		return remote.ErrForgot
	}
	if known := plain()[f.Code]; known != nil {
		return known
	}
	return fmt.Errorf("%w (%d)", remote.ErrFailed, f.Code)
}
