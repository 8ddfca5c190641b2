package steps

// The own sentences of digital registries.
const groupDigitalRegistries = "Digital registries"

func digitalRegistriesSentences() []Definition {
	return []Definition{
		{
			Group:    groupDigitalRegistries,
			Sentence: `it gives the record's "<field>"`,
			Example:  `Then it gives the record's "firstName"`,
			About:    "Accepted; the answer is the value of the current record's field itself, or an object whose `value` it is.",
			run:      givesTheRecordsField,
		},
	}
}
