package steps

import (
	"net/http"
	"strings"
)

// note serves what takes bodies that are no JSON.
func (l *library) note(w http.ResponseWriter, r *http.Request, op, id string, sent object, body []byte) {
	mediaType, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";")
	isForm := mediaType == "multipart/form-data" || mediaType == "application/x-www-form-urlencoded"
	switch {
	case op == "textCreate" && l.is("text cut"):
		reply(w, 200, object{"length": len(body) / 2, "type": mediaType})
	case op == "textCreate" && l.is("type lost"):
		reply(w, 200, object{"length": len(body), "type": "text/plain"})
	case op == "textCreate":
		reply(w, 200, object{"length": len(body), "type": mediaType})
	case op == "noteRead" && l.notes[id] == nil:
		reply(w, 404, nil)
	case op == "noteRead":
		reply(w, 200, object{"note": l.notes[id]})
	case isForm && l.is("forms refused"):
		reply(w, 415, object{"detail": "only JSON, please"})
	default:
		note := object{"id": l.id("note"), "text": ""}
		for name, value := range sent {
			if name != "author" || !isForm || !l.is("forms flattened") {
				note[name] = value
			}
		}
		if !l.is("forms not stored") || !isForm {
			l.notes[note["id"].(string)] = note
		}
		reply(w, 200, object{"note": note})
	}
}
