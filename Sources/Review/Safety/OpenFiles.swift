import Glibc

/// How many files and connections this process may hold open.
enum OpenFiles {
  /// As many connections as are served at once; the next ones wait to be accepted.
  static func connections() -> Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 512 }
    let wanted = min(limit.rlim_max, 65_536)
    if limit.rlim_cur < wanted {
      limit.rlim_cur = wanted
      _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
      _ = getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
    // The store, the engine and what is downloaded need files of their own.
    return max(64, min(4_096, Int(clamping: limit.rlim_cur) / 2))
  }
}
