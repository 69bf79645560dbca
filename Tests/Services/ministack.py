"""A stand-in for AWS (DynamoDB, Athena, S3) that checks signatures, and a proxy before it that injects AWS's errors."""

import http.client
import json

from aws import AWS, AWSError, REGION
from processes import PROGRAMS, Service, free_ports, password, program


class Ministack(Service):
    """One endpoint for every service. Its Athena runs SQL on DuckDB; its data last as long as the process does.

    It checks the secret of an IAM user alone, so one is made: `key` and `secret` are that user's.
    """

    name = "ministack"

    def __init__(self):
        super().__init__()
        self.root = AWS(self.port, "root", password(40))
        self.endpoint = f"http://127.0.0.1:{self.port}"
        self.key = self.secret = self.aws = None

    def command(self):
        return [program(PROGRAMS / "ministack")]

    def variables(self):
        return {
            "BIND_HOST": "127.0.0.1", "MINISTACK_HOST": "127.0.0.1", "GATEWAY_PORT": str(self.port),
            "S3_DATA_DIR": str(self.folder / "s3"), "TMPDIR": str(self.folder), "ATHENA_ENGINE": "duckdb",
            "AUTH": "true", "AWS_ACCESS_KEY_ID": self.root.key, "AWS_SECRET_ACCESS_KEY": self.root.secret,
            "MINISTACK_REGION": REGION, "SFTP_ENABLED": "0", "IOT_MTLS_ENABLED": "0", "S3_PERSIST": "1",
        }  # fmt: skip

    def start(self):
        super().start()
        # Users too are gone with the process.
        self.make_user()

    def make_user(self):
        iam = {"Version": "2010-05-08", "UserName": "quire"}
        self.root.form("iam", Action="CreateUser", **iam)
        everything = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
        self.root.form(
            "iam", Action="PutUserPolicy", PolicyName="all", PolicyDocument=json.dumps(everything), **iam
        )
        answer = self.root.form("iam", Action="CreateAccessKey", **iam)
        fields = {item.tag.rpartition("}")[2]: item.text for item in answer.iter()}
        self.key, self.secret = fields["AccessKeyId"], fields["SecretAccessKey"]
        self.secrets.append(self.secret)
        self.aws = AWS(self.port, self.key, self.secret)
        self.environment = {
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_ACCESS_KEY_ID": self.key,
            "AWS_SECRET_ACCESS_KEY": self.secret,
            "AWS_REGION": REGION,
        }

    def is_ready(self):
        try:
            self.root.form("sts", Action="GetCallerIdentity", Version="2011-06-15")
        except (AWSError, OSError):
            return False
        return True

    def dynamodb(self, operation, **body):
        return self.aws.json("dynamodb", f"DynamoDB_20120810.{operation}", body)

    def athena(self, operation, **body):
        return self.aws.json("athena", f"AmazonAthena.{operation}", body, version="1.1")


class Microburst(Service):
    """A proxy before a Ministack: `rules([...])` says what fails, `fired()` tells what did."""

    name = "microburst"

    def __init__(self, upstream):
        super().__init__()
        self.upstream = upstream
        self.endpoint = f"http://127.0.0.1:{self.port}"
        self.environment = {**upstream.environment, "AWS_ENDPOINT_URL": self.endpoint}

    def command(self):
        return [
            program(PROGRAMS / "microburst"), "--upstream", self.upstream.endpoint, "--port", self.port,
            "--host", "127.0.0.1", "--resign",
        ]  # fmt: skip

    def variables(self):
        # It signs again for the server behind it, whose host is another.
        return {name: self.upstream.environment[name] for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")}

    def is_ready(self):
        try:
            self.control("GET", "health")
        except (OSError, http.client.HTTPException):
            return False
        return True

    def control(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, f"/_microburst/{path}", json.dumps(body) if body is not None else None)
            return json.loads(connection.getresponse().read())
        finally:
            connection.close()

    def rules(self, rules):
        """Replace what fails: a list of rules as microburst documents them; an empty one lets all pass."""
        return self.control("POST", "rules", rules)

    def fired(self, **filters):
        query = "&".join(f"{name}={value}" for name, value in filters.items())
        return self.control("GET", f"fired?{query}")
