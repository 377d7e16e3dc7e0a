// Package winapi is the _winapi module (Modules/_winapi.c): the functions of Windows that the standard library
// calls. It is empty elsewhere.
package winapi
