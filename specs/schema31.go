package specs

type compiledSchemas struct{}
