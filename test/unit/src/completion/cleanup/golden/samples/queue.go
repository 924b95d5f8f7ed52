// Package queue holds jobs until a worker takes them.
package queue

import (
	"context"
	"errors"
	"sync"
	"time"
)

var ErrClosed = errors.New("queue: closed")

type Job struct {
	ID      string
	Payload []byte
	Retries int
	Due     time.Time
}

type Queue struct {
	mu     sync.Mutex
	jobs   []Job
	closed bool
	wake   chan struct{}
}

func New() *Queue {
	return &Queue{wake: make(chan struct{}, 1)}
}

// Push adds a job and wakes one worker.
func (q *Queue) Push(job Job) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		return ErrClosed
	}
	q.jobs = append(q.jobs, job)
	select {
	case q.wake <- struct{}{}:
	default:
	}
	return nil
}

// Pop waits for a job.
func (q *Queue) Pop(ctx context.Context) (Job, error) {
	for {
		q.mu.Lock()
		if len(q.jobs) > 0 {
			job := q.jobs[0]
			q.jobs = q.jobs[1:]
			q.mu.Unlock()
			return job, nil
		}
		q.mu.Unlock()
		select {
		case <-ctx.Done():
			return Job{}, ctx.Err()
		case <-q.wake:
		}
	}
}
