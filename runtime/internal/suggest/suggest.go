// Package suggest finds the name that somebody who mistyped one probably meant, as CPython's
// Python/suggestions.c does.
package suggest

import "math"

const (
	maxCandidates = 750
	maxNameSize   = 40
	moveCost      = 2
	caseCost      = 1
)

// Closest returns the candidate most like name, "" if none is near enough.
func Closest(candidates []string, name string) string {
	if len(candidates) >= maxCandidates || len(name) > maxNameSize {
		return ""
	}
	best, bestDistance := "", math.MaxInt
	for _, c := range candidates {
		if c == name {
			continue
		}
		// At most a third of the letters may be wrong, and it must beat the best so far.
		limit := min((len(c)+len(name)+3)*moveCost/6, bestDistance-1)
		if d := distance(name, c, limit); d <= limit {
			best, bestDistance = c, d
		}
	}
	return best
}

func substitution(a, b byte) int {
	if a == b {
		return 0
	}
	if lower(a) == lower(b) {
		return caseCost
	}
	return moveCost
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// distance is the cost of turning a into b, or more than limit where it exceeds that.
func distance(a, b string, limit int) int {
	if a == b {
		return 0
	}
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if len(a) == 0 || len(b) == 0 {
		return moveCost * (len(a) + len(b))
	}
	if len(a) > maxNameSize || len(b) > maxNameSize {
		return limit + 1
	}
	if len(b) < len(a) {
		a, b = b, a
	}
	if (len(b)-len(a))*moveCost > limit {
		return limit + 1
	}
	row := make([]int, len(a))
	for i := range row {
		row[i] = (i + 1) * moveCost
	}
	result := 0
	for j := range len(b) {
		dist := j * moveCost
		result = dist
		minimum := math.MaxInt
		for i := range len(a) {
			substitute := dist + substitution(b[j], a[i])
			dist = row[i]
			result = min(min(result, dist)+moveCost, substitute)
			row[i] = result
			minimum = min(minimum, result)
		}
		if minimum > limit {
			return limit + 1
		}
	}
	return result
}
