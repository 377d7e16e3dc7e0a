package main

import "fmt"

func sieve(n int) int {
	flags := make([]bool, n+1)
	for i := range flags {
		flags[i] = true
	}
	count := 0
	for i := 2; i <= n; i++ {
		if flags[i] {
			count++
			for j := i * i; j <= n; j += i {
				flags[j] = false
			}
		}
	}
	return count
}

func main() {
	total := 0
	for range 5 {
		total += sieve(2000000)
	}
	fmt.Println(total)
}
