// Package sample reads the valid requests and answers that a building block has one of for each operation, with the placeholders and
// files in them.
//
// It knows the operations of contracts, and no building block: a Folder is given the files of one. What a placeholder stands for is for
// whoever fills it to say, beyond those that mean the same everywhere. A new notation in samples belongs here.
package sample
