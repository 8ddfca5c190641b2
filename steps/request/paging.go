package request

import (
	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/verdict"
)

// Paging is the query parameters that divide a list into pages.
type Paging struct {
	Start  string // where a page begins
	Size   string // how many entries it has
	ByPage bool   // Start is the number of a page, from 1; otherwise it is the index of an entry, from 0
}

// PagingOf names the parameters of an operation that divide its list into pages, and false where it has none.
func PagingOf(op *specs.Operation) (Paging, bool) {
	has := func(names ...string) string {
		for _, name := range names {
			if _, err := op.Field(specs.InQuery, name); err == nil {
				return name
			}
		}
		return ""
	}
	if p := (Paging{Start: has("offset"), Size: has("limit")}); p.Start != "" && p.Size != "" {
		return p, true
	}
	p := Paging{Start: has("page", "pageNumber", "page_number"), Size: has("pageSize", "page_size", "per_page", "size", "limit"), ByPage: true}
	if p.Start != "" && p.Size != "" {
		return p, true
	}
	return Paging{}, false
}

// CheckPaging reports that the list of an operation is not divided into pages.
func CheckPaging(op *specs.Operation) error {
	if _, ok := PagingOf(op); !ok {
		return verdict.SuiteFaultf("the contract of %s has no parameters that divide its list into pages", op.ID)
	}
	return nil
}

// CheckOffset reports that the list of an operation cannot be read from one of its entries on.
func CheckOffset(op *specs.Operation) error {
	if p, ok := PagingOf(op); !ok || p.ByPage {
		return verdict.SuiteFaultf("the contract of %s has no parameters that say where its list begins and how long it is", op.ID)
	}
	return nil
}
