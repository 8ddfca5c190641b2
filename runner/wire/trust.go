package wire

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"

	"github.com/bbconform/bbconform/runner/problem"
	"github.com/bbconform/bbconform/runner/target"
)

// tlsConfig is how connections to the target are secured: whom to trust, and what to present.
func tlsConfig(t *target.Target, a target.Authentication, at string, env target.Environment) (*tls.Config, error) {
	config := &tls.Config{MinVersion: tls.VersionTLS12, InsecureSkipVerify: t.Insecure} //nolint:gosec // chosen, with a warning
	if len(t.Trust) > 0 {
		pool, err := x509.SystemCertPool()
		if err != nil {
			pool = x509.NewCertPool() // a system without certificates of its own
		}
		for _, file := range t.Trust {
			pem, err := t.ReadFile(env, file)
			if err != nil {
				return nil, problem.Usage("", fmt.Errorf("trust: read CA certificates: %w", err))
			}
			if !pool.AppendCertsFromPEM(pem) {
				return nil, problem.Usage("", fmt.Errorf("trust: %s holds no certificate in PEM form", file))
			}
		}
		config.RootCAs = pool
	}
	if a.Certificate != "" {
		certificate, err := t.ReadFile(env, a.Certificate)
		if err != nil {
			return nil, problem.Usage("", fmt.Errorf("%s.certificate: %w", at, err))
		}
		key, err := t.ReadFile(env, a.PrivateKey)
		if err != nil {
			return nil, problem.Usage("", fmt.Errorf("%s.privateKey: %w", at, err))
		}
		pair, err := tls.X509KeyPair(certificate, key)
		if err != nil {
			return nil, problem.Usage("", fmt.Errorf("%s: certificate and privateKey: %w", at, err))
		}
		config.Certificates = []tls.Certificate{pair}
	}
	return config, nil
}
