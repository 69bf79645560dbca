import Pipeline
import Testing

struct ObjectKeysTests {
  private let keys = [
    "study/_manifest.json", "study/dt=2024-01-01/a.csv", "study/dt=2024-01-01/b.parquet",
    "study/dt=2024-01-02/학.csv", "study/dt=2024-01-02/deep/c.csv", "study2/x.csv", "top.csv",
  ]

  @Test(arguments: [
    ("study/dt=*/*.csv", ["study/dt=2024-01-01/a.csv", "study/dt=2024-01-02/학.csv"]),
    ("study/dt=2024-01-01", ["study/dt=2024-01-01/a.csv", "study/dt=2024-01-01/b.parquet"]),
    (
      "study/**/*.csv",
      [
        "study/dt=2024-01-01/a.csv", "study/dt=2024-01-02/학.csv",
        "study/dt=2024-01-02/deep/c.csv",
      ]
    ),
    (
      "study/dt=2024-01-0[12]/?.{csv,parquet}",
      [
        "study/dt=2024-01-01/a.csv", "study/dt=2024-01-01/b.parquet", "study/dt=2024-01-02/학.csv",
      ]
    ),
    ("*.csv", ["top.csv"]),
    ("top.csv", ["top.csv"]),
    ("none*", []),
  ])
  func `a pattern takes the keys that it would take as files`(pattern: String, found: [String]) {
    #expect(InputFiles.keys(keys, matching: pattern) == found)
  }

  @Test func `a folder stands for what is below it, marks left out`() {
    #expect(InputFiles.keys(keys, matching: "study/").count == 4)
    #expect(InputFiles.keys(keys, matching: "").count == 6)
  }

  @Test(arguments: [
    ("study/dt=*/*.csv", "study/dt="), ("a/{b,c}/d", "a/"), ("a/b.csv", "a/b.csv"), ("*", ""),
  ])
  func `no more is listed than the pattern begins with`(pattern: String, prefix: String) {
    #expect(InputFiles.keyPrefix(of: pattern) == prefix)
  }
}
