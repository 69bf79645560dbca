extension GrokLibrary {
  /// Addresses, names of hosts, paths and URLs (RFC 3986, RFC 4291).
  static let network = #"""
    IPV4 \b(?:(?:25[0-5]|2[0-4][0-9]|[01]?[0-9]{1,2})\.){3}(?:25[0-5]|2[0-4][0-9]|[01]?[0-9]{1,2})\b
    H16 [0-9A-Fa-f]{1,4}
    LS32 (?:%{IPV4}|%{H16}:%{H16})
    # At each number of groups before `::` the longer rest is tried first.
    IPV6 (?:(?:%{H16}:){6}%{LS32}|(?:%{H16}(?::%{H16}){0,6})?::(?:(?:%{H16}:){0,5}%{LS32}|%{H16})?)(?:%[0-9A-Za-z.]+)?
    IP (?:%{IPV4}|%{IPV6})
    HOSTNAME \b[0-9A-Za-z][0-9A-Za-z_-]*(?:\.[0-9A-Za-z][0-9A-Za-z_-]*)*\.?
    IPORHOST (?:%{IP}|%{HOSTNAME})
    HOSTPORT %{IPORHOST}:%{POSINT}
    COMMONMAC (?:[A-Fa-f0-9]{2}:){5}[A-Fa-f0-9]{2}
    WINDOWSMAC (?:[A-Fa-f0-9]{2}-){5}[A-Fa-f0-9]{2}
    CISCOMAC (?:[A-Fa-f0-9]{4}\.){2}[A-Fa-f0-9]{4}
    MAC (?:%{CISCOMAC}|%{WINDOWSMAC}|%{COMMONMAC})
    UNIXPATH (?:/(?:[\w%!$@:.,+~=-]|[^\x00-\x7F]|\\.)*)+
    WINPATH (?:[A-Za-z]:|\\)(?:\\[^\\?*"<>|]*)+
    PATH (?:%{UNIXPATH}|%{WINPATH})
    TTY /dev/(?:pts|tty[pq]?)[a-z0-9]*(?:/?[a-z0-9]+)?
    URIPROTO [A-Za-z][A-Za-z0-9+.-]*
    URIHOST (?:%{IPORHOST}|\[%{IPV6}\])(?::%{POSINT})?
    URIPATH (?:/[A-Za-z0-9$.+!*'(){},~:;=@#%&_-]*)+
    URIQUERY [A-Za-z0-9$.+!*'|(){},~@#%&/=:;_?\[\]<>-]*
    URIPARAM \?%{URIQUERY}
    URIPATHPARAM %{URIPATH}(?:%{URIPARAM})?
    URI %{URIPROTO}://(?:%{USER}(?::[^@\s]*)?@)?(?:%{URIHOST})?(?:%{URIPATHPARAM})?
    """#
}
