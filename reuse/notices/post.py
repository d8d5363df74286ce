"""The post: notices leave as mail through SMTP."""

import smtplib
import ssl
from email.message import EmailMessage
from urllib.parse import SplitResult, unquote, urlsplit

from reuse.notices.models import Notice
from reuse.settings import Settings

SECONDS = 20


class NoMailServer(Exception):
    """This installation sends no mail: its notices are given up at once, and stay visible as such."""


def send(notice: Notice, settings: Settings) -> None:
    """Hand one notice to the mail server named by REUSE_MAIL_URL (smtp://user:password@host:port or smtps://)."""
    if not settings.mail_url:
        raise NoMailServer("no mail server is set (REUSE_MAIL_URL)")
    parts = urlsplit(settings.mail_url)
    with _connected(parts) as server:
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        server.send_message(_message(notice, settings.mail_from))


def _connected(parts: SplitResult) -> smtplib.SMTP:
    """A connection whose certificate has been checked; a password never leaves without encryption."""
    host, port, trusted = parts.hostname or "localhost", parts.port or 0, ssl.create_default_context()
    if parts.scheme == "smtps":
        return smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=trusted)
    server = smtplib.SMTP(host, port, timeout=SECONDS)
    if parts.username:
        server.starttls(context=trusted)
    return server


def _message(notice: Notice, sender: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, notice.address, notice.subject
    message["Message-ID"] = f"<notice-{notice.id}@{sender.rpartition('@')[2] or 'localhost'}>"
    message.set_content(notice.body)
    return message
