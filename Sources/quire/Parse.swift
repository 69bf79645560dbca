public import ArgumentParser
import CFiles
import Diagnostics
import Foundation
public import Reporting

/// `quire parse`: lines of logs become a table.
struct Parse: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Parse logs into a table; without --output, show what a pattern finds.",
    discussion: """
      A format or a pattern says how a line is read; what it says here can be pasted into the \
      directive 'parse' of a template. Every line becomes a row, a reject or is blank, and the last \
      line printed says how many of each there are. Files packed by gzip or zstd are unpacked; '-' is \
      standard input.

        quire parse access.log --format combined
        quire parse app.log --dissect '%{time} %{level} %{message}' \\
          --columns '{time: {format: "%Y-%m-%dT%H:%M:%S%z"}}'
        quire parse logs/*.gz --format auto -o access.parquet --rejects bad.csv
        zcat old.log.gz | quire parse - --options app.yaml -o - --to csv

      Exit codes: 0 fine, 1 a log that cannot be read, a wrong pattern, no line of the format or more \
      rejects than --max-rejects, 64 wrong usage.
      """
  )

  @Argument(help: "The logs; '-' is standard input.", completion: .file())
  var logs: [String]

  @Option(
    help: ArgumentHelp(
      "A format by its name, or auto: \(LogTool.formatNames.joined(separator: ", ")).",
      valueName: "name"
    )
  )
  var format: String?

  @Option(help: ArgumentHelp("Fields and the text between them.", valueName: "pattern"))
  var dissect: String?

  @Option(help: ArgumentHelp("A pattern of named pieces: %{IP:client}.", valueName: "pattern"))
  var grok: String?

  @Option(
    help: ArgumentHelp("A regular expression with named groups: (?<name>…).", valueName: "pattern")
  )
  var regex: String?

  @Option(help: ArgumentHelp("Types of columns, in YAML: '{status: int}'.", valueName: "yaml"))
  var columns: String?

  @Option(
    help: ArgumentHelp("A YAML file with the keys of the directive 'parse'.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"])
  )
  var options: String?

  @Option(help: ArgumentHelp("How many rejects are too many: 0, 100, 1%.", valueName: "limit"))
  var maxRejects: String?

  @Option(
    help: ArgumentHelp("What becomes of invalid UTF-8: replace, reject, bytes.", valueName: "way")
  )
  var invalid: String?

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Write the rows to a file; '-' is standard output.", valueName: "file"),
    completion: .file()
  )
  var output: String?

  @Option(
    name: .customLong("to"),
    help: "How rows are written, if the file's name does not say it."
  )
  var fileFormat: TableFileFormat?

  @Option(
    help: ArgumentHelp("Write the rejects to a file of that name.", valueName: "file"),
    completion: .file()
  )
  var rejects: String?

  @Option(help: "How many blocks of lines are parsed at the same time; all cores by default.")
  var workers: Int?

  @Flag(name: .shortAndLong, help: "Write no progress and no summary, only what is wrong.")
  var quiet = false

  func validate() throws {
    if logs.count(where: { $0 == "-" }) > 1 {
      throw ValidationError("standard input can be read once")
    }
    if let workers, !(1...1_024).contains(workers) {
      throw ValidationError("--workers must lie between 1 and 1024")
    }
    if fileFormat != nil, output == nil {
      throw ValidationError("--to says how rows are written: name a file with --output")
    }
    if output == "-", fileFormat == .parquet {
      throw ValidationError("Parquet cannot be written to standard output: name a file")
    }
    let files = [output, rejects].compactMap(\.self)
    if files.count == 2, files[0] == files[1] {
      throw ValidationError("rows and rejects need files of their own")
    }
    if let log = logs.first(where: { files.contains($0) && $0 != "-" }) {
      throw ValidationError("'\(log)' would be overwritten by what is read from it")
    }
  }

  func run() async throws {
    // Blocks of lines are made by some threads and freed by others: with an area of memory for each
    // thread, each of them grows to what all need (75 MB instead of 56 for ten gigabytes).
    quire_share_memory()
    var request = LogTool.Request()
    request.logs = logs
    request.optionsFile = options
    request.output = output
    request.format = fileFormat
    request.rejects = rejects
    if let workers { request.workers = workers }
    let flags = [
      ("format", format), ("dissect", dissect), ("grok", grok), ("regex", regex),
      ("columns", columns), ("max_rejects", maxRejects), ("invalid", invalid),
    ]
    for case (let key, let text?) in flags {
      let flag = "--" + key.replacing("_", with: "-")
      request.options.append((key, text, flag))
    }
    let bar = LineBar(isSilent: quiet)
    let outcome = await LogTool(request) { lines, bytes in bar.show(lines, bytes) }.run()
    bar.clear()
    Terminal.write(outcome.preview, to: .standardOutput)
    Terminal.printDiagnostics(outcome.diagnostics)
    Terminal.write(outcome.summary, to: .standardError, unless: quiet)
    if !outcome.isFine { throw ExitCode(1) }
  }
}

extension TableFileFormat: ExpressibleByArgument {}

/// How many lines were read, on a line that is drawn over; nothing but on a terminal.
private final class LineBar: @unchecked Sendable {
  // Shown by one task at a time, as lines are read in order.
  private let isShown: Bool
  private let start = ContinuousClock.now
  private var last = ContinuousClock.now

  init(isSilent: Bool) { isShown = !isSilent && Terminal.isErrorATerminal }

  func show(_ lines: Int, _ bytes: Int) {
    let now = ContinuousClock.now
    guard isShown, now - last > .milliseconds(200) else { return }
    last = now
    let seconds = (now - start) / .seconds(1)
    let rate = Double(bytes) / 1e6 / max(seconds, 0.001)
    write("\r\u{1B}[K\(lines) lines, \(bytes >> 20) MiB, \(Int(rate)) MB/s")
  }

  func clear() { if isShown { write("\r\u{1B}[K") } }

  private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
