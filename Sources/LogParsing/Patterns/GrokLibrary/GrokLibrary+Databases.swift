extension GrokLibrary {
  /// Redis, PostgreSQL, MongoDB, MySQL.
  static let databases = #"""
    REDISLOG \[%{POSINT:pid:int}\] %{REDISTIMESTAMP:timestamp} [*.#-] ?%{GREEDYDATA:message}
    REDISLOG3 %{POSINT:pid:int}:(?:%{WORD:role} )?%{REDISTIMESTAMP:timestamp} %{NOTSPACE:level} %{GREEDYDATA:message}
    REDISMONLOG %{NUMBER:timestamp:float} \[%{INT:database:int} (?:%{IP:client}:%{POSINT:port:int}|unix:%{PATH:socket}|lua)\] "%{WORD:command}"(?: %{GREEDYDATA:params})?
    POSTGRESQL %{TIMESTAMP_ISO8601:timestamp} %{TZ:timezone} (?:\[%{INT:pid:int}\] |%{DATA:user_id} %{DATA:connection_id} %{INT:pid:int} )(?:%{DATA:session} )?%{WORD:level}: +%{GREEDYDATA:message}
    MYSQLERROR %{TIMESTAMP_ISO8601:timestamp} %{INT:thread:int} \[%{WORD:level}\] \[%{NOTSPACE:code}\] \[%{WORD:subsystem}\] %{GREEDYDATA:message}
    MONGO_LOG (?:%{DAY} )?%{SYSLOGTIMESTAMP:timestamp} \[%{WORD:component}\] %{GREEDYDATA:message}
    MONGO3_SEVERITY [A-Z][0-9]?
    MONGO3_COMPONENT (?:%{WORD}|-)
    MONGO3_LOG %{TIMESTAMP_ISO8601:timestamp} %{MONGO3_SEVERITY:severity} +%{MONGO3_COMPONENT:component} +(?:\[%{DATA:context}\])? %{GREEDYDATA:message}
    """#
}
