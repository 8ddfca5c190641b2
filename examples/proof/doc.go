// Package proof is what every reference building block shows in its tests: that it conforms, that each of its faults is caught
// at the operation at fault, that no freedom of an implementation leads to a finding, and that nothing passes where there is
// nothing. The verdicts of bbconform are as good as these proofs.
//
// A building block calls Verdicts from a package of its own, so that each is tested beside the others. Only tests import this
// package: it stands above the runner, as they do.
package proof
