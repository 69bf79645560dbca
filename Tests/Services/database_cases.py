"""What `load` and `store` do with a database server: the cases that PostgreSQL and MariaDB have in common."""

import json
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from pathlib import Path

from services import QUIRE, ServiceError, leaks

# Every type that both servers hold, with nulls, quotes, backslashes and letters of several scripts.
KINDS = r"""
SELECT range AS id, '이름 ' || range || E'\\\'"%\n😀' AS name, (range * 1.2345)::DECIMAL(38,10) AS amount,
  CASE WHEN range <> 1 THEN range / 3 END AS ratio, DATE '2024-02-28' + range::INTEGER AS day,
  TIMESTAMP '2024-01-01 10:00:00.123456' + to_days(range::INTEGER) AS moment,
  CASE WHEN range = 2 THEN NULL ELSE range % 2 = 0 END AS even, range::INTEGER - 2 AS small,
  [range, 7] AS list, {'a': range, 'b': 'x"y'} AS struct, '\x00\xFF\x27'::BLOB AS bytes,
  1e-300 * range AS tiny, CASE WHEN range < 3 THEN '' END AS "Odd ""Name", 9223372036854775807 - range AS large
FROM range(5)
"""


class DatabaseCases:
    """Mixed into a test case that has `kind` (what `to` says) and starts `cls.server`."""

    kind = ""

    @classmethod
    def setUpClass(cls):
        cls.server = cls.make_server()
        cls.server.__enter__()
        cls.addClassCleanup(cls.server.__exit__, None, None, None)
        cls.folder = Path(tempfile.mkdtemp(prefix="quire-database-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, True)
        cls.said = []

    @classmethod
    def tearDownClass(cls):
        found = leaks(cls.server.secrets, cls.folder, text="\n".join(cls.said))
        assert not found, found

    def setUp(self):
        self.home = self.folder / self.id().rsplit(".", 1)[1]
        self.home.mkdir()
        self.earlier = self.leftovers()
        self.table = "t_" + self.id().rsplit(".", 1)[1].removeprefix("test_")[:40]

    # --- reports

    # JSON has the rows of all queries, which for millions of them takes long.
    format = "json"

    def template(self, *blocks):
        (self.home / "report.md").write_text("---\ntitle: Database\n---\n\n" + "\n\n".join(blocks) + "\n")

    def sql(self, text, label="rows"):
        return f"```{{sql {label}}}\n{text}\n```"

    def store(self, mode, key=None, table=None, **options):
        lines = [f"data: rows\nto: {self.kind}\nconnection: SCHOOL_DB\ntable: {table or self.table}\nmode: {mode}"]
        lines += [f"key: {key}"] if key else []
        lines += [f"{name}: {value}" for name, value in options.items()]
        return "```{store kept}\n" + "\n".join(lines) + "\nshow: true\n```"

    def load(self, *options, label="back"):
        return f"```{{load {label}}}\nfrom: {self.kind}\nconnection: SCHOOL_DB\n" + "\n".join(options) + "\n```"

    def command(self, *arguments):
        return [QUIRE, "render", "report.md", "--format", self.format, "--explain", *arguments]

    def environment(self, url=None):
        return os.environ | {"SCHOOL_DB": url or self.server.url}

    def render(self, *arguments, url=None, code=0, environment=None):
        done = subprocess.run(
            self.command(*arguments), cwd=self.home, env=environment or self.environment(url), capture_output=True,
            text=True, timeout=120,
        )  # fmt: skip
        self.said.append(done.stdout + done.stderr)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        path = self.home / "reports" / "report.json"
        self.tables = json.loads(path.read_text())["tables"] if path.exists() else {}
        return done.stdout + done.stderr

    def account(self):
        table = self.tables["kept"]
        return dict(zip([each["name"] for each in table["columns"]], table["rows"][0]))

    def rows(self, table=None, columns="*", order="1"):
        return self.server.sql(f"SELECT {columns} FROM {table or self.table} ORDER BY {order}")

    def count(self, table=None):
        return int(self.server.sql(f"SELECT count(*) FROM {table or self.table}")[0][0])

    def forget(self):
        """What a new machine, or a crash before the result was kept, leaves: nothing."""
        shutil.rmtree(self.home / ".quire")

    # --- modes

    def test_values_are_equal_both_ways(self):
        columns = "id, name, amount, ratio, day, moment, even, small, bytes, tiny, \"Odd \"\"Name\", large"
        self.template(
            self.sql(KINDS), self.store("create"), self.load(f"table: {self.table}", "depends: kept"),
            self.sql(
                f"(SELECT {columns}, to_json(list)::VARCHAR, to_json(struct)::VARCHAR FROM rows EXCEPT "
                f"SELECT {columns}, replace(list, ' ', ''), replace(struct, ': ', ':').replace(', ', ',') FROM back) "
                f"UNION ALL SELECT {columns}, replace(list, ' ', ''), replace(struct, ': ', ':').replace(', ', ',') "
                f"FROM back EXCEPT SELECT {columns}, to_json(list)::VARCHAR, to_json(struct)::VARCHAR FROM rows",
                "differing",
            ),
            "```{check}\nsql: SELECT * FROM differing\n```",
            "```{check}\ndata: back\nrows: {min: 5, max: 5}\n```",
            "{{ length(differing) }} {{ kept[0].rows }}",
        )  # fmt: skip
        self.render()
        self.assertEqual(self.account()["inserted"], 5)
        types = {each["name"]: each["type"] for each in self.tables["back"]["columns"]}
        self.assertEqual(types["amount"], "DECIMAL(38,10)")
        self.assertEqual(types["moment"], "TIMESTAMP")
        self.assertEqual(self.rows(columns="id, amount")[4], ["4", "4.9380000000"])

    def test_an_empty_table_is_a_table(self):
        self.template(self.sql("SELECT 1 AS id, 'x' AS name WHERE false"), self.store("replace"),
                      self.load(f"table: {self.table}", "depends: kept"), "{{ length(back) }}")  # fmt: skip
        self.render()
        self.assertEqual(self.count(), 0)
        self.assertEqual([each["name"] for each in self.tables["back"]["columns"]], ["id", "name"])

    def test_create_changes_nothing_that_is_there(self):
        self.template(self.sql("SELECT range AS id FROM range(3)"), self.store("create"))
        self.render()
        # After a crash the step finds what it made itself.
        self.forget()
        self.render()
        self.assertEqual(self.account()["inserted"], 3)
        self.template(self.sql("SELECT range AS id FROM range(4)"), self.store("create"))
        self.assertIn("is there already, and 'mode: create' changes nothing", self.render(code=1))
        self.assertEqual(self.count(), 3)

    def test_append_adds_the_same_rows_once(self):
        self.template(self.sql("SELECT range AS id FROM range(3)"), self.store("append"))
        self.render()
        self.assertIn("kept     kept", self.render())
        self.forget()
        self.render()
        self.assertEqual(self.account()["inserted"], 0)
        self.render("--refresh", "kept")
        self.assertEqual(self.count(), 3)
        self.template(self.sql("SELECT range + 3 AS id FROM range(3)"), self.store("append"))
        self.render()
        self.assertEqual(self.rows(), [[str(each)] for each in range(6)])
        # The same rows in another order, as another version of the engine might write them.
        self.template(self.sql("SELECT range + 3 AS id FROM range(3) ORDER BY id DESC"), self.store("append"))
        self.render()
        self.assertEqual(self.account()["inserted"], 0)
        # Rows that somebody has removed, or who has made the table anew, come again.
        for removal in (f"DELETE FROM {self.table}", f"DROP TABLE {self.table}; CREATE TABLE {self.table} (id bigint)"):
            for statement in removal.split("; "):
                self.server.sql(statement)
            self.forget()
            self.render()
            self.assertEqual(self.rows(), [["3"], ["4"], ["5"]])
        # A table that was made anew has none of them.
        self.server.sql(f"DROP TABLE {self.table}")
        self.forget()
        self.render()
        self.assertEqual(self.rows(), [["3"], ["4"], ["5"]])

    def test_the_same_rows_are_known_whatever_their_kinds(self):
        self.template(self.sql(KINDS), self.store("append"))
        for zone in ("Asia/Seoul", "UTC"):
            self.render(environment=self.environment() | {"TZ": zone})
            self.assertEqual(self.count(), 5)
            self.forget()
        self.template(self.sql(f"SELECT * REPLACE (id + 10 AS id) FROM ({KINDS})"), self.store("append"))
        self.render()
        self.assertEqual(self.count(), 10)

    def test_steps_of_one_table_run_as_they_stand(self):
        """Read, written, read, added to, read: each in its turn, without a word of who depends on whom."""
        self.server.sql(f"CREATE TABLE {self.table} (id bigint)")
        added = self.store("append").replace("{store kept}", "{store added}").replace("data: rows", "data: more")
        self.template(
            self.load(f"table: {self.table}", label="before"), self.sql("SELECT 1::BIGINT AS id"), self.store("replace"),
            self.load(f"query: SELECT count(*) AS n FROM {self.table}", label="between"),
            self.sql("SELECT 2::BIGINT AS id", "more"), added, self.load(f"table: {self.table}", label="last"),
            *[self.sql(f"FROM {table} ORDER BY 1", f"seen_{table}") for table in ("before", "between", "last")],
        )  # fmt: skip
        for before in ([], [[1], [2]]):
            self.render("--refresh", "all")
            self.assertEqual(self.tables["seen_before"]["rows"], before)
            self.assertEqual(self.tables["seen_between"]["rows"], [[1]])
            # What was added went with the rows that were replaced, and comes again.
            self.assertEqual(self.tables["seen_last"]["rows"], [[1], [2]])

    def test_replace_keeps_a_table_that_fits_and_makes_another_that_does_not(self):
        self.template(self.sql("SELECT range AS id, 'a' AS name FROM range(3)"), self.store("replace"))
        self.render()
        self.server.sql(f"CREATE UNIQUE INDEX by_id ON {self.table} (id)")
        self.template(self.sql("SELECT range AS id, 'b' AS name FROM range(4)"), self.store("replace"))
        self.render()
        self.assertEqual(self.rows(), [[str(each), "b"] for each in range(4)])
        self.assertTrue(self.has_index("by_id"))
        self.template(self.sql("SELECT range AS id, 1.5 AS mark FROM range(2)"), self.store("replace"))
        self.render()
        self.assertEqual(self.rows(), [["0", "1.5"], ["1", "1.5"]])
        self.assertEqual(self.leftovers(), self.earlier)

    def test_readers_of_a_table_being_replaced_see_the_old_rows_or_the_new(self):
        self.server.sql(f"CREATE TABLE {self.table} (id bigint, name varchar(40))")
        self.server.sql(f"INSERT INTO {self.table} VALUES (1, 'old')")
        self.template(
            self.sql("SELECT range AS id, 'name ' || range AS name FROM range(100000)"), self.store("replace")
        )
        seen, over = set(), threading.Event()

        def look():
            while not over.is_set():
                seen.add(self.count())

        watcher = threading.Thread(target=look)
        watcher.start()
        self.render()
        over.set()
        watcher.join()
        self.assertEqual(self.count(), 100000)
        self.assertLessEqual(seen, {1, 100000})
        self.assertIn(1, seen)

    def test_a_query_may_end_with_a_remark(self):
        self.template(self.load("query: |", "  SELECT 7 AS n -- that is all"), self.sql("FROM back"))
        self.render()
        self.assertEqual(self.tables["rows"]["rows"], [[7]])

    def test_a_schema_that_is_not_there_is_named(self):
        self.template(self.sql("SELECT 1 AS id"), self.store("create", table="nowhere.things"))
        said = self.render(code=1)
        self.assertRegex(said, "(schema \"nowhere\" does not exist|has no database 'nowhere')")

    def test_a_name_that_the_server_would_cut_is_refused(self):
        self.template(self.sql(f"SELECT 1 AS {'x' * 70}"), self.store("create"))
        self.assertRegex(self.render(code=1), "the column 'x{70}' has a name of 70 (bytes, and PostgreSQL takes 63|"
                         "characters, and MySQL takes 64)")  # fmt: skip

    def test_upsert_changes_rows_of_the_key_and_adds_the_others(self):
        self.template(self.sql("SELECT range AS id, '김' || range AS name FROM range(3)"), self.store("upsert", "id"))
        self.render()
        self.assertEqual((self.account()["inserted"], self.account()["updated"]), (3, 0))
        self.template(self.sql("SELECT range + 1 AS id, 'new' AS name FROM range(4)"), self.store("upsert", "id"))
        self.render()
        self.assertEqual((self.account()["inserted"], self.account()["updated"]), (2, 2))
        self.assertEqual(self.rows(), [["0", "김0"], ["1", "new"], ["2", "new"], ["3", "new"], ["4", "new"]])
        self.forget()
        self.render()
        self.assertEqual(self.count(), 5)
        self.assertEqual(self.leftovers(), self.earlier)

    def test_upsert_wants_a_key_that_tells_rows_apart(self):
        self.template(self.sql("SELECT range % 3 AS id, range AS n FROM range(5)"), self.store("upsert", "id"))
        said = self.render(code=1)
        self.assertIn("2 values stand in several, such as id = 0 (2 rows); id = 1 (2 rows)", said)
        self.template(self.sql("SELECT NULL::BIGINT AS id, 1 AS n"), self.store("upsert", "id"))
        self.assertIn("1 row has no value in 'key'", self.render(code=1))
        self.server.sql(f"CREATE TABLE {self.table} (id bigint, n bigint)")
        self.template(self.sql("SELECT range AS id, range AS n FROM range(5)"), self.store("upsert", "id"))
        self.assertIn("no unique index of", self.render(code=1))
        self.assertEqual(self.count(), 0)

    def test_upsert_touches_no_row_that_shares_another_unique_value(self):
        self.server.sql(f"CREATE TABLE {self.table} (id bigint PRIMARY KEY, mail varchar(40) UNIQUE, n bigint)")
        self.server.sql(f"INSERT INTO {self.table} VALUES (1, 'a', 1), (2, 'b', 2)")
        self.template(self.sql("SELECT 3 AS id, 'a' AS mail, 9 AS n"), self.store("upsert", "id"))
        self.assertIn("database-conflict", self.render(code=1))
        self.assertEqual(self.rows(), [["1", "a", "1"], ["2", "b", "2"]])
        self.assertEqual(self.leftovers(), self.earlier)

    def test_values_without_an_exact_place_are_refused(self):
        self.server.sql(f"CREATE TABLE {self.table} (id bigint, amount decimal(10,2))")
        self.template(self.sql("SELECT 1 AS id, 1.255::DECIMAL(10,3) AS amount"), self.store("append"))
        self.assertIn("have no exact place in the table's column", self.render(code=1))
        self.template(self.sql("SELECT 1 AS id, 1.250::DECIMAL(10,3) AS amount"), self.store("append"))
        self.render()
        self.assertEqual(self.rows(), [["1", "1.25"]])
        self.template(self.sql("SELECT 1 AS id, 2 AS amuont"), self.store("append"))
        self.assertIn("has no column 'amuont'", self.render(code=1))

    # --- load

    def test_load_sends_columns_and_queries_to_the_server(self):
        self.server.sql(f"CREATE TABLE {self.table} (id bigint, name varchar(40), n bigint)")
        self.server.sql(f"INSERT INTO {self.table} VALUES (1, 'O''Hara', 5), (2, '김', 6), (3, NULL, 7)")
        (self.home / "report.md").write_text(
            "---\ntitle: x\nparams:\n  name: {type: string, default: 김}\n---\n\n"
            + self.load(f"table: {self.table}", "columns: [name, n]", label="some") + "\n\n"
            + self.load(f"query: SELECT id, n + 1 AS m FROM {self.table} WHERE name = {{{{ params.name }}}}")
            + "\n\n" + self.sql("SELECT * FROM back", "rows") + "\n"
        )  # fmt: skip
        self.render()
        self.assertEqual([each["name"] for each in self.tables["some"]["columns"]], ["name", "n"])
        self.assertEqual(self.tables["rows"]["rows"], [[2, 7]])
        self.render("-P", "name=O'Hara")
        self.assertEqual(self.tables["rows"]["rows"], [[1, 6]])
        for attack in ["x' OR '1'='1", "\\' OR 1=1 -- ", "\\"]:
            self.render("-P", f"name={attack}")
            self.assertEqual(self.tables["rows"]["rows"], [])
        # It runs each time, since the server's rows may have changed.
        self.server.sql(f"UPDATE {self.table} SET n = 10 WHERE id = 2")
        self.render()
        self.assertEqual(self.tables["rows"]["rows"], [[2, 11]])

    def test_what_is_missing_is_told_where_it_is_named(self):
        self.server.sql(f"CREATE TABLE {self.table} (id bigint)")
        for options, expected in [
            ([f"table: {self.table}", "columns: [di]"], "no column 'di'"),
            (["table: nothing_there"], "has no table '"),
            ([f"query: SELECT nope FROM {self.table}"], "nope"),
        ]:
            self.template(self.load(*options))
            said = self.render(code=1)
            self.assertIn(expected, said)
            self.assertIn("report.md:", said)

    # --- faults

    def test_a_server_that_cannot_be_used_is_told(self):
        self.template(self.sql("SELECT 1 AS id"), self.store("create"))
        url, server = self.server.url, self.server
        wrong = "wr0ngPassw0rdThatNobodyHas"
        server.secrets.append(wrong)
        for changed, expected in [
            (url.replace(server.password, wrong), "refuses the user 'quire' and the password"),
            (url.replace("127.0.0.1", "no.such.host.invalid"), "there is no host 'no.such.host.invalid'"),
            (url.replace(f":{server.port}/", ":1/"), "nothing answers at 127.0.0.1:1"),
            (url.replace("/school", "/nowhere"), "has no database 'nowhere'"),
            (url.replace(f":{server.port}/", ":x/"), "holds a port that is no number"),
            (url + "?sslnode=require", "holds the setting 'sslnode'"),
            (url.split(":")[0] + "s" + url[url.index(":"):], "does not begin with"),
            (url + self.required_tls, "no encrypted connection to"),
        ]:
            said = self.render(url=changed, code=1)
            self.assertIn(expected, said)
            self.assertIn("report.md:12:13: ", said)
        without = {name: value for name, value in os.environ.items() if name != "SCHOOL_DB"}
        self.assertIn("the environment variable 'SCHOOL_DB' is not set", self.render(code=1, environment=without))
        self.assertIn(
            "extension", self.render(code=1, environment=self.environment() | {"QUIRE_DUCKDB_EXTENSIONS": "/nowhere"})
        )

    def test_the_servers_own_variables_name_it(self):
        text = self.store("create").replace("connection: SCHOOL_DB\n", "")
        self.template(self.sql("SELECT 1 AS id"), text)
        self.render(environment=os.environ | self.server.environment)
        self.assertEqual(self.count(), 1)

    def test_a_user_without_the_right_is_told(self):
        url = self.weak_user()
        self.template(self.sql("SELECT 1 AS id"), self.store("create"))
        self.assertIn("may not do this", self.render(url=url, code=1))

    # Enough that a server is at work on it for seconds.
    many = 0

    def large(self):
        return self.sql(f"SELECT range AS id, 'name ' || range AS name, repeat('x', 40) AS sum FROM range({self.many})")

    def start_render(self):
        process = subprocess.Popen(
            self.command(), cwd=self.home, env=self.environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True,
        )  # fmt: skip
        self.addCleanup(process.kill)
        return process

    def wait_until_busy(self, process):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                if self.is_writing():
                    return
            except ServiceError:
                pass
            self.assertIsNone(process.poll(), "the report was rendered before the server was seen to write")
        self.fail("the server was never seen to write")

    def killed_in_the_midst(self, store, before, after):
        """The server dies while rows go to it, then Quire does; each time a second run finishes the work."""
        self.format = "html"
        self.template(self.large(), store)
        process = self.start_render()
        self.wait_until_busy(process)
        self.server.kill()
        said, _ = process.communicate(timeout=60)
        self.said.append(said)
        self.server.start()
        self.assertEqual(process.returncode, 1, said)
        self.assertIn("went away in the middle", said)
        self.assertIn("report.md:", said)
        self.assertEqual(self.rows_or_none(), before)
        process = self.start_render()
        self.wait_until_busy(process)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        self.wait_until_idle()
        self.assertEqual(self.rows_or_none(), before)
        self.render()
        self.assertEqual(self.rows_or_none(), after)
        self.forget()
        self.render()
        self.assertEqual(self.rows_or_none(), after)

    def rows_or_none(self):
        try:
            return self.count()
        except ServiceError:
            return None

    def wait_until_idle(self):
        deadline = time.monotonic() + 60
        while self.is_writing() and time.monotonic() < deadline:
            time.sleep(0.1)

    def test_killed_while_appending_doubles_and_loses_nothing(self):
        self.server.sql(f"CREATE TABLE {self.table} (id bigint, name varchar(40), sum varchar(40))")
        self.server.sql(f"INSERT INTO {self.table} VALUES (-1, 'before', '')")
        self.killed_in_the_midst(self.store("append"), 1, self.many + 1)

    def test_killed_while_creating_leaves_no_part_of_a_table(self):
        self.killed_in_the_midst(self.store("create"), None, self.many)

    def test_killed_while_it_is_read(self):
        self.server.sql(f"CREATE TABLE {self.table} (id bigint, name varchar(40), sum varchar(40))")
        self.format = "html"
        self.template(self.large(), self.store("append"))
        self.render()
        self.format = "json"
        self.template(self.load(f"table: {self.table}"), self.sql("SELECT count(*) AS n FROM back", "n"))
        process = self.start_render()
        deadline = time.monotonic() + 60
        while not self.is_reading() and time.monotonic() < deadline:
            self.assertIsNone(process.poll())
        self.server.kill()
        said, _ = process.communicate(timeout=60)
        self.said.append(said)
        self.server.start()
        self.assertEqual(process.returncode, 1, said)
        self.assertIn("went away in the middle", said)
        self.render()
        self.assertEqual(self.tables["n"]["rows"], [[self.many]])

    def test_a_query_that_is_interrupted_ends_at_the_server(self):
        # Longer than any test waits, and no row comes before its end.
        self.template(self.load(f"query: {self.long_query}"))
        process = self.start_render()
        deadline = time.monotonic() + 60
        while not self.activity("%sleep(600)%"):
            self.assertIsNone(process.poll())
            self.assertLess(time.monotonic(), deadline, "the query did not begin")
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate(timeout=60)
        self.said.append(said)
        self.assertEqual(process.returncode, 130, said)
        self.assertFalse(self.activity("%sleep(600)%"))

    def test_no_address_stands_in_a_template(self):
        self.template(self.sql("SELECT 1 AS id"), self.store("create").replace("SCHOOL_DB", "postgresql://u:hidden@h/d"))
        said = self.render(code=1)
        self.assertIn("'connection' is the name of an environment variable", said)
        self.assertNotIn("hidden", said)
