package main

import "fmt"

func fannkuch(n int) (int, int) {
	perm1 := make([]int, n)
	for i := range perm1 {
		perm1[i] = i
	}
	count := make([]int, n)
	maxFlips, checksum, r, sign := 0, 0, n, 1
	for {
		for r != 1 {
			count[r-1] = r
			r--
		}
		perm := append([]int(nil), perm1...)
		flips := 0
		k := perm[0]
		for k != 0 {
			for i, j := 0, k; i < j; i, j = i+1, j-1 {
				perm[i], perm[j] = perm[j], perm[i]
			}
			flips++
			k = perm[0]
		}
		maxFlips = max(maxFlips, flips)
		checksum += sign * flips
		sign = -sign
		for {
			if r == n {
				return checksum, maxFlips
			}
			first := perm1[0]
			for i := range r {
				perm1[i] = perm1[i+1]
			}
			perm1[r] = first
			count[r]--
			if count[r] > 0 {
				break
			}
			r++
		}
	}
}

func main() {
	checksum, flips := fannkuch(9)
	fmt.Println(checksum, flips)
}
