package main

import "fmt"

func matmul(a, b [][]float64, n int) [][]float64 {
	c := make([][]float64, 0, n)
	for i := range n {
		row := make([]float64, n)
		ai := a[i]
		for k := range n {
			aik := ai[k]
			bk := b[k]
			for j := range n {
				row[j] += aik * bk[j]
			}
		}
		c = append(c, row)
	}
	return c
}

func main() {
	const n = 240
	a, b := make([][]float64, n), make([][]float64, n)
	for i := range n {
		a[i], b[i] = make([]float64, n), make([]float64, n)
		for j := range n {
			a[i][j] = float64(i * j % 7)
			b[i][j] = float64((i + j) % 5)
		}
	}
	c := matmul(a, b, n)
	c = matmul(c, b, n)
	total := 0.0
	for _, row := range c {
		for _, x := range row {
			total += x
		}
	}
	fmt.Printf("%.1f\n", total)
}
