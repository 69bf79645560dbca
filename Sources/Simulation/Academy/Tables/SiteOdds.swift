import Tables

/// Draws where an action comes from and leads to.
///
/// A class that holds each list by itself: out of the configuration's structs, each draw would count
/// references to them.
final class SiteOdds {
  private let sources: ByteOdds
  private let media: ByteOdds
  private let campaigns: ByteOdds
  private let koreanTerms: ByteOdds
  private let englishTerms: ByteOdds
  private let paths: ByteOdds
  private let courses: ByteOdds
  private let schoolYears: ByteOdds
  private let levels: ByteOdds
  private let cartURL: [UInt8]
  private let cartPath: [UInt8]

  init(_ configuration: AcademyConfiguration) {
    let site = configuration.site
    (sources, media, campaigns) = (site.sources, site.media, site.campaigns)
    koreanTerms = site.terms[AcademyLocale.ko.place]
    englishTerms = site.terms[AcademyLocale.en.place]
    (paths, levels) = (site.paths, site.levels)
    courses = configuration.shop.courses
    schoolYears = configuration.people.schoolYears
    (cartURL, cartPath) = (site.cartURL, site.cartPath)
  }

  @inline(__always)
  func appendURL(_ student: AcademyStudent, to url: ByteWriter, _ random: inout RowRandom) {
    sources.append(to: url, &random)
    media.append(to: url, &random)
    campaigns.append(to: url, &random)
    if student.locale == .ko {
      koreanTerms.append(to: url, &random)
    } else {
      englishTerms.append(to: url, &random)
    }
  }

  /// The course that is looked for has nothing to do with what the action names, as in the original's.
  @inline(__always)
  func appendPath(_ student: AcademyStudent, to path: ByteWriter, _ random: inout RowRandom) {
    paths.append(to: path, &random)
    courses.append(to: path, &random)
    path.append(UInt8(ascii: "-"))
    schoolYears.append(student.age, to: path)
    path.append(UInt8(ascii: "-"))
    levels.append(to: path, &random)
  }

  @inline(__always)
  func appendCart(url: ByteWriter, path: ByteWriter) {
    url.append(cartURL)
    path.append(cartPath)
  }
}
