"""The addresses, headers, bodies of requests to Twilio's REST API."""

import re
from base64 import b64encode
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

from channels.port import Account, AccountTrouble

# What ids look like: anything else would change the path of a request.
_ACCOUNT: Final = re.compile(r"AC[0-9A-Za-z]{1,62}", re.ASCII)
_NUMBER: Final = re.compile(r"PN[0-9A-Za-z]{1,62}", re.ASCII)
_SERVICE: Final = re.compile(r"MG[0-9A-Za-z]{1,62}", re.ASCII)


def resource(account: Account, rest: str) -> str:
    """Give the path of something of the account; raises AccountTrouble."""
    sid = secret(account, "account_sid")
    if not _ACCOUNT.fullmatch(sid):
        raise AccountTrouble("the secret `account_sid` is not one that Twilio gives out")
    return f"/2010-04-01/Accounts/{sid}{rest}"


def headers(account: Account) -> Mapping[str, str]:
    """Give the headers of every request; raises AccountTrouble."""
    pair = f"{secret(account, 'account_sid')}:{secret(account, 'auth_token')}"
    return {
        "Authorization": f"Basic {b64encode(pair.encode(errors='replace')).decode()}",
        "Content-Type": "application/x-www-form-urlencoded",
    }


def send_message(account: Account, to: str, text: str) -> bytes:
    """Write the form of a message; raises AccountTrouble.

    Only an account that knows its public webhook address (`status_callback`) asks for receipts.
    """
    form = {"To": to, **_sender(account), "Body": text}
    callback = account.secrets.get("status_callback", "")
    return urlencode(form | ({"StatusCallback": callback} if callback else {})).encode()


def set_webhook(url: str) -> bytes:
    """Write the form that has a number's messages posted to an address."""
    return urlencode({"SmsUrl": url, "SmsMethod": "POST"}).encode()


def numbers(number: str) -> str:
    """Give the rest of the path that lists a phone number of the account."""
    return f"/IncomingPhoneNumbers.json?{urlencode({'PhoneNumber': number})}"


def number(sid: str) -> str:
    """Give the rest of the path to one of the account's numbers; raises AccountTrouble."""
    if not _NUMBER.fullmatch(sid):
        raise AccountTrouble("Twilio names the number in a strange way")
    return f"/IncomingPhoneNumbers/{sid}.json"


def is_messaging_service(sender: str) -> bool:
    """Tell whether the account sends through a messaging service rather than from one number."""
    return bool(_SERVICE.fullmatch(sender))


def secret(account: Account, name: str) -> str:
    """Give the newest of the account's secrets of one name; raises AccountTrouble."""
    newest = account.secrets.get(name, "").partition(",")[0].strip()
    if not newest:
        raise AccountTrouble(f"the account lacks its secret `{name}`")
    return newest


def _sender(account: Account) -> Mapping[str, str]:
    sender = secret(account, "from")
    return {"MessagingServiceSid" if is_messaging_service(sender) else "From": sender}
