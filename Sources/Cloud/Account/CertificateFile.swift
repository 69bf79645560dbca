import Files
package import NIOSSL

/// Whose word is believed about who a server is: the authorities of the system, or those of a file of one's own.
///
/// `AWS_CA_BUNDLE` names the file, else the profile's `ca_bundle`, else `SSL_CERT_FILE`. As with AWS's own tools
/// the file replaces the system's authorities.
package struct CertificateFile: Sendable, Hashable {
  package let path: String
  /// What names it: `AWS_CA_BUNDLE`.
  package let setting: String

  /// Reads the certificates.
  ///
  /// - Throws: `CloudError` of kind `settings` when it holds none.
  package func certificates() throws(CloudError) -> [NIOSSLCertificate] {
    let found: [NIOSSLCertificate]?
    do throws(SystemError) {
      found = try FileSystem.contents(of: path).flatMap { try? NIOSSLCertificate.fromPEMBytes($0) }
    } catch {
      throw CloudError(error)
    }
    guard let found, !found.isEmpty else {
      throw CloudError(
        .settings,
        "\(setting) names '\(path)', which is no file of certificates",
        hint: "name a file in PEM form: -----BEGIN CERTIFICATE-----"
      )
    }
    return found
  }
}

extension AWSEnvironment {
  /// The certificates to believe instead of the system's; nil when none are named.
  package var certificateFile: CertificateFile? {
    if let path = variables["AWS_CA_BUNDLE"] {
      return CertificateFile(path: path, setting: "AWS_CA_BUNDLE")
    }
    if let path = profile["ca_bundle"] { return CertificateFile(path: path, setting: "ca_bundle") }
    return variables["SSL_CERT_FILE"].map { CertificateFile(path: $0, setting: "SSL_CERT_FILE") }
  }

  /// The proxies between here and the servers.
  package var proxies: ProxySettings { ProxySettings(variables) }
}
