import Cloud
import Testing

struct FormatTests {
  @Test(arguments: [
    #"{"a":[1,-2.50e3,"x\"\\\/é",null,true],"b":{}}"#, "[]", #""😀""#, "0",
  ])
  func `JSON comes back as it was`(text: String) throws {
    let value = try JSONValue(parsing: Array(text.utf8))
    #expect(try JSONValue(parsing: value.bytes) == value)
  }

  @Test func `JSON keeps the digits of numbers and reads escapes`() throws {
    let value = try JSONValue(
      parsing: Array(#"{"n":1234567890.12345678901234567890,"s":"\ud83d\ude00\n"}"#.utf8)
    )
    #expect(value["n"] == .number("1234567890.12345678901234567890"))
    #expect(value["s"]?.text == "😀\n")
  }

  @Test(arguments: ["", "{", "[1,]", "{\"a\" 1}", "nul", "1 2", "\"a", "[01x]", "\"\\q\""])
  func `what is no JSON is an error`(text: String) {
    #expect(throws: CloudError.self) { try JSONValue(parsing: Array(text.utf8)) }
  }
}
