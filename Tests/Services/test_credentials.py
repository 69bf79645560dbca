"""Credentials by way of roles, against a stand-in for AWS: what a profile assumes, and what a pod's token is worth.

Run as a program: python3 Tests/Services/test_credentials.py
"""

import base64
import json
import subprocess
import unittest

from project import QUIRE, Project
from services import Ministack, exit_on_sigterm, leaks

REPORT = """```{load study}
path: s3://lake/study/*.csv
```

```{sql total}
SELECT sum(minutes)::BIGINT AS n FROM study
```

```{table total}
```
"""
ACCOUNT = "000000000000"
READER = f"arn:aws:iam::{ACCOUNT}:role/reader"
POD = f"arn:aws:iam::{ACCOUNT}:role/pod"


def base64_json(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


class CredentialsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = cls.enterClassContext(Ministack())
        cls.server.aws.make_bucket("lake")
        cls.server.aws.put("lake", "study/a.csv", b"user,minutes\n1,10\n2,20\n")
        cls.role("reader", "sts:AssumeRole", {"AWS": f"arn:aws:iam::{ACCOUNT}:user/quire"},
                 {"StringEquals": {"sts:ExternalId": "corp/7"}})  # fmt: skip
        provider = f"arn:aws:iam::{ACCOUNT}:oidc-provider/oidc.example.test"
        cls.role("pod", "sts:AssumeRoleWithWebIdentity", {"Federated": provider})

    @classmethod
    def role(cls, name, action, principal, condition=None):
        statement = {"Effect": "Allow", "Action": action, "Principal": principal}
        if condition:
            statement["Condition"] = condition
        trust = {"Version": "2012-10-17", "Statement": [statement]}
        everything = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
        iam = {"Version": "2010-05-08", "RoleName": name}
        cls.server.root.form("iam", Action="CreateRole", AssumeRolePolicyDocument=json.dumps(trust), **iam)
        cls.server.root.form("iam", Action="PutRolePolicy", PolicyName="all", PolicyDocument=json.dumps(everything), **iam)

    def setUp(self):
        self.project = self.enterContext(Project(report=REPORT))
        self.where = {name: self.server.environment[name] for name in ("AWS_ENDPOINT_URL", "AWS_REGION")}
        self.where["AWS_EC2_METADATA_DISABLED"] = "true"

    def tearDown(self):
        home = self.project.folder / ".aws"
        outside = [path for path in self.project.folder.iterdir() if path not in (home, self.project.folder / "token")]
        self.assertEqual(leaks(self.server.secrets, *outside, text=self.project.said), [])

    def settings(self, reader):
        folder = self.project.folder / ".aws"
        folder.mkdir(exist_ok=True)
        (folder / "config").write_text(
            f"[profile lake]\nrole_arn = {READER}\nsource_profile = people\n{reader}\n"
            "[profile tool]\ncredential_process = /bin/cat .aws/keys.json\n"
        )
        (folder / "credentials").write_text(
            f"[people]\naws_access_key_id = {self.server.key}\naws_secret_access_key = {self.server.secret}\n"
        )
        keys = {"Version": 1, "AccessKeyId": self.server.key, "SecretAccessKey": self.server.secret}
        (folder / "keys.json").write_text(json.dumps(keys))

    def test_a_profile_assumes_its_role(self):
        self.settings("external_id = corp/7\nrole_session_name = report")
        self.project.render("report", environment=self.where | {"AWS_PROFILE": "lake"})
        self.assertEqual(self.project.table("report", "total"), [["30"]])
        said = self.doctor({"AWS_PROFILE": "lake"})
        self.assertRegex(said, r"✓ AWS: credentials of the profile 'lake' \(role_arn\), by the profile 'people' for \d+ more")

    def doctor(self, change, expected=0):
        done = subprocess.run([str(QUIRE), "doctor"], cwd=self.project.folder, capture_output=True, text=True, env={
            **self.project.variables, **self.where, **change,
        })  # fmt: skip
        self.project.said += done.stdout + done.stderr
        self.assertEqual(done.returncode, expected, done.stdout + done.stderr)
        return done.stdout

    def test_a_role_that_is_not_given_is_told_at_the_option(self):
        self.settings("external_id = another")
        said = self.project.render("report", environment=self.where | {"AWS_PROFILE": "lake"}, expected=1)
        self.assertIn(f"report.md:2:7: error: the role '{READER}' cannot be assumed: STS: ", said)
        self.assertIn("ask for the right to assume it", said)
        self.assertIn(f"✗ AWS: the role '{READER}' cannot be assumed", self.doctor({"AWS_PROFILE": "lake"}, expected=1))
        self.assertNotIn("AWS", self.doctor({"AWS_CONFIG_FILE": "none", "AWS_SHARED_CREDENTIALS_FILE": "none"}))

    def test_a_pods_token_is_worth_its_role(self):
        token = ".".join([base64_json({"alg": "none"}), base64_json({"iss": "https://oidc.example.test", "sub": "p"}), "x"])
        (self.project.folder / "token").write_text(token)
        variables = self.where | {"AWS_ROLE_ARN": POD, "AWS_WEB_IDENTITY_TOKEN_FILE": str(self.project.folder / "token")}
        self.project.render("report", environment=variables)
        self.assertEqual(self.project.table("report", "total"), [["30"]])
        stranger = ".".join([base64_json({"alg": "none"}), base64_json({"iss": "https://other.example.test"}), "x"])
        (self.project.folder / "token").write_text(stranger)
        said = self.project.render("report", "--refresh", "all", environment=variables, expected=1)
        self.assertIn(f"the role '{POD}' cannot be assumed", said)
        self.assertNotIn(token.split(".")[1], said)

    def test_a_program_gives_the_keys(self):
        self.settings("")
        self.project.render("report", environment=self.where | {"AWS_PROFILE": "tool"})
        self.assertEqual(self.project.table("report", "total"), [["30"]])


if __name__ == "__main__":
    exit_on_sigterm()
    unittest.main(verbosity=2)
