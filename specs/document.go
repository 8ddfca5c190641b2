package specs

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// Document is an OpenAPI file with everything that it refers to.
type Document struct {
	Name string // for people: "contracts/consent.yaml", or the path on disk

	doc *openapi3.T
}

// LoadDocument reads an OpenAPI file from disk. It may refer to files in and below its own folder, to nothing else.
func LoadDocument(name string) (*Document, error) {
	root, err := os.OpenRoot(filepath.Dir(name))
	if err != nil {
		return nil, fmt.Errorf("load %s: %w", name, err)
	}
	defer func() { _ = root.Close() }() // it was only read
	doc, err := loadOpenAPI(root.FS(), filepath.Base(name), false)
	if err != nil {
		return nil, fmt.Errorf("load %s: %w", name, err)
	}
	return &Document{Name: name, doc: doc}, nil
}

// Documents returns the contracts of the building block, all of them, in the order of block.yaml.
func (b *Block) Documents() ([]*Document, error) {
	var documents []*Document
	for _, c := range b.loaded.contracts {
		doc, err := c.document()
		if err != nil {
			return nil, err
		}
		documents = append(documents, &Document{Name: c.info.File, doc: doc})
	}
	return documents, nil
}

// loadOpenAPI reads the OpenAPI file called name in folder. With origins, everything in the result knows its file and
// line, which takes longer.
func loadOpenAPI(folder fs.FS, name string, origins bool) (*openapi3.T, error) {
	data, err := fs.ReadFile(folder, name)
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(string(data)) == "" {
		return nil, errEmptyFile
	}
	doc, err := loadData(folder, data, name, origins)
	if err != nil {
		return nil, plainLoadError(err)
	}
	switch {
	case strings.HasPrefix(doc.OpenAPI, "3."):
		return doc, nil
	case doc.Extensions["swagger"] != nil:
		return nil, fmt.Errorf("this is Swagger %v; convert it to OpenAPI 3 first", doc.Extensions["swagger"])
	case doc.OpenAPI == "":
		return nil, errors.New(`this is not an OpenAPI file: it has no "openapi" key`)
	}
	return nil, fmt.Errorf("OpenAPI %s is not known; 3.0 and 3.1 are", doc.OpenAPI)
}

// loadData parses a file. kin-openapi knows the lines of YAML only; JSON is YAML too, and "---" makes it be read as that.
// Where that fails, because of tabs for example, there are no lines.
func loadData(folder fs.FS, data []byte, name string, origins bool) (*openapi3.T, error) {
	load := func(data []byte) (*openapi3.T, error) {
		loader := openapi3.NewLoader() // one that has failed remembers half a document
		loader.IncludeOrigin = origins
		loader.IsExternalRefsAllowed = true // decided in readReferred
		loader.ReadFromURIFunc = readReferred(folder, path.Dir(name))
		return loader.LoadFromDataWithPath(data, &url.URL{Path: name})
	}
	if origins && bytes.HasPrefix(bytes.TrimSpace(data), []byte("{")) {
		if doc, err := load(append([]byte("--- "), data...)); err == nil {
			return doc, nil
		}
	}
	return load(data)
}

// readReferred returns how $refs to other files are read: from dir in folder, where the contract lies, or below it.
func readReferred(folder fs.FS, dir string) openapi3.ReadFromURIFunc {
	return func(_ *openapi3.Loader, location *url.URL) ([]byte, error) {
		name := path.Clean(location.Path)
		within := dir == "." || strings.HasPrefix(name, dir+"/")
		if location.Scheme != "" || location.Host != "" || !fs.ValidPath(name) || !within {
			return nil, &outsideError{location.String()}
		}
		data, err := fs.ReadFile(folder, name)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("a $ref leads to %s, which does not exist", name)
		} else if err != nil {
			return nil, &outsideError{name} // a link out of the folder
		}
		return data, nil
	}
}

// outsideError says that a $ref leads out of the folder.
type outsideError struct{ location string }

func (e *outsideError) Error() string {
	return fmt.Sprintf("a $ref leads to %s; only files in the folder of the contract may be referred to", e.location)
}

// plainLoadError makes one line of an error of the loader.
func plainLoadError(err error) error {
	var outside *outsideError
	if errors.As(err, &outside) {
		return outside
	}
	text := err.Error()
	// A file that is neither JSON nor YAML is reported in both ways, and only the second helps a reader of YAML.
	if _, after, ok := strings.Cut(text, "yaml error: "); ok {
		text = "not readable as YAML: " + after
	}
	return errors.New(strings.Join(strings.Fields(text), " "))
}
