extension GrokLibrary {
  /// Web servers and proxies: Apache, nginx, HAProxy, Squid.
  static let web = #"""
    HTTPDUSER [^\s"]+
    HTTPREQUEST (?:%{WORD:verb} %{NOTSPACE:request}(?: HTTP/%{NUMBER:httpversion})?|%{QUOTEDTEXT:rawrequest})
    HTTPD_COMMONLOG %{IPORHOST:clientip} %{HTTPDUSER:ident} %{HTTPDUSER:auth} \[%{HTTPDATE:timestamp}\] "%{HTTPREQUEST}" (?:-|%{INT:response:int}) (?:-|%{INT:bytes:int})
    HTTPD_COMBINEDLOG %{HTTPD_COMMONLOG} "(?:-|%{QUOTEDTEXT:referrer})" "(?:-|%{QUOTEDTEXT:agent})"
    COMMONAPACHELOG %{HTTPD_COMMONLOG}
    COMBINEDAPACHELOG %{HTTPD_COMBINEDLOG}
    HTTPD20_ERRORLOG \[%{HTTPDERROR_DATE:timestamp}\] \[%{LOGLEVEL:loglevel}\] (?:\[client %{IPORHOST:clientip}\] )?%{GREEDYDATA:message}
    HTTPD24_ERRORLOG \[%{HTTPDERROR_DATE:timestamp}\] \[(?:%{WORD:module})?:%{LOGLEVEL:loglevel}\] \[pid %{POSINT:pid:int}(?::tid %{NUMBER:tid})?\](?: \(%{INT:proxy_errorcode:int}\)%{DATA:proxy_message}:)?(?: \[client %{IPORHOST:clientip}:%{POSINT:clientport:int}\])?(?: %{DATA:errorcode}:)? %{GREEDYDATA:message}
    HTTPD_ERRORLOG (?:%{HTTPD20_ERRORLOG}|%{HTTPD24_ERRORLOG})
    NGINXACCESS %{IPORHOST:clientip} %{HTTPDUSER:ident} %{HTTPDUSER:auth} \[%{HTTPDATE:timestamp}\] "%{HTTPREQUEST}" %{INT:response:int} (?:-|%{INT:bytes:int}) "(?:-|%{QUOTEDTEXT:referrer})" "(?:-|%{QUOTEDTEXT:agent})"(?: "(?:-|%{QUOTEDTEXT:forwarded})")?
    NGINXERROR %{DATE_X:date} %{TIME:time} \[%{LOGLEVEL:loglevel}\] %{POSINT:pid:int}#%{NONNEGINT:tid:int}: (?:\*%{NONNEGINT:connection:int} )?%{DATA:message}(?:, client: %{IPORHOST:client})?(?:, server: (?:%{NOTSPACE:server})?)?(?:, request: "%{QUOTEDTEXT:request}")?(?:, subrequest: "%{QUOTEDTEXT:subrequest}")?(?:, upstream: "%{QUOTEDTEXT:upstream}")?(?:, host: "%{QUOTEDTEXT:host}")?(?:, referrer: "%{QUOTEDTEXT:referrer}")?$
    HAPROXYCAPTUREDREQUESTHEADERS %{DATA:captured_request_headers}
    HAPROXYCAPTUREDRESPONSEHEADERS %{DATA:captured_response_headers}
    HAPROXYHTTPBASE %{IP:client_ip}:%{INT:client_port:int} \[%{HAPROXYDATE:accept_date}\] %{NOTSPACE:frontend_name} %{NOTSPACE:backend_name}/(?:<NOSRV>|%{NOTSPACE:server_name}) %{INT:time_request:int}/%{INT:time_queue:int}/%{INT:time_backend_connect:int}/%{INT:time_backend_response:int}/\+?%{NONNEGINT:time_duration:int} %{INT:http_status_code:int} \+?%{NONNEGINT:bytes_read:int} (?:-|%{NOTSPACE:captured_request_cookie}) (?:-|%{NOTSPACE:captured_response_cookie}) %{NOTSPACE:termination_state} %{INT:actconn:int}/%{INT:feconn:int}/%{INT:beconn:int}/%{INT:srvconn:int}/\+?%{NONNEGINT:retries:int} %{INT:srv_queue:int}/%{INT:backend_queue:int} (?:\{%{HAPROXYCAPTUREDREQUESTHEADERS}\} )?(?:\{%{HAPROXYCAPTUREDRESPONSEHEADERS}\} )?"(?:<BADREQ>|(?:%{WORD:http_verb} (?:%{URIPROTO:http_proto}://)?(?:%{USER:http_user}(?::[^@\s]*)?@)?(?:%{URIHOST:http_host})?(?:%{URIPATHPARAM:http_request})?(?: HTTP/%{NUMBER:http_version})?))"?
    HAPROXYHTTP (?:%{SYSLOGTIMESTAMP:syslog_timestamp}|%{TIMESTAMP_ISO8601:syslog_timestamp}) %{IPORHOST:syslog_server} %{SYSLOGPROG}: %{HAPROXYHTTPBASE}
    HAPROXYTCP (?:%{SYSLOGTIMESTAMP:syslog_timestamp}|%{TIMESTAMP_ISO8601:syslog_timestamp}) %{IPORHOST:syslog_server} %{SYSLOGPROG}: %{IP:client_ip}:%{INT:client_port:int} \[%{HAPROXYDATE:accept_date}\] %{NOTSPACE:frontend_name} %{NOTSPACE:backend_name}/(?:<NOSRV>|%{NOTSPACE:server_name}) %{INT:time_queue:int}/%{INT:time_backend_connect:int}/\+?%{NONNEGINT:time_duration:int} \+?%{NONNEGINT:bytes_read:int} %{NOTSPACE:termination_state} %{INT:actconn:int}/%{INT:feconn:int}/%{INT:beconn:int}/%{INT:srvconn:int}/\+?%{NONNEGINT:retries:int} %{INT:srv_queue:int}/%{INT:backend_queue:int}
    SQUID3 %{NUMBER:timestamp:float} +%{NUMBER:duration:int} %{IPORHOST:client_address} %{WORD:cache_result}/%{NONNEGINT:status_code:int} %{NUMBER:bytes:int} %{NOTSPACE:request_method} %{NOTSPACE:url} (?:-|%{NOTSPACE:user}) %{WORD:hierarchy_code}/(?:-|%{IPORHOST:server}) (?:-|%{NOTSPACE:content_type})
    """#
}
