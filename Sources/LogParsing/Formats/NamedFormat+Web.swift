extension NamedFormat {
  /// The client's request between quotes; what is no request is kept as it stands.
  private static let request =
    #""(?:%{WORD:method} %{NOTSPACE:path}(?: (?<protocol>HTTP/[0-9.]+))?|%{QUOTEDTEXT:raw_request})""#

  private static let commonPattern =
    #"^%{NOTSPACE:client} %{NOTSPACE:ident} (?<user>[^\[]*?) \[%{HTTPDATE:time}\] "#
    + request + #" (?:-|%{INT:status}) (?:-|%{INT:bytes})"#

  private static let commonColumns = [
    Column("client"), Column("ident"), Column("user"),
    Column("time", time: "%d/%b/%Y:%H:%M:%S %z"), Column("method"), Column("path"),
    Column("protocol"), Column("status", .int), Column("bytes", .int), Column("raw_request"),
  ]

  /// Apache's documentation of mod_log_config; nginx writes the same by default.
  static let combined = NamedFormat(
    "combined",
    "access logs of Apache and nginx with referrer and user agent",
    .grok(commonPattern + #" "(?:-|%{QUOTEDTEXT:referrer})" "(?:-|%{QUOTEDTEXT:agent})" *$"#),
    columns: commonColumns + [Column("referrer"), Column("agent")],
    nulls: ["-"],
    key: "time"
  )

  static let common = NamedFormat(
    "common",
    "access logs in the common log format of web servers",
    .grok(commonPattern + " *$"),
    columns: commonColumns,
    nulls: ["-"],
    key: "time"
  )

  /// `ngx_log_error` writes the head, `ngx_http_log_error` what follows the message.
  static let nginxError = NamedFormat(
    "nginx-error",
    "the error log of nginx",
    .grok(
      #"^(?<time>%{DATE_X} %{TIME}) \[%{WORD:level}\] %{INT:pid}#%{INT:thread}: (?:\*%{INT:connection} )?%{DATA:message}"#
        + #"(?:, client: %{NOTSPACE:client})?(?:, server: (?<server>[^,]*))?"#
        + #"(?:, request: "%{QUOTEDTEXT:request}")?(?:, subrequest: "%{QUOTEDTEXT:subrequest}")?"#
        + #"(?:, upstream: "%{QUOTEDTEXT:upstream}")?(?:, host: "%{QUOTEDTEXT:host}")?"#
        + #"(?:, referrer: "%{QUOTEDTEXT:referrer}")?$"#
    ),
    columns: [
      Column("time", time: "%Y/%m/%d %H:%M:%S"), Column("level"), Column("pid", .int),
      Column("thread", .int), Column("connection", .int), Column("message"), Column("client"),
      Column("server"), Column("request"), Column("subrequest"), Column("upstream"),
      Column("host"), Column("referrer"),
    ],
    key: "time"
  )

  /// The actions of the learners of the online academy that Quire's example is about.
  static let academy = NamedFormat(
    "academy",
    "actions of an online academy's learners, as its loginApp writes them",
    .dissect(
      "%{file}:%{line}:[[]]-UserId:%{user_id}=Action:%{action} %{status} ShortSession:%{short_session} "
        + "LongSession:%{long_session} [%{app}] %{product} transaction:[product_code:%{product_code},"
        + "amount:%{amount},time_stamp:%{time_stamp}]-URL:%{url} Path:%{path}"
    ),
    columns: [
      Column("file"), Column("line", .int), Column("user_id"), Column("action"), Column("status"),
      Column("short_session"), Column("long_session"), Column("app"), Column("product"),
      Column("product_code", .list(separator: [UInt8(ascii: ",")])), Column("amount", .int),
      Column("time_stamp", time: "%Y-%m-%d:%H:%M"), Column("url"), Column("path"),
    ],
    key: "time_stamp"
  )
}
