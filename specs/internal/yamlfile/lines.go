package yamlfile

import (
	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// Lines finds lines in a YAML document, which it parses when the first is asked for.
type Lines struct {
	Data []byte // the document

	parsed bool
	file   *ast.File
}

// At returns the line at which a YAML path, for example $.errata[3], is found, or 0.
func (l *Lines) At(path string) int {
	if !l.parsed {
		l.parsed = true
		l.file, _ = parser.ParseBytes(l.Data, 0)
	}
	if l.file == nil {
		return 0
	}
	where, err := yaml.PathString(path)
	if err != nil {
		return 0
	}
	node, err := where.FilterFile(l.file)
	if err != nil || node.GetToken() == nil {
		return 0
	}
	return node.GetToken().Position.Line
}
