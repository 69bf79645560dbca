/// Names of the United States as frequency tables.
///
/// Every name is in lower-case letters first, for user ids, then as written.
enum EnglishNames {
  /// Surnames and their bearers, in thousands.
  ///
  /// U.S. Census Bureau, "Frequently occurring surnames from
  /// the 2010 Census", the first hundred,
  /// rounded; those below about the fiftieth are approximate.
  static let surnames = both(
    """
    Smith=2443, Johnson=1933, Williams=1625, Brown=1437, Jones=1425, Garcia=1166, Miller=1161,
    Davis=1116, Rodriguez=1095, Martinez=1060, Hernandez=1043, Lopez=875, Gonzalez=841, Wilson=802,
    Anderson=784, Thomas=756, Taylor=751, Moore=724, Jackson=708, Martin=703, Lee=693, Perez=682,
    Thompson=665, White=660, Harris=624, Sanchez=613, Clark=563, Ramirez=557, Lewis=532,
    Robinson=530, Walker=523, Young=485, Allen=483, King=465, Wright=459, Scott=440, Torres=438,
    Nguyen=438, Hill=435, Flores=434, Green=430, Adams=428, Nelson=425, Baker=420, Hall=407,
    Rivera=391, Campbell=386, Mitchell=384, Carter=377, Roberts=377, Gomez=366, Phillips=361,
    Evans=356, Turner=349, Diaz=348, Parker=336, Cruz=334, Edwards=332, Collins=330, Reyes=328,
    Stewart=325, Morris=319, Morales=312, Murphy=308, Cook=303, Rogers=302, Gutierrez=293,
    Ortiz=287, Morgan=286, Cooper=281, Peterson=278, Bailey=277, Reed=277, Kelly=267, Howard=265,
    Ramos=263, Kim=262, Cox=261, Ward=260, Richardson=260, Watson=253, Brooks=252, Chavez=251,
    Wood=251, James=249, Bennett=248, Gray=246, Mendoza=243, Ruiz=238, Hughes=236, Price=235,
    Alvarez=234, Castillo=230, Sanders=230, Patel=230, Myers=230, Long=224, Ross=222, Foster=221,
    Jimenez=220
    """
  )

  /// Men's names and births, in ten thousands, rounded.
  ///
  /// The names and their order follow the Social Security Administration's "Top names over the last 100
  /// years"; below about the thirtieth the counts are approximate.
  static let men = both(
    """
    James=460, Michael=435, Robert=432, John=432, David=354, William=348, Richard=245, Joseph=239,
    Thomas=216, Christopher=205, Charles=205, Daniel=190, Matthew=163, Anthony=140, Mark=134,
    Steven=128, Donald=126, Andrew=126, Joshua=123, Paul=122, Kenneth=121, Kevin=118, Brian=117,
    Timothy=107, Ronald=107, Jason=104, George=102, Edward=101, Jeffrey=98, Ryan=96, Jacob=95,
    Nicholas=90, Gary=90, Eric=88, Jonathan=86, Stephen=84, Larry=80, Justin=79, Scott=77,
    Brandon=77, Benjamin=77, Samuel=72, Gregory=71, Alexander=70, Patrick=66, Frank=65, Raymond=64,
    Jack=63, Dennis=61, Jerry=60, Tyler=60, Aaron=59, Jose=58, Adam=56, Nathan=56, Henry=55,
    Zachary=55, Douglas=53, Peter=52, Kyle=49, Noah=49, Ethan=47, Jeremy=44, Christian=44,
    Walter=42, Keith=42, Austin=42, Roger=41, Terry=41, Sean=40, Gerald=40, Carl=40, Dylan=40,
    Harold=39, Jordan=39, Jesse=38, Bryan=38, Lawrence=37, Arthur=37, Gabriel=37, Bruce=37,
    Logan=36, Billy=36, Joe=35, Alan=35, Juan=34, Elijah=34, Willie=33, Albert=33, Wayne=33,
    Randy=32, Mason=31, Vincent=31, Liam=31, Roy=30, Bobby=30, Caleb=30, Bradley=30, Russell=29,
    Lucas=29
    """
  )

  /// Women's names and births, in ten thousands, rounded; as `men`.
  static let women = both(
    """
    Mary=296, Patricia=155, Jennifer=147, Linda=145, Elizabeth=140, Barbara=137, Susan=110,
    Jessica=105, Karen=99, Sarah=98, Lisa=97, Nancy=95, Sandra=87, Ashley=86, Emily=84,
    Kimberly=84, Betty=84, Margaret=83, Donna=82, Michelle=81, Carol=80, Amanda=77, Melissa=75,
    Deborah=74, Stephanie=74, Rebecca=73, Sharon=72, Laura=71, Cynthia=70, Amy=68, Kathleen=66,
    Angela=66, Dorothy=65, Shirley=65, Emma=62, Brenda=61, Nicole=60, Pamela=59, Samantha=58,
    Anna=58, Katherine=57, Christine=56, Debra=55, Rachel=55, Olivia=54, Carolyn=54, Maria=53,
    Janet=52, Heather=52, Diane=51, Catherine=51, Julie=50, Victoria=50, Helen=49, Joyce=49,
    Lauren=48, Kelly=47, Christina=47, Joan=46, Judith=45, Ruth=45, Hannah=44, Evelyn=44,
    Andrea=44, Virginia=43, Megan=43, Cheryl=43, Jacqueline=42, Madison=41, Sophia=41, Abigail=41,
    Teresa=41, Isabella=40, Sara=40, Janice=40, Martha=40, Gloria=39, Kathryn=39, Ann=38,
    Charlotte=38, Judy=38, Amber=37, Julia=37, Grace=37, Denise=37, Danielle=36, Natalie=36,
    Alice=36, Marilyn=36, Diana=35, Beverly=35, Jean=34, Brittany=34, Theresa=34, Frances=33,
    Kayla=33, Alexis=33, Tiffany=32, Lori=32, Kathy=32
    """
  )

  private static func both(_ names: String) -> WordList {
    var words: [[String]] = []
    var weights: [Double] = []
    for entry in names.split(whereSeparator: { $0 == "," || $0.isNewline }) {
      let parts = entry.trimmed.split(separator: "=")
      guard parts.count == 2, let weight = Double(parts[1]) else { continue }
      words.append([parts[0].lowercased(), String(parts[0])])
      weights.append(weight)
    }
    return WordList(words, weights: weights)
  }
}
