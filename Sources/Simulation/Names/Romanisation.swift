/// Korean syllables in Latin letters, by the Revised Romanisation of 2000.
///
/// Syllable by syllable, without the changes of sound between them, as section 3.4(4) of the rules
/// (Ministry of Culture and Tourism, notice 2000-8) has it for personal names.
enum Romanisation {
  private static let initials = [
    "g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p",
    "h",
  ]
  private static let vowels = [
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we",
    "wi", "yu", "eu", "ui", "i",
  ]
  private static let finals = [
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p",
    "t", "t", "ng", "t", "t", "k", "t", "p", "t",
  ]

  /// Lower-case letters for the syllables of `name`; anything else is left out.
  static func latin(_ name: String) -> String {
    var latin = ""
    for scalar in name.unicodeScalars where (0xAC00...0xD7A3).contains(scalar.value) {
      // Unicode, section 3.12: 19 initials, 21 vowels, 28 finals in this order.
      let place = Int(scalar.value) - 0xAC00
      latin += initials[place / 588] + vowels[place % 588 / 28] + finals[place % 28]
    }
    return latin
  }
}
