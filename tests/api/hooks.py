"""Hooks of the tester: sessions of officers, and a world that generated requests meet.

Half of the well-formed requests are pointed at something that exists: an identifier that no generator guesses would
otherwise leave every good answer of a case untried. Ill-formed requests stay as they were made.
"""

import atexit
import json
import os
from pathlib import Path

import schemathesis
from schemathesis import GenerationMode
from world import PROBE, World, number_of

WORLD = World(os.environ["ZHER_ADDRESS"], os.environ["ZHER_PASSWORD"])
WORLD.prepare()
SIGNED = os.environ["ZHER_PASS"] == "officers"
COOKIE = "zher"
GOOD = set()


def number(case):
    """A number of the request: equal requests have equal ones."""
    parts = [case.method, case.path, dict(case.path_parameters or {}), dict(case.query or {}), case.body]
    return number_of(json.dumps(parts, sort_keys=True, default=repr))


def well_formed(case):
    return case.meta is not None and case.meta.generation.mode == GenerationMode.POSITIVE


if SIGNED:

    @schemathesis.auth(refresh_interval=None)
    class Sessions:
        """Officers, by bearer token and by cookie with the token of forms in turns."""

        def get(self, case, ctx):
            chosen = number(case)
            login = WORLD.who(case.method, case.path, chosen)
            return WORLD.session(login), chosen % 2 == 0

        def set(self, case, data, ctx):
            session, by_cookie = data
            if by_cookie:
                case.cookies[COOKIE] = session["token"]
                case.headers["X-CSRF-Token"] = session["csrf"]
            else:
                case.headers["Authorization"] = f"Bearer {session['token']}"


@schemathesis.hook
def map_case(context, case):
    """Points a well-formed request at what exists."""
    chosen = number(case)
    if not well_formed(case) or chosen % 4 < 2:
        return case
    path = case.path
    if "{id}" in path:
        identifier = WORLD.identifier(path, chosen)
        if identifier is None:
            return case
        case.path_parameters["id"] = identifier
        if any(parameter.name == "If-Match" for parameter in case.operation.headers):
            case.headers["If-Match"] = f'"{WORLD.version(path, identifier)}"'
    places, query = WORLD.address(path, chosen)
    case.path_parameters.update(places)
    if query:
        case.query.clear()
        case.query.update(query)
    body = WORLD.body(case.method, path, chosen)
    if body is not None:
        case.body = body
    return case


@schemathesis.hook
def after_call(context, case, response):
    """Notes which calls went well, and keeps up with what they changed: sessions, passwords, tracking secrets."""
    call = (case.method.upper(), case.path)
    if 200 <= response.status_code < 300:
        GOOD.add(" ".join(call))
    if call == ("DELETE", "/session") and response.status_code == 204:
        WORLD.sessions.pop(PROBE, None)
    elif call == ("POST", "/me/password") and response.status_code == 204:
        WORLD.passwords[PROBE] = case.body["new"]
    elif case.path.startswith("/accounts/{id}") and response.status_code == 200:
        WORLD.sessions.pop(PROBE, None)
        if case.path.endswith("password"):
            WORLD.passwords[PROBE] = case.body["password"]
    elif case.path.endswith("tracking-secret") and response.status_code == 200:
        if case.path_parameters["id"] == WORLD.lodged["case"]:
            WORLD.lodged["tracking_secret"] = response.json()["tracking_secret"]


@atexit.register
def note_good_answers():
    """Tells `run.py` which operations were seen to work, not only to refuse."""
    Path(os.environ["ZHER_GOOD"]).write_text("\n".join(sorted(GOOD)))
