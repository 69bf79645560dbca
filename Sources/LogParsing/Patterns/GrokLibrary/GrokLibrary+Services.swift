extension GrokLibrary {
  /// Mail, names and firewalls.
  static let services = #"""
    BIND9_TIMESTAMP %{MONTHDAY}-%{MONTH}-%{YEAR} %{TIME}
    BIND9 %{BIND9_TIMESTAMP:timestamp} queries: %{LOGLEVEL:loglevel}: client(?: @0x[0-9A-Fa-f]+)? %{IP:clientip}#%{POSINT:clientport:int} ?\(%{DATA:question}\): query: %{NOTSPACE:query} %{WORD:query_class} %{WORD:query_type} %{NOTSPACE:query_flags} \(%{IP:dns}\)
    POSTFIX_QUEUEID (?:[0-9A-F]{6,}|[0-9a-zA-Z]{12,}|NOQUEUE)
    POSTFIX %{SYSLOGBASE} %{POSTFIX_QUEUEID:queue_id}: %{GREEDYDATA:message}
    IPTABLES IN=(?:%{NOTSPACE:in})? OUT=(?:%{NOTSPACE:out})? (?:MAC=(?:%{NOTSPACE:mac})? )?SRC=%{IP:src_ip} DST=%{IP:dst_ip} LEN=%{INT:length:int} .*?PROTO=%{WORD:proto}(?: SPT=%{INT:src_port:int} DPT=%{INT:dst_port:int})?
    """#
}
