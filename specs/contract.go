package specs

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"
)

// contract is one OpenAPI file of a building block, read when somebody asks for one of its operations.
type contract struct {
	block  *Block
	info   ContractInfo
	folder fs.FS

	rawOnce sync.Once
	raw     []byte // nil: it cannot be read

	once sync.Once
	doc  *openapi3.T
	byID map[string]*Operation
	err  error

	placesOnce sync.Once
	places     *places // file and line, read when the first finding is made

	compiled compiledSchemas // of OpenAPI 3.1
}

// document returns the parsed file.
func (c *contract) document() (*openapi3.T, error) {
	c.once.Do(func() {
		if c.err = c.load(); c.err != nil {
			c.err = fmt.Errorf("load contract %s %s: %w", c.block.Ref(), c.info.File, c.err)
		}
	})
	return c.doc, c.err
}

// operations returns the operations of the file by operationId.
func (c *contract) operations() (map[string]*Operation, error) {
	_, err := c.document()
	return c.byID, err
}

// mentions reports whether the file holds a word, which costs much less than to parse it. Of one that cannot be read nothing
// is known.
func (c *contract) mentions(word string) bool {
	data := c.text()
	return data == nil || bytes.Contains(data, []byte(word))
}

// text returns the file as it is, or nil where it cannot be read; what is wrong with it is said when it is loaded.
func (c *contract) text() []byte {
	c.rawOnce.Do(func() { c.raw, _ = fs.ReadFile(c.folder, c.info.File) })
	return c.raw
}

func (c *contract) load() error {
	doc, err := c.block.loaded.openAPI(c)
	if err != nil {
		return err
	}
	c.doc, c.byID = doc, map[string]*Operation{}
	for _, pattern := range slices.Sorted(maps.Keys(doc.Paths.Map())) {
		item := doc.Paths.Value(pattern)
		for method, op := range item.Operations() {
			if op.OperationID == "" {
				return fmt.Errorf("%s %s has no operationId", method, pattern)
			}
			if other := c.byID[op.OperationID]; other != nil {
				return fmt.Errorf("operationId %q is used by %s %s and by %s %s",
					op.OperationID, other.Method, other.Path, method, pattern)
			}
			c.byID[op.OperationID] = newOperation(c, pattern, method, item, op)
		}
	}
	return nil
}

// sharing is the contracts of a building block that refer to other files. They are read together, because most of them refer
// to the same file, and what they share must be finished before the first of them is used.
type sharing struct {
	once sync.Once
	docs map[*contract]*openapi3.T
	errs map[*contract]error
}

// openAPI reads the file of a contract.
func (l *loaded) openAPI(c *contract) (*openapi3.T, error) {
	if !c.refersElsewhere() {
		doc, err := loadOpenAPI(l.folder, c.info.File, false)
		if err == nil {
			finish(doc)
		}
		return doc, err
	}
	l.sharing.once.Do(func() {
		l.sharing.docs, l.sharing.errs = map[*contract]*openapi3.T{}, map[*contract]error{}
		loaders := map[bool]*documentLoader{} // by whether it is OpenAPI 3.1, which reads schemas in its own way
		for _, member := range l.contracts {
			if !member.refersElsewhere() {
				continue
			}
			version := bytes.Contains(member.text(), []byte("openapi: 3.1"))
			if loaders[version] == nil {
				loaders[version] = newDocumentLoader(l.folder, false)
			}
			l.sharing.docs[member], l.sharing.errs[member] = loaders[version].load(member.info.File)
		}
		for _, doc := range l.sharing.docs {
			if doc != nil {
				finish(doc)
			}
		}
	})
	return l.sharing.docs[c], l.sharing.errs[c]
}

// refersElsewhere reports whether the file holds a $ref to another one.
func (c *contract) refersElsewhere() bool {
	return slices.ContainsFunc([]string{".yaml#", ".yml#", ".json#"}, func(extension string) bool {
		return bytes.Contains(c.text(), []byte(extension))
	})
}

// finish prepares a document for being used.
func finish(doc *openapi3.T) {
	if !doc.IsOpenAPI31OrLater() {
		allowNullWithoutType(doc)
	}
}

// allowNullWithoutType lets a schema without a type accept null. OpenAPI 3.0.3 has "nullable" widen a type, so where there
// is no type there is nothing to widen, and null is as good as anything. kin-openapi refuses it.
func allowNullWithoutType(doc *openapi3.T) {
	_ = doc.WalkSchemas(func(_ string, ref *openapi3.SchemaRef) error {
		s := ref.Value
		if s.Type == nil && s.Not == nil && len(s.Enum)+len(s.AllOf)+len(s.AnyOf)+len(s.OneOf) == 0 {
			s.Nullable = true
		}
		return nil
	})
}
