// This file finds a network card.

package uuidmod

import "net"

func cardAddress() []byte {
	cards, _ := net.Interfaces()
	for _, card := range cards {
		if len(card.HardwareAddr) == nodeSize && card.Flags&net.FlagLoopback == 0 {
			return card.HardwareAddr
		}
	}
	return nil
}
