/// Example lines of patterns with fields, most of them from the documentation of the programs that write
/// such lines.
extension GrokLibraryTests {
  static let lines: [(String, String, [String: String])] =
    [
      ("SYSLOGPROG", "sshd[4721]: x", ["program": "sshd", "pid": "4721"]),
      ("SYSLOGFACILITY", "<13.6>", ["facility": "13", "priority": "6"]),
      (
        "SYSLOGBASE", "Jun 14 15:16:01 combo sshd(pam_unix)[19939]: authentication failure",
        [
          "timestamp": "Jun 14 15:16:01", "logsource": "combo", "program": "sshd(pam_unix)",
          "pid": "19939",
        ]
      ),
      (
        "SYSLOGBASE2", "2024-05-01T10:11:12Z web01 nginx: started",
        ["timestamp": "2024-05-01T10:11:12Z", "logsource": "web01", "program": "nginx"]
      ),
      (
        "SYSLOGLINE", "Jun 14 15:16:01 combo kernel: Linux version 2.6.5",
        [
          "timestamp": "Jun 14 15:16:01", "logsource": "combo", "program": "kernel",
          "message": "Linux version 2.6.5",
        ]
      ),
      (
        "SYSLOGPAMSESSION",
        "Jun 15 04:06:18 combo su[21416]: pam_unix(su:session): session opened for user cyrus by (uid=0)",
        [
          "timestamp": "Jun 15 04:06:18", "logsource": "combo", "program": "su", "pid": "21416",
          "pam_module": "pam_unix", "pam_caller": "su:session", "pam_session_state": "opened",
          "username": "cyrus", "pam_by": "(uid=0)",
        ]
      ),
      (
        "CRONLOG", "Apr  1 12:00:01 web01 CRON[1234]: (root) CMD (run-parts /etc/cron.hourly)",
        [
          "timestamp": "Apr  1 12:00:01", "logsource": "web01", "program": "CRON", "pid": "1234",
          "user": "root", "action": "CMD", "message": "run-parts /etc/cron.hourly",
        ]
      ),
      ("SYSLOG5424PRI", "<165>1", ["syslog5424_pri": "165"]),
      (
        "SYSLOG5424BASE", "<34>1 2003-10-11T22:14:15.003Z mymachine.example.com su - ID47 - ",
        [
          "syslog5424_pri": "34", "syslog5424_ver": "1",
          "syslog5424_ts": "2003-10-11T22:14:15.003Z",
          "syslog5424_host": "mymachine.example.com", "syslog5424_app": "su",
          "syslog5424_msgid": "ID47",
        ]
      ),
      (
        // RFC 5424, section 6.5, example 3.
        "SYSLOG5424LINE",
        #"<165>1 2003-10-11T22:14:15.003Z mymachine.example.com evntslog - ID47 [exampleSDID@32473 iut="3" eventSource="Application" eventID="1011"] An application event log entry..."#,
        [
          "syslog5424_pri": "165", "syslog5424_ver": "1",
          "syslog5424_ts": "2003-10-11T22:14:15.003Z", "syslog5424_host": "mymachine.example.com",
          "syslog5424_app": "evntslog", "syslog5424_msgid": "ID47",
          "syslog5424_sd":
            #"[exampleSDID@32473 iut="3" eventSource="Application" eventID="1011"]"#,
          "syslog5424_msg": "An application event log entry...",
        ]
      ),
      (
        "SSHDLOGIN",
        "Dec 10 06:55:48 LabSZ sshd[24200]: Failed password for invalid user webmaster from 173.234.31.186 port 38926 ssh2",
        [
          "timestamp": "Dec 10 06:55:48", "logsource": "LabSZ", "program": "sshd", "pid": "24200",
          "result": "Failed", "method": "password", "user": "webmaster", "src_ip": "173.234.31.186",
          "src_port": "38926", "protocol": "ssh2",
        ]
      ),
      (
        "HTTPREQUEST", "GET /a?b=c HTTP/1.1",
        ["verb": "GET", "request": "/a?b=c", "httpversion": "1.1"]
      ),
      (
        // The example of Apache's documentation of mod_log_config.
        "HTTPD_COMMONLOG",
        #"127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] "GET /apache_pb.gif HTTP/1.0" 200 2326"#,
        common
      ),
      (
        "COMMONAPACHELOG",
        #"127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] "GET /apache_pb.gif HTTP/1.0" 200 2326"#,
        common
      ),
      (
        "HTTPD_COMBINEDLOG",
        #"127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] "GET /apache_pb.gif HTTP/1.0" 200 2326 "http://www.example.com/start.html" "Mozilla/4.08 [en] (Win98; I ;Nav)""#,
        common.merging([
          "referrer": "http://www.example.com/start.html",
          "agent": "Mozilla/4.08 [en] (Win98; I ;Nav)",
        ]) { $1 }
      ),
      (
        "COMBINEDAPACHELOG",
        #"::1 - - [10/Oct/2000:13:55:36 -0700] "\x16\x03\x01" 400 - "-" "a \"b\"""#,
        [
          "clientip": "::1", "ident": "-", "auth": "-", "timestamp": "10/Oct/2000:13:55:36 -0700",
          "rawrequest": #"\x16\x03\x01"#, "response": "400", "agent": #"a \"b\""#,
        ]
      ),
      (
        "HTTPD20_ERRORLOG",
        "[Wed Oct 11 14:32:52 2000] [error] [client 127.0.0.1] client denied by server configuration: /export/home/live/ap/htdocs/test",
        [
          "timestamp": "Wed Oct 11 14:32:52 2000", "loglevel": "error", "clientip": "127.0.0.1",
          "message": "client denied by server configuration: /export/home/live/ap/htdocs/test",
        ]
      ),
      ("HTTPD24_ERRORLOG", apache24, apache24Fields),
      ("HTTPD_ERRORLOG", apache24, apache24Fields),
      (
        "NGINXACCESS",
        #"203.0.113.7 - - [01/May/2024:10:11:12 +0000] "POST /api HTTP/2.0" 201 17 "-" "curl/8.4.0" "10.0.0.9""#,
        [
          "clientip": "203.0.113.7", "ident": "-", "auth": "-",
          "timestamp": "01/May/2024:10:11:12 +0000", "verb": "POST", "request": "/api",
          "httpversion": "2.0", "response": "201", "bytes": "17", "agent": "curl/8.4.0",
          "forwarded": "10.0.0.9",
        ]
      ),
      (
        "NGINXERROR",
        #"2024/05/01 10:11:12 [error] 31#0: *5 open() "/srv/x" failed (2: No such file or directory), client: 203.0.113.7, server: _, request: "GET /x HTTP/1.1", host: "example.com", referrer: "http://example.com/""#,
        [
          "date": "2024/05/01", "time": "10:11:12", "loglevel": "error", "pid": "31", "tid": "0",
          "connection": "5",
          "message": #"open() "/srv/x" failed (2: No such file or directory)"#,
          "client": "203.0.113.7", "server": "_", "request": "GET /x HTTP/1.1",
          "host": "example.com", "referrer": "http://example.com/",
        ]
      ),
      (
        // HAProxy's configuration manual, section 8.2.3.
        "HAPROXYHTTPBASE",
        #"10.0.1.2:33317 [06/Feb/2009:12:14:14.655] http-in static/srv1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 {1wt.eu} {} "GET /index.html HTTP/1.1""#,
        haproxy
      ),
      (
        "HAPROXYHTTP",
        #"Feb  6 12:14:14 localhost haproxy[14389]: 10.0.1.2:33317 [06/Feb/2009:12:14:14.655] http-in static/srv1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 {1wt.eu} {} "GET /index.html HTTP/1.1""#,
        haproxy.merging([
          "syslog_timestamp": "Feb  6 12:14:14", "syslog_server": "localhost", "program": "haproxy",
          "pid": "14389",
        ]) { $1 }
      ),
      (
        // Section 8.2.2.
        "HAPROXYTCP",
        "Feb  6 12:12:56 localhost haproxy[14387]: 10.0.1.2:33313 [06/Feb/2009:12:12:51.443] fnt bck/srv1 0/0/5007 212 -- 0/0/0/0/3 0/0",
        [
          "syslog_timestamp": "Feb  6 12:12:56", "syslog_server": "localhost", "program": "haproxy",
          "pid": "14387", "client_ip": "10.0.1.2", "client_port": "33313",
          "accept_date": "06/Feb/2009:12:12:51.443", "frontend_name": "fnt", "backend_name": "bck",
          "server_name": "srv1", "time_queue": "0", "time_backend_connect": "0",
          "time_duration": "5007", "bytes_read": "212", "termination_state": "--", "actconn": "0",
          "feconn": "0", "beconn": "0", "srvconn": "0", "retries": "3", "srv_queue": "0",
          "backend_queue": "0",
        ]
      ),
      (
        "SQUID3",
        "1286536309.450    921 192.168.0.68 TCP_MISS/200 507 POST http://rcv-srv37.inplay.tubemogul.com/StreamReceiver/services - DIRECT/174.129.41.128 application/xml",
        [
          "timestamp": "1286536309.450", "duration": "921", "client_address": "192.168.0.68",
          "cache_result": "TCP_MISS", "status_code": "200", "bytes": "507",
          "request_method": "POST",
          "url": "http://rcv-srv37.inplay.tubemogul.com/StreamReceiver/services",
          "hierarchy_code": "DIRECT", "server": "174.129.41.128", "content_type": "application/xml",
        ]
      ),
    ] + others

  private static let common = [
    "clientip": "127.0.0.1", "ident": "-", "auth": "frank",
    "timestamp": "10/Oct/2000:13:55:36 -0700", "verb": "GET", "request": "/apache_pb.gif",
    "httpversion": "1.0", "response": "200", "bytes": "2326",
  ]

  private static let apache24 =
    "[Mon Dec 23 07:49:01.981912 2013] [proxy_fcgi:error] [pid 3790:tid 140737353988864] (70008)Partial results are valid but processing is incomplete: [client 127.0.0.1:38146] AH01075: Error dispatching request to : (reading input brigade)"

  private static let apache24Fields = [
    "timestamp": "Mon Dec 23 07:49:01.981912 2013", "module": "proxy_fcgi", "loglevel": "error",
    "pid": "3790", "tid": "140737353988864", "proxy_errorcode": "70008",
    "proxy_message": "Partial results are valid but processing is incomplete",
    "clientip": "127.0.0.1", "clientport": "38146", "errorcode": "AH01075",
    "message": "Error dispatching request to : (reading input brigade)",
  ]

  private static let haproxy = [
    "client_ip": "10.0.1.2", "client_port": "33317", "accept_date": "06/Feb/2009:12:14:14.655",
    "frontend_name": "http-in", "backend_name": "static", "server_name": "srv1",
    "time_request": "10", "time_queue": "0", "time_backend_connect": "30",
    "time_backend_response": "69", "time_duration": "109", "http_status_code": "200",
    "bytes_read": "2750", "termination_state": "----", "actconn": "1", "feconn": "1",
    "beconn": "1", "srvconn": "1", "retries": "0", "srv_queue": "0", "backend_queue": "0",
    "captured_request_headers": "1wt.eu", "captured_response_headers": "", "http_verb": "GET",
    "http_request": "/index.html", "http_version": "1.1",
  ]
}
