extension GrokLibrary {
  /// Syslog (RFC 3164 and RFC 5424), and what cron and sshd write to it.
  static let syslog = #"""
    PROG [\x21-\x5A\x5C\x5E-\x7E]+
    SYSLOGPROG %{PROG:program}(?:\[%{POSINT:pid:int}\])?
    SYSLOGHOST %{IPORHOST}
    SYSLOGFACILITY <%{NONNEGINT:facility:int}\.%{NONNEGINT:priority:int}>
    SYSLOGBASE %{SYSLOGTIMESTAMP:timestamp} (?:%{SYSLOGFACILITY} )?%{SYSLOGHOST:logsource} %{SYSLOGPROG}:
    SYSLOGBASE2 (?:%{SYSLOGTIMESTAMP:timestamp}|%{TIMESTAMP_ISO8601:timestamp}) (?:%{SYSLOGFACILITY} )?%{SYSLOGHOST:logsource} (?:%{SYSLOGPROG}:)?
    SYSLOGLINE %{SYSLOGBASE2} *%{GREEDYDATA:message}
    SYSLOGPAMSESSION %{SYSLOGBASE} %{NOTSPACE:pam_module}\(%{DATA:pam_caller}\): session %{WORD:pam_session_state} for user %{USERNAME:username}(?:\(uid=%{INT:uid:int}\))?(?: by %{GREEDYDATA:pam_by})?
    CRON_ACTION [A-Z ]+
    CRONLOG %{SYSLOGBASE} \(%{USER:user}\) %{CRON_ACTION:action} \(%{DATA:message}\)$
    SYSLOG5424PRINTASCII [!-~]+
    SYSLOG5424PRI <%{NONNEGINT:syslog5424_pri:int}>
    SYSLOG5424SD (?:\[(?:[^\]"\\]|\\.|"(?:[^"\\]|\\.)*")*\])+
    SYSLOG5424BASE %{SYSLOG5424PRI}%{NONNEGINT:syslog5424_ver:int} +(?:-|%{TIMESTAMP_ISO8601:syslog5424_ts}) +(?:-|%{SYSLOG5424PRINTASCII:syslog5424_host}) +(?:-|%{SYSLOG5424PRINTASCII:syslog5424_app}) +(?:-|%{SYSLOG5424PRINTASCII:syslog5424_proc}) +(?:-|%{SYSLOG5424PRINTASCII:syslog5424_msgid}) +(?:-|%{SYSLOG5424SD:syslog5424_sd})
    SYSLOG5424LINE %{SYSLOG5424BASE}(?: +%{GREEDYDATA:syslog5424_msg})?
    SSHDLOGIN %{SYSLOGBASE} %{WORD:result} %{WORD:method} for (?:invalid user )?%{NOTSPACE:user} from %{IPORHOST:src_ip} port %{POSINT:src_port:int} %{WORD:protocol}
    """#
}
