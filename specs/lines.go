package specs

type places struct{}
