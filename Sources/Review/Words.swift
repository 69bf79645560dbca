import Foundation
import Reporting
import Tables
import Templates

/// The texts of the server's pages stand beside those of reports, by the part of a page they are on.
extension Words {
  /// The language that a browser asks for first of those we have.
  init(accepting header: String?) {
    let wanted = (header ?? "").split(separator: ",").map { part in
      let pieces = part.split(separator: ";")
      let name = pieces.first.map { $0.trimmingCharacters(in: .whitespaces).lowercased() } ?? ""
      let weight = pieces.dropFirst().compactMap { piece in
        piece.split(separator: "=").last.flatMap { Double($0.trimmingCharacters(in: .whitespaces)) }
      }.first
      return (name: name, weight: weight ?? 1)
    }
    let best = wanted.sorted { $0.weight > $1.weight }.first {
      $0.name.hasPrefix("ko") || $0.name.hasPrefix("en")
    }
    self.init(best?.name.hasPrefix("ko") == true ? .korean : .english)
  }
}

/// Around every page.
extension Words {
  var reports: String { pick("보고서", "Reports") }
  var runs: String { pick("실행", "Runs") }
  var run: String { pick("실행", "Run") }
  var runAgain: String { pick("다시 실행…", "Run again…") }
  var runIt: String { pick("실행…", "Run…") }
  var source: String { pick("원문", "Source") }
  var preview: String { pick("미리보기", "Preview") }
  var ledger: String { pick("실행 기록", "Ledger") }
  var compare: String { pick("비교", "Compare") }
  var compareWithBefore: String { pick("앞 실행과 비교", "Compare with the run before") }
  var navigation: String { pick("둘러보기", "Navigation") }
  var show: String { pick("보기", "Show") }
  var newest: String { pick("가장 새것", "newest") }
}

/// States of runs, steps and checks.
extension Words {
  func state(_ state: String) -> String {
    switch state {
    case "waiting": pick("기다림", "waiting")
    case "running": pick("실행 중", "running")
    case "held": pick("다른 실행을 기다림", "held by another run")
    case "finished": pick("마침", "finished")
    case "failed checks": pick("검사 실패", "failed checks")
    case "failed": pick("실패", "failed")
    case "cancelled": pick("취소됨", "cancelled")
    case "ran": pick("실행함", "ran")
    case "cached": pick("저장된 결과", "from the store")
    case "skipped": pick("건너뜀", "not run")
    case "passed": pick("통과", "passed")
    case "warning": pick("경고", "warning")
    case "not run": pick("실행 안 함", "not run")
    default: state
    }
  }

  /// `1.24 s`, `2 min 5 s`.
  func duration(_ seconds: Double) -> String {
    if seconds < 60 {
      let text = seconds < 10 ? String(format: "%.2f", seconds) : String(format: "%.1f", seconds)
      return pick("\(text)초", "\(text) s")
    }
    let whole = Int(seconds.rounded())
    return minutes("\(whole / 60)", "\(whole % 60)")
  }

  func seconds(_ seconds: String) -> String { pick("\(seconds)초", "\(seconds) s") }
  func minutes(_ minutes: String, _ seconds: String) -> String {
    pick("\(minutes)분 \(seconds)초", "\(minutes) min \(seconds) s")
  }

  /// The time of a run in the server's own zone, which is named at its end.
  func time(_ date: Date) -> String {
    var seconds = time_t(date.timeIntervalSince1970)
    var parts = tm()
    localtime_r(&seconds, &parts)
    func two(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let day = "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
    let zone = parts.tm_zone.map { String(cString: $0) } ?? ""
    return "\(day) \(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)) \(zone)"
  }

  /// `1.5 MB`.
  func bytes(_ count: Int) -> String {
    var value = Double(count)
    var unit = 0
    let units = ["B", "kB", "MB", "GB", "TB"]
    while value >= 1_000, unit < units.count - 1 {
      value /= 1_000
      unit += 1
    }
    return unit == 0
      ? "\(count) B" : String(format: value < 10 ? "%.1f " : "%.0f ", value) + units[unit]
  }

  func rows(_ number: Int) -> String {
    pick("\(count(number))행", counted(number, "row", plural: "rows"))
  }
}
