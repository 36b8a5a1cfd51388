package cli

import (
	"bytes"

	"aeconnect/model"

	"github.com/pelletier/go-toml/v2"
)

// taskText writes a task as the file that it could have been made from.
func taskText(f model.TaskFields) string {
	var b bytes.Buffer
	line := func(key string, value any) {
		encoded, err := toml.Marshal(map[string]any{key: value})
		if err == nil {
			b.Write(encoded)
		}
	}
	line("type", f.Type.String())
	line("title", f.Title)
	line("link", orEmpty(f.Links))
	line("content", orEmpty(f.Content))
	line("channel", orEmpty(f.Channels))
	line("language", orEmpty(f.Languages))
	line("country", orEmpty(f.Countries))
	line("description", f.Description)
	line("require", orEmpty(f.Brief))
	if f.Fee != nil {
		line("fee", f.Fee.Decimal())
		line("currency", string(f.Fee.Currency))
	}
	line("samples", f.Samples)
	line("keep", f.Keep)
	line("product", f.Product)
	line("wanted", f.Wanted)
	if f.ApplyBy != 0 {
		line("apply_by", f.ApplyBy.String())
	}
	if f.SubmitBy != 0 {
		line("submit_by", f.SubmitBy.String())
	}
	line("related", orEmpty(f.Related))
	line("brand_stream", f.BrandStream)
	return b.String()
}

// orEmpty keeps an empty list in the file, so that one sees that it could be filled.
func orEmpty[S ~string](all []S) []string {
	texts := make([]string, len(all))
	for i, s := range all {
		texts[i] = string(s)
	}
	return texts
}
