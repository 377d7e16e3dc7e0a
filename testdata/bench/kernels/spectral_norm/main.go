package main

import (
	"fmt"
	"math"
)

func evalA(i, j int) float64 { return 1.0 / float64((i+j)*(i+j+1)/2+i+1) }

func times(u []float64, n int) []float64 {
	out := make([]float64, 0, n)
	for i := range n {
		total := 0.0
		for j := range n {
			total += evalA(i, j) * u[j]
		}
		out = append(out, total)
	}
	return out
}

func transposedTimes(u []float64, n int) []float64 {
	out := make([]float64, 0, n)
	for i := range n {
		total := 0.0
		for j := range n {
			total += evalA(j, i) * u[j]
		}
		out = append(out, total)
	}
	return out
}

func main() {
	const n = 500
	u := make([]float64, n)
	for i := range u {
		u[i] = 1
	}
	v := u
	for range 10 {
		v = transposedTimes(times(u, n), n)
		u = transposedTimes(times(v, n), n)
	}
	vbv, vv := 0.0, 0.0
	for i := range n {
		vbv += u[i] * v[i]
		vv += v[i] * v[i]
	}
	fmt.Printf("%.9f\n", math.Sqrt(vbv/vv))
}
