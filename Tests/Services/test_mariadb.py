"""`load from: mysql` and `store to: mysql` against a real MariaDB.

Run as a program: python3 Tests/Services/test_mariadb.py
"""

import unittest

import services
from database_cases import DatabaseCases
from services import MariaDB


class MariaDBTest(DatabaseCases, unittest.TestCase):
    kind = "mysql"
    many = 300_000
    required_tls = "?ssl-mode=required"
    long_query = "SELECT sleep(600) AS n"

    @classmethod
    def make_server(cls):
        return MariaDB()

    def has_index(self, name):
        return bool(self.server.sql(f"SELECT 1 FROM information_schema.statistics WHERE index_name = '{name}'"))

    def leftovers(self):
        return self.server.sql("SELECT table_name FROM information_schema.tables WHERE table_name LIKE 'quire\\_stage%'")

    def weak_user(self):
        self.server.sql("CREATE USER weak@'127.0.0.1' IDENTIFIED BY 'weak0password0'")
        self.server.sql("GRANT SELECT ON school.* TO weak@'127.0.0.1'")
        self.server.secrets.append("weak0password0")
        return f"mysql://weak:weak0password0@127.0.0.1:{self.server.port}/school"

    def activity(self, pattern):
        return bool(
            self.server.sql(
                "SELECT 1 FROM information_schema.processlist WHERE id <> connection_id() AND command <> 'Sleep' "
                f"AND info LIKE '{pattern}'"
            )
        )

    def is_writing(self):
        return self.activity("INSERT INTO %")

    def is_reading(self):
        return self.activity(f"SELECT %{self.table}`%")

    def test_numbers_that_it_has_not_are_refused(self):
        self.template(self.sql("SELECT 1 AS id, 'nan'::DOUBLE AS x"), self.store("create"))
        self.assertIn("hold NaN or infinity", self.render(code=1))
        self.template(self.sql("SELECT 1 AS id, INTERVAL 1 DAY AS x"), self.store("create"))
        self.assertIn("MySQL has no type", self.render(code=1))
        self.assertEqual(self.leftovers(), self.earlier)

    def test_moments_are_kept_in_utc(self):
        self.template(
            self.sql("SELECT 1 AS id, TIMESTAMPTZ '2024-01-01 10:00:00.123456+09' AS moment, 0.1::FLOAT AS small"),
            self.store("create"),
        )
        self.render()
        self.assertEqual(self.rows(columns="moment, small"), [["2024-01-01 01:00:00.123456", "0.10000000149011612"]])

    def test_a_table_whose_changes_cannot_be_taken_back_is_refused(self):
        self.server.sql(f"CREATE TABLE {self.table} (id bigint) ENGINE = MyISAM")
        self.template(self.sql("SELECT 1 AS id"), self.store("append"))
        self.assertIn("cannot take a failed change back", self.render(code=1))


if __name__ == "__main__":
    services.exit_on_sigterm()
    unittest.main(verbosity=2)
