"""What ministack's Athena lacks: `ALTER TABLE … ADD PARTITION`, which goes to its Glue catalogue instead."""

import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from aws import AWSError

# A text as Hive writes it, a number or a truth value.
VALUE = r"'(?:[^'\\]|\\.)*'|-?\d+|true|false"
PARTITION = re.compile(rf" PARTITION \(((?:`[^`]+` = (?:{VALUE})(?:, )?)+)\) LOCATION '((?:[^'\\]|\\.)*)'")
ADDITION = re.compile(rf"ALTER TABLE ((?:`[^`]+`\.)?`[^`]+`) ADD IF NOT EXISTS((?:{PARTITION.pattern})+)")


class Partitions:
    """A stand-in before a stand-in: passes Athena's requests on to a Ministack, signed again.

    `statements` are all that were sent; those that hold `refused` fail as a query does.
    """

    def __init__(self, stack):
        self.stack = stack
        self.statements = []
        self.refused = None

    def __enter__(self):
        front = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["content-length"]))
                status, answer = front.answer(self.headers["x-amz-target"], body)
                self.send_response(status)
                self.send_header("content-type", "application/x-amz-json-1.1")
                self.send_header("content-length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()
        address = f"http://127.0.0.1:{self.server.server_port}"
        self.environment = {**self.stack.environment, "AWS_ENDPOINT_URL_ATHENA": address}
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def answer(self, target, body):
        if target.endswith(".StartQueryExecution"):
            body = self.replaced(json.loads(body))
        headers = {"content-type": "application/x-amz-json-1.1", "x-amz-target": target}
        try:
            return 200, self.stack.aws.request("athena", "POST", "/", headers=headers, body=body)
        except AWSError as error:
            return error.status, error.text.encode()

    def replaced(self, request):
        statement = request["QueryString"]
        self.statements.append(statement)
        if self.refused and self.refused in statement:
            request["QueryString"] = "SELECT error('refused by the test')"
        elif statement.startswith("ALTER TABLE"):
            self.add(statement, request["QueryExecutionContext"]["Database"])
            request["QueryString"] = "SELECT 1 AS done"
        return json.dumps(request).encode()

    def add(self, statement, database):
        match = ADDITION.fullmatch(statement)
        assert match, f"no ALTER TABLE as Athena describes it: {statement[:400]}"
        path = re.findall(r"`([^`]+)`", match[1])
        partitions = [
            {
                "Values": [text(value) for value in re.findall(rf"` = ({VALUE})", values)],
                "StorageDescriptor": {"Location": text(f"'{place}'")},
            }
            for values, place in PARTITION.findall(match[2])
        ]
        table = {"DatabaseName": path[0] if len(path) > 1 else database, "TableName": path[-1]}
        for start in range(0, len(partitions), 100):
            # Those that are there already come back as errors of their own, and stay as they are.
            self.stack.aws.json(
                "glue", "AWSGlue.BatchCreatePartition",
                table | {"PartitionInputList": partitions[start : start + 100]}, version="1.1",
            )  # fmt: skip


def text(value):
    """The value of a literal."""
    return re.sub(r"\\(.)", r"\1", value[1:-1]) if value.startswith("'") else value
