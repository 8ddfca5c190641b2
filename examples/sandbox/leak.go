package sandbox

// The texts that careless servers put into their errors. A caller learns from them which language, which library, which
// tables and which files stand behind the interface.
const (
	LeakedGoStack = "panic: runtime error: invalid memory address or nil pointer dereference\n\ngoroutine 42 [running]:\n" +
		"main.(*Store).Find(0x0, {0xc0001a2000, 0x24})\n\t/srv/app/internal/store/store.go:117 +0x2a5\n" +
		"net/http.HandlerFunc.ServeHTTP(0xc00012e000)\n\t/usr/local/go/src/net/http/server.go:2220 +0x29\n"
	LeakedJavaStack = "java.lang.NullPointerException: Cannot invoke \"Row.getId()\" because \"row\" is null\n" +
		"\tat org.example.registry.RecordService.find(RecordService.java:84)\n" +
		"\tat org.springframework.web.servlet.FrameworkServlet.service(FrameworkServlet.java:903)\n"
	LeakedSQL = "ERROR: syntax error at or near \"'\" (SQLSTATE 42601): SELECT * FROM records WHERE id = 'x'' ORDER BY id"
)

// Leak replaces the body of refusals by an error object that holds a text from the inside of the server.
func Leak(inside string) Change {
	return Change{kind: set, value: Object{"detail": inside}}.OnRefusals()
}
