extension GrokLibraryTests {
  /// Examples of applications, clouds and databases.
  static let others: [(String, String, [String: String])] = [
    (
      "JAVASTACKTRACEPART", "\tat com.example.App.lambda$main$0(App.java:42)",
      ["class": "com.example.App", "method": "lambda$main$0", "file": "App.java", "line": "42"]
    ),
    (
      "JAVAEXCEPTION", "Caused by: java.io.IOException: disk full",
      ["exception": "java.io.IOException", "message": "disk full"]
    ),
    (
      "JAVALOG",
      "2015-10-18 18:01:47,978 INFO [main] org.apache.hadoop.mapreduce.v2.app.MRAppMaster: Created MRAppMaster",
      [
        "timestamp": "2015-10-18 18:01:47,978", "level": "INFO", "thread": "main",
        "class": "org.apache.hadoop.mapreduce.v2.app.MRAppMaster", "message": "Created MRAppMaster",
      ]
    ),
    (
      "CATALINALOG",
      "Jul 30, 2014 1:02:03 PM org.apache.catalina.core.StandardServer await INFO: listening",
      [
        "timestamp": "Jul 30, 2014 1:02:03 PM", "class": "org.apache.catalina.core.StandardServer",
        "logmessage": "await INFO: listening",
      ]
    ),
    (
      "CATALINA8LOG",
      "31-Jul-2020 16:40:38.578 INFO [main] org.apache.catalina.startup.Catalina.start Server startup in 1000 ms",
      [
        "timestamp": "31-Jul-2020 16:40:38.578", "level": "INFO", "thread": "main",
        "class": "org.apache.catalina.startup.Catalina", "method": "start",
        "logmessage": "Server startup in 1000 ms",
      ]
    ),
    (
      "TOMCATLOG",
      "2014-01-09 20:03:28,269 -0800 | ERROR | com.example.service.ExampleService - something compeletely unexpected happened...",
      [
        "timestamp": "2014-01-09 20:03:28,269 -0800", "level": "ERROR",
        "class": "com.example.service.ExampleService",
        "logmessage": "something compeletely unexpected happened...",
      ]
    ),
    (
      // Python's logging cookbook.
      "PYTHONLOG",
      "2005-03-19 15:10:26,618 - simple_example - DEBUG - debug message",
      [
        "timestamp": "2005-03-19 15:10:26,618", "name": "simple_example", "level": "DEBUG",
        "message": "debug message",
      ]
    ),
    (
      "PYTHONLOG", "WARNING:root:Watch out!",
      ["level": "WARNING", "name": "root", "message": "Watch out!"]
    ),
    (
      "PYTHONFRAME", #"  File "/srv/app.py", line 12, in <module>"#,
      ["file": "/srv/app.py", "line": "12", "function": "<module>"]
    ),
    (
      "RUBY_LOGGER", "I, [2014-01-09T20:03:28.269123 #1234]  INFO -- Main: Starting",
      [
        "timestamp": "2014-01-09T20:03:28.269123", "pid": "1234", "loglevel": "INFO",
        "progname": "Main", "message": "Starting",
      ]
    ),
    (
      "BIND9",
      "17-Feb-2018 23:06:56.326 queries: info: client 172.26.0.1#12345 (test.example.com): query: test.example.com IN A +E(0)K (172.26.0.3)",
      [
        "timestamp": "17-Feb-2018 23:06:56.326", "loglevel": "info", "clientip": "172.26.0.1",
        "clientport": "12345", "question": "test.example.com", "query": "test.example.com",
        "query_class": "IN", "query_type": "A", "query_flags": "+E(0)K", "dns": "172.26.0.3",
      ]
    ),
    (
      "POSTFIX", "Jan  1 06:25:43 mail postfix/cleanup[21403]: BEF25A72965: message-id=<a@b>",
      [
        "timestamp": "Jan  1 06:25:43", "logsource": "mail", "program": "postfix/cleanup",
        "pid": "21403", "queue_id": "BEF25A72965", "message": "message-id=<a@b>",
      ]
    ),
    (
      "IPTABLES",
      "IN=eth0 OUT= MAC=00:01:02 SRC=203.0.113.7 DST=192.0.2.1 LEN=60 TOS=0x00 TTL=52 ID=1 DF PROTO=TCP SPT=443 DPT=50000 WINDOW=1",
      [
        "in": "eth0", "mac": "00:01:02", "src_ip": "203.0.113.7", "dst_ip": "192.0.2.1",
        "length": "60", "proto": "TCP", "src_port": "443", "dst_port": "50000",
      ]
    ),
    (
      "ELB_URI", "http://www.example.com:80/a?b=c",
      [
        "proto": "http", "urihost": "www.example.com", "uriport": "80", "path": "/a",
        "params": "b=c",
      ]
    ),
    (
      "ELB_REQUEST_LINE", "GET http://www.example.com:80/ HTTP/1.1",
      ["verb": "GET", "request": "http://www.example.com:80/", "httpversion": "1.1"]
    ),
    ("ELB_BACKEND", "10.0.0.1:80", ["backendip": "10.0.0.1", "backendport": "80"]),
    (
      // The example of the documentation of access logs for Classic Load Balancers.
      "ELB_ACCESS_LOG",
      #"2015-05-13T23:39:43.945958Z my-loadbalancer 192.168.131.39:2817 10.0.0.1:80 0.000073 0.001048 0.000057 200 200 0 29 "GET http://www.example.com:80/ HTTP/1.1" "curl/7.38.0" - -"#,
      [
        "timestamp": "2015-05-13T23:39:43.945958Z", "elb": "my-loadbalancer",
        "clientip": "192.168.131.39", "clientport": "2817", "backendip": "10.0.0.1",
        "backendport": "80", "request_processing_time": "0.000073",
        "backend_processing_time": "0.001048", "response_processing_time": "0.000057",
        "response": "200", "backend_response": "200", "received_bytes": "0", "bytes": "29",
        "verb": "GET", "request": "http://www.example.com:80/", "httpversion": "1.1",
        "agent": "curl/7.38.0",
      ]
    ),
    (
      // The example of the documentation of access logs for Application Load Balancers.
      "ALB_ACCESS_LOG",
      #"http 2018-07-02T22:23:00.186641Z app/my-loadbalancer/50dc6c495c0c9188 192.168.131.39:2817 10.0.0.1:80 0.000 0.001 0.000 200 200 34 366 "GET http://www.example.com:80/ HTTP/1.1" "curl/7.46.0" - - arn:aws:elasticloadbalancing:us-east-2:123456789012:targetgroup/my-targets/73e2d6bc24d8a067 "Root=1-58337262-36d228ad5d99923122bbe354" "-" "-" 0 2018-07-02T22:22:48.364000Z "forward" "-" "-" "10.0.0.1:80" "200" "-" "-""#,
      [
        "type": "http", "timestamp": "2018-07-02T22:23:00.186641Z",
        "elb": "app/my-loadbalancer/50dc6c495c0c9188", "clientip": "192.168.131.39",
        "clientport": "2817", "backendip": "10.0.0.1", "backendport": "80",
        "request_processing_time": "0.000", "backend_processing_time": "0.001",
        "response_processing_time": "0.000", "response": "200", "backend_response": "200",
        "received_bytes": "34", "bytes": "366", "verb": "GET",
        "request": "http://www.example.com:80/", "httpversion": "1.1", "agent": "curl/7.46.0",
        "target_group_arn":
          "arn:aws:elasticloadbalancing:us-east-2:123456789012:targetgroup/my-targets/73e2d6bc24d8a067",
        "trace_id": "Root=1-58337262-36d228ad5d99923122bbe354", "matched_rule_priority": "0",
        "request_creation_time": "2018-07-02T22:22:48.364000Z", "actions_executed": "forward",
      ]
    ),
    (
      "S3_REQUEST_LINE", #""GET /b/k?x HTTP/1.1""#,
      ["verb": "GET", "request": "/b/k?x", "httpversion": "1.1"]
    ),
    (
      // The first example of the documentation of Amazon S3's server access log format.
      "S3_ACCESS_LOG",
      #"79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be DOC-EXAMPLE-BUCKET1 [06/Feb/2019:00:00:38 +0000] 192.0.2.3 79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be 3E57427F3EXAMPLE REST.GET.VERSIONING - "GET /DOC-EXAMPLE-BUCKET1?versioning HTTP/1.1" 200 - 113 - 7 - "-" "S3Console/0.4" - s9lzHYrFp76ZVxRcpX9+5cjAnEH2ROuNkd2BHfIa6UkFVdtjf5mKR3/eTPFvsiP/XV/VLi31234= SigV2 ECDHE-RSA-AES128-GCM-SHA256 AuthHeader DOC-EXAMPLE-BUCKET1.s3.us-west-1.amazonaws.com TLSV1.1"#,
      [
        "owner": "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be",
        "bucket": "DOC-EXAMPLE-BUCKET1", "timestamp": "06/Feb/2019:00:00:38 +0000",
        "clientip": "192.0.2.3",
        "requester": "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be",
        "request_id": "3E57427F3EXAMPLE", "operation": "REST.GET.VERSIONING", "verb": "GET",
        "request": "/DOC-EXAMPLE-BUCKET1?versioning", "httpversion": "1.1", "response": "200",
        "bytes": "113", "request_time_ms": "7", "agent": "S3Console/0.4",
      ]
    ),
    (
      // The example of the documentation of CloudFront's standard logs.
      "CLOUDFRONT_ACCESS_LOG",
      "2019-12-04\t21:02:31\tLAX1\t392\t192.0.2.100\tGET\td111111abcdef8.cloudfront.net\t/index.html\t200\t-\tMozilla/5.0%20(Windows%20NT%2010.0;%20Win64;%20x64)\t-\t-\tHit\tSOX4xwn4XV6Q4rgb7XiVGOHms_BGlTAC4KyHmureZmBNrjGdRLiNIQ==",
      [
        "date": "2019-12-04", "time": "21:02:31", "x_edge_location": "LAX1", "bytes": "392",
        "clientip": "192.0.2.100", "cs_method": "GET", "cs_host": "d111111abcdef8.cloudfront.net",
        "cs_uri_stem": "/index.html", "response": "200",
        "agent": "Mozilla/5.0%20(Windows%20NT%2010.0;%20Win64;%20x64)", "x_edge_result_type": "Hit",
        "x_edge_request_id": "SOX4xwn4XV6Q4rgb7XiVGOHms_BGlTAC4KyHmureZmBNrjGdRLiNIQ==",
      ]
    ),
    (
      "REDISLOG", "[4018] 14 Nov 07:01:22.119 * Background saving terminated with success",
      [
        "pid": "4018", "timestamp": "14 Nov 07:01:22.119",
        "message": "Background saving terminated with success",
      ]
    ),
    (
      "REDISLOG3", "1:M 01 May 2024 10:11:12.345 * Ready to accept connections",
      [
        "pid": "1", "role": "M", "timestamp": "01 May 2024 10:11:12.345", "level": "*",
        "message": "Ready to accept connections",
      ]
    ),
    (
      // The documentation of MONITOR.
      "REDISMONLOG", #"1339518083.107412 [0 127.0.0.1:60866] "set" "x" "6""#,
      [
        "timestamp": "1339518083.107412", "database": "0", "client": "127.0.0.1", "port": "60866",
        "command": "set", "params": #""x" "6""#,
      ]
    ),
    (
      "REDISMONLOG", #"1339518083.107412 [0 unix:/var/run/redis.sock] "keys" "*""#,
      [
        "timestamp": "1339518083.107412", "database": "0", "socket": "/var/run/redis.sock",
        "command": "keys", "params": #""*""#,
      ]
    ),
    (
      // The default prefix, `%m [%p] `.
      "POSTGRESQL",
      "2024-05-01 10:11:12.345 UTC [71] LOG:  database system is ready to accept connections",
      [
        "timestamp": "2024-05-01 10:11:12.345", "timezone": "UTC", "pid": "71", "level": "LOG",
        "message": "database system is ready to accept connections",
      ]
    ),
    (
      // MySQL's manual, "The Error Log".
      "MYSQLERROR",
      "2020-08-06T14:25:03.109022Z 5 [Note] [MY-010051] [Server] Event Scheduler: scheduler thread started with id 5",
      [
        "timestamp": "2020-08-06T14:25:03.109022Z", "thread": "5", "level": "Note",
        "code": "MY-010051", "subsystem": "Server",
        "message": "Event Scheduler: scheduler thread started with id 5",
      ]
    ),
    (
      "MONGO_LOG", "Wed Jan 22 10:11:12 [initandlisten] waiting for connections",
      [
        "timestamp": "Jan 22 10:11:12", "component": "initandlisten",
        "message": "waiting for connections",
      ]
    ),
    (
      // MongoDB's manual, "Log Messages".
      "MONGO3_LOG",
      "2014-11-03T18:28:32.450-0500 I NETWORK [initandlisten] waiting for connections on port 27017",
      [
        "timestamp": "2014-11-03T18:28:32.450-0500", "severity": "I", "component": "NETWORK",
        "context": "initandlisten", "message": "waiting for connections on port 27017",
      ]
    ),
  ]
}
