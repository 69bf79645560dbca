extension GrokLibrary {
  /// Words, numbers, texts and the levels of logs.
  static let basics = #"""
    WORD \b\w+\b
    NOTSPACE \S+
    SPACE \s*
    DATA .*?
    GREEDYDATA .*
    QUOTEDSTRING (?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`)
    QS %{QUOTEDSTRING}
    # What stands between double quotes, in which a backslash takes the next character along.
    QUOTEDTEXT [^"\\]*(?:\\.[^"\\]*)*
    USERNAME [a-zA-Z0-9._-]+
    USER %{USERNAME}
    EMAILLOCALPART [a-zA-Z0-9!#$%&'*+/=?^_`{|}~.-]+
    EMAILADDRESS %{EMAILLOCALPART}@%{HOSTNAME}
    INT [+-]?[0-9]+
    BASE10NUM [+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)
    NUMBER %{BASE10NUM}
    BASE16NUM [+-]?(?:0[xX])?[0-9A-Fa-f]+
    BASE16FLOAT [+-]?(?:0[xX])?(?:[0-9A-Fa-f]+(?:\.[0-9A-Fa-f]*)?|\.[0-9A-Fa-f]+)
    POSINT \b[1-9][0-9]*\b
    NONNEGINT \b[0-9]+\b
    UUID [A-Fa-f0-9]{8}-(?:[A-Fa-f0-9]{4}-){3}[A-Fa-f0-9]{12}
    URN urn:[0-9A-Za-z][0-9A-Za-z-]{0,31}:[0-9A-Za-z()+,.:=@;$_!*'/?#%-]+
    LOGLEVEL (?:[Tt]race|TRACE|[Dd]ebug|DEBUG|[Nn]otice|NOTICE|[Ii]nfo(?:rmation)?|INFO(?:RMATION)?|[Ww]arn(?:ing)?|WARN(?:ING)?|[Ee]rr(?:or)?|ERR(?:OR)?|[Cc]rit(?:ical)?|CRIT(?:ICAL)?|[Ff]atal|FATAL|[Ss]evere|SEVERE|[Aa]lert|ALERT|EMERG(?:ENCY)?|[Ee]merg(?:ency)?)
    SEMVER (?:0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*)(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?
    MAVEN_VERSION (?:[0-9]+\.)?(?:[0-9]+\.)?(?:\*|[0-9]+)(?:[.-](?:RELEASE|SNAPSHOT))?
    RUBY_LOGLEVEL (?:DEBUG|FATAL|ERROR|WARN|INFO)
    """#
}
