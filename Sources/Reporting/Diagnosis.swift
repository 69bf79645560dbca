import Cloud
import Diagnostics
import Engines
import Glibc
import Modelling
import NativeLibraries
import Tables

/// What `quire doctor` finds: one thing that must be in place, and whether it is.
///
/// Of the cloud it tells nothing where nothing is set for it.
public struct Diagnosis: Sendable {
  public let line: String
  public let isFine: Bool

  /// Looks at everything a render needs.
  public static func all() async -> [Diagnosis] {
    let needed = [await engine(), boostedTrees(), linearAlgebra(), state()]
    return needed + (await cloud().map { [$0] } ?? [])
  }

  /// Where credentials for AWS come from; nil where nothing is set for AWS, and never what they are.
  private static func cloud() async -> Diagnosis? {
    do {
      let environment = try AWSEnvironment()
      guard environment.isSet else { return nil }
      let found = try await CredentialChain(environment).credentials()
      let end = found.expiry.map { " for \(max(0, $0 - Int(time(nil))) / 60) more minutes" } ?? ""
      return Diagnosis(line: "✓ AWS: credentials of \(found.source)\(end)", isFine: true)
    } catch {
      let error = error as? CloudError
      let hint = error?.hint.map { " (\($0))" } ?? ""
      return Diagnosis(
        line: "✗ AWS: \(error?.message ?? "no credentials were found")\(hint)",
        isFine: false
      )
    }
  }

  private static func engine() async -> Diagnosis {
    do {
      let engine = try Engine.duckDB()
      let connection = try engine.connect()
      let answer = try await connection.table("SELECT 6 * 7").value(row: 0, column: 0)
      guard answer == .int(42) else {
        return Diagnosis(
          line: "✗ engine: \(engine.name) answers \(answer.displayText) to 6 × 7",
          isFine: false
        )
      }
      return Diagnosis(line: "✓ engine: \(engine.name) \(engine.version)", isFine: true)
    } catch {
      let words = (error as? EngineError)?.message ?? "\(error)"
      return Diagnosis(line: "✗ engine: \(words)", isFine: false)
    }
  }

  private static func boostedTrees() -> Diagnosis {
    do throws(ModelError) {
      let path = try LightGBMPresence.check()
      return Diagnosis(line: "✓ boosted trees: LightGBM, \(path)", isFine: true)
    } catch {
      return Diagnosis(line: "✗ boosted trees: \(error.message)", isFine: false)
    }
  }

  private static func linearAlgebra() -> Diagnosis {
    do throws(NativeLibraryError) {
      let path = try NativeLibrary.open("openblas", file: "libopenblas.so.0").path
      return Diagnosis(line: "✓ linear algebra: OpenBLAS, \(path)", isFine: true)
    } catch {
      return Diagnosis(line: "✗ linear algebra: \(error.message)", isFine: false)
    }
  }

  private static func state() -> Diagnosis {
    let probe = ".quire/probe-\(getpid())"
    do throws(Diagnostic) {
      try OutputFile.write([], to: probe)
      unlink(probe)
      return Diagnosis(line: "✓ store: .quire can be written", isFine: true)
    } catch {
      return Diagnosis(line: "✗ store: \(error.message)", isFine: false)
    }
  }
}
