// Package winreg is the winreg module (PC/winreg.c): Windows' registry. It is empty elsewhere.
package winreg
