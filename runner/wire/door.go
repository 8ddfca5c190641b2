package wire

import "context"

// door is what every request of a scenario goes through on its way out. What has to hold for all requests under way together is held
// here, and today that is their pace. Readiness and requests for access tokens go beside it.
type door struct{ pacer *pacer }

// through lets a request go as soon as it may: send is called once, and the request counts as under way until it returns. The error is
// that of ctx, when it was done before; then send was not called.
func (d *door) through(ctx context.Context, send func()) error {
	if err := d.pacer.wait(ctx); err != nil {
		return err
	}
	send()
	return nil
}
