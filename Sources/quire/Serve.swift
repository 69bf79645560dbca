import ArgumentParser
import Foundation
import Reporting
import Review

/// `quire serve`: review reports and runs in a browser.
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Review reports and runs in a browser.",
    discussion: """
      Serves the templates of a folder: the reports as they were rendered, forms that run them on \
      other values, runs while they go on, and two runs beside each other.

        quire serve                      this folder, at http://127.0.0.1:8484
        quire serve reports-2025         another folder
        quire serve --watch              and pages that follow every change of a template
        quire serve -P data=../records   with other values in the forms than the defaults

      The address that is printed holds a token, without which nobody is let in. Ctrl-C stops the \
      server; what runs then is cancelled and the store stays sound.
      """
  )

  @Argument(help: "The folder with the templates.", completion: .directory)
  var folder = "."

  @OptionGroup var values: ParameterOptions
  @OptionGroup var choice: QueryEngine
  @OptionGroup var limits: EngineLimits

  @Option(help: "The name or address to listen on; others than this machine's own need a token.")
  var host = "127.0.0.1"

  @Option(name: .shortAndLong, help: "The port; 0 takes any that is free.")
  var port = 8484

  @Flag(help: "Render again when a template, or a file that it reads, changes.")
  var watch = false

  @Option(
    help: """
      The token to ask for (default: the one in $QUIRE_TOKEN, which other users of the machine do not \
      see, else a new one every time).
      """
  )
  var token: String?

  @Flag(help: "Ask for no token; only on this machine's own address.")
  var noToken = false

  @Option(
    parsing: .singleValue,
    help: "A name besides the host's under which browsers may open the pages. May be repeated."
  )
  var name: [String] = []

  @Option(help: "A PEM file with the certificate, and those it rests on, to serve https.")
  var certificate: String?

  @Option(help: "The PEM file with the certificate's key.")
  var key: String?

  @Option(
    name: .shortAndLong,
    help: "The folder the reports are written to, within the folder served."
  )
  var output = "reports"

  @Option(help: ArgumentHelp("The most megabytes of an uploaded file.", valueName: "megabytes"))
  var uploadLimit = 1024

  @Option(help: "The most runs that wait for their turn.")
  var queue = 16

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("--port must be from 0 to 65535")
    }
    if output.hasPrefix("s3://") {
      throw ValidationError("--output must be a folder within the one that is served")
    }
    if noToken, token != nil { throw ValidationError("--token and --no-token exclude each other") }
    if (certificate == nil) != (key == nil) {
      throw ValidationError("--certificate and --key go together")
    }
    guard (1...1_000_000_000).contains(uploadLimit) else {
      throw ValidationError("--upload-limit must be from 1 to 1000000000")
    }
    guard queue > 0 else { throw ValidationError("--queue must be at least 1") }
  }

  func run() async throws {
    guard FileManager.default.changeCurrentDirectoryPath(folder) else {
      throw Terminal.fail("cannot serve '\(folder)': there is no such folder")
    }
    do {
      try await ReviewServer(options).run { address in
        Terminal.write("serving \(FileManager.default.currentDirectoryPath) at", to: .standardError)
        // Not `print`, whose text would wait in a buffer when a program reads it.
        FileHandle.standardOutput.write(Data((address + "\n").utf8))
        Terminal.write("Ctrl-C stops it", to: .standardError)
      }
    } catch let problem as ServerProblem {
      throw Terminal.fail(problem.message)
    }
  }

  private var givenToken: String? {
    if let token { return token }
    let fromEnvironment = ProcessInfo.processInfo.environment["QUIRE_TOKEN"] ?? ""
    return fromEnvironment.isEmpty ? nil : fromEnvironment
  }

  private var options: ReviewOptions {
    ReviewOptions(
      host: host,
      port: port,
      token: noToken ? .none : givenToken.map(ReviewOptions.Token.given) ?? .random,
      names: name,
      certificate: certificate,
      key: key,
      isWatching: watch,
      render: RenderOptions(
        parameters: values.parameters,
        parametersFile: values.file,
        outputFolder: output,
        threads: limits.threads,
        memoryLimit: limits.memory,
        engine: choice.engine,
        stateFolder: limits.state,
        sharedStore: limits.sharedStore
      ),
      uploadLimit: uploadLimit * 1_000_000,
      waitingLimit: queue
    )
  }
}
