"""`load from: postgresql` and `store to: postgresql` against a real server.

Run as a program: python3 Tests/Services/test_postgresql.py
"""

import unittest

import services
from database_cases import DatabaseCases
from services import PostgreSQL


class PostgreSQLTest(DatabaseCases, unittest.TestCase):
    kind = "postgresql"
    many = 2_000_000
    required_tls = "?sslmode=require"
    long_query = "SELECT 1 AS n FROM pg_sleep(600)"

    @classmethod
    def make_server(cls):
        return PostgreSQL()

    def has_index(self, name):
        return bool(self.server.sql(f"SELECT 1 FROM pg_indexes WHERE indexname = '{name}'"))

    def leftovers(self):
        return self.server.sql("SELECT relname FROM pg_class WHERE relname LIKE 'quire_stage%'")

    def weak_user(self):
        self.server.sql("CREATE USER weak PASSWORD 'weak0password0'")
        self.server.sql("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
        self.server.secrets.append("weak0password0")
        return f"postgresql://weak:weak0password0@127.0.0.1:{self.server.port}/school"

    def test_columns_that_only_capital_letters_tell_apart_are_refused(self):
        self.server.sql(f'CREATE TABLE {self.table} ("A" bigint, a bigint)')
        self.template(self.sql("SELECT 1 AS a"), self.store("append"))
        self.assertIn("has 'A' and 'a', which only capital letters tell apart", self.render(code=1))
        self.assertEqual(self.count(), 0)

    def test_upsert_finds_columns_of_other_capital_letters(self):
        self.server.sql(f'CREATE TABLE {self.table} ("ID" bigint PRIMARY KEY, "Name" text)')
        self.server.sql(f"INSERT INTO {self.table} VALUES (1, 'old'), (3, 'other')")
        self.template(self.sql("SELECT range AS id, 'new' AS name FROM range(3)"), self.store("upsert", "id"))
        self.render()
        self.assertEqual(self.rows(), [["0", "new"], ["1", "new"], ["2", "new"], ["3", "other"]])
        self.assertEqual((self.account()["inserted"], self.account()["updated"]), (2, 1))

    def activity(self, pattern):
        return bool(
            self.server.sql(
                "SELECT 1 FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND state = 'active' "
                f"AND query ILIKE '{pattern}'"
            )
        )

    def is_writing(self):
        return self.activity("copy % from stdin%")

    def is_reading(self):
        return self.activity(f'copy (select % from "public"."{self.table}"%')

    def test_moments_and_other_types_of_its_own(self):
        self.template(
            self.sql(
                "SELECT 1 AS id, TIMESTAMPTZ '2024-01-01 10:00:00.123456+09' AS moment, TIME '12:34:56.789' AS clock, "
                "uuid '6884f279-15a9-4252-a3f0-09e47d92e7eb' AS u, 18446744073709551615::UBIGINT AS big, "
                "{'a': [1]} AS nested, 'nan'::DOUBLE AS nan"
            ),
            self.store("create"),
        )
        self.render()
        self.server.sql("SET TIME ZONE 'UTC'")
        self.assertEqual(
            self.rows(columns="moment AT TIME ZONE 'UTC', clock, u, big, nested->'a'->>0, nan"),
            [["2024-01-01 01:00:00.123456", "12:34:56.789", "6884f279-15a9-4252-a3f0-09e47d92e7eb",
              "18446744073709551615", "1", "NaN"]],
        )  # fmt: skip
        self.template(self.sql("SELECT 'a' || chr(0) AS t"), self.store("append", table="nul"))
        self.assertIn("hold a NUL character", self.render(code=1))
        self.template(self.sql("SELECT '1010'::BIT AS t"), self.store("append", table="bits"))
        self.assertIn("PostgreSQL has no type", self.render(code=1))

    def test_a_table_on_which_a_view_depends_is_not_dropped(self):
        self.server.sql(f"CREATE TABLE {self.table} (id bigint); CREATE VIEW on_it AS SELECT id FROM {self.table}")
        self.template(self.sql("SELECT 1 AS id, 2 AS other"), self.store("replace"))
        self.assertIn("other objects depend on it", self.render(code=1))
        self.assertEqual(self.rows("on_it"), [])
        self.template(self.sql("SELECT 1 AS id"), self.store("replace"))
        self.render()
        self.assertEqual(self.rows("on_it"), [["1"]])

    def test_a_query_changes_nothing(self):
        self.server.sql(f"CREATE SEQUENCE {self.table}")
        self.template(self.load(f"query: SELECT nextval('{self.table}') AS n"))
        self.assertIn("read-only transaction", self.render(code=1))


if __name__ == "__main__":
    services.exit_on_sigterm()
    unittest.main(verbosity=2)
