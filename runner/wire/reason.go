package wire

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"

	"github.com/bbconform/bbconform/reports"
)

// inWords says why a request got no answer, for somebody who has to mend it. Host is where it went.
func inWords(err error, host string) string {
	if e, ok := errors.AsType[*url.Error](err); ok {
		err = e.Err
	}
	if dns, ok := errors.AsType[*net.DNSError](err); ok {
		if dns.IsNotFound {
			return fmt.Sprintf("the name %q does not resolve (DNS)", dns.Name)
		}
		if dns.IsTimeout {
			return fmt.Sprintf("no name server answered for %q (DNS)", dns.Name)
		}
		return fmt.Sprintf("the name %q could not be resolved (DNS: %s)", dns.Name, dns.Err)
	}
	if words := tlsInWords(err, host); words != "" {
		return words
	}
	network, _ := errors.AsType[*net.OpError](err)
	switch {
	case network != nil && network.Op == "proxyconnect":
		return "the proxy could not be reached: " + inWords(network.Err, "its address")
	case errors.Is(err, syscall.ECONNREFUSED):
		return "connection refused: nothing listens at " + host
	case errors.Is(err, syscall.EHOSTUNREACH), errors.Is(err, syscall.ENETUNREACH):
		return "there is no route to " + host
	case isTimeout(err) && network != nil && network.Op == "dial":
		return "no connection to " + host + " within the time limit"
	case isTimeout(err):
		return "no answer within the time limit"
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return "the connection was closed by " + host + " (reset)"
	case strings.Contains(err.Error(), "server response headers exceeded"):
		return fmt.Sprintf("the headers of the answer of %s are larger than %d KiB", host, maxHeaders>>10)
	case strings.Contains(err.Error(), "malformed"),
		strings.Contains(err.Error(), "readLoopPeekFailLocked: %!w(<nil>)"): // so net/http says that bytes came before it had asked
		return "what " + host + " sent is not HTTP"
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), strings.Contains(err.Error(), "server closed idle connection"),
		strings.Contains(err.Error(), "transport connection broken"):
		return "the connection was closed by " + host + " before the answer was complete"
	}
	return bounded(reports.Visible(err.Error()), 200)
}

func isTimeout(err error) bool {
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, errAnswerLimit) {
		return true
	}
	e, ok := errors.AsType[net.Error](err)
	return ok && e.Timeout()
}

// tlsInWords says why a connection could not be secured; empty when that is not what happened.
func tlsInWords(err error, host string) string {
	if e, ok := errors.AsType[x509.UnknownAuthorityError](err); ok {
		_ = e
		return "TLS: the certificate of " + host + " is signed by an authority that is not trusted (the configuration's trust takes CA files)"
	}
	if e, ok := errors.AsType[x509.HostnameError](err); ok {
		_ = e
		return "TLS: the certificate of " + host + " is for another name"
	}
	if e, ok := errors.AsType[x509.CertificateInvalidError](err); ok {
		if e.Reason == x509.Expired {
			return "TLS: the certificate of " + host + " has expired or is not valid yet"
		}
		return "TLS: the certificate of " + host + " is not valid: " + reports.Visible(e.Error())
	}
	if e, ok := errors.AsType[tls.AlertError](err); ok {
		return "TLS: " + host + " ended the handshake: " + e.Error()
	}
	if strings.Contains(err.Error(), "remote error: tls: ") { // how crypto/tls passes on what the other side said
		_, alert, _ := strings.Cut(err.Error(), "remote error: tls: ")
		return "TLS: " + host + " ended the handshake: " + bounded(reports.Visible(alert), 100)
	}
	if _, ok := errors.AsType[tls.RecordHeaderError](err); ok || errors.Is(err, http.ErrSchemeMismatch) {
		return "TLS: " + host + " does not speak it; is the URL meant to begin with http://?"
	}
	if strings.Contains(err.Error(), "TLS handshake timeout") {
		return "TLS: the handshake with " + host + " did not end within the time limit"
	}
	if strings.Contains(err.Error(), "tls: ") || strings.Contains(err.Error(), "x509: ") {
		return "TLS: " + bounded(reports.Visible(err.Error()), 200)
	}
	return ""
}

// bounded cuts s to at most n runes.
func bounded(s string, n int) string {
	count := 0
	for i := range s {
		if count == n {
			return s[:i] + "…"
		}
		count++
	}
	return s
}
