// This file feeds the scanner arbitrary text: it must end, and each token must be in place.

package scan

import (
	"testing"

	"adder/frontend/source"
	"adder/frontend/token"
)

func FuzzScan(f *testing.F) {
	for _, text := range snippets {
		f.Add([]byte(text), false)
	}
	f.Fuzz(func(t *testing.T, data []byte, extra bool) {
		file, err := source.Decode("<fuzz>", data, source.Options{Exec: true})
		if err != nil {
			return
		}
		s := New(file, Options{ExtraTokens: extra, TypeComments: extra})
		for last := 0; ; {
			tok, err := s.Next()
			if err != nil {
				return
			}
			if tok.Start != noOffset {
				if tok.Start < last && tok.Kind != token.INDENT || s.src[tok.Start:tok.Start+len(tok.Text)] != tok.Text {
					t.Fatalf("%q: token %v %q at %d, the last one ended at %d", data, tok.Kind, tok.Text, tok.Start, last)
				}
				last = tok.Start + len(tok.Text)
			}
			if tok.Kind == token.ENDMARKER {
				return
			}
		}
	})
}
