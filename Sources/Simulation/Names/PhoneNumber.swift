public import Tables

/// Telephone numbers that are nobody's.
public enum PhoneNumber {
  /// Area codes of large cities of the United States, in no particular proportion.
  private static let areas: [Int16] = [
    201, 202, 206, 210, 212, 213, 214, 215, 216, 303, 304, 305, 310, 312, 313, 314, 317, 323, 347,
    404, 405, 407, 408, 410, 412, 414, 415, 469, 480, 502, 503, 504, 505, 512, 515, 602, 603, 612,
    614, 615, 616, 617, 619, 646, 702, 703, 704, 713, 714, 718, 720, 727, 801, 804, 808, 813, 816,
    818, 832, 843, 901, 904, 907, 916, 917, 919, 954, 972,
  ]

  /// `010-0382-1934`, or `(212) 555-0143` for the United States.
  ///
  /// Korean subscribers' numbers go on with 2 to 9 behind 010, so one with 0 or 1 rings nowhere;
  /// 555-0100 to 555-0199 are set aside for fiction by the North American Numbering Plan.
  public static func append(to writer: ByteWriter, isKorean: Bool, _ random: inout RowRandom) {
    if isKorean {
      let number = random.below(20_000_000)
      writer.append("010-")
      appendFour(number / 10_000, to: writer)
      writer.append(UInt8(ascii: "-"))
      appendFour(number % 10_000, to: writer)
    } else {
      let number = random.below(areas.count * 100)
      writer.append(UInt8(ascii: "("))
      writer.append(decimal: Int(areas[number / 100]))
      writer.append(") 555-01")
      writer.append(twoDigits: number % 100)
    }
  }

  private static func appendFour(_ number: Int, to writer: ByteWriter) {
    writer.append(twoDigits: number / 100)
    writer.append(twoDigits: number % 100)
  }
}
