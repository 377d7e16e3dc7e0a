// This file holds what the generated Get methods share.
package ast

import "fmt"

const badField = "ast: no such field"

// nodeOrNil turns a nil pointer into a nil interface.
func nodeOrNil[T any, P interface {
	*T
	Node
}](p P) any {
	if p == nil {
		return nil
	}
	return Node(p)
}

// anyNode turns a nil interface into an untyped nil.
func anyNode[T Node](n T) any {
	if any(n) == nil {
		return nil
	}
	return Node(n)
}

func nodeList[T Node](list []T) []Node {
	out := make([]Node, len(list))
	for i, n := range list {
		if any(n) != nil {
			out[i] = n
		}
	}
	return out
}

func enumList[T fmt.Stringer](list []T) []fmt.Stringer {
	out := make([]fmt.Stringer, len(list))
	for i, v := range list {
		out[i] = v
	}
	return out
}
