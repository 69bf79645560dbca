import CPCRE2

/// An expression compiled by PCRE2 to machine code, where the system lets it.
///
/// Nothing in it changes after it was made, so all workers share it; what a match writes to is in
/// a `RegexWorkspace`.
final class RegexProgram: @unchecked Sendable {
  /// Why an expression does not compile, in PCRE2's words, and the byte where it stopped reading.
  struct Failure: Error {
    let message: String
    let offset: Int
  }

  /// What a line is taken for.
  enum Subject {
    /// Characters are bytes.
    case bytes
    /// UTF-8 without fault.
    case unicode
    /// Text in which bytes that are no UTF-8 match nothing. Not compiled to machine code, which gets
    /// `\S`, `\D` and `\W` wrong there (PCRE2 issue 224, mended in 10.43).
    case brokenUnicode
  }

  private let code: OpaquePointer
  private let isCompiledToMachineCode: Bool
  /// Groups that take part in matches, the whole match not counted.
  let groupCount: Int

  /// Compiles an expression.
  ///
  /// `keepsPlainGroups`: whether groups without a name count, as references to them by number need.
  init(_ text: [UInt8], for subject: Subject, keepsPlainGroups: Bool) throws(Failure) {
    var options =
      PCRE2_DOLLAR_ENDONLY | PCRE2_DOTALL | PCRE2_DUPNAMES | PCRE2_NEVER_BACKSLASH_C
    switch subject {
    case .bytes: break
    case .unicode: options |= PCRE2_UTF
    case .brokenUnicode: options |= PCRE2_UTF | PCRE2_MATCH_INVALID_UTF
    }
    if !keepsPlainGroups { options |= PCRE2_NO_AUTO_CAPTURE }
    var error: Int32 = 0
    var offset = 0
    let compiled = text.withUnsafeBufferPointer {
      pcre2_compile_8($0.baseAddress, $0.count, options, &error, &offset, nil)
    }
    guard let compiled else {
      throw Failure(message: Self.message(error), offset: min(offset, text.count))
    }
    code = compiled
    isCompiledToMachineCode =
      subject != .brokenUnicode && pcre2_jit_compile_8(compiled, PCRE2_JIT_COMPLETE) == 0
    var count: UInt32 = 0
    pcre2_pattern_info_8(compiled, UInt32(PCRE2_INFO_CAPTURECOUNT), &count)
    groupCount = Int(count)
  }

  deinit { pcre2_code_free_8(code) }

  /// The names of groups with their numbers, in the order of the groups.
  var names: [(name: String, group: Int)] {
    var count: UInt32 = 0
    var entrySize: UInt32 = 0
    var table: UnsafePointer<UInt8>?
    pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMECOUNT), &count)
    pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMEENTRYSIZE), &entrySize)
    pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMETABLE), &table)
    guard let table else { return [] }
    // An entry: the group's number in two bytes, the name, a zero.
    return (0..<Int(count)).map { index in
      let entry = table + index * Int(entrySize)
      return (String(cString: entry + 2), Int(entry[0]) << 8 | Int(entry[1]))
    }
    .sorted { $0.group < $1.group }
  }

  /// Looks for the expression in a line, which must be what it was compiled for; the places of its groups are in the workspace then.
  @inline(__always)
  func match(_ line: UnsafeRawBufferPointer, _ workspace: RegexWorkspace) -> Mismatch? {
    let subject = line.baseAddress?.assumingMemoryBound(to: UInt8.self)
    let result =
      isCompiledToMachineCode
      ? pcre2_jit_match_8(
        code,
        subject,
        line.count,
        0,
        0,
        workspace.matchData,
        workspace.context
      )
      : pcre2_match_8(code, subject, line.count, 0, 0, workspace.matchData, workspace.context)
    if result > 0 { return nil }
    return result == PCRE2_ERROR_NOMATCH ? .noMatch : .matchLimit
  }

  private static func message(_ error: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    pcre2_get_error_message_8(error, &buffer, buffer.count)
    return String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
  }
}

/// What matching writes to: owned by one worker.
final class RegexWorkspace {
  /// How much of PCRE2's counting of steps one line may take.
  ///
  /// Ordinary lines take a few hundred; at this limit a line costs some tens of milliseconds.
  private static let matchLimit: UInt32 = 2_000_000
  private static let largestStack = 8 << 20

  fileprivate let matchData: OpaquePointer?
  fileprivate let context: OpaquePointer?
  private let stack: OpaquePointer?
  /// Starts and ends of the groups of the last match, two for each; the whole match is the first.
  let places: UnsafeMutablePointer<Int>

  init(groupCount: Int) {
    matchData = pcre2_match_data_create_8(UInt32(groupCount + 1), nil)
    context = pcre2_match_context_create_8(nil)
    stack = pcre2_jit_stack_create_8(32 << 10, Self.largestStack, nil)
    places = pcre2_get_ovector_pointer_8(matchData)
    pcre2_set_match_limit_8(context, Self.matchLimit)
    pcre2_set_depth_limit_8(context, 10_000)
    pcre2_set_heap_limit_8(context, UInt32(Self.largestStack >> 10))
    pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack))
  }

  deinit {
    pcre2_match_data_free_8(matchData)
    pcre2_match_context_free_8(context)
    pcre2_jit_stack_free_8(stack)
  }
}
