package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"sync"
	"time"

	"github.com/goccy/go-yaml"

	"github.com/bbconform/bbconform/reports"
)

// target is as much of a target configuration as a bare client needs.
type target struct {
	BuildingBlocks map[string]struct {
		URL            string `yaml:"url"`
		Authentication struct {
			Type   string `yaml:"type"`
			Header string `yaml:"header"`
			Key    string `yaml:"key"`
			Token  string `yaml:"token"`
		} `yaml:"authentication"`
	} `yaml:"buildingBlocks"`
}

// replayAll sends the requests of a result document again, as fast as a bare client can, and prints the wall and
// processor time of the sending alone in nanoseconds. What is answered does not matter: the identifiers are of another
// run.
func replayAll(results string, concurrency int) error {
	requests, err := recorded(results)
	if err != nil {
		return err
	}
	client := &http.Client{
		Transport:     &http.Transport{MaxIdleConnsPerHost: concurrency, DisableCompression: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	queue := make(chan *http.Request)
	failures := make(chan error, concurrency)
	start, before := time.Now(), processorTime()
	var workers sync.WaitGroup
	for range concurrency {
		workers.Go(func() {
			for request := range queue {
				answer, err := client.Do(request)
				if err != nil {
					select {
					case failures <- err:
					default:
					}
					continue
				}
				_, _ = io.Copy(io.Discard, answer.Body)
				_ = answer.Body.Close()
			}
		})
	}
	for _, request := range requests {
		queue <- request
	}
	close(queue)
	workers.Wait()
	wall, cpu := time.Since(start), processorTime()-before
	select {
	case err := <-failures:
		return fmt.Errorf("replay: %w", err)
	default:
	}
	fmt.Println(int64(wall), int64(cpu))
	return nil
}

// recorded builds the requests of a run, pointed at the sandbox that runs now and with its credentials.
func recorded(results string) ([]*http.Request, error) {
	text, err := os.ReadFile(os.Getenv("SPEED_TARGET"))
	if err != nil {
		return nil, err
	}
	var now target
	if err := yaml.Unmarshal(text, &now); err != nil {
		return nil, fmt.Errorf("read the target: %w", err)
	}
	file, err := reports.Open(results)
	if err != nil {
		return nil, err
	}
	defer file.Close()

	var requests []*http.Request
	for scenario, err := range file.Scenarios() {
		if err != nil {
			return nil, err
		}
		for _, exchange := range scenario.Exchanges {
			request, err := rebuild(exchange.Request, now, scenario.BuildingBlock)
			if err != nil {
				return nil, err
			}
			requests = append(requests, request)
		}
	}
	return requests, nil
}

func rebuild(message reports.Message, now target, block string) (*http.Request, error) {
	for name, settings := range now.BuildingBlocks {
		if len(block) <= len(name) || block[:len(name)+1] != name+"@" {
			continue
		}
		old, err := url.Parse(message.URL)
		if err != nil {
			return nil, err
		}
		base, err := url.Parse(settings.URL)
		if err != nil {
			return nil, err
		}
		old.Scheme, old.Host = base.Scheme, base.Host
		var body io.Reader
		if message.Body != nil {
			body = bytes.NewReader([]byte(message.Body.Text))
		}
		request, err := http.NewRequest(message.Method, old.String(), body)
		if err != nil {
			return nil, err
		}
		for _, header := range message.Headers {
			request.Header.Add(header.Name, header.Value)
		}
		request.Header.Del("Content-Length")
		for name := range request.Header {
			if name == settings.Authentication.Header || name == "Authorization" {
				request.Header.Set(name, settings.Authentication.Key+settings.Authentication.Token)
			}
		}
		return request, nil
	}
	return nil, fmt.Errorf("the target has no building block %s", block)
}
