// This file holds the methods of bytes and bytearray.
package py

func byteMethods(array bool) []Method                  { return nil }
func byteArrayMethods() []Method                       { return nil }
func bytesMod(t *Thread, a, b Value) (Value, *Exc)     { return NotImplemented, nil }
func byteArrayMod(t *Thread, a, b Value) (Value, *Exc) { return NotImplemented, nil }
