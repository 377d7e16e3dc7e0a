package main

import "fmt"

func mandelbrot(n int) int {
	count := 0
	for y := range n {
		ci := 2*float64(y)/float64(n) - 1
		for x := range n {
			cr := 2*float64(x)/float64(n) - 1.5
			zr, zi := 0.0, 0.0
			i := 0
			for i < 50 && zr*zr+zi*zi < 4 {
				zr, zi = zr*zr-zi*zi+cr, 2*zr*zi+ci
				i++
			}
			count += i
		}
	}
	return count
}

func main() { fmt.Println(mandelbrot(1000)) }
