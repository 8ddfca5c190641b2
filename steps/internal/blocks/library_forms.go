package blocks

import (
	"net/http"
	"strings"
)

// note serves what takes bodies that are no JSON.
func (l *Server) note(w http.ResponseWriter, r *http.Request, op, id string, sent Object, body []byte) {
	mediaType, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";")
	isForm := mediaType == "multipart/form-data" || mediaType == "application/x-www-form-urlencoded"
	switch {
	case op == "textCreate" && l.is("text cut"):
		Reply(w, 200, Object{"length": len(body) / 2, "type": mediaType})
	case op == "textCreate" && l.is("type lost"):
		Reply(w, 200, Object{"length": len(body), "type": "text/plain"})
	case op == "textCreate":
		Reply(w, 200, Object{"length": len(body), "type": mediaType})
	case op == "noteRead" && l.notes[id] == nil:
		Reply(w, 404, nil)
	case op == "noteRead":
		Reply(w, 200, Object{"note": l.notes[id]})
	case isForm && l.is("forms refused"):
		Reply(w, 415, Object{"detail": "only JSON, please"})
	default:
		note := Object{"id": l.ID("note"), "text": ""}
		for name, value := range sent {
			if name != "author" || !isForm || !l.is("forms flattened") {
				note[name] = value
			}
		}
		if !l.is("forms not stored") || !isForm {
			l.notes[note["id"].(string)] = note
		}
		Reply(w, 200, Object{"note": note})
	}
}
