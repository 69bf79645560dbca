/// Pairs of characters that stand closer than their widths say, in parts of 2048 of the font size.
///
/// From the `kern` table of Liberation Sans 2, for the characters of ASCII: `To` and
/// `AV` are narrower than their letters.
enum SansKerning {
  static let regular = table(regularPairs)
  static let bold = table(boldPairs)

  /// How much closer two characters stand; both are ASCII.
  static func adjustment(_ first: UInt8, _ second: UInt8, in table: [UInt16: Int16]) -> Int {
    Int(table[UInt16(first) << 8 | UInt16(second)] ?? 0)
  }

  /// Pairs follow one another without a gap, two bytes each.
  private static func table(_ groups: [(Int16, String)]) -> [UInt16: Int16] {
    var table: [UInt16: Int16] = [:]
    for (amount, pairs) in groups {
      let bytes = Array(pairs.utf8)
      for index in stride(from: 0, to: bytes.count - 1, by: 2) {
        table[UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1])] = amount
      }
    }
    return table
  }

  private static let regularPairs: [(Int16, String)] = [
    (-264, "P,P.Y,Y."),
    (-227, "F,F.T,T.T:T;TaTcTeToTs"),
    (-188, "V,V.Y-YeYoYq"),
    (-152, "ATAVAYLTLVLWLYPATAVAVaYAYaYpv,v.y,y."),
    (-133, "Y;"),
    (-113, " AA FAT-TwTyV-VeVoW,W.Y:YuYvr,r.w,w."),
    (-76, "AWL LyTiTrTuV:V;VrVuVyWAWaYi"),
    (-37, " T YAvAwAyP RTRVRWRYT TOViW-W:W;WeWoWrWuY ff"),
    (-18, "Wy"),
  ]

  private static let boldPairs: [(Int16, String)] = [
    (-264, "P,P."),
    (-227, "F,F.T,T.T:T;Y,Y."),
    (-188, "AYLYV,V.YA"),
    (-152, "ATAVLTLVPATATaTcTeToTsTuTwTyVAVoY:Y;YoYqv,v.y,y."),
    (-113, "AWFALWT-TrV-V:V;VaVeVrW,W.WAY-YaYeYpYuYvr,r."),
    (-76, " AA AvAyLyRYVuVyWaYiw,w."),
    (-41, "W-"),
    (-37, " YAwL P RVRWTOTiViW:W;WeWoWrWuWyY "),
    (-18, "Wi"),
  ]
}
