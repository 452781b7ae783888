"""What stands in the invented world, so that generated requests meet it: sessions, cases, lists, notices, an account.

All choices are made by a number that the request itself yields: the same request is changed in the same way.
"""

import hashlib
import json
import urllib.error
import urllib.request
from datetime import datetime, timedelta, timezone

# Who asks about what; by the beginning of the path.
ADMINISTRATOR = ["admin"]
OFFICERS = ["reception.cadastre", "head.cadastre", "executor.cadastre", "archive.cadastre", "reception.centre"]
WATCHERS = ["supervisor", "head.cadastre"]
# Who sends paper files, and who gets them.
GIVER, TAKER = "reception.centre", "reception.cadastre"
# Whose notices are read.
TOLD = "head.cadastre"
# The office of most of them.
OFFICE = "cadastre-21-astana"
# The account whose sessions and password are ended and changed.
PROBE = "api.probe"
# Steps at a case that was lodged just now: one that is open, one that is not yet.
STEPS = ["start", "grant"]


def number_of(text):
    """A number that depends on the text alone."""
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:4], "big")


class World:
    """The platform as the hooks see it."""

    def __init__(self, address, password):
        self.api = f"{address}/api/v1"
        self.password = password
        self.sessions = {}
        self.passwords = {}
        self.cached = {}
        self.secrets = {}

    def call(self, method, path, body=None, token=None, headers=None):
        """Status and body of a call; the body is None where there is none."""
        headers = {"Content-Type": "application/json", **(headers or {})}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.api}{path}", data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status, json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read() or b"null")

    def ask(self, login, path):
        """The answer to somebody who may read it."""
        status, body = self.call("GET", path, token=self.session(login)["token"])
        if status != 200:
            raise RuntimeError(f"{path} as {login}: {status} {body}")
        return body

    def prepare(self):
        """Makes the account that is signed out and given passwords, and one case with its tracking secret."""
        account = {
            "login": PROBE, "name": "Сынақ", "post": "маман", "office": OFFICE,
            "roles": ["reception"], "password": self.password,
        }  # fmt: skip
        status, body = self.call("POST", "/accounts", account, self.session("admin")["token"])
        if status not in (201, 422):
            raise RuntimeError(f"no account: {status} {body}")
        headers = {"Idempotency-Key": "the-api-test-lodges"}
        token = self.session("reception.cadastre")["token"]
        status, body = self.call("POST", "/cases", self.lodging(1), token, headers)
        if status != 201:
            raise RuntimeError(f"no case: {status} {body}")
        self.lodged = body

    def session(self, login):
        """A living session of an account; begins one where none is kept."""
        if login not in self.sessions:
            credentials = {"login": login, "password": self.passwords.get(login, self.password)}
            status, body = self.call("POST", "/session", credentials)
            if status != 200:
                raise RuntimeError(f"{login} cannot sign in: {status} {body}")
            self.sessions[login] = body
        return self.sessions[login]

    def forget(self, token):
        """Forgets a session that has ended."""
        self.sessions = {login: held for login, held in self.sessions.items() if held["token"] != token}

    def who(self, method, path, number):
        """Whose session a call is made with."""
        if path in ("/session", "/me/password"):
            return PROBE
        if path.startswith("/accounts"):
            return ADMINISTRATOR[0]
        if path == "/cases/{id}/steps":
            return "head.cadastre"
        if path == "/notices/{id}/read":
            return TOLD
        if path.startswith(("/overview", "/notices", "/registers")) or path.endswith("access-log"):
            return WATCHERS[number // 8 % len(WATCHERS)]
        if path.startswith("/transfer-lists"):
            return TAKER if path.endswith("/received") else GIVER
        if path in ("/cases", "/cases/preview") or path.endswith("/tracking-secret"):
            return "reception.cadastre"
        return OFFICERS[number // 8 % len(OFFICERS)]

    def listed(self, login, path, name, member="id"):
        """Identifiers on a page, as they stood when it was asked for first."""
        if path not in self.cached:
            self.cached[path] = [line[member] for line in self.ask(login, path)[name]]
        return self.cached[path]

    def identifier(self, path, number):
        """Something that exists at a path with an identifier in it."""
        if path == "/cases/{id}/steps":
            return self.fresh_case(number)
        if path.startswith("/cases"):
            closed = self.listed("head.cadastre", "/registers/registration", "lines", "case")
            found = self.listed("head.cadastre", "/inbox", "cases") + closed + [self.lodged["case"]]
        elif path.startswith("/transfer-lists"):
            return self.list_at(path, number)
        elif path.startswith("/notices"):
            found = self.listed(TOLD, f"/notices?office={OFFICE}", "notices")
        else:
            accounts = self.ask("admin", "/accounts")["accounts"]
            found = [account["id"] for account in accounts if account["login"] == PROBE]
        return found[number % len(found)] if found else None

    def fresh_case(self, number):
        """A case of the deciding office at which nobody works yet; the same number gives the same case."""
        return self.lodge("reception.cadastre", self.lodging(number), number)

    def lodge(self, login, form, number):
        headers = {"Idempotency-Key": f"the-api-test-lodges-{number}-{login}"}
        status, body = self.call("POST", "/cases", form, self.session(login)["token"], headers)
        if status != 201:
            raise RuntimeError(f"no case by {login}: {status} {body}")
        return body["case"]

    def file_at_giver(self, number):
        """A case whose paper file the giving office holds."""
        return self.lodge(GIVER, self.lodging(number) | {"channel": "centre"}, number)

    def list_at(self, path, number):
        """A list that is at the step before the one that the path asks for."""
        token = self.session(GIVER)["token"]
        form = {"to": OFFICE, "cases": [self.file_at_giver(number)]}
        status, body = self.call("POST", "/transfer-lists", form, token)
        if status == 422:
            # The same request came before: its file is on a list already.
            return None
        if status != 201:
            raise RuntimeError(f"no list: {status} {body}")
        if path.endswith("/received"):
            self.call("POST", f"/transfer-lists/{body['id']}/sent", None, token)
        return body["id"]

    def address(self, path, number):
        """Values of a path without an identifier and of its query, that name something."""
        values = {
            "/calendar/{year}": ({"year": 2012 + number % 3}, {}),
            "/services/{number}/checklist": (
                {"number": 1 + number % 4}, {"channel": "cadastre", "case": 1, "product": "act"},
            ),
            "/registers/{book}": ({}, {"office": OFFICE}),
        }  # fmt: skip
        return values.get(path, ({}, {}))

    def version(self, path, identifier):
        """The version of a case or an account, for `If-Match`."""
        if path.startswith("/cases"):
            return self.ask("head.cadastre", f"/cases/{identifier}")["version"]
        accounts = self.ask("admin", "/accounts")["accounts"]
        return next(account["version"] for account in accounts if account["id"] == identifier)

    def lodging(self, number):
        """A request that the law accepts."""
        today = datetime.now(timezone(timedelta(hours=5))).date().isoformat()
        payment = {
            "payer": "individual", "purpose": "individual-housing", "area_ha": "0.12",
            "receipt_number": f"api-{number}", "paid_on": today,
        }  # fmt: skip
        if "price" not in self.cached:
            question = {key: payment[key] for key in ("payer", "purpose", "area_ha")}
            question |= {"service": 1, "product": "act", "date": today}
            self.cached["price"] = self.call("POST", "/fees/quote", question)[1]["amount"]
        kept = ["decision-extract", "project-and-boundary-materials"]
        papers = [{"id": paper, "how": "copy-kept", "count": 1} for paper in kept]
        papers += [{"id": paper, "how": "original-kept", "count": 1} for paper in ("application", "fee-receipt")]
        papers += [{"id": "identity-document", "how": "copy-kept-original-shown", "count": 1}]
        return {
            "service": 1, "case": 1, "product": "act", "channel": "cadastre",
            "executing_office": OFFICE,
            "applicant": {
                "kind": "individual", "name": "Сынақ Адам", "identifier": "990101700019",
                "phone": "+77010000000", "language": "kk",
            },
            "parcels": [{
                "cadastral_number": f"21-318-{1 + number % 999:03}-{1 + number // 999 % 999:03}", "area_ha": "0.12",
            }],
            "papers": papers,
            "payment": payment | {"amount": self.cached["price"]},
        }  # fmt: skip

    def body(self, method, path, number):
        """A body that is accepted, as far as the state of the world allows; None where any will do."""
        if method != "POST":
            return None
        own = self.passwords.get(PROBE, self.password)
        bodies = {
            "/session": lambda: {"login": PROBE, "password": own},
            "/me/password": lambda: {"old": own, "new": f"another password {number}"},
            "/accounts": lambda: {
                "login": f"made.{number}", "name": "Сынақ", "post": "маман", "office": OFFICE,
                "roles": ["executor"], "password": self.password,
            },
            "/accounts/search": lambda: {"q": "Сын", "state": "active"},
            "/accounts/{id}/status": lambda: {"status": "active"},
            "/accounts/{id}/password": lambda: {"password": f"another password {number}"},
            "/cases": lambda: self.lodging(number),
            "/cases/preview": lambda: self.lodging(number),
            "/cases/search": lambda: {"q": self.lodged["number"]},
            "/cases/{id}/steps": lambda: {"command": STEPS[number // 8 % len(STEPS)]},
            "/cases/{id}/tracking-secret": lambda: {"identity": "жеке куәлік 000000001"},
            "/tracking": lambda: {"number": self.lodged["number"], "secret": self.lodged["tracking_secret"]},
            "/transfer-lists": lambda: {"to": OFFICE, "cases": [self.file_at_giver(number)]},
            "/terms": lambda: {
                "service": 1 + number % 14, "product": "act" if number % 14 < 4 else None, "channel": "cadastre",
                "region": "21", "lodged_at": "2013-09-02T10:15:00+06:00",
            },
            "/fees/quote": lambda: {
                "service": 1 + number % 14, "product": "act", "payer": "individual", "purpose": "gardening",
                "area_ha": "0.5", "date": "2013-09-02",
            },
            "/identifiers/check": lambda: [
                {"kind": "iin", "value": "990101700019"},
                {"kind": "cadastral-number", "value": "21-318-065-123"},
                {"kind": "bin", "value": "990140000012"},
            ][number % 3],
        }  # fmt: skip
        return bodies[path]() if path in bodies else None
