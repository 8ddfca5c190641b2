package main

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/goccy/go-yaml"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/record"
)

// target is as much of a target configuration as a bare client needs.
type target struct {
	BuildingBlocks map[string]struct {
		URL    string `yaml:"url"`
		Caller caller `yaml:",inline"`
		Roles  map[string]struct {
			Caller  caller `yaml:",inline"`
			Another caller `yaml:"another"`
		} `yaml:"roles"`
	} `yaml:"buildingBlocks"`
}

// caller is what one caller presents.
type caller struct {
	Authentication struct {
		Key   string `yaml:"key"`
		Token string `yaml:"token"`
	} `yaml:"authentication"`
}

// replayAll sends the requests of a result document again, as fast as a bare client can: as many scenarios at a time as the
// run had, the requests of each in their order. It prints the wall and processor time of that alone in nanoseconds, and how
// many answers had the status that was recorded.
func replayAll(results string, concurrency int) error {
	scenarios, err := recorded(results)
	if err != nil {
		return err
	}
	client := &http.Client{
		Transport:     &http.Transport{MaxIdleConnsPerHost: concurrency, DisableCompression: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	queue := make(chan []exchange)
	failures := make(chan error, concurrency)
	var sent, alike atomic.Int64
	start, before := time.Now(), processorTime()
	var workers sync.WaitGroup
	for range concurrency {
		workers.Go(func() {
			for scenario := range queue {
				for _, e := range scenario {
					status, err := e.send(client)
					if err != nil {
						select {
						case failures <- err:
						default:
						}
						continue
					}
					sent.Add(1)
					if status == e.status {
						alike.Add(1)
					}
				}
			}
		})
	}
	for _, scenario := range scenarios {
		queue <- scenario
	}
	close(queue)
	workers.Wait()
	wall, cpu := time.Since(start), processorTime()-before
	select {
	case err := <-failures:
		return fmt.Errorf("replay: %w", err)
	default:
	}
	fmt.Println(int64(wall), int64(cpu), sent.Load(), alike.Load())
	return nil
}

// exchange is a recorded request, pointed at the sandbox that runs now, and the status that answered it.
type exchange struct {
	method, url string
	header      http.Header
	body        string
	status      int
}

func (e *exchange) send(client *http.Client) (int, error) {
	var body io.Reader
	if e.body != "" {
		body = strings.NewReader(e.body)
	}
	request, err := http.NewRequest(e.method, e.url, body)
	if err != nil {
		return 0, err
	}
	request.Header = e.header
	answer, err := client.Do(request)
	if err != nil {
		return 0, err
	}
	_, err = io.Copy(io.Discard, answer.Body)
	return answer.StatusCode, errors.Join(err, answer.Body.Close())
}

// recorded reads the requests of a run, scenario by scenario, for the sandbox that runs now and with its credentials.
func recorded(results string) ([][]exchange, error) {
	text, err := os.ReadFile(os.Getenv("SPEED_TARGET"))
	if err != nil {
		return nil, err
	}
	var now target
	if err := yaml.Unmarshal(text, &now); err != nil {
		return nil, fmt.Errorf("read the target: %w", err)
	}
	file, err := record.Open(results)
	if err != nil {
		return nil, err
	}
	defer file.Close()

	var scenarios [][]exchange
	for scenario, err := range file.Scenarios() {
		if err != nil {
			return nil, err
		}
		var exchanges []exchange
		for _, x := range scenario.Exchanges {
			e, err := rebuild(x, now, scenario.BuildingBlock)
			if err != nil {
				return nil, err
			}
			exchanges = append(exchanges, e)
		}
		scenarios = append(scenarios, exchanges)
	}
	return scenarios, nil
}

func rebuild(recorded reports.Exchange, now target, block string) (exchange, error) {
	for name, settings := range now.BuildingBlocks {
		if !strings.HasPrefix(block, name+"@") {
			continue
		}
		base, err := url.Parse(settings.URL)
		if err != nil {
			return exchange{}, err
		}
		message := recorded.Request
		there, err := url.Parse(message.URL)
		if err != nil {
			return exchange{}, err
		}
		there.Scheme, there.Host = base.Scheme, base.Host
		e := exchange{method: message.Method, url: there.String(), header: http.Header{}}
		if message.Body != nil {
			e.body = message.Body.Text
		}
		if recorded.Answer != nil {
			e.status = recorded.Answer.Status
		}
		for _, header := range message.Headers {
			value := header.Value
			if value == "[redacted]" {
				who := settings.Caller
				if role, ok := settings.Roles[recorded.Role]; ok && recorded.Another {
					who = role.Another
				} else if ok {
					who = role.Caller
				}
				value = who.Authentication.Key + who.Authentication.Token
			}
			e.header.Add(header.Name, value)
		}
		e.header.Del("Content-Length")
		return e, nil
	}
	return exchange{}, fmt.Errorf("the target has no building block %s", block)
}
