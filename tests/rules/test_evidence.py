"""The address in what was typed as evidence: opened with a button, so it must be one."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.evidence import link_in


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        ("https://shop.example/receipts/7", "https://shop.example/receipts/7"),
        ("See https://shop.example/r?id=7&a=b.", "https://shop.example/r?id=7&a=b"),
        ("The receipt (HTTPS://Shop.example/7), and a call", "HTTPS://Shop.example/7"),
        ("<https://shop.example/7|here>", "https://shop.example/7"),
        ("http://127.0.0.1:8080/x", "http://127.0.0.1:8080/x"),
        ("https://shop.example.", "https://shop.example"),
        ("shop.example/7", None),
        ("javascript:alert(1)", None),
        ("https://", None),
        ("A photograph of the receipt", None),
        ("", None),
    ],
)
def test_the_first_address_is_found(typed: str, link: str | None) -> None:
    assert link_in(typed) == link


@given(st.text(), st.text())
def test_what_is_found_is_an_address_that_was_typed(before: str, after: str) -> None:
    typed = f"{before}https://a{after}"
    link = link_in(typed)
    assert link is not None
    assert link in typed
    assert urlsplit(link).hostname
    assert not {*link} & {*"<>\"'`|\\^{} \n"}
