package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
)

// schedule is a row of Treasure Data's list, and its answer to a write.
type schedule struct {
	ID              *int64  `json:"id"`
	Name            string  `json:"name"`
	Type            string  `json:"type"`
	Database        string  `json:"database"`
	Query           string  `json:"query"`
	Cron            *string `json:"cron"`
	Timezone        string  `json:"timezone"`
	Delay           int64   `json:"delay"`
	Priority        int64   `json:"priority"`
	RetryLimit      int64   `json:"retry_limit"`
	EngineVersion   *string `json:"engine_version"`
	ExecutingUserID *int64  `json:"executing_user_id"`
	Result          string  `json:"result"`
	CreatedAt       *string `json:"created_at"`
	UserName        string  `json:"user_name"`
}

var errNotFound = errors.New("not found")

// client reads the list once: all later reads of the process are answered from it.
type client struct {
	endpoint, key string
	http          *http.Client
	once          sync.Once
	list          map[string]schedule
	listErr       error
}

func newClient(endpoint, key string) *client {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = 16
	return &client{endpoint: strings.TrimRight(endpoint, "/"), key: key, http: &http.Client{Transport: transport, Timeout: time.Minute}}
}

func (c *client) call(ctx context.Context, method, path string, form url.Values, into any) error {
	var body io.Reader
	if form != nil {
		body = strings.NewReader(form.Encode())
	}
	req, err := http.NewRequestWithContext(ctx, method, c.endpoint+path, body)
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", "TD1 "+c.key)
	if form != nil {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNotFound {
		return errNotFound
	}
	if resp.StatusCode >= 300 {
		text, _ := io.ReadAll(io.LimitReader(resp.Body, 4096))
		return fmt.Errorf("%s %s: %s: %s", method, path, resp.Status, text)
	}
	return json.NewDecoder(resp.Body).Decode(into)
}

func (c *client) find(ctx context.Context, name string) (schedule, bool, error) {
	c.once.Do(func() {
		var answer struct {
			Schedules []schedule `json:"schedules"`
		}
		c.listErr = c.call(ctx, http.MethodGet, "/v3/schedule/list", nil, &answer)
		c.list = make(map[string]schedule, len(answer.Schedules))
		for _, row := range answer.Schedules {
			c.list[row.Name] = row
		}
	})
	row, found := c.list[name]
	return row, found, c.listErr
}

func (c *client) create(ctx context.Context, name string, form url.Values) (schedule, error) {
	var row schedule
	err := c.call(ctx, http.MethodPost, "/v3/schedule/create/"+url.PathEscape(name), form, &row)
	return row, err
}

func (c *client) update(ctx context.Context, name string, form url.Values) (schedule, error) {
	var row schedule
	err := c.call(ctx, http.MethodPost, "/v3/schedule/update/"+url.PathEscape(name), form, &row)
	return row, err
}

func (c *client) delete(ctx context.Context, name string) error {
	var row schedule
	if err := c.call(ctx, http.MethodPost, "/v3/schedule/delete/"+url.PathEscape(name), url.Values{}, &row); !errors.Is(err, errNotFound) {
		return err
	}
	return nil
}
