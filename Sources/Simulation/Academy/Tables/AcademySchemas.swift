import Tables

/// The columns of the academy's tables.
enum AcademySchemas {
  private static let time = DataType.timestamp(.microsecond, zone: nil)

  static let students = Schema([
    Field("name", .utf8, isNullable: false),
    Field("sex", .utf8, isNullable: false),
    Field("user_id", .utf8, isNullable: false),
    Field("address", .utf8, isNullable: false),
    Field("location", .utf8, isNullable: false),
    Field("mail", .utf8, isNullable: false),
    Field("grade", .utf8, isNullable: false),
    Field("weekly_study_hours", .float64, isNullable: false),
    Field("daily_study_hours", .float64, isNullable: false),
    Field("is_online", .int8, isNullable: false),
    Field("off_line_numbers", .int8, isNullable: false),
    Field("satisfaction_last", .int8, isNullable: false),
    Field("no_interest", .int8, isNullable: false),
    Field("no_prizes", .int16, isNullable: false),
    Field("no_competitions", .int16, isNullable: false),
    Field("age", .int8, isNullable: false),
    Field("register_date", time, isNullable: false),
  ])

  static let transaction = [
    Field("amount", .float64, isNullable: false),
    Field("product_code", .utf8, isNullable: false),
    Field("time_stamp", time, isNullable: false),
  ]

  static let transactions = Schema([
    Field("user_id", .utf8, isNullable: false),
    Field("short_session", .utf8, isNullable: false),
    Field("long_session", .utf8, isNullable: false),
    Field("url", .utf8, isNullable: false),
    Field("path", .utf8, isNullable: false),
    Field("action", .utf8, isNullable: false),
    Field("status", .utf8, isNullable: false),
    Field("transaction", .structure(transaction), isNullable: false),
  ])

  static let logins = Schema([
    Field("id", .utf8, isNullable: false),
    Field("login_timestamp", time, isNullable: false),
    Field("logout_timestamp", time, isNullable: false),
    Field("device", .utf8, isNullable: false),
  ])
}
