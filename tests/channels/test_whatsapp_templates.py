"""Filled templates, written as Meta wants them or refused before they leave."""

from typing import Any

import msgspec
import pytest

from channels.whatsapp import requests
from channels.whatsapp.templates import Button, Link, Moment, Money, Parameter, Reply, Text
from foundation.errors import Permanent

ANN = "16505550001"


def written(*parameters: Parameter, buttons: tuple[Button, ...] = ()) -> Any:  # noqa: ANN401 - JSON
    body = requests.send_template(ANN, "reminder_2", "pt_BR", parameters, buttons)
    return msgspec.json.decode(body)


def test_a_template_is_written_as_documented() -> None:
    said = written(Text("Ana"), Money(12_500, "EUR", "12,50 €"), Moment("sexta às 10"))
    assert {name: value for name, value in said.items() if name != "template"} == {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": ANN,
        "type": "template",
    }
    price = {"fallback_value": "12,50 €", "code": "EUR", "amount_1000": 12_500}
    body = [
        {"type": "text", "text": "Ana"},
        {"type": "currency", "currency": price},
        {"type": "date_time", "date_time": {"fallback_value": "sexta às 10"}},
    ]
    assert said["template"] == {
        "name": "reminder_2",
        "language": {"code": "pt_BR"},
        "components": [{"type": "body", "parameters": body}],
    }


def test_a_templates_buttons_are_filled_by_their_place() -> None:
    said = written(buttons=(Reply(0, "confirm:7"), Link(1, "abc")))
    assert said["template"]["components"] == [
        {
            "type": "button",
            "sub_type": "quick_reply",
            "index": "0",
            "parameters": [{"type": "payload", "payload": "confirm:7"}],
        },
        {
            "type": "button",
            "sub_type": "url",
            "index": "1",
            "parameters": [{"type": "text", "text": "abc"}],
        },
    ]


def test_a_template_without_gaps_has_no_components() -> None:
    assert written()["template"] == {"name": "reminder_2", "language": {"code": "pt_BR"}}


def test_a_named_gap_keeps_its_name() -> None:
    (body,) = written(Text("Ana", "stylist"))["template"]["components"]
    assert body["parameters"] == [{"type": "text", "text": "Ana", "parameter_name": "stylist"}]


def test_four_spaces_are_fine_five_are_not() -> None:
    written(Text("a    b"))
    with pytest.raises(Permanent, match="parameter 2"):
        written(Text("a"), Text("a     b"))


@pytest.mark.parametrize("text", ["", "  ", "a\nb", "a\tb", "a\r", "a\u2028b", "x" * 1025])
@pytest.mark.parametrize("kind", [Text, Moment])
def test_what_meta_would_refuse_never_leaves(kind: type[Text | Moment], text: str) -> None:
    with pytest.raises(Permanent, match="parameter 1") as caught:
        written(kind(text))
    assert text == "" or text not in str(caught.value)


@pytest.mark.parametrize(
    "parameters",
    [
        (Money(1, "eur", "1"),),
        (Money(1, "EUR", "1\n"),),
        (Text("a", "Bad Name"),),
        (Text("a", "x"), Text("b", "x")),
        (Text("a", "x"), Text("b")),
    ],
)
def test_parameters_that_fit_no_template_are_refused(parameters: tuple[Parameter, ...]) -> None:
    with pytest.raises(Permanent):
        written(*parameters)


@pytest.mark.parametrize(
    "buttons",
    [
        (Reply(0, ""),),
        (Reply(0, "é" * 129),),
        (Reply(10, "x"),),
        (Reply(-1, "x"),),
        (Link(0, ""),),
        (Link(0, "a b"),),
        (Reply(0, "x"), Link(0, "y")),
    ],
)
def test_buttons_that_fit_no_template_are_refused(buttons: tuple[Button, ...]) -> None:
    with pytest.raises(Permanent):
        written(buttons=buttons)


@pytest.mark.parametrize(
    ("name", "language"), [("", "en"), ("Reminder", "en"), ("a b", "en"), ("a", ""), ("a", "en-US")]
)
def test_names_that_no_template_has_are_refused(name: str, language: str) -> None:
    with pytest.raises(Permanent):
        requests.send_template(ANN, name, language)
