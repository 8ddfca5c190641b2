// Package schema says what a schema of a contract demands of a value: what it takes from elsewhere is merged into it, values are held
// against it (as OpenAPI 3.0 and 3.1 have it), and what is wrong with them is put in words.
//
// It knows schemas and values, and neither operations nor answers. Schemas are those of the contracts: nothing here changes them.
package schema
