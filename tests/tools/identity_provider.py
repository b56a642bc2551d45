"""A local identity provider for the tests: OpenID Connect with one client, where whoever comes is signed in at once.

`says` are the claims about that person; what a test puts there replaces what a right token says, also `aud` and `exp`.
`forge` makes the token from the claims in place of the provider's key.
"""

import json
import secrets
import threading
import time
from base64 import b64decode
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "ledger", "the-client-keeps-this-one"


class IdentityProvider(ThreadingHTTPServer):
    """Runs on a free port of this machine between `with` and its end."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Answers)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
        self.says: dict = {}
        self.forge = None
        self.codes: dict[str, str] = {}

    def __enter__(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()

    def token(self, nonce: str) -> str:
        """Return the signed token about the person who signed in just now."""
        now = int(time.time())
        right = {"iss": self.url, "aud": CLIENT, "sub": "1", "iat": now, "exp": now + 3600, "nonce": nonce}
        return (self.forge or self.sign)(right | self.says)

    def sign(self, claims: dict) -> str:
        """Return claims signed as the provider signs."""
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.key)

    def secrets_file(self, folder) -> str:
        """Write the app's secrets for this provider into a folder and return the path."""
        path = folder / "secrets.toml"
        path.write_text(
            '[auth]\nredirect_uri = "http://127.0.0.1:{port}/oauth2callback"\n'
            f'cookie_secret = "{secrets.token_hex(32)}"\nclient_id = "{CLIENT}"\nclient_secret = "{SECRET}"\n'
            f'server_metadata_url = "{self.url}/.well-known/openid-configuration"\n',
            encoding="utf-8",
        )
        return str(path)


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        path, asked = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
        if path == "/.well-known/openid-configuration":
            places = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "jwks"}
            self._json(
                {"issuer": self.server.url} | {name: f"{self.server.url}/{place}" for name, place in places.items()}
            )
        elif path == "/jwks":
            self._json({"keys": [self.server.key.as_dict(private=False)]})
        elif path == "/authorize":
            code = secrets.token_hex(8)
            self.server.codes[code] = asked["nonce"][0]
            self.send_response(302)
            self.send_header(
                "Location", f"{asked['redirect_uri'][0]}?{urlencode({'code': code, 'state': asked['state'][0]})}"
            )
            self.end_headers()

    def do_POST(self):
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        client = b64decode(self.headers.get("Authorization", "").removeprefix("Basic ")).decode()
        if unquote(client) != f"{CLIENT}:{SECRET}":
            return self._json({"error": "invalid_client"}, 401)
        token = self.server.token(self.server.codes.pop(sent["code"][0]))
        self._json({"access_token": "none", "token_type": "Bearer", "id_token": token})

    def _json(self, body: dict, status: int = 200):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *_):
        """Say nothing: the tests' output is for the tests."""
