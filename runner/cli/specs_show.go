package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/spf13/cobra"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/specs/contract"
)

func (c *command) specsShowCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "show BB[@VERSION]",
		Short: "Show one building block: roles, operations, what they require, callbacks, states, corrections, requirements",
		Args:  cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			block, err := c.block(args[0])
			if err != nil {
				return err
			}
			return c.showBlock(c.env.Stdout, block)
		},
	}
}

func (c *command) showBlock(w io.Writer, block *specs.Block) error {
	p := c.env.palette(w)
	showIdentity(w, p, block)
	showRoles(w, p, block)
	if err := showOperations(w, p, block); err != nil {
		return usage(err)
	}
	showCallbacks(w, p, block)
	showStates(w, p, block)
	if err := showData(w, p, block.Data); err != nil {
		return err
	}
	if len(block.Errata) > 0 {
		fmt.Fprintf(w, "\n%s  %s\n", p.bold("Corrections of the published specification"), countedKinds(block.Errata))
		for _, erratum := range block.Errata {
			writeErratum(w, p, erratum)
		}
	}
	return usage(showRequirements(w, p, block))
}

func showIdentity(w io.Writer, p palette, block *specs.Block) {
	fmt.Fprintf(w, "%s %s (%s)\n%s\n\n", p.bold(block.Title), block.Version, block.Ref(), oneLine(block.Summary))
	fmt.Fprintf(w, "Specification  %s at %s, %s\n", block.Upstream.Repository, block.Upstream.Commit, block.Upstream.Licence)
	for _, contract := range block.Contracts {
		fmt.Fprintf(w, "Contract       %s: %s %s, %s", contract.Name, contract.Title, contract.Version, kindWords(contract.Kind))
		if len(contract.Upstream) > 0 {
			fmt.Fprintf(w, " (upstream %s)", strings.Join(contract.Upstream, ", "))
		}
		fmt.Fprintln(w)
	}
	if block.Authentication.Header != "" || block.Authentication.Note != "" {
		where := "Credentials   "
		if block.Authentication.Header != "" {
			where += " in " + block.Authentication.Header + ","
		}
		if block.Authentication.Source != "" {
			where += " asked for by the " + block.Authentication.Source + "."
		}
		fmt.Fprintf(w, "%s %s\n", strings.TrimSuffix(where, ","), oneLine(block.Authentication.Note))
	}
}

// showRoles says who calls the building block, and whom it calls.
func showRoles(w io.Writer, p palette, block *specs.Block) {
	if len(block.Roles) == 0 {
		return
	}
	fmt.Fprintf(w, "\n%s\n", p.bold("Roles: who calls, and who is called"))
	for _, role := range block.Roles {
		fmt.Fprintf(w, "  %s  %s\n    %s\n", p.bold(role.Name), role.Title, oneLine(role.About))
		for _, line := range []struct {
			words string
			names []string
		}{{"calls all of", role.ServiceAPIs}, {"calls", role.Operations}, {"is called by", role.Receives}} {
			if len(line.names) > 0 {
				fmt.Fprintf(w, "    %s %s\n", p.faint(line.words), strings.Join(line.names, ", "))
			}
		}
		if role.Person != "" {
			fmt.Fprintf(w, "    %s %s\n", p.faint("each is"), withArticle(role.Person))
		}
	}
}

// kindWords says who calls whom.
func kindWords(kind contract.Kind) string {
	switch kind {
	case contract.Service:
		return "requests to the building block"
	case contract.Callback:
		return "callbacks from the building block to its caller"
	case contract.ThirdParty:
		return "requests of the building block to a third party"
	case contract.ThirdPartyAnswer:
		return "answers of that third party to the building block"
	}
	return string(kind)
}

func showOperations(w io.Writer, p palette, block *specs.Block) error {
	for _, api := range block.ServiceAPIs {
		fmt.Fprintf(w, "\n%s  @service-api:%s\n", p.bold(api.Title), api.Name)
		for _, id := range api.Operations {
			operation, err := block.Operation(id)
			if err != nil {
				return err
			}
			fmt.Fprintf(w, "  %s\n    %s %s  %s\n", p.bold(id), operation.Method, operation.Path, p.faint("answers "+strings.Join(operation.Statuses(), ", ")))
			if operation.Summary != "" {
				fmt.Fprintf(w, "    %s\n", oneLine(operation.Summary))
			}
			if operation.Contract.Kind != contract.Service {
				fmt.Fprintf(w, "    %s\n", p.faint("one of the "+kindWords(operation.Contract.Kind)))
			}
			if types := operation.MediaTypes(); len(types) > 1 || len(types) == 1 && specs.KindOf(types[0]) != specs.JSONBody {
				fmt.Fprintf(w, "    takes a body as %s\n", oneOf(types))
			}
			if demanded := demandedFields(operation.Fields()); len(demanded) > 0 {
				fmt.Fprintf(w, "    requires %s\n", strings.Join(demanded, ", "))
			}
			for _, rule := range operation.Refusals() {
				fmt.Fprintf(w, "    a 2xx is a refusal when %s\n", oneLine(rule.String()))
			}
			if weak := operation.WeakStatuses(); len(weak) > 0 {
				fmt.Fprintf(w, "    %s\n", p.faint("whatever these answers contain, the contract says nothing that they could contradict: "+strings.Join(weak, ", ")))
			}
		}
	}
	return nil
}

// demandedFields names what no request can do without: required, and so is whatever holds it.
func demandedFields(fields []specs.Field) []string {
	var names []string
	demanded := map[string]bool{}
	for _, field := range fields {
		holder := field.Name[:max(0, strings.LastIndex(field.Name, "."))]
		holder = strings.TrimSuffix(strings.TrimSuffix(holder, ".0"), "0") // an entry is no field of its own
		if !field.Required || field.In == specs.InBody && holder != "" && !demanded[holder] {
			continue
		}
		demanded[field.Name] = true
		names = append(names, field.String())
	}
	return names
}

func showCallbacks(w io.Writer, p palette, block *specs.Block) {
	if len(block.Callbacks) == 0 {
		return
	}
	fmt.Fprintf(w, "\n%s\n", p.bold("Callbacks: what comes later in answer to a request"))
	for _, pair := range block.Callbacks {
		fmt.Fprintf(w, "  %s → %s\n    %s\n", p.bold(pair.Request), p.bold(pair.Callback), oneLine(pair.About))
	}
}

func showStates(w io.Writer, p palette, block *specs.Block) {
	for _, life := range block.States {
		fmt.Fprintf(w, "\n%s  %s\n", p.bold("States of "+withArticle(life.Resource)), oneLine(life.About))
		for _, state := range life.States {
			value := ""
			if state.Value != nil {
				value = fmt.Sprintf(" (%v)", state.Value)
			}
			fmt.Fprintf(w, "  %s%s  %s\n", p.bold(state.Name), value, oneLine(state.About))
		}
		for _, transition := range life.Transitions {
			from, to := transition.From, transition.To
			if from == "" {
				from = "(new)"
			}
			if to == "" {
				to = "(gone)"
			}
			fmt.Fprintf(w, "  %s → %s", from, to)
			if transition.By != "" {
				fmt.Fprintf(w, "  by %s", transition.By)
			}
			if transition.About != "" {
				fmt.Fprintf(w, "  %s", oneLine(transition.About))
			}
			fmt.Fprintln(w)
		}
	}
}

// showData prints test data as it may stand under "data" of a target configuration.
func showData(w io.Writer, p palette, data []specs.Datum) error {
	if len(data) == 0 {
		return nil
	}
	fmt.Fprintf(w, "\n%s\n", p.bold("Test data that a target may choose"))
	for _, datum := range data {
		text, err := yaml.MarshalWithOptions(map[string]any{datum.Name: datum.Value}, yaml.UseLiteralStyleIfMultiline(true), yaml.IndentSequence(true))
		if err != nil {
			return fmt.Errorf("write the datum %s as YAML: %w", datum.Name, err)
		}
		fmt.Fprintf(w, "  %s\n%s", p.faint("# "+oneLine(datum.About)), indented(string(text), "  "))
	}
	return nil
}

func showRequirements(w io.Writer, p palette, block *specs.Block) error {
	requirements, err := block.Requirements()
	if err != nil || len(requirements) == 0 {
		return err
	}
	fmt.Fprintf(w, "\n%s  %s\n", p.bold("Requirements of the text"), countedRequirements(requirements))
	for _, level := range specs.Levels() {
		heading := fmt.Sprintf("  %s\n", level)
		for _, r := range requirements {
			if r.Level != level {
				continue
			}
			fmt.Fprintf(w, "%s    %s  %s\n      %s\n", heading, r.ID, p.faint(string(r.Verification)), oneLine(r.Summary))
			heading = ""
		}
	}
	fmt.Fprintf(w, "  %s\n", p.faint("more on each: bbconform requirements "+block.Ref().String()))
	return nil
}
