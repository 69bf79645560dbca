extension GrokLibrary {
  /// Java's stack traces and servers, and the logs of Python and Ruby.
  static let java = #"""
    JAVACLASS (?:[a-zA-Z$_][a-zA-Z$_0-9]*\.)*[a-zA-Z$_][a-zA-Z$_0-9]*
    JAVAFILE [a-zA-Z$_0-9. -]+
    JAVAMETHOD (?:<(?:cl)?init>|[a-zA-Z$_][a-zA-Z$_0-9]*)
    JAVASTACKTRACEPART \s*at %{JAVACLASS:class}\.%{JAVAMETHOD:method}\(%{JAVAFILE:file}(?::%{INT:line:int})?\)
    JAVAEXCEPTION (?:Caused by: |Exception in thread "%{QUOTEDTEXT:thread}" )?%{JAVACLASS:exception}(?:: %{GREEDYDATA:message})?$
    JAVATHREAD [A-Za-z]{2}-Processor[0-9]+
    JAVALOGMESSAGE .*
    JAVALOG %{TIMESTAMP_ISO8601:timestamp} (?:\[%{DATA:thread}\] )?%{LOGLEVEL:level} +(?:\[%{DATA:thread}\] )?%{JAVACLASS:class}(?: -|:) %{JAVALOGMESSAGE:message}
    CATALINALOG %{CATALINA_DATESTAMP:timestamp} %{JAVACLASS:class} %{JAVALOGMESSAGE:logmessage}
    CATALINA8LOG %{CATALINA_DATESTAMP:timestamp} %{LOGLEVEL:level} \[%{DATA:thread}\] %{JAVACLASS:class}\.%{JAVAMETHOD:method} %{JAVALOGMESSAGE:logmessage}
    TOMCATLOG %{TOMCAT_DATESTAMP:timestamp} \| %{LOGLEVEL:level} \| %{JAVACLASS:class} - %{JAVALOGMESSAGE:logmessage}
    PYTHONNAME [\w.<>-]+
    PYTHONLOG (?:%{TIMESTAMP_ISO8601:timestamp} - %{PYTHONNAME:name} - %{LOGLEVEL:level} - %{GREEDYDATA:message}|%{TIMESTAMP_ISO8601:timestamp} %{LOGLEVEL:level} +(?:\[?%{PYTHONNAME:name}\]?:? )?%{GREEDYDATA:message}|%{LOGLEVEL:level}:%{PYTHONNAME:name}:%{GREEDYDATA:message})
    PYTHONFRAME \s*File "%{QUOTEDTEXT:file}", line %{INT:line:int}, in %{GREEDYDATA:function}
    RUBY_LOGGER [DFEWI], \[%{TIMESTAMP_ISO8601:timestamp} #%{POSINT:pid:int}\] +%{RUBY_LOGLEVEL:loglevel} -- +%{DATA:progname}: %{GREEDYDATA:message}
    """#
}
