package wire

import (
	"net/http"
	"time"

	"github.com/bbconform/bbconform/runner/target"
)

// mostIdle is how many connections to a host are kept: as many as there may be requests at a time. Idle ones do not live long.
const mostIdle = 1000

// newConnections makes the pool of connections that scenarios share.
func newConnections(configuration *target.Target, a target.Authentication, at string, env target.Environment) (*http.Transport, error) {
	tlsConfig, err := tlsConfig(configuration, a, at, env)
	if err != nil {
		return nil, err
	}
	base, ok := http.DefaultTransport.(*http.Transport)
	if !ok {
		base = &http.Transport{} // somebody exchanged the default; its zero value will do
	}
	tr := base.Clone()
	tr.Proxy = proxyFunc(configuration.Proxy, env.Getenv)
	tr.TLSClientConfig = tlsConfig
	tr.DisableCompression = true // the bytes of the answer are the evidence
	tr.MaxIdleConns, tr.MaxIdleConnsPerHost = 0, mostIdle
	tr.MaxResponseHeaderBytes = maxHeaders
	// Shorter than servers usually keep a connection (five seconds in Node.js, two in Gunicorn): a request on one that the server
	// is just closing would look like a request that was not answered.
	tr.IdleConnTimeout = 500 * time.Millisecond
	return tr, nil
}
