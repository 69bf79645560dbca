extension NamedFormat {
  private static let time =
    #"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]+)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?"#

  /// Log4j, Logback and Spring Boot in their usual layouts, and Hadoop's.
  ///
  ///     2024-05-01 10:11:12,345 INFO  [main] com.example.App: Started
  ///     2024-05-01 10:11:12.345 [main] INFO  com.example.App - Started
  ///     2024-05-01T10:11:12.345+09:00  INFO 7 --- [           main] c.e.App      : Started
  static let java = NamedFormat(
    "java",
    "logs of Java programs (Log4j, Logback, Spring Boot), with their stack traces",
    .grok(
      "^(?<time>\(time))(?: -)? +"
        + #"(?:\[ *(?<thread>[^\]]*)\] +)?(?<level>TRACE|DEBUG|INFO|WARN|ERROR|FATAL) +"#
        + #"(?:%{INT:pid} --- )?(?:\[ *(?<thread>.*?)\] +)?(?:%{JAVACLASS:logger} *(?: - |: ))?(?:- )?"#
        + "%{GREEDYDATA:message}$"
    ),
    columns: [
      Column("time", .timestamp(.iso8601)), Column("level"), Column("thread"), Column("logger"),
      Column("pid", .int), Column("message"),
    ],
    key: "time",
    recordStart: "^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]"
  )

  /// Python's `logging`: the format of its documentation, that of `basicConfig`, and time with level.
  ///
  ///     2005-03-19 15:10:26,618 - simple_example - DEBUG - debug message
  ///     WARNING:root:Watch out!
  ///     2024-05-01 10:11:12,345 WARNING app.db: slow query
  static let python = NamedFormat(
    "python",
    "logs of Python's logging module, with their tracebacks",
    .grok(
      "^(?:(?<time>\(time)) - (?<logger>.*?) - (?<level>\(pythonLevels)) - "
        + #"|(?<time>\#(time)) \[?(?<level>\#(pythonLevels))\]? +(?:\[?(?<logger>[\w.<>-]+)(?:\] ?:?|:) )?"#
        + #"|(?<level>\#(pythonLevels)):(?<logger>[^:]*):)%{GREEDYDATA:message}$"#
    ),
    columns: [
      Column("time", .timestamp(.iso8601)), Column("level"), Column("logger"), Column("message"),
    ],
    key: "level",
    recordStart: "^(?:[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]|(?:\(pythonLevels)):)"
  )

  private static let pythonLevels = "DEBUG|INFO|WARNING|ERROR|CRITICAL|NOTSET"
}
