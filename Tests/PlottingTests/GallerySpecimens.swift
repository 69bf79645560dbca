import Plotting
import Tables

extension GalleryTests.Specimen {
  static let all: [Self] = bars + lines + areas + points + cells + layouts + flagship

  static let bars: [Self] = [
    Self(
      name: "bar-month",
      yaml: """
        mark: bar
        encoding: {x: "yearmonth(month):O", y: "sum(students):Q"}
        """,
      table: { try Specimens.monthly() }
    ),
    Self(
      name: "bar-stacked-korean",
      yaml: """
        mark: bar
        title: 월별 등록 학생 수
        encoding:
          x: {field: month, timeUnit: yearmonth, type: ordinal, title: 등록 월}
          y: "sum(students):Q"
          color: {field: group, title: 구분}
        """,
      table: { try Specimens.monthly() },
      locale: .korean
    ),
    Self(
      name: "bar-grouped",
      yaml: """
        mark: bar
        encoding: {x: "quarter(month):O", y: "sum(students)", xOffset: group, color: group}
        """,
      table: { try Specimens.monthly() }
    ),
    Self(
      name: "bar-temporal",
      yaml: """
        mark: bar
        encoding: {x: "yearmonth(month):T", y: "sum(students)"}
        """,
      table: { try Specimens.monthly() }
    ),
    Self(
      name: "bar-horizontal-sorted",
      yaml: """
        mark: bar
        encoding:
          y: {field: channel, sort: -x, title: null}
          x: {field: amount, axis: {format: ".2s"}}
        """,
      table: { try Self.channels() }
    ),
    Self(
      name: "bar-negative-stacked",
      yaml: """
        mark: bar
        encoding: {x: "item:N", y: "change:Q", color: "kind:N"}
        """,
      table: {
        Table([
          ("item", try Specimens.texts(["a", "a", "b", "b", "c", "c"])),
          ("kind", try Specimens.texts(["in", "out", "in", "out", "in", "out"])),
          ("change", try Specimens.numbers([5, -3, 2, -6, -1, 4])),
        ])
      }
    ),
    Self(
      name: "bar-histogram",
      yaml: """
        mark: bar
        encoding: {x: {field: minutes, bin: true}, y: "count()"}
        """,
      table: { try Self.scattered(300) }
    ),
    Self(
      name: "bar-rotated-labels",
      yaml: """
        mark: bar
        encoding: {x: "channel:N", y: "amount:Q"}
        """,
      table: { try Self.channels(repeated: 3) }
    ),
  ]

  static let lines: [Self] = [
    Self(
      name: "line-series",
      yaml: """
        mark: {type: line, point: true}
        encoding: {x: "month:T", y: "students:Q", color: group}
        """,
      table: { try Specimens.monthly() }
    ),
    Self(
      name: "line-gaps-monotone",
      yaml: """
        mark: {type: line, interpolate: monotone}
        encoding: {x: "n:Q", y: "v:Q"}
        """,
      table: {
        Table([
          ("n", try Specimens.numbers([0, 1, 2, 3, 4, 5, 6, 7, 8])),
          ("v", try Specimens.numbers([1, 4, 2, nil, 6, .nan, 3, 5, .infinity])),
        ])
      }
    ),
    Self(
      name: "line-log-step",
      yaml: """
        mark: {type: line, interpolate: step-after}
        encoding: {x: "n:Q", y: {field: v, type: quantitative, scale: {type: log}}}
        """,
      table: {
        Table([
          ("n", try Specimens.numbers([0, 1, 2, 3, 4])),
          ("v", try Specimens.numbers([3, 40, 150, 2600, 900])),
        ])
      }
    ),
  ]

  static let areas: [Self] = [
    Self(
      name: "area-stacked",
      yaml: """
        mark: area
        encoding: {x: "yearmonth(month):T", y: "sum(students)", color: group}
        """,
      table: { try Specimens.monthly() }
    ),
    Self(
      name: "area-normalized",
      yaml: """
        mark: area
        encoding:
          x: "yearmonth(month):T"
          y: {field: students, aggregate: sum, stack: normalize, axis: {format: "%"}}
          color: {field: group, legend: {orient: top}}
        """,
      table: { try Specimens.monthly() }
    ),
  ]

  static let points: [Self] = [
    Self(
      name: "point-scatter",
      yaml: """
        mark: point
        encoding: {x: "minutes:Q", y: "score:Q", color: "grade:N", shape: "grade:N"}
        """,
      table: { try Self.scattered(120) }
    ),
    Self(
      name: "point-bubble",
      yaml: """
        mark: circle
        encoding: {x: "minutes:Q", y: "score:Q", size: "weight:Q", color: "score:Q"}
        """,
      table: { try Self.scattered(60) }
    ),
  ]

  static let cells: [Self] = [
    Self(
      name: "rect-heat-map",
      yaml: """
        mark: rect
        encoding:
          x: {field: later, type: ordinal, title: 가입 후 개월}
          y: {field: month, timeUnit: yearmonth, type: ordinal, title: 가입 월}
          color: {field: rate, type: quantitative, title: 유지율, legend: {format: ".0%"}, scale: {scheme: tealblues}}
        """,
      table: { try Self.retention() },
      locale: .korean
    )
  ]

  static let layouts: [Self] = [
    Self(
      name: "empty",
      yaml: """
        mark: bar
        encoding: {x: "yearmonth(month):O", y: "sum(students):Q"}
        """,
      table: {
        Table([("month", try Specimens.dates([])), ("students", try Specimens.integers([]))])
      }
    ),
    Self(
      name: "many-categories",
      yaml: """
        mark: bar
        encoding: {x: "name:N", y: "value:Q"}
        """,
      table: {
        Table([
          ("name", try Specimens.texts((0..<400).map { "item \($0 + 1000)" })),
          ("value", try Specimens.numbers((0..<400).map { Double(($0 * 37) % 101) })),
        ])
      }
    ),
    Self(
      name: "long-labels",
      yaml: """
        mark: bar
        encoding: {y: "name:N", x: "value:Q"}
        """,
      table: {
        Table([
          (
            "name",
            try Specimens.texts([
              "a very long label that goes on and on and never seems to reach its end",
              "아주 긴 이름이 계속 이어져서 끝나지 않을 것 같은 막대의 이름표입니다", "short",
              "<script>alert('x')</script>",
            ])
          ), ("value", try Specimens.numbers([3, 5, 2, 4])),
        ])
      }
    ),
  ]

  static let flagship: [Self] = [
    Self(
      name: "rect-two-hundred-days",
      yaml: """
        mark: rect
        height: 220
        encoding:
          x: {field: register_date, type: ordinal, title: 가입일 Registered on}
          y: {field: day, type: ordinal, title: 가입 후 일수 Days since}
          color: {field: rate, type: quantitative, title: "재방문율(%) Repeat rate", \
        scale: {scheme: blues, domain: [0, 100]}}
        """,
      table: { try Self.returns() },
      locale: .korean
    ),
    Self(
      name: "line-twelve-series",
      yaml: """
        mark: {type: line, point: true}
        height: 260
        encoding:
          x: {field: later, type: ordinal, title: 가입 후 개월 수}
          y: {field: rate, type: quantitative, scale: {domain: [0, 1]}, axis: {format: "%"}}
          color: {field: name, type: nominal, title: 가입 월}
        """,
      table: { try Self.retention() },
      locale: .korean
    ),
    Self(
      name: "area-days",
      yaml: """
        mark: area
        height: 260
        encoding:
          x: {field: day, type: temporal, title: 날짜 Day}
          y: {field: hours, type: quantitative, stack: zero}
          color: {field: grade, type: nominal, sort: descending}
        """,
      table: { try Self.hours() },
      locale: .korean
    ),
    Self(
      name: "bar-days",
      yaml: """
        mark: bar
        encoding: {x: "day:T", y: "sum(hours)"}
        """,
      table: { try Self.hours() }
    ),
  ]

  static func returns() throws -> Table {
    var dates: [String] = []
    var days: [Int64?] = []
    var rates: [Double?] = []
    for place in 0..<203 {
      for day in 1...7 {
        let date = CivilDate(days: 19_000 + place)
        dates.append(try TimeFormat("%Y-%m-%d").string(CivilTime(date)))
        days.append(Int64(day))
        rates.append(place % 17 == 3 ? nil : Double((place * 31 + day * 17) % 100))
      }
    }
    return Table([
      ("register_date", try Specimens.texts(dates)), ("day", try Specimens.integers(days)),
      ("rate", try Specimens.numbers(rates)),
    ])
  }

  /// Sixty days in three grades; the second grade has no row on some days.
  static func hours() throws -> Table {
    var days: [Value] = []
    var grades: [String?] = []
    var hours: [Double?] = []
    for place in 0..<60 {
      for (index, grade) in ["A", "B", "C"].enumerated() where index != 1 || place % 5 != 0 {
        days.append(.date(19_000 + Int64(place)))
        grades.append(grade)
        hours.append(Double(20 + (place * (index + 3)) % 23))
      }
    }
    return Table([
      ("day", try Column(.date32, days)), ("grade", try Specimens.texts(grades)),
      ("hours", try Specimens.numbers(hours)),
    ])
  }

  static func channels(repeated: Int = 1) throws -> Table {
    let names = ["naver", "daum", "instagram", "kakao", "youtube", "facebook", "twitter", "zum"]
    let amounts: [Double?] = [
      3_200_000, 2_050_000, 1_010_000, 990_000, 480_000, 470_000, 510_000, 1200,
    ]
    let all = (0..<repeated).flatMap { round in
      names.map { round == 0 ? $0 : "\($0) \(round + 1)" }
    }
    return Table([
      ("channel", try Specimens.texts(all)),
      ("amount", try Specimens.numbers((0..<repeated).flatMap { _ in amounts })),
    ])
  }

  /// Pseudo-random points that are the same every time.
  static func scattered(_ count: Int) throws -> Table {
    var state: UInt64 = 42
    func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 33) / Double(1 << 31)
    }
    let minutes = (0..<count).map { _ in 30 + 60 * (next() + next()) / 2 }
    let scores = minutes.map { $0 * 0.8 + next() * 25 }
    let grades = minutes.map { $0 > 70 ? "A" : $0 > 55 ? "B" : "C" }
    return Table([
      ("minutes", try Specimens.numbers(minutes)), ("score", try Specimens.numbers(scores)),
      ("grade", try Specimens.texts(grades)),
      ("weight", try Specimens.numbers((0..<count).map { _ in next() * 100 })),
    ])
  }

  static func retention() throws -> Table {
    var months: [String] = []
    var later: [Int64?] = []
    var rates: [Double?] = []
    for month in 1...12 {
      for age in 0...(12 - month) {
        months.append("2022-" + (month < 10 ? "0" : "") + "\(month)-01")
        later.append(Int64(age))
        rates.append(age == 0 ? 1 : 0.7 / Double(age + 1) + Double(month) / 60)
      }
    }
    return Table([
      ("name", try Specimens.texts(months.map { String($0.prefix(7)) })),
      ("month", try Specimens.dates(months)), ("later", try Specimens.integers(later)),
      ("rate", try Specimens.numbers(rates)),
    ])
  }
}
