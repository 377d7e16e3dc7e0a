package main

import (
	"fmt"
	"math"
)

type body struct{ x, y, z, vx, vy, vz, mass float64 }

func advance(bodies []*body, dt float64) {
	n := len(bodies)
	for i := range n {
		a := bodies[i]
		for j := i + 1; j < n; j++ {
			b := bodies[j]
			dx, dy, dz := a.x-b.x, a.y-b.y, a.z-b.z
			d2 := dx*dx + dy*dy + dz*dz
			mag := dt / (d2 * math.Sqrt(d2))
			bm, am := b.mass*mag, a.mass*mag
			a.vx -= dx * bm
			a.vy -= dy * bm
			a.vz -= dz * bm
			b.vx += dx * am
			b.vy += dy * am
			b.vz += dz * am
		}
	}
	for _, b := range bodies {
		b.x += dt * b.vx
		b.y += dt * b.vy
		b.z += dt * b.vz
	}
}

func main() {
	bodies := []*body{
		{0, 0, 0, 0, 0, 0, 39.47},
		{4.84, -1.16, -0.10, 0.6, 2.81, -0.02, 0.037},
		{8.34, 4.12, -0.4, -1.01, 1.82, 0.008, 0.011},
		{12.89, -15.11, -0.22, 1.08, 0.86, -0.01, 0.0017},
		{15.37, -25.9, 0.17, 0.97, 0.59, -0.03, 0.002},
	}
	for range 200000 {
		advance(bodies, 0.01)
	}
	fmt.Printf("%.6f\n", bodies[0].x)
}
