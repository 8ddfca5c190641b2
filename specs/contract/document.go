package contract

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

	"github.com/bbconform/bbconform/specs/internal/yamlfile"
)

// Document is an OpenAPI file with everything that it refers to.
type Document struct {
	Name string // for people: "contracts/consent.yaml", or the path on disk

	doc *openapi3.T
}

// OpenAPI returns the file as it was parsed. It must not be changed.
func (d *Document) OpenAPI() *openapi3.T { return d.doc }

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

// OpenDocument reads the OpenAPI file called name in folder, with what it refers to there. With lines, everything in it knows its
// file and line, which takes longer.
func OpenDocument(folder fs.FS, name string, lines bool) (*Document, error) {
	doc, err := loadOpenAPI(folder, name, lines)
	if err != nil {
		return nil, err
	}
	return &Document{Name: name, doc: doc}, nil
}

// loadOpenAPI reads the OpenAPI file called name in folder. With origins, everything in the result knows its file and
// line, which takes longer.
func loadOpenAPI(folder fs.FS, name string, origins bool) (*openapi3.T, error) {
	return newDocumentLoader(folder, origins).load(name)
}

// documentLoader reads OpenAPI files of one folder. What several of them refer to is read once, and is the same thing in all
// of them. It is not safe for concurrent use.
type documentLoader struct {
	folder  fs.FS
	origins bool
	files   map[string][]byte // that were read
	dir     string            // of the file at hand: $refs lead to it or below

	loader *openapi3.Loader // nil: none, or one that has failed and remembers half a document
}

func newDocumentLoader(folder fs.FS, origins bool) *documentLoader {
	return &documentLoader{folder: folder, origins: origins, files: map[string][]byte{}}
}

func (l *documentLoader) load(name string) (*openapi3.T, error) {
	data, err := l.read(name)
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(string(data)) == "" {
		return nil, yamlfile.ErrEmpty
	}
	l.dir = path.Dir(name)
	doc, err := l.parse(data, name)
	if err != nil {
		err = plainLoadError(err)
		if ref := l.dangling(name); ref != "" && !strings.Contains(err.Error(), ref) && strings.Contains(err.Error(), "not found") {
			err = fmt.Errorf(`$ref "%s" names nothing: %w`, ref, err)
		}
		return nil, err
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

// parse reads a document. kin-openapi knows the lines of YAML only; JSON is YAML too, and "---" makes it be read as that.
// Where that fails, because of tabs for example, there are no lines.
func (l *documentLoader) parse(data []byte, name string) (*openapi3.T, error) {
	if l.origins && bytes.HasPrefix(bytes.TrimSpace(data), []byte("{")) {
		if doc, err := l.parseOnce(append([]byte("--- "), data...), name); err == nil {
			return doc, nil
		}
	}
	return l.parseOnce(data, name)
}

func (l *documentLoader) parseOnce(data []byte, name string) (*openapi3.T, error) {
	if l.loader == nil {
		l.loader = openapi3.NewLoader()
		l.loader.IncludeOrigin = l.origins
		l.loader.IsExternalRefsAllowed = true // decided in readReferred
		l.loader.ReadFromURIFunc = l.readReferred
	}
	doc, err := l.loader.LoadFromDataWithPath(data, &url.URL{Path: name})
	if err != nil {
		l.loader = nil
	}
	return doc, err
}

// read returns a file. kin-openapi asks for it anew for every $ref that leads to it.
func (l *documentLoader) read(name string) ([]byte, error) {
	if data, ok := l.files[name]; ok {
		return data, nil
	}
	data, err := fs.ReadFile(l.folder, name)
	if err == nil {
		if !l.origins { // lines would not be those of the file
			data = withExact(data)
		}
		l.files[name] = data
	}
	return data, err
}

// readReferred reads what a $ref leads to: a file beside the one at hand, or below.
func (l *documentLoader) readReferred(_ *openapi3.Loader, location *url.URL) ([]byte, error) {
	name := path.Clean(location.Path)
	within := l.dir == "." || strings.HasPrefix(name, l.dir+"/")
	if location.Scheme != "" || location.Host != "" || !fs.ValidPath(name) || !within {
		return nil, &outsideError{location.String()}
	}
	data, err := l.read(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("a $ref leads to %s, which does not exist", name)
	} else if err != nil {
		return nil, &outsideError{name} // a link out of the folder
	}
	return data, nil
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
