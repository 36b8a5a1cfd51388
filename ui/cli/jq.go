package cli

import (
	"context"
	"encoding/json"
	"errors"
	"io"

	"aeconnect/assets"
	"aeconnect/model"

	"github.com/itchyny/gojq"
)

// compileJQ reads an expression. From afar only what is in proportion to its input is taken (jq_afar.go).
func compileJQ(expression string, afar bool) (*gojq.Code, error) {
	query, err := gojq.Parse(expression)
	if err != nil {
		return nil, jqError(err)
	}
	if afar && !proportionate(query) {
		return nil, usage(ruleJQHub, "jq")
	}
	code, err := gojq.Compile(query)
	if err != nil {
		return nil, jqError(err)
	}
	return code, nil
}

func jqError(err error) error {
	return usage(ruleJQ, "jq", assets.Text("value", model.Safe(err.Error())))
}

// runJQ writes what an expression makes of one object, a line each. Strings are written bare, as "jq -r" does, because
// an ID is wanted for the next command.
func runJQ(ctx context.Context, w io.Writer, code *gojq.Code, line []byte) error {
	var value any
	if err := json.Unmarshal(line, &value); err != nil {
		return err
	}
	results := code.RunWithContext(ctx, value)
	for {
		v, ok := results.Next()
		if !ok {
			return nil
		}
		if err, failed := v.(error); failed {
			var halt *gojq.HaltError
			if errors.As(err, &halt) && halt.Value() == nil {
				return nil
			}
			return jqError(err)
		}
		if err := writeJQ(w, v); err != nil {
			return err
		}
	}
}

// bareText is a JSON value as jq results are written: a string bare.
func bareText(value []byte) string {
	if len(value) > 0 && value[0] == '"' {
		return model.Safe(unquoted(value))
	}
	return string(value)
}

func writeJQ(w io.Writer, v any) error {
	var b []byte
	if s, ok := v.(string); ok {
		b = []byte(model.Safe(s))
	} else {
		var err error
		if b, err = gojq.Marshal(v); err != nil {
			return jqError(err)
		}
	}
	_, err := w.Write(append(b, '\n'))
	return err
}
