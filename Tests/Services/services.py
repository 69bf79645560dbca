"""The servers that `make test-services` runs against, each on a loopback port with credentials made at its start.

    with Rclone() as s3, PostgreSQL() as database:
        s3.aws.make_bucket("lake")
        subprocess.run([QUIRE, "render", ...], env={**os.environ, **s3.environment, **database.environment})
        database.sql("SELECT count(*) FROM students")
        database.kill()        # SIGKILL, as a fault
        database.start()       # on the same data, port and credentials
        leaks(s3.secrets + database.secrets, "reports", ".quire")

Every one has `port`, `environment` (what a client finds it by), `secrets` (what must never be written), `log`,
`start()`, `stop()`, `kill()`. They and all they started go when the `with` block ends, or when the test program dies.
Needs what `scripts/setup --services` installs, and of Python the standard library.
"""

from aws import AWS, AWSError, REGION  # noqa: F401: test programs take them from here
from databases import MariaDB, PostgreSQL  # noqa: F401
from leaks import leaks  # noqa: F401
from ministack import Microburst, Ministack  # noqa: F401
from objects import Rclone, SeaweedFS  # noqa: F401
from processes import DEPS, ROOT, Service, ServiceError, exit_on_sigterm, password  # noqa: F401
from spark import Airflow, Spark  # noqa: F401

QUIRE = ROOT / ".build" / "debug" / "quire"
