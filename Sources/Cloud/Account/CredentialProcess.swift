import Files
import Glibc
import Synchronization

/// A program of the user's that prints credentials: `credential_process` of a profile.
///
/// It is run without a shell and must print a JSON object within a minute. Neither the command nor anything
/// it prints is ever shown: both may hold secrets.
struct CredentialProcess: Sendable {
  private let command: String
  private let profile: String
  private let variables: [String: String]
  private let now: Int
  /// How many seconds it may take.
  var limit = 60

  init(_ command: String, of profile: String, _ variables: [String: String], now: Int) {
    self.command = command
    self.profile = profile
    self.variables = variables
    self.now = now
  }

  /// - Throws: `CloudError` of kind `noCredentials`; `CancellationError`.
  func credentials() async throws -> AWSCredentials {
    guard let words = Self.words(of: command), !words.isEmpty else {
      throw failure("is no command: a quotation mark is missing")
    }
    let isCancelled = StopFlag()
    let output = try await withTaskCancellationHandler {
      try await OffPool.run("credential process") { [self] in try run(words, isCancelled) }
    } onCancel: {
      isCancelled.set()
    }
    guard let json = try? JSONValue(parsing: output), json["Version"]?.integer == 1,
      let found = AWSCredentials(
        json,
        token: "SessionToken",
        now: now,
        from: "the profile '\(profile)' (credential_process)"
      )
    else { throw failure("prints no credentials of version 1 as JSON") }
    if let expiry = found.expiry, expiry <= now {
      throw failure("gives credentials that have ended")
    }
    return found
  }

  private func failure(_ words: String) -> CloudError {
    CloudError(
      .noCredentials,
      "the credential_process of the profile '\(profile)' \(words)",
      hint: "run the command of ~/.aws/config yourself; what it prints is not shown here"
    )
  }

  // MARK: Running

  /// What the program prints.
  private func run(_ words: [String], _ isCancelled: StopFlag) throws -> [UInt8] {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw failure("cannot be run") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[0]) }
    let process: pid_t
    do {
      defer { close(ends[1]) }
      process = try spawn(words, writingTo: ends[1])
    }
    let deadline = ContinuousClock().now.advanced(by: .seconds(limit))
    var output: [UInt8] = []
    var status: Int32 = 0
    do {
      try read(ends[0], into: &output, isCancelled, deadline)
      // One that has closed its output may still go on.
      while waitpid(process, &status, WNOHANG) == 0 {
        try check(isCancelled, deadline)
        usleep(10_000)
      }
    } catch {
      kill(-process, SIGKILL)
      while waitpid(process, &status, 0) < 0, errno == EINTR {}
      throw error
    }
    guard status == 0 else {
      let code = status & 0x7F == 0 ? "exit code \(status >> 8)" : "signal \(status & 0x7F)"
      throw failure("ended with \(code)")
    }
    return output
  }

  private func spawn(_ words: [String], writingTo end: Int32) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, end, 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A group of its own, so that what it started ends with it; and signals as a program expects them.
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF)
    )
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    for signal in [SIGINT, SIGTERM, SIGPIPE, SIGHUP] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    var environment: [UnsafeMutablePointer<CChar>?] =
      variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in arguments + environment { free(text) } }
    var process = pid_t()
    let code = posix_spawnp(&process, words[0], &actions, &attributes, &arguments, &environment)
    guard code == 0 else {
      throw failure(
        code == ENOENT ? "names no program that is there" : "cannot be run (error \(code))"
      )
    }
    return process
  }

  private func check(_ isCancelled: StopFlag, _ deadline: ContinuousClock.Instant) throws {
    if isCancelled.isSet { throw CancellationError() }
    guard ContinuousClock().now < deadline else {
      throw failure("has not ended after \(limit) seconds")
    }
  }

  private func read(
    _ end: Int32,
    into output: inout [UInt8],
    _ isCancelled: StopFlag,
    _ deadline: ContinuousClock.Instant
  ) throws {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      try check(isCancelled, deadline)
      var wait = pollfd(fd: end, events: Int16(POLLIN), revents: 0)
      guard poll(&wait, 1, 100) > 0 else { continue }
      let count = Glibc.read(end, &buffer, buffer.count)
      if count == 0 { return }
      if count < 0 {
        if errno == EINTR || errno == EAGAIN { continue }
        throw failure("cannot be read")
      }
      output += buffer[..<count]
      guard output.count <= 1 << 20 else { throw failure("prints more than a megabyte") }
    }
  }

  // MARK: Words

  /// The words of a command as a shell would divide it, and nothing else that a shell does; nil when a
  /// quotation mark is not closed.
  static func words(of command: String) -> [String]? {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isEscaped = false
    for letter in command {
      if isEscaped {
        // Within double quotes a backslash is one, but before these.
        if quote != nil, letter != "\"", letter != "\\" { word = (word ?? "") + "\\" }
        word = (word ?? "") + String(letter)
        isEscaped = false
      } else if letter == "\\", quote != "'" {
        isEscaped = true
      } else if let open = quote {
        if letter == open { quote = nil } else { word = (word ?? "") + String(letter) }
      } else if letter == "\"" || letter == "'" {
        quote = letter
        word = word ?? ""
      } else if letter.isWhitespace {
        if let done = word { words.append(done) }
        word = nil
      } else {
        word = (word ?? "") + String(letter)
      }
    }
    guard quote == nil, !isEscaped else { return nil }
    if let word { words.append(word) }
    return words
  }
}

/// Whether somebody wants a thread to end its work.
private final class StopFlag: Sendable {
  private let value = Atomic(false)
  var isSet: Bool { value.load(ordering: .relaxed) }
  func set() { value.store(true, ordering: .relaxed) }
}
