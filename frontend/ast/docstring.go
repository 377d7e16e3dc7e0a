// This file finds docstrings.

package ast

// Docstring returns the constant that is the docstring of body, nil if there is none.
func Docstring(body []Stmt) *Constant {
	if len(body) == 0 {
		return nil
	}
	if s, ok := body[0].(*ExprStmt); ok {
		if c, ok := s.Value.(*Constant); ok {
			if _, ok := c.Value.(string); ok {
				return c
			}
		}
	}
	return nil
}
