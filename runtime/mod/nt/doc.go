// Package nt is the nt module, on which os stands on Windows (Modules/posixmodule.c). It is empty elsewhere.
package nt
