package identifier

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"strconv"
	"strings"
)

// Longest is how many characters each of the three parts of an identifier has at most: place, name, and what follows the name. What is
// cut off is followed by a digest.
const Longest = 120

// Place is the first part of the identifiers in a feature file, of whose path in the folder of features it is made: consent/policies of
// consent/policies.feature.
func Place(file string) string {
	words := strings.Split(strings.TrimSuffix(file, path.Ext(file)), "/")
	return part(words)
}

// Of is the identifier of a scenario by its name. The columns of an outline stand in its name as <column>: they are left out, because the
// rows say it.
func Of(place, name string, columns ...string) string {
	bare := name
	for _, c := range columns {
		bare = strings.ReplaceAll(bare, "<"+c+">", " ")
	}
	words := wordsOf(bare)
	if words == "" {
		bare, words = name, wordsOf(name) // the name is a column, and nothing else
	}
	if words == "" {
		words = "unnamed"
	}
	if short, cut := bounded(words); cut {
		words = short + digest(bare)
	}
	return place + "/" + words
}

// Below is the identifier of a part of a scenario: of a row by its cells, all of them and in their order, so that no other row has a
// say in it.
func Below(scenario string, cells []string) string { return scenario + "/" + part(cells) }

// Numbered is the identifier of the nth scenario, from 2, that would have the identifier id.
func Numbered(id string, n int) string { return id + "~" + strconv.Itoa(n) }

// part joins texts that must not be mistaken for others: where the readable form does not say all, a digest follows.
func part(texts []string) string {
	words := make([]string, len(texts))
	whole := true
	for i, text := range texts {
		var same bool
		words[i], same = spelt(text)
		whole = whole && same
	}
	short, cut := bounded(strings.Join(words, "/"))
	if whole && !cut {
		return short
	}
	return short + digest(texts...)
}

// bounded cuts text to what an identifier has room for, and reports whether it did.
func bounded(text string) (string, bool) {
	runes := []rune(text)
	if len(runes) <= Longest {
		return text, false
	}
	return strings.TrimRight(string(runes[:Longest]), "-./"), true
}

// digest tells texts apart that read alike. With 40 bits, two in a million rows of one outline would have the same with a chance of
// one in two, and two in ten thousand with one in twenty thousand.
func digest(texts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(texts, "\x00")))
	return "~" + hex.EncodeToString(sum[:5])
}
