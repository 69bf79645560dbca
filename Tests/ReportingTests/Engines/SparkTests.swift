import Diagnostics
import Engines
import Testing

@testable import Pipeline
@testable import Reporting

@Suite struct SparkTests {
  private static let place = EnginePlace(span: nil)

  @Test func `Spark's own address is read`() throws {
    let text = "sc://spark.example.org:443/;token=a%3Bb;use_ssl=true;user_id=me;x-group=7"
    let remote = try SparkRemote(text, at: Self.place)
    let options = remote.driverOptions(session: "s")
    #expect(
      options == [
        "uri": "sc://spark.example.org:443", "adbc.spark.token": "a;b",
        "adbc.spark.tls.enabled": "true", "adbc.spark.user_id": "me",
        "adbc.spark.session_id": "s", "adbc.spark.headers.x-group": "7",
      ]
    )
    #expect(try SparkRemote("sc://localhost", at: Self.place).port == 15_002)
    let address = "sc://h/;token=s3cret;x-gate=s3cret-two;user_agent=me"
    let gated = try SparkRemote(address, at: Self.place)
    #expect(Redaction(gated.secrets)("s3cret-two, s3cret and me") == "…, … and me")
    #expect(try SparkRemote("sc://[::1]:7", at: Self.place).isLoopback)
    #expect("\(remote)" == "spark.example.org:443")
  }

  @Test(arguments: [
    ("spark://h:1", "it does not begin with sc://"),
    ("sc://:1", "it has no host"),
    ("sc://h:x", "its port is no number from 1 to 65535"),
    ("sc://h/token=s3cret", "parameters stand after '/;', divided by ';'"),
    ("sc://h/;token", "a parameter is written name=value"),
    ("sc://h/;use_ssl=yes", "use_ssl is true or false"),
    ("sc://h/;tokn=s3cret", "it has a parameter 'tokn' that is not known"),
    ("sc://me:s3cret@h", "it holds a user"),
  ])
  func `a wrong address is told without what may be secret in it`(_ text: String, _ what: String) {
    let error = #expect(throws: Diagnostic.self) { try SparkRemote(text, at: Self.place) }
    #expect(error?.message == "the address of Spark is wrong: \(what)")
  }

  @Test func `a token goes by TLS, but on this machine`() throws {
    var options = SparkOptions()
    options.token = EngineSetting("secret")
    options.uri = EngineSetting("sc://far.example.org")
    #expect(try options.remote(Self.place).usesTLS == true)
    options.uri = EngineSetting("sc://127.0.0.1:1")
    #expect(try options.remote(Self.place).usesTLS == false)
    options.uri = EngineSetting("sc://127.0.0.1:1/;use_ssl=true")
    #expect(try options.remote(Self.place).usesTLS == true)
  }

  @Test(arguments: [
    ("INTEGER", "INT"), ("DECIMAL(38,0)", "DECIMAL(38,0)"), ("BIGINT[]", "ARRAY<BIGINT>"),
    ("STRUCT(a INTEGER, \"b \"\"c\" VARCHAR[])", "STRUCT<`a`: INT, `b \"c`: ARRAY<STRING>>"),
    ("MAP(VARCHAR, STRUCT(x DATE))", "MAP<STRING, STRUCT<`x`: DATE>>"),
    ("TIMESTAMP", "TIMESTAMP_NTZ"), ("TIMESTAMP WITH TIME ZONE", "TIMESTAMP_LTZ"),
    ("TIMESTAMP_NS", nil), ("INTERVAL", nil),
    ("STRUCT(a TIME)[]", nil),
  ])
  func `types have Spark's names`(_ type: String, _ expected: String?) {
    #expect(SparkTypes.type(type) == expected)
  }

  @Test func `several files are one pattern, and signs of patterns are escaped`() {
    #expect(SparkView.pattern(["/a b/x.parquet"]) == "/a b/x.parquet")
    #expect(SparkView.pattern(["/[q]/2", "/[q]/1,"]) == "/\\[q\\]/{1\\,,2}")
    #expect(SparkView.pattern(["s3a://b/k/1", "s3a://b/k/2"]) == "s3a://b/k/{1,2}")
    // A pattern finds a file only once, and Spark knows none with a scheme or a root inside the braces.
    #expect(SparkView.pattern(["/q/1", "/q/2", "/q/1"]) == nil)
    #expect(SparkView.pattern(["/p/1", "/q/2"]) == nil)
  }

  private static func problem(_ text: String) -> SparkProblem {
    SparkProblem(EngineError(.other, text), Redaction(["tok-1234"]))
  }

  @Test func `Spark's words become ours`() {
    let column = Self.problem(
      "[Spark] [UNRESOLVED_COLUMN.WITH_SUGGESTION] A column, variable, or function parameter with name"
        + " `m`.`bb` cannot be resolved. Did you mean one of the following? [`m`.`b`, `a`]. SQLSTATE:"
        + " 42703; line 2 pos 1; 'Project [a#80, 'bb] +- SubqueryAlias"
    ).error
    #expect(column.kind == .binder)
    #expect(column.name == "bb")
    #expect(column.candidates == ["b", "a"])
    #expect(column.sqlState == "42703")
    let function = Self.problem(
      "[Spark] [UNRESOLVED_ROUTINE] Cannot resolve routine `nof` on search path [`system`.`builtin`]."
        + " SQLSTATE: 42883; line 1 pos 7"
    ).error
    #expect(function.kind == .catalog)
    #expect(function.name == "nof")
    let value = Self.problem(
      "[Spark] [CAST_INVALID_INPUT] The value 'x' of the type \"STRING\" cannot be cast to \"INT\""
        + " because it is malformed. SQLSTATE: 22018 == SQL (line 1, position 8) == select"
    ).error
    #expect(value.kind == .conversion)
    #expect(
      value.message
        == "The value 'x' of the type \"STRING\" cannot be cast to \"INT\" because it is malformed."
    )
    #expect(Self.problem("[Spark] odd tok-1234").error.message == "odd …")
  }

  @Test(arguments: [
    ("No FileSystem for scheme \"s3\"", "Spark has no file system for 's3://'"),
    (
      "java.lang.ClassNotFoundException: Class org.apache.hadoop.fs.s3a.S3AFileSystem not found",
      "Spark has no file system for 's3a://'"
    ),
    (
      "[PATH_NOT_FOUND] Path does not exist: s3a://theirs/x. SQLSTATE: 42K03",
      "Spark cannot read 's3a://theirs/x'"
    ),
    ("[DIVIDE_BY_ZERO] Division by zero.", nil),
  ])
  func `what Spark says of S3 is told as such`(_ text: String, _ message: String?) throws {
    var options = SparkOptions()
    options.exchange = EngineSetting("s3://lake/x")
    let exchange = try options.exchange(Self.place)
    #expect(Self.problem("[Spark] \(text)").ofFiles(exchange, Self.place)?.message == message)
  }

  @Test(arguments: [
    ("s3://b/k", nil, true), ("shared", nil, true), ("gs://b/k", nil, false), ("s3://", nil, false),
    ("s3://b", "s3", true), ("s3://b", "3", false), ("s3://b", "s3://", false),
  ])
  func `places and schemes are looked at`(_ place: String, _ scheme: String?, _ isGood: Bool) {
    var options = SparkOptions()
    options.exchange = EngineSetting(place)
    options.scheme = scheme.map { EngineSetting($0) }
    let exchange = try? options.exchange(Self.place)
    #expect((exchange != nil) == isGood)
  }

  @Test(arguments: [
    ("SQLSTATE: 42703; line 2 pos 1", 10), ("SQLSTATE: 42601 (line 2, pos 3)", 12),
    ("== SQL (line 1, position 8) ==", 7), ("line 9 pos 1", nil), ("no place", nil),
  ])
  func `Spark's places are found`(_ text: String, _ offset: Int?) {
    // The second line has a letter of three bytes at its start.
    #expect(
      SparkProblem.place(in: text, of: "SELECT 1\n가 FROM t") == offset.map { $0 < 9 ? $0 : $0 + 2 }
    )
  }

  @Test func `an error of the server is no error of the query`() {
    let remote = try? SparkRemote("sc://127.0.0.1:7", at: Self.place)
    let told = { (text: String, isQuery: Bool) in
      Self.problem(text).ofServer(remote, Self.place, isQuery: isQuery)?.message
    }
    #expect(
      told("[Spark] Invalid authentication token.", false)
        == "Spark at 127.0.0.1:7 refuses the token"
    )
    #expect(told("[Spark] connection refused", false) == "Spark at 127.0.0.1:7 cannot be reached")
    #expect(
      told("[Spark] error reading from server: EOF", true)
        == "Spark at 127.0.0.1:7 went away while the query ran"
    )
    #expect(told("[Spark] [DIVIDE_BY_ZERO] Division by zero.", true) == nil)
  }
}
