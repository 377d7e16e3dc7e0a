// This file reads the profiles that a build is to specialise on.

package main

import (
	"bytes"
	"fmt"
	"os"

	"adder/lower/profile"
)

// profiles are those of a build's command line.
type profiles struct {
	seen *profile.Profile // what runs under the interpreter saw, nil for none
	pgo  []byte           // a CPU profile, nil for none
}

// readProfiles reads files of both kinds: those of "adder run --profile", which are joined, and a CPU
// profile, which is compressed with gzip.
func readProfiles(files []string) (*profiles, error) {
	p := &profiles{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("--profile: %w", plainError(err))
		}
		if bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
			if p.pgo != nil {
				return nil, usageError{fmt.Errorf("--profile: %s is the second CPU profile; merge them with \"go tool pprof -proto\"", file)}
			}
			p.pgo = data
			continue
		}
		seen, err := profile.Read(bytes.NewReader(data))
		if err != nil {
			return nil, fmt.Errorf("--profile: %s: %w", file, err)
		}
		if p.seen == nil {
			p.seen = seen
			continue
		}
		for _, c := range seen.Codes() {
			p.seen.Add(c)
		}
	}
	return p, nil
}
