import Tables

/// The names that ids of one locale are made of.
///
/// No id without its digits can be made in two ways, neither within a locale nor in both: a test
/// makes them all.
struct UserIDNames: Sendable {
  let surnames: UserIDWords
  let given: UserIDWords

  static func of(_ locale: AcademyLocale) -> UserIDNames {
    switch locale {
    case .ko: UserIDNames(surnames: UserIDWords(koreanSurnames), given: UserIDWords(koreanGiven))
    case .en: UserIDNames(surnames: UserIDWords(englishSurnames), given: UserIDWords(englishGiven))
    }
  }
}

/// Words in one piece of memory.
struct UserIDWords: Sendable {
  private let bytes: SharedElements<UInt8>
  private let starts: SharedElements<Int>
  var count: Int { starts.count - 1 }

  /// Words with blanks between them.
  init(_ text: String) {
    var bytes: [UInt8] = []
    var starts = [0]
    for word in text.split(separator: " ") {
      bytes += word.utf8
      starts.append(bytes.count)
    }
    self.bytes = SharedElements(bytes)
    self.starts = SharedElements(starts)
  }

  @inline(__always)
  func append(_ place: Int, to writer: ByteWriter) {
    bytes.withElements(starts[place]..<starts[place + 1]) {
      writer.append(UnsafeRawBufferPointer($0))
    }
  }

  subscript(place: Int) -> String {
    bytes.withElements(starts[place]..<starts[place + 1]) { String(decoding: $0, as: UTF8.self) }
  }
}
