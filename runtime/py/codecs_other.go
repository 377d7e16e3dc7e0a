//go:build !windows

package py

// LocaleEncoding is the encoding of text files that are opened without naming one.
func LocaleEncoding() string { return "UTF-8" }

// pageCodec is for Windows' code pages.
func pageCodec(string) *Codec { return nil }
