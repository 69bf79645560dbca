"""Requests to servers that speak AWS's protocols, signed with Signature Version 4 by the standard library alone."""

import datetime
import hashlib
import hmac
import http.client
import json
import urllib.parse
import xml.etree.ElementTree as xml

REGION = "us-east-1"


class AWSError(Exception):
    """An answer other than success: `status` and the text of it."""

    def __init__(self, status, text):
        super().__init__(f"{status}: {text[:600]}")
        self.status = status
        self.text = text


class AWS:
    """One endpoint and one key: `json` for DynamoDB, Athena and IAM's kin, the rest for S3."""

    def __init__(self, port, key, secret, region=REGION):
        self.port, self.key, self.secret, self.region = port, key, secret, region

    def request(self, service, method, path, query=(), headers=(), body=b""):
        """Send a signed request; returns the body of a 2xx answer."""
        return self.exchange(service, method, path, query, headers, body)[1]

    def exchange(self, service, method, path, query=(), headers=(), body=b""):
        """Send a signed request; returns the headers, in small letters, and the body of a 2xx answer."""
        now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
        digest = hashlib.sha256(body).hexdigest()
        headers = {
            "host": f"127.0.0.1:{self.port}", "x-amz-date": now, "x-amz-content-sha256": digest, **dict(headers)
        }  # fmt: skip
        names = sorted(headers)
        query = "&".join(
            f"{urllib.parse.quote(name, safe='-_.~')}={urllib.parse.quote(str(value), safe='-_.~')}"
            for name, value in sorted(dict(query).items())
        )
        path = urllib.parse.quote(path, safe="/-_.~")
        canonical = "\n".join(
            [method, path, query, *(f"{name}:{headers[name]}" for name in names), "", ";".join(names), digest]
        )
        scope = f"{now[:8]}/{self.region}/{service}/aws4_request"
        signed = "\n".join(["AWS4-HMAC-SHA256", now, scope, hashlib.sha256(canonical.encode()).hexdigest()])
        key = f"AWS4{self.secret}".encode()
        for word in (now[:8], self.region, service, "aws4_request", signed):
            key = hmac.new(key, word.encode(), hashlib.sha256).digest()
        headers["authorization"] = (
            f"AWS4-HMAC-SHA256 Credential={self.key}/{scope}, SignedHeaders={';'.join(names)}, Signature={key.hex()}"
        )
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path + (f"?{query}" if query else ""), body=body, headers=headers)
            answer = connection.getresponse()
            content = answer.read()
            answered = {name.lower(): value for name, value in answer.getheaders()}
        finally:
            connection.close()
        if answer.status // 100 != 2:
            raise AWSError(answer.status, content.decode(errors="replace"))
        return answered, content

    def json(self, service, target, body, version="1.0"):
        """An operation of a JSON service: `json("dynamodb", "DynamoDB_20120810.ListTables", {})`."""
        headers = {"content-type": f"application/x-amz-json-{version}", "x-amz-target": target}
        answer = self.request(service, "POST", "/", headers=headers, body=json.dumps(body).encode())
        return json.loads(answer or b"{}")

    def form(self, service, **fields):
        """An operation of a service that takes a form and answers in XML, such as IAM."""
        headers = {"content-type": "application/x-www-form-urlencoded"}
        body = urllib.parse.urlencode(fields).encode()
        return xml.fromstring(self.request(service, "POST", "/", headers=headers, body=body))

    # S3, path style.

    def make_bucket(self, bucket):
        self.request("s3", "PUT", f"/{bucket}")

    def put(self, bucket, key, body):
        self.request("s3", "PUT", f"/{bucket}/{key}", body=body)

    def get(self, bucket, key):
        return self.request("s3", "GET", f"/{bucket}/{key}")

    def type(self, bucket, key):
        """What a browser is told that an object is."""
        return self.exchange("s3", "GET", f"/{bucket}/{key}")[0].get("content-type")

    def delete(self, bucket, key):
        self.request("s3", "DELETE", f"/{bucket}/{key}")

    def list(self, bucket, prefix=""):
        """The objects under a prefix: {key: size}."""
        found, token = {}, None
        while True:
            query = {"list-type": 2, "prefix": prefix} | ({"continuation-token": token} if token else {})
            page = xml.fromstring(self.request("s3", "GET", f"/{bucket}", query=query))
            for item in page.iter():
                if item.tag.endswith("}Contents") or item.tag == "Contents":
                    values = {field.tag.rpartition("}")[2]: field.text for field in item}
                    found[values["Key"]] = int(values["Size"])
            token = next((item.text for item in page.iter() if item.tag.endswith("NextContinuationToken")), None)
            if not token:
                return found

    def uploads(self, bucket):
        """Multipart uploads that were begun and neither completed nor aborted: their keys."""
        page = xml.fromstring(self.request("s3", "GET", f"/{bucket}", query={"uploads": ""}))
        uploads = [item for item in page.iter() if item.tag.rpartition("}")[2] == "Upload"]
        return [field.text for item in uploads for field in item if field.tag.rpartition("}")[2] == "Key"]
