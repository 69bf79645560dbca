import Files
import Foundation
import NIOSSL

/// The certificate and the key that the server proves itself with.
enum TLSFiles {
  /// - Parameters:
  ///   - certificate: A PEM file: the server's own certificate first, then those that vouch for it.
  ///   - key: The PEM file of its key, not encrypted.
  /// - Returns: TLS 1.2 or newer.
  /// - Throws: `ServerProblem` that names the file and says what is wrong with it.
  static func configuration(certificate: String, key: String) throws -> TLSConfiguration {
    let chain = try read(certificate, "certificate")
    let keyText = try read(key, "key")
    guard !String(decoding: keyText, as: UTF8.self).contains("ENCRYPTED") else {
      throw ServerProblem(
        message: "the key '\(key)' is encrypted; write it without a passphrase "
          + "(openssl pkey -in '\(key)' -out plain.pem) and keep it readable for you alone"
      )
    }
    let certificates = try? NIOSSLCertificate.fromPEMBytes(chain)
    guard let certificates, !certificates.isEmpty else {
      throw ServerProblem(message: "'\(certificate)' holds no certificate in PEM form")
    }
    guard let privateKey = try? NIOSSLPrivateKey(bytes: keyText, format: .pem) else {
      throw ServerProblem(message: "'\(key)' holds no private key in PEM form")
    }
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: certificates.map { .certificate($0) },
      privateKey: .privateKey(privateKey)
    )
    configuration.minimumTLSVersion = .tlsv12
    configuration.applicationProtocols = ["http/1.1"]
    do { _ = try NIOSSLContext(configuration: configuration) } catch {
      throw ServerProblem(
        message: "the key '\(key)' does not belong to the certificate '\(certificate)'"
      )
    }
    return configuration
  }

  private static func read(_ path: String, _ what: String) throws -> [UInt8] {
    do throws(SystemError) {
      if let bytes = try FileSystem.contents(of: path) { return bytes }
      throw SystemError.absent(path)
    } catch {
      throw ServerProblem(message: "cannot read the \(what) '\(path)': \(error.words)")
    }
  }
}
