import Cloud
import Diagnostics
import Engines
import Testing

@testable import Reporting

/// Addresses of database servers, and what is said of them.
@Suite struct `An address of a database` {
  private func problem(_ text: String, _ kind: DatabaseKind = .postgresql) -> String? {
    do throws(DatabaseAddress.Problem) {
      _ = try DatabaseAddress(text, kind)
      return nil
    } catch { return error.words }
  }

  @Test func `is read with everything that is percent-encoded`() throws {
    let address = try DatabaseAddress(
      "postgresql://ad%40a:p%2Fa%25s%3As@[::1]:5433/sch%20ool?sslmode=verify-full&sslrootcert=/a%20b",
      .postgresql
    )
    #expect(address.user == "ad@a")
    #expect(address.password?.reveal() == "p/a%s:s")
    #expect(address.host == "::1")
    #expect(address.port == 5433)
    #expect(address.database == "sch ool")
    #expect(address.settings.map(\.name) == ["sslmode", "sslrootcert"])
    #expect(address.settings.map(\.value) == ["verify-full", "/a b"])
    #expect(!"\(address)".contains("a%s"))
    #expect(address.shown == "::1:5433/sch ool as ad@a")
  }

  @Test func `has the server's own port, and settings by either spelling`() throws {
    let address = try DatabaseAddress("mysql://u:p@db.example.org/d?ssl_mode=REQUIRED", .mysql)
    #expect(address.port == 3306)
    #expect(address.settings.map(\.name) == ["ssl-mode"])
    let own = try DatabaseAddress(
      ["MYSQL_HOST": "h", "MYSQL_USER": "u", "MYSQL_PWD": "x", "MYSQL_DATABASE": "d"],
      .mysql
    )
    #expect(own?.shown == "h:3306/d as u")
    #expect(try DatabaseAddress([:], .mysql) == nil)
    let empty = ["PGHOST": "h", "PGPORT": "", "PGUSER": "u", "PGDATABASE": ""]
    #expect(try DatabaseAddress(empty, .postgresql)?.shown == "h:5432/u as u")
  }

  @Test(arguments: [
    ("mysql://u:p@h/d", "does not begin with 'postgresql://'"),
    ("u:p@h/d", "does not begin with 'postgresql://'"),
    ("postgresql://u:p@h:0/d", "holds a port that is no number from 1 to 65535"),
    ("postgresql://u:p@/d", "names no host"),
    ("postgresql://u:p@h", "names no database"),
    ("postgresql://:p@h/d", "names no user"),
    ("postgresql://u:p%zz@h/d", "holds a '%' that no two digits follow"),
    ("postgresql://u:p@h/d?passfile=/x", "holds the setting 'passfile', which is not known here"),
    ("postgresql://u:pa?ssword@h/d", "holds a '?' before its '@', which is written %3F"),
    ("postgresql://u:pa?sslmode=x&ss@h/d", "holds a '?' before its '@', which is written %3F"),
    ("postgresql://u:p@a?ss/w&rd@h/d", "holds a setting that is not known here"),
  ])
  func `that cannot be read is told without its parts`(text: String, words: String) {
    #expect(problem(text) == words)
  }

  @Test func `takes its password out of whatever is said`() throws {
    let address = try DatabaseAddress("postgresql://u:it's%2Fso@h/d", .postgresql)
    let said = address.scrubbed("it's/so it''s/so it%27s%2Fso")
    #expect(said == "••• ••• •••")
  }

  @Test func `a complaint is the server's reason, whatever words the statement holds`() throws {
    let address = try DatabaseAddress("mysql://u:p@h/d", .mysql)
    let error = EngineError(
      .io,
      "Failed to run query \"INSERT INTO `d`.`t` VALUES ('permission denied', 'x\": y')\": "
        + "Data too long for column 'a' at row 1\n"
    )
    let complaint = DatabaseComplaint(error, address)
    #expect(complaint.reason == "data too long for column 'a' at row 1")
    let lost = EngineError(.io, "Failed to fetch result row for MySQL query \"SELECT `a`\": \n")
    #expect(DatabaseComplaint(lost, address).reason == "lost connection")
  }

  @Test(arguments: ["Secret-word opens it", String(repeating: "x", count: 395) + "Secret-word"])
  func `a complaint holds no part of a password`(words: String) throws {
    let address = try DatabaseAddress("postgresql://u:Secret-word@h/d", .postgresql)
    let error = EngineError(.io, "ERROR:  \(words)\nDETAIL:  \(words.dropFirst(100))")
    let complaint = DatabaseComplaint(error, address)
    #expect(!complaint.reason.lowercased().contains("secr"))
    #expect(complaint.detail?.contains("Secr") == false)
  }

  @Test func `texts are literals that nothing leaves, on any server's settings`() {
    #expect(DatabaseKind.postgresql.literal("it's") == "'it''s'")
    #expect(DatabaseKind.postgresql.literal("\\' OR 1=1 --") == "E'\\\\'' OR 1=1 --'")
    #expect(DatabaseKind.mysql.literal("\\'") == "CONVERT(X'5c27' USING utf8mb4)")
    #expect(DatabaseKind.mysql.quote("a`b") == "`a``b`")
    #expect(DatabaseKind.postgresql.quote("a\"b") == "\"a\"\"b\"")
  }
}
