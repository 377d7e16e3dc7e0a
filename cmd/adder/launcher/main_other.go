//go:build !linux

package main

func main() { panic("the launcher is for Linux") }
