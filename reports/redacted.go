package reports

// Redacted stands in a document where something was that must not be written, such as a credential.
const Redacted = "[redacted]"
