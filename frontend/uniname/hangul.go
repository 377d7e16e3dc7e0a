// This file composes the names of Hangul syllables.

package uniname

import "strings"

const (
	syllable      = "HANGUL SYLLABLE "
	firstSyllable = 0xAC00
	lastSyllable  = 0xD7A3
)

// The parts of syllables' names.
var (
	leads  = [...]string{"G", "GG", "N", "D", "DD", "R", "M", "B", "BB", "S", "SS", "", "J", "JJ", "C", "K", "T", "P", "H"}
	vowels = [...]string{"A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE", "OE", "YO", "U", "WEO", "WE",
		"WI", "YU", "EU", "YI", "I"}
	tails = [...]string{"", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG", "LM", "LB", "LS", "LT", "LP", "LH", "M",
		"B", "BS", "S", "SS", "NG", "J", "C", "K", "T", "P", "H"}
)

func syllableName(c rune) string {
	n := int(c - firstSyllable)
	return syllable + leads[n/len(tails)/len(vowels)] + vowels[n/len(tails)%len(vowels)] + tails[n%len(tails)]
}

func hangul(name string) (rune, bool) {
	lead, name := longestPrefix(leads[:], name)
	vowel, name := longestPrefix(vowels[:], name)
	tail, name := longestPrefix(tails[:], name)
	if lead < 0 || vowel < 0 || tail < 0 || name != "" {
		return 0, false
	}
	return rune(firstSyllable + (lead*len(vowels)+vowel)*len(tails) + tail), true
}

// longestPrefix returns the index of the longest part that s starts with, and the rest of s.
func longestPrefix(parts []string, s string) (int, string) {
	best := -1
	for i, part := range parts {
		if strings.HasPrefix(s, part) && (best < 0 || len(part) > len(parts[best])) {
			best = i
		}
	}
	if best < 0 {
		return best, s
	}
	return best, s[len(parts[best]):]
}
