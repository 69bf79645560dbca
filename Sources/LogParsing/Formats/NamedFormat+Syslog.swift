extension NamedFormat {
  /// RFC 3164 as programs write it to files: the priority is mostly left out, the year always is.
  static let syslog3164 = NamedFormat(
    "syslog3164",
    "/var/log/syslog, messages and auth.log in the old format of syslog",
    .grok(
      #"^(?:<(?<priority>[0-9]{1,3})>)?%{SYSLOGTIMESTAMP:time} %{NOTSPACE:host} "#
        + #"(?:(?<program>[^\s:\[\]]+)(?:\[%{INT:pid}\])?: ?)?%{GREEDYDATA:message}$"#
    ),
    columns: [
      Column("priority", .int), Column("time", time: "%b %e %H:%M:%S"), Column("host"),
      Column("program"), Column("pid", .int), Column("message"),
    ],
    key: "time"
  )

  /// RFC 5424, section 6; `-` is its NILVALUE.
  static let syslog5424 = NamedFormat(
    "syslog5424",
    "syslog with structured data (RFC 5424)",
    .grok(
      #"^<(?<priority>[0-9]{1,3})>%{INT:version} %{NOTSPACE:time} %{NOTSPACE:host} %{NOTSPACE:app} "#
        + #"%{NOTSPACE:process} %{NOTSPACE:message_id} (?<data>-|%{SYSLOG5424SD})"#
        + #"(?: \x{FEFF}?%{GREEDYDATA:message})?$"#
    ),
    columns: [
      Column("priority", .int), Column("version", .int), Column("time", .timestamp(.instant)),
      Column("host"), Column("app"), Column("process"), Column("message_id"), Column("data"),
      Column("message"),
    ],
    nulls: ["-"],
    key: "version"
  )

  /// `journalctl --output=json`; names after systemd.journal-fields(7).
  static let journald = NamedFormat(
    "journald",
    "systemd's journal as journalctl --output=json writes it",
    .json,
    columns: [
      Column("time", .timestamp(TimestampFormat(known: "epoch_us")), field: "__REALTIME_TIMESTAMP"),
      Column("host", field: "_HOSTNAME"), Column("unit", field: "_SYSTEMD_UNIT"),
      Column("identifier", field: "SYSLOG_IDENTIFIER"), Column("pid", .int, field: "_PID"),
      Column("priority", .int, field: "PRIORITY"), Column("transport", field: "_TRANSPORT"),
      Column("message", field: "MESSAGE"),
    ],
    key: "__REALTIME_TIMESTAMP"
  )
}

extension TimestampFormat {
  /// ISO 8601 with a zone in the text; UTC where there is none.
  static let instant = ZoneRules("UTC").map { TimestampFormat.iso8601.inZone($0) } ?? .iso8601
}
