"""Two S3 servers: rclone's over a folder, and SeaweedFS, a distributed store with the S3 protocol in front."""

import contextlib
import json

from aws import AWS, AWSError, REGION
from processes import PROGRAMS, Service, accepts, free_ports, password, program


class S3Service(Service):
    """`aws` sends signed requests with the right key; `endpoint` is the server's URL."""

    def __init__(self):
        super().__init__()
        self.key, self.secret = password(20), password(40)
        self.secrets = [self.secret]
        self.endpoint = f"http://127.0.0.1:{self.port}"
        self.aws = AWS(self.port, self.key, self.secret)
        self.environment = {
            "AWS_ENDPOINT_URL_S3": self.endpoint,
            "AWS_ACCESS_KEY_ID": self.key,
            "AWS_SECRET_ACCESS_KEY": self.secret,
            "AWS_REGION": REGION,
        }


class Rclone(S3Service):
    """`data` is the folder it serves: a folder in it is a bucket, a file an object.

    `is_shared`: another program writes into the folder too, so that it must be looked at anew each time.
    """

    name = "rclone"

    def __init__(self, is_shared=False):
        super().__init__()
        self.is_shared = is_shared
        self.data = self.folder / "data"

    def prepare(self):
        self.data.mkdir()

    def command(self):
        # --vfs-cache-mode is left off: what a PUT has written is in the folder when it is answered.
        rclone = program(PROGRAMS / "rclone")
        cache = ["--dir-cache-time", "100ms"] if self.is_shared else []
        return [rclone, "serve", "s3", "--addr", f"127.0.0.1:{self.port}", "--config", "/dev/null", *cache, self.data]

    def variables(self):
        return {"RCLONE_AUTH_KEY": f'"{self.key},{self.secret}"'}


class SeaweedFS(S3Service):
    name = "seaweedfs"

    def __init__(self):
        super().__init__()
        self.ports = free_ports(9)
        # Whether the object that tells that it is ready was written.
        self.is_known = False

    def prepare(self):
        (self.folder / "data").mkdir()
        identity = {
            "name": "quire",
            "credentials": [{"accessKey": self.key, "secretKey": self.secret}],
            "actions": ["Admin", "Read", "List", "Tagging", "Write"],
        }
        (self.folder / "s3.json").write_text(json.dumps({"identities": [identity]}))
        (self.folder / "s3.json").chmod(0o600)

    def command(self):
        parts = ["s3.port.grpc", "master.port", "master.port.grpc", "filer.port", "filer.port.grpc", "volume.port",
                 "volume.port.grpc", "admin.port", "admin.port.grpc"]  # fmt: skip
        ports = [f"-{part}={port}" for part, port in zip(parts, self.ports)]
        return [
            program(PROGRAMS / "weed"), "mini", f"-dir={self.folder / 'data'}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1",
            f"-s3.port={self.port}", f"-s3.config={self.folder / 's3.json'}", "-s3.port.iceberg=0", "-s3.port.lance=0",
            "-master.telemetry=false", "-webdav=false", "-admin.ui=false", *ports,
        ]  # fmt: skip

    def is_ready(self):
        """It answers on its port before it can store, and after a restart before it finds what it has stored.

        So an object of our own is written at the first start, and read at every one.
        """
        if not accepts(self.port) or "All enabled components are running" not in self.said_since_start():
            return False
        try:
            if not self.is_known:
                with contextlib.suppress(AWSError):
                    self.aws.make_bucket("quire-ready")
                self.aws.put("quire-ready", "object", b"ready")
                self.is_known = True
            return self.aws.get("quire-ready", "object") == b"ready"
        except (AWSError, OSError):
            return False
