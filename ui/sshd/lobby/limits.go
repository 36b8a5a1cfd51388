package lobby

import (
	"time"

	"aeconnect/model"
	"aeconnect/ui/sshd"
)

// The numbers of the policy that a host goes by.
const (
	handshakeSeconds model.Number = "ssh.handshake.seconds"
	idleMinutes      model.Number = "ssh.idle.minutes"
	sessionsMax      model.Number = "ssh.sessions.max"
	addressMax       model.Number = "ssh.address.max"
	greetingBytes    model.Number = "ssh.greeting.max_bytes"
	commandBytes     model.Number = "command.max_bytes"
)

// numbers returns what looks numbers up in the policy of the marketplace as it is now.
func (l *Lobby) numbers() func(model.Number) int64 {
	var set *model.Policy
	_ = l.options.Market.View(model.Actor{Operator: true}, func(v model.View) { set = model.PolicyNow(v.Reader) })
	if set == nil {
		set = &model.Policy{}
	}
	return func(name model.Number) int64 {
		row, _ := l.table.Number(name)
		now := row.Standard() // a marketplace may be older than the number
		if v, known := set.Find(name); known {
			now.Value = v.Value
		}
		return now.Within()
	}
}

// Limits returns what the policy of the marketplace allows now.
func (l *Lobby) Limits() sshd.Limits {
	get := l.numbers()
	return sshd.Limits{
		Handshake: time.Duration(get(handshakeSeconds)) * time.Second, Idle: time.Duration(get(idleMinutes)) * time.Minute,
		Sessions: int(get(sessionsMax)), Links: int(get(addressMax)), Greeting: get(greetingBytes), CommandBytes: int(get(commandBytes)),
	}
}
