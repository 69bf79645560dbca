import Cloud
import Foundation
import Testing

struct ProxyTests {
  private typealias Case = (variables: [String: String], host: String, isTLS: Bool, place: String?)

  private static let cases: [Case] = [
    (["HTTPS_PROXY": "http://p:1"], "s3.example", true, "p:1"),
    (["https_proxy": "p:1"], "s3.example", true, "p:1"),
    (["HTTPS_PROXY": "http://p:1"], "s3.example", false, nil),
    (["http_proxy": "http://p:1/"], "s3.example", false, "p:1"),
    // Small letters only, as curl has it.
    (["HTTP_PROXY": "http://p:1"], "s3.example", false, nil),
    (["ALL_PROXY": "http://[::1]:3"], "s3.example:9000", false, "::1:3"),
    (["HTTPS_PROXY": "http://p"], "s3.example", true, "p:1080"),
    (["HTTPS_PROXY": "p:1", "NO_PROXY": "a, .example"], "s3.example:9000", true, nil),
    (["HTTPS_PROXY": "p:1", "NO_PROXY": "example"], "s3.example", true, nil),
    (["HTTPS_PROXY": "p:1", "NO_PROXY": "example"], "s3example", true, "p:1"),
    (["HTTPS_PROXY": "p:1", "no_proxy": "*"], "s3.example", true, nil),
    (["http_proxy": "p:1"], "169.254.169.254", false, nil),
    ([:], "s3.example", true, nil),
  ]

  @Test func `a proxy is found as curl finds it`() throws {
    for (variables, host, isTLS, place) in Self.cases {
      let proxy = try AWSEnvironment(variables).proxies.proxy(for: host, isTLS: isTLS)
      #expect(proxy?.place == place, "\(variables) \(host)")
    }
  }

  @Test func `a proxy's name and password are read`() throws {
    let variables = ["HTTPS_PROXY": "http://me%40corp:p%3Aw+d@proxy:3128"]
    let proxy = try AWSEnvironment(variables).proxies.proxy(for: "s3.example", isTLS: true)
    #expect(proxy?.user == "me@corp")
    #expect(proxy?.password?.reveal() == "p:w+d")
  }

  @Test(arguments: [
    "socks5://u:hidden@p:1", "https://u:hidden@p:1", "http://u:hidden@p:0", "u:hidden@:3",
  ])
  func `an address of no proxy is an error that does not show it`(text: String) throws {
    let proxies = try AWSEnvironment(["HTTPS_PROXY": text]).proxies
    let error = #expect(throws: CloudError.self) {
      try proxies.proxy(for: "s3.example", isTLS: true)
    }
    #expect(error?.message == "HTTPS_PROXY or ALL_PROXY is no address of a proxy")
    #expect(error.map { "\($0)".contains("hidden") } == false)
  }

  @Test func `a file without certificates is told by what names it`() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "ca-\(UUID())").path
    try "no certificate".write(toFile: path, atomically: true, encoding: .utf8)
    for name in ["AWS_CA_BUNDLE", "SSL_CERT_FILE"] {
      let file = try #require(try AWSEnvironment([name: path]).certificateFile)
      let error = #expect(throws: CloudError.self) { try file.certificates() }
      #expect(error?.message == "\(name) names '\(path)', which is no file of certificates")
    }
    let both = ["AWS_CA_BUNDLE": "/a", "SSL_CERT_FILE": "/b"]
    #expect(try AWSEnvironment(both).certificateFile?.path == "/a")
  }
}
