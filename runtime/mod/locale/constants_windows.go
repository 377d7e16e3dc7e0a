// This file holds the constants of Windows.

package locale

import "adder/runtime/internal/clocale"

var categories = []constant{{name: "LC_CTYPE", value: clocale.Ctype}, {name: "LC_TIME", value: clocale.Time}, {name: "LC_COLLATE", value: clocale.Collate}, {name: "LC_MONETARY", value: clocale.Monetary}, {name: "LC_NUMERIC", value: clocale.Numeric}, {name: "LC_ALL", value: clocale.All}}

// infos are what nl_langinfo knows, with the texts of the locale C, of which Windows has none.
var infos = []constant{}
