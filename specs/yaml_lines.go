package specs

import (
	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// yamlLines finds lines in a YAML document, which it parses when the first is asked for.
type yamlLines struct {
	data []byte

	parsed bool
	file   *ast.File
}

// at returns the line at which a YAML path, for example $.errata[3], is found, or 0.
func (l *yamlLines) at(place string) int {
	if !l.parsed {
		l.parsed = true
		l.file, _ = parser.ParseBytes(l.data, 0)
	}
	if l.file == nil {
		return 0
	}
	where, err := yaml.PathString(place)
	if err != nil {
		return 0
	}
	node, err := where.FilterFile(l.file)
	if err != nil || node.GetToken() == nil {
		return 0
	}
	return node.GetToken().Position.Line
}
