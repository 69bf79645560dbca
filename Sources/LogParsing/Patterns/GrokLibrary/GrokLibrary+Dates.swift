extension GrokLibrary {
  /// Dates and times as logs write them.
  static let dates = #"""
    MONTH \b(?:[Jj]an(?:uary)?|[Ff]eb(?:ruary)?|[Mm]ar(?:ch)?|[Aa]pr(?:il)?|[Mm]ay|[Jj]une?|[Jj]uly?|[Aa]ug(?:ust)?|[Ss]ep(?:t(?:ember)?)?|[Oo]ct(?:ober)?|[Nn]ov(?:ember)?|[Dd]ec(?:ember)?)\b
    MONTHNUM (?:1[0-2]|0?[1-9])
    MONTHNUM2 (?:0[1-9]|1[0-2])
    MONTHDAY (?:0[1-9]|[12][0-9]|3[01]|[1-9])
    DAY \b(?:[Mm]on(?:day)?|[Tt]ue(?:s(?:day)?)?|[Ww]ed(?:nesday)?|[Tt]hu(?:r(?:s(?:day)?)?)?|[Ff]ri(?:day)?|[Ss]at(?:urday)?|[Ss]un(?:day)?)\b
    YEAR (?:[0-9]{4}|[0-9]{2})
    HOUR (?:2[0-3]|[01]?[0-9])
    MINUTE [0-5][0-9]
    SECOND (?:[0-5]?[0-9]|60)(?:[:.,][0-9]+)?
    TIME \b%{HOUR}:%{MINUTE}(?::%{SECOND})?\b
    DATE_US %{MONTHNUM}[/-]%{MONTHDAY}[/-]%{YEAR}
    DATE_EU %{MONTHDAY}[./-]%{MONTHNUM}[./-]%{YEAR}
    DATE_X %{YEAR}/%{MONTHNUM2}/%{MONTHDAY}
    DATE (?:%{DATE_US}|%{DATE_EU})
    ISO8601_TIMEZONE (?:Z|[+-][0-9]{2}:?(?:[0-5][0-9])?)
    ISO8601_SECOND (?:[0-5]?[0-9]|60)(?:[:.,][0-9]+)?
    TIMESTAMP_ISO8601 %{YEAR}-%{MONTHNUM}-%{MONTHDAY}[T ]%{HOUR}:?%{MINUTE}(?::?%{ISO8601_SECOND})?%{ISO8601_TIMEZONE}?
    DATESTAMP %{DATE}[- ]%{TIME}
    TZ [A-Z]{3,4}
    DATESTAMP_RFC822 %{DAY} %{MONTH} %{MONTHDAY} %{YEAR} %{TIME} %{TZ}
    DATESTAMP_RFC2822 %{DAY}, %{MONTHDAY} %{MONTH} %{YEAR} %{TIME} %{ISO8601_TIMEZONE}
    DATESTAMP_OTHER %{DAY} %{MONTH} +%{MONTHDAY} %{TIME} %{TZ} %{YEAR}
    DATESTAMP_EVENTLOG [0-9]{4}%{MONTHNUM2}[0-3][0-9](?:2[0-3]|[01][0-9])%{MINUTE}[0-5][0-9]
    HTTPDATE %{MONTHDAY}/%{MONTH}/%{YEAR}:%{TIME} %{INT}
    HTTPDERROR_DATE %{DAY} %{MONTH} +%{MONTHDAY} %{TIME} %{YEAR}
    SYSLOGTIMESTAMP %{MONTH} +%{MONTHDAY} %{TIME}
    CATALINA_DATESTAMP (?:%{MONTH} %{MONTHDAY}, %{YEAR} %{HOUR}:%{MINUTE}:%{SECOND} (?:AM|PM)|%{MONTHDAY}-%{MONTH}-%{YEAR} %{HOUR}:%{MINUTE}:%{SECOND})
    TOMCAT_DATESTAMP %{TIMESTAMP_ISO8601}(?: %{ISO8601_TIMEZONE})?
    HAPROXYTIME %{HOUR}:%{MINUTE}(?::%{SECOND})
    HAPROXYDATE %{MONTHDAY}/%{MONTH}/%{YEAR}:%{HAPROXYTIME}
    REDISTIMESTAMP %{MONTHDAY} %{MONTH}(?: %{YEAR})? %{TIME}
    """#
}
