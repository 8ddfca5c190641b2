// Command bbconform finds out whether software conforms to the GovStack specifications.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/bbconform/bbconform/runner/cli"
)

func main() {
	cli.CollectInTime()
	signal.Ignore(syscall.SIGPIPE) // whoever stops reading the progress must not end the run
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // the second signal ends the program at once
	os.Exit(cli.Run(ctx, cli.System()))
}
