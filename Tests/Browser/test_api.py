#!/usr/bin/env python3
"""The JSON API of `quire serve`, asked at every path of its own OpenAPI document.

    python3 Tests/Browser/test_api.py [QUIRE] [-v] [TEST…]

Each answer is held against the document: its status is one that is listed, its body has the shape that is described.
Standard library only.
"""

import hashlib
import http.client
import json
import re
import sys
import time
import unittest
import urllib.parse
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from served import MARKED_NAME, QUIRE, Project, Server  # noqa: E402

BASE = "/api/v1"


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.type = self.headers.get("content-type", "").split(";")[0]
        self.body = response.read()

    @property
    def json(self):
        return json.loads(self.body)


class Shape:
    """The part of JSON Schema that the document uses; anything else in it is an error."""

    KNOWN = {
        "type", "properties", "required", "additionalProperties", "items", "enum", "minimum", "maximum",
        "format", "description", "$ref",
    }  # fmt: skip
    TYPES = {
        "object": dict, "array": list, "string": str, "boolean": bool, "null": type(None),
        "integer": int, "number": (int, float),
    }  # fmt: skip

    def __init__(self, document):
        self.document = document

    def problems(self, value, schema, place="$"):
        """What is wrong with a value, a line each."""
        unknown = set(schema) - self.KNOWN
        if unknown:
            raise ValueError(f"{place}: the test does not know {sorted(unknown)}")
        if "$ref" in schema:
            name = schema["$ref"].removeprefix("#/components/schemas/")
            yield from self.problems(value, self.document["components"]["schemas"][name], place)
            return
        types = schema.get("type", [])
        types = [types] if isinstance(types, str) else types
        if types and not any(self._is(value, kind) for kind in types):
            yield f"{place} is {value!r:.60}, not {' or '.join(types)}"
            return
        if "enum" in schema and value not in schema["enum"]:
            yield f"{place} is {value!r}, none of {schema['enum']}"
        if isinstance(value, (int, float)) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
            yield f"{place} is {value}, out of range"
        if schema.get("format") == "date-time" and not re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+Z", value):
            yield f"{place} is {value!r}, not a time"
        if isinstance(value, list):
            for index, item in enumerate(value):
                yield from self.problems(item, schema.get("items", {}), f"{place}[{index}]")
        if isinstance(value, dict):
            yield from self._members(value, schema, place)

    def _members(self, value, schema, place):
        for name in schema.get("required", []):
            if name not in value:
                yield f"{place} has no {name}"
        for name, item in value.items():
            rule = schema.get("properties", {}).get(name, schema.get("additionalProperties", True))
            if rule is False:
                yield f"{place} has {name}, which is not in the document"
            elif rule is not True:
                yield from self.problems(item, rule, f"{place}.{name}")

    def _is(self, value, kind):
        if isinstance(value, bool):
            return kind == "boolean"
        return isinstance(value, self.TYPES[kind])


class APITest(unittest.TestCase):
    quire = QUIRE
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.project = cls.enterClassContext(Project())
        # Runs to list and to compare; the failing one ends with exit code 2.
        cls.project.render(cls.quire, "templates/sales.md")
        cls.project.render(cls.quire, "templates/sales.md", "-P", "top=2")
        cls.project.render(cls.quire, "templates/failing.md", expected=2)
        cls.server = cls.enterClassContext(
            Server(cls.project.folder, cls.quire, "--upload-limit", "1", "--queue", "2")
        )
        cls.token = urllib.parse.parse_qs(urllib.parse.urlsplit(cls.server.address).query)["token"][0]
        cls.host = urllib.parse.urlsplit(cls.server.origin).netloc
        cls.document = cls.fetch("GET", f"{BASE}/openapi.json").json
        cls.shape = Shape(cls.document)

    @classmethod
    def fetch(cls, method, path, body=None, **headers):
        connection = http.client.HTTPConnection(cls.host, timeout=20)
        headers = {"Authorization": f"Bearer {cls.token}"} | {k.replace("_", "-"): v for k, v in headers.items()}
        connection.request(method, path, body, {k: v for k, v in headers.items() if v is not None})
        answer = Answer(connection.getresponse())
        connection.close()
        return answer

    def ask(self, method, template, query="", /, body=None, headers=None, **parts):
        """Ask at a path of the document and hold the answer against it."""
        path = template.format(**{name: urllib.parse.quote(value, safe="") for name, value in parts.items()})
        operation = self.document["paths"][template][method.lower()]
        kind = None if body is None else "application/json"
        if isinstance(body, (dict, list)):
            body = json.dumps(body)
        answer = self.fetch(method, BASE + path + query, body, **({"Content_Type": kind} | (headers or {})))
        what = f"{method} {path}{query}: {answer.status} {answer.body[:200]!r}"
        self.assertIn(str(answer.status), operation["responses"], what)
        described = operation["responses"][str(answer.status)]
        if "$ref" in described:
            described = self.document["components"]["responses"][described["$ref"].rsplit("/", 1)[1]]
        self.assertIn(answer.type, described["content"], what)
        for name in described.get("headers", {}):
            self.assertIn(name.lower(), answer.headers, what)
        if answer.type.endswith("json"):
            schema = described["content"][answer.type]["schema"]
            self.assertEqual(list(self.shape.problems(answer.json, schema)), [], what)
        self.asked.add((method, template, answer.status))
        return answer

    asked = set()

    def job(self, template, **parameters):
        answer = self.ask("POST", "/jobs", body={"template": template, "parameters": parameters})
        self.assertEqual(answer.status, 202, answer.body)
        self.assertEqual(answer.headers["location"], f"{BASE}/jobs/{answer.json['id']}")
        return answer.json["id"]

    def ended(self, job, seconds=20):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            state = self.ask("GET", "/jobs/{id}", id=job).json
            if state["state"] not in ("waiting", "running"):
                return state
            time.sleep(0.05)
        self.fail(f"the job did not end: {state}")

    # -- reports and sources

    def test_reports(self):
        reports = {report["template"]: report for report in self.ask("GET", "/reports").json["reports"]}
        self.assertIn(f"templates/{MARKED_NAME}", reports)
        self.assertEqual(reports["templates/sales.md"]["lastRun"]["state"], "finished")
        self.assertEqual(reports["templates/failing.md"]["lastRun"]["failing"][0]["check"], "amounts_are_sound")
        self.assertEqual(reports["templates/broken.md"]["mistakes"], 1)
        for template in reports:
            with self.subTest(template):
                self.assertEqual(self.ask("GET", "/reports/{template}", template=template).json["template"], template)
        plain = self.fetch("GET", f"{BASE}/reports/templates/sales.md")
        self.assertEqual(plain.json["template"], "templates/sales.md", "with slashes as they are")
        top = {p["name"]: p for p in plain.json["parameters"]}["top"]
        self.assertEqual(
            {k: top[k] for k in ("type", "value", "minimum", "maximum", "isRequired")},
            {"type": "integer", "value": "3", "minimum": "1", "maximum": "9", "isRequired": False},
        )
        self.assertEqual(self.ask("GET", "/reports/{template}", template="templates/none.md").status, 404)

    def test_sources(self):
        source = self.ask("GET", "/sources/{template}", template="templates/broken.md").json
        self.assertEqual(source["text"], (self.project.folder / "templates/broken.md").read_text())
        error = source["diagnostics"][0]
        self.assertEqual((error["severity"], error["line"], error["column"]), ("error", 13, 15))
        self.assertIn("kept", error["hint"])
        self.assertEqual(self.ask("GET", "/sources/{template}", template="../secret").status, 404)

    # -- runs

    def test_runs_page_by_page(self):
        every = self.ask("GET", "/runs", "?limit=500").json["runs"]
        self.assertEqual([run["id"] for run in every], sorted((run["id"] for run in every), reverse=True))
        of_sales = self.ask("GET", "/runs", "?template=templates/sales.md&limit=1").json
        self.assertEqual(len(of_sales["runs"]), 1)
        rest = self.ask("GET", "/runs", f"?template=templates/sales.md&cursor={of_sales['next']}").json
        self.assertLess(rest["runs"][0]["id"], of_sales["runs"][0]["id"])
        self.assertNotIn("next", rest)
        for wrong in ("0", "501", "x", "", "-1", "9" * 30):
            answer = self.ask("GET", "/runs", f"?limit={wrong}")
            self.assertEqual((answer.status, answer.json["errors"][0]["field"]), (400, "limit"))
        self.assertEqual(self.ask("GET", "/runs", "?template=none.md").status, 404)

    def test_a_run_with_its_tables(self):
        runs = self.ask("GET", "/runs", "?template=templates/sales.md").json["runs"]
        run = self.ask("GET", "/runs/{id}", id=runs[-1]["id"]).json
        self.assertEqual(run["run"]["parameters"]["top"], "3")
        page = self.ask("GET", "/runs/{id}/page", id=run["run"]["id"])
        self.assertIn(b"Sales by region", page.body)
        self.assertIn("default-src 'none'", page.headers["content-security-policy"])
        tables = self.ask("GET", "/runs/{id}/tables", id=run["run"]["id"]).json["tables"]
        self.assertEqual(tables, run["tables"])
        regions = next(table for table in tables if table["name"] == "regions")
        self.assertEqual(regions["rows"], 3)
        csv = self.ask("GET", "/runs/{id}/tables/{file}", id=run["run"]["id"], file="regions.csv")
        self.assertEqual(csv.body, self.fetch("GET", regions["csv"]).body)
        self.assertEqual(csv.body.decode().splitlines()[:2], ["region,amount", "South,2925.4"])
        parquet = self.ask("GET", "/runs/{id}/tables/{file}", id=run["run"]["id"], file="regions.parquet")
        self.assertEqual((parquet.body[:4], parquet.body[-4:]), (b"PAR1", b"PAR1"))
        for file in ("none.csv", "regions.xlsx", "regions"):
            answer = self.ask("GET", "/runs/{id}/tables/{file}", id=run["run"]["id"], file=file)
            self.assertEqual(answer.status, 404)
        for what in ("", "/page", "/tables"):
            self.assertEqual(self.ask("GET", f"/runs/{{id}}{what}", id="none").status, 404)
        self.assertEqual(self.ask("GET", "/runs/{id}/tables/{file}", id="none", file="a.csv").status, 404)

    def test_compare(self):
        new, old = [run["id"] for run in self.ask("GET", "/runs", "?template=templates/sales.md").json["runs"]][-2:]
        self.assertEqual(self.ask("GET", "/compare", f"?old={old}&new={new}").status, 200)
        self.assertEqual(self.ask("GET", "/compare").status, 400)
        self.assertEqual(self.ask("GET", "/compare", f"?old={old}&new=none").status, 404)

    # -- jobs

    def test_a_job_runs(self):
        job = self.job("templates/sales.md", top=1, detail=False, **{"from": "2025-02-01"})
        done = self.ended(job)
        self.assertEqual(done["state"], "finished")
        self.assertEqual(done["parameters"], {"top": "1", "detail": "false", "from": "2025-02-01"})
        run = self.ask("GET", "/runs/{id}", id=done["run"]).json["run"]
        self.assertEqual((run["parameters"]["top"], run["parameters"]["detail"]), ("1", "false"))
        self.assertIn(job, [known["id"] for known in self.ask("GET", "/jobs").json["jobs"]])
        answer = self.ask("DELETE", "/jobs/{id}", id=job)
        self.assertEqual(answer.status, 409)
        self.assertEqual(self.ask("DELETE", "/jobs/{id}", id="none").status, 404)
        self.assertEqual(self.ask("GET", "/jobs/{id}", id="none").status, 404)
        self.assertEqual(self.ask("GET", "/jobs/{id}/events", id="none").status, 404)

    def test_a_job_that_fails_its_checks(self):
        self.assertEqual(self.ended(self.job("templates/failing.md"))["state"], "failed checks")

    def test_the_queue_is_bounded_and_jobs_are_cancelled(self):
        first = self.job("templates/slow.md", rounds=100000)
        waiting = []
        while (answer := self.ask("POST", "/jobs", body={"template": "templates/korean.md"})).status == 202:
            waiting.append(answer.json["id"])
            self.assertLess(len(waiting), 5)
        self.assertEqual((answer.status, len(waiting) in (1, 2)), (503, True))
        self.assertEqual(self.ask("GET", "/jobs/{id}", id=waiting[-1]).json["ahead"], len(waiting))
        for job in reversed(waiting):
            self.assertEqual(self.ask("DELETE", "/jobs/{id}", id=job).json["state"], "cancelled")
        self.assertEqual(self.ask("DELETE", "/jobs/{id}", id=first).status, 202)
        self.assertEqual(self.ended(first)["state"], "cancelled")

    def test_events_tell_a_run(self):
        job = self.job("templates/sales.md", note="for the events")
        events = self.ask("GET", "/jobs/{id}/events", id=job).body.decode()
        changes = [json.loads(data) for data in re.findall(r"event: change\ndata: (.*)\n", events)]
        schema = {"$ref": "#/components/schemas/JobChanges"}
        for change in changes:
            self.assertEqual(list(self.shape.problems(change, schema)), [])
        self.assertTrue(changes[0]["isWhole"] or len(changes) > 1)
        self.assertEqual(changes[-1]["state"], "finished")
        self.assertEqual([change["version"] for change in changes], sorted({change["version"] for change in changes}))
        self.assertTrue(events.endswith("event: end\ndata: \n\n"), events[-60:])
        last = changes[-1]["version"]
        again = self.ask("GET", "/jobs/{id}/events", f"?version={last}", id=job).body.decode()
        self.assertNotIn("event: change", again)
        self.assertEqual(self.ask("GET", "/jobs/{id}/events", "?version=x", id=job).status, 400)

    def test_wrong_jobs_are_refused_field_by_field(self):
        def fields(body, status=422):
            answer = self.ask("POST", "/jobs", body=body)
            self.assertEqual(answer.status, status, answer.body)
            return [error["field"] for error in answer.json.get("errors", [])]

        sales = {"template": "templates/sales.md"}
        self.assertEqual(fields({}), ["template"])
        self.assertEqual(fields({"template": "templates/none.md"}), ["template"])
        self.assertEqual(fields({"template": "/etc/passwd"}), ["template"])
        self.assertEqual(fields(sales | {"format": "html", "refresh": 1}), ["format", "refresh"])
        self.assertEqual(fields(sales | {"parameters": []}), ["parameters"])
        wrong = {"top": 10, "from": "2024-01-01", "order": "price", "nope": 1, "factor": "x", "detail": [True]}
        self.assertEqual(fields(sales | {"parameters": wrong}), ["parameters.detail"])
        del wrong["detail"]
        self.assertEqual(
            fields(sales | {"parameters": wrong}), [f"parameters.{name}" for name in sorted(wrong)]
        )
        for path in ("/etc/passwd", "../x.csv", ".quire/store/engine.json", "data/../../x.csv", "http://x/y.csv"):
            self.assertEqual(fields(sales | {"parameters": {"data": path}}), ["parameters.data"], path)
        self.assertEqual(fields([], 400), [])
        for body in ("", "{", "[" * 100_000, '"x"', "null", b"\xff\xfe"):
            self.assertEqual(self.ask("POST", "/jobs", body=body).status, 400, body[:20])
        self.assertEqual(self.ask("POST", "/jobs", body="{}", headers={"Content_Type": "text/plain"}).status, 415)
        self.assertEqual(self.ask("POST", "/jobs", body=" " * 1_100_000).status, 413)

    # -- uploads

    def test_uploads(self):
        text = b"day,region,amount\n2025-01-01,North,1\n"
        octets = {"Content_Type": "application/octet-stream"}
        sent = self.ask("PUT", "/uploads/{name}", body=text, headers=octets, name="판매 1.csv")
        self.assertEqual(sent.status, 201)
        digest = hashlib.sha256(text).hexdigest()
        self.assertEqual(sent.json, {
            "path": f".quire/uploads/{digest[:12]}/판매 1.csv", "bytes": len(text), "sha256": digest,
        })  # fmt: skip
        self.assertEqual((self.project.folder / sent.json["path"]).read_bytes(), text)
        self.assertEqual(self.ask("PUT", "/uploads/{name}", body=text, headers=octets, name="판매 1.csv").status, 200)
        done = self.ended(self.job("templates/sales.md", data=sent.json["path"]))
        self.assertEqual(done["state"], "finished", done["problems"])
        for name, kept in {
            "../../etc/passwd": "passwd", "..": "upload", "a\\b.csv": "b.csv", "x\0y.csv": "x_y.csv",
            ".hidden": "hidden", "*?[a].csv": "___a_.csv", "ü" * 300 + ".csv.gz": "ü" * 71 + ".csv.gz",
            "\u202egpj.exe": "_gpj.exe", "a b<c>.csv": "a b_c_.csv",
        }.items():  # fmt: skip
            with self.subTest(name):
                path = self.ask("PUT", "/uploads/{name}", body=text, headers=octets, name=name).json["path"]
                self.assertEqual(path, f".quire/uploads/{digest[:12]}/{kept}")
        large = self.ask("PUT", "/uploads/{name}", body=b"x" * 1_000_001, headers=octets, name="large")
        self.assertEqual(large.status, 413)
        left = [path.name for path in (self.project.folder / ".quire/uploads").rglob("*.partial")]
        self.assertEqual(left, [])

    # -- for all

    def test_every_path_answers_as_it_says(self):
        """Without the token, with a method that it does not have, and to HEAD."""
        for template, operations in self.document["paths"].items():
            path = BASE + re.sub(r"\{\w+\}", "x", template)
            methods = {name.upper() for name in operations if name != "parameters"}
            with self.subTest(path):
                method = sorted(methods)[0]
                answer = self.fetch(method, path, Authorization=None)
                self.assertEqual((answer.status, answer.type), (401, "application/problem+json"))
                answer = self.fetch("PATCH", path)
                self.assertEqual(answer.status, 405)
                allowed = methods | ({"HEAD"} if "GET" in methods else set())
                self.assertEqual(set(answer.headers["allow"].split(", ")), allowed)
                if "GET" in methods:
                    get, head = self.fetch("GET", path), self.fetch("HEAD", path)
                    self.assertEqual((head.status, head.type, head.body), (get.status, get.type, b""))
        self.assertEqual(self.fetch("GET", f"{BASE}/nothing").type, "application/problem+json")

    @classmethod
    def tearDownClass(cls):
        """Every operation and nearly every answer of the document has been met."""
        if len(sys.argv) > 1 and any(not word.startswith("-") for word in sys.argv[1:]):
            return
        met = {(method, template) for method, template, _ in cls.asked}
        described = {
            (name.upper(), template)
            for template, operations in cls.document["paths"].items()
            for name in operations
            if name != "parameters"
        } - {("GET", "/openapi.json")}
        assert met == described, f"not asked: {described - met}"


def main():
    arguments = sys.argv[1:]
    if arguments and Path(arguments[0]).is_file():
        APITest.quire = arguments.pop(0)
    unittest.main(argv=[sys.argv[0], *arguments])


if __name__ == "__main__":
    main()
