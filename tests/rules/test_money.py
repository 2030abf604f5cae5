"""Sums as people type them, kept exactly and shown as people of the place write them."""

from decimal import Decimal

import pytest
from babel.numbers import get_currency_precision
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.money import ABSURD, Money, parse_money
from bot.domain.refusals import BadAmount

LOCALES = [
    *("en_GB", "en_US", "en_IE", "en_IN", "en_ZA", "de_DE", "de_AT", "de_CH", "fr_FR", "fr_CH"),
    *("es_ES", "it_IT", "nl_NL", "pt_BR", "sv_SE", "da_DK", "pl_PL", "cs_CZ", "ja_JP"),
]
CURRENCIES = [
    *("GBP", "EUR", "USD", "CHF", "JPY", "KWD", "SEK", "DKK"),
    *("PLN", "CZK", "INR", "ZAR", "BRL", "AUD", "CNY"),
]


def read(typed: str, currency: str = "GBP", locale: str = "en_GB") -> Money:
    return parse_money(typed, currency=currency, locale=locale)


def sum_or_reason(typed: str, currency: str, locale: str) -> Money | str:
    try:
        return read(typed, currency, locale)
    except BadAmount as refused:
        return refused.why


def why_not(typed: str, currency: str = "GBP", locale: str = "en_GB") -> str:
    with pytest.raises(BadAmount) as refused:
        read(typed, currency, locale)
    assert (refused.value.typed, refused.value.currency) == (typed, currency)
    return refused.value.why


@pytest.mark.parametrize(
    ("typed", "pence"),
    [
        ("£40", 4000),
        ("40 GBP", 4000),
        ("gbp 40", 4000),
        ("GBP40", 4000),
        ("40£", 4000),
        ("£ 40 GBP", 4000),
        ("40", 4000),
        (" 40 ", 4000),
        ("40.5", 4050),
        ("40.50", 4050),
        (".50", 50),
        ("0.01", 1),
        ("0.29", 29),
        ("1,200.50", 120050),
        ("1200.50", 120050),
        ("£1,200", 120000),
        ("999,999.99", 99999999),
    ],
)
def test_a_sum_is_read_as_it_is_typed(typed: str, pence: int) -> None:
    assert read(typed) == Money(pence, "GBP")


@pytest.mark.parametrize(
    ("typed", "currency", "locale", "minor"),
    [
        ("3,000", "JPY", "en_GB", 3000),
        ("¥3000", "JPY", "en_GB", 3000),
        ("40.125", "KWD", "en_GB", 40125),
        ("40", "KWD", "en_GB", 40000),
        ("1.200,50", "EUR", "de_DE", 120050),
        ("1.200,50 €", "EUR", "de_DE", 120050),
        ("1.200", "EUR", "de_DE", 120000),
        ("40,5", "EUR", "de_DE", 4050),
        ("1 200,50", "EUR", "fr_FR", 120050),
        ("1 200,50 kr", "SEK", "sv_SE", 120050),
        ("Kr 40", "SEK", "sv_SE", 4000),
        ("1'200.50", "CHF", "de_CH", 120050),
        ("CHF 1’200.50", "CHF", "de_CH", 120050),  # noqa: RUF001 - as Swiss people write it
        ("R40", "ZAR", "en_ZA", 4000),
        ("$40", "AUD", "en_AU", 4000),
        ("$40", "USD", "en_GB", 4000),
        ("1,20,000.00", "INR", "en_IN", 12000000),
    ],
)
def test_a_sum_is_read_as_its_place_writes_it(
    typed: str, currency: str, locale: str, minor: int
) -> None:
    assert read(typed, currency, locale) == Money(minor, currency)


@pytest.mark.parametrize(
    ("typed", "currency", "locale", "why"),
    [
        ("", "GBP", "en_GB", "unreadable"),
        ("forty", "GBP", "en_GB", "unreadable"),
        ("£", "GBP", "en_GB", "unreadable"),
        ("..", "GBP", "en_GB", "unreadable"),
        ("40 or 50", "GBP", "en_GB", "unreadable"),
        ("4 0", "GBP", "en_GB", "unreadable"),
        ("40,5", "GBP", "en_GB", "unreadable"),
        ("1,2,3", "GBP", "en_GB", "unreadable"),
        ("1.200,50", "GBP", "en_GB", "unreadable"),
        ("40.5", "EUR", "de_DE", "unreadable"),
        ("4e3", "GBP", "en_GB", "unreadable"),
        ("inf", "GBP", "en_GB", "unreadable"),
        ("NaN", "GBP", "en_GB", "unreadable"),
        ("$40", "GBP", "en_GB", "currency"),
        ("40 EUR", "GBP", "en_GB", "currency"),
        ("£40 EUR", "GBP", "en_GB", "currency"),
        ("$40", "AUD", "en_GB", "currency"),
        ("RUB 40", "ZAR", "en_ZA", "currency"),
        ("0", "GBP", "en_GB", "not_positive"),
        ("0.00", "GBP", "en_GB", "not_positive"),
        ("-40", "GBP", "en_GB", "not_positive"),
        ("£-40", "GBP", "en_GB", "not_positive"),
        ("40.505", "GBP", "en_GB", "decimals"),
        ("40.000", "GBP", "en_GB", "decimals"),
        ("0.001", "GBP", "en_GB", "decimals"),
        ("40." + "0" * 40 + "1", "GBP", "en_GB", "decimals"),
        ("3000.5", "JPY", "en_GB", "decimals"),
        ("40.1255", "KWD", "en_GB", "decimals"),
        ("1,000,000", "GBP", "en_GB", "absurd"),
        ("9" * 60, "GBP", "en_GB", "absurd"),
        ("1,000,000", "JPY", "en_GB", "absurd"),
    ],
)
def test_what_is_no_sum_is_refused_with_the_reason(
    typed: str, currency: str, locale: str, why: str
) -> None:
    assert why_not(typed, currency, locale) == why


@pytest.mark.parametrize(
    ("money", "locale", "shown"),
    [
        (Money(4000, "GBP"), "en_GB", "£40.00"),
        (Money(123450, "GBP"), "en_GB", "£1,234.50"),
        (Money(3000, "JPY"), "ja_JP", "￥3,000"),
        (Money(40125, "KWD"), "en_GB", "KWD40.125"),
        (Money(120050, "EUR"), "de_DE", "1.200,50\N{NO-BREAK SPACE}€"),
    ],
)
def test_a_sum_is_shown_as_its_place_writes_it(money: Money, locale: str, shown: str) -> None:
    assert money.shown(locale) == shown


@pytest.mark.parametrize("currency", CURRENCIES)
@pytest.mark.parametrize("locale", LOCALES)
def test_every_place_reads_every_currency_that_it_shows(locale: str, currency: str) -> None:
    for minor in (1, 40000, 123456):
        money = Money(minor, currency)
        assert read(money.shown(locale), currency, locale) == money


@given(st.sampled_from(CURRENCIES), st.sampled_from(LOCALES), st.data())
def test_what_is_shown_is_read_back_to_the_last_coin(
    currency: str, locale: str, data: st.DataObject
) -> None:
    most = int(ABSURD) * 10 ** get_currency_precision(currency) - 1
    money = Money(data.draw(st.integers(1, most)), currency)
    assert read(money.shown(locale), currency, locale) == money


@given(st.decimals("0.01", "999999.99", places=2))
def test_no_penny_is_lost_or_found(amount: Decimal) -> None:
    money = read(f"{amount:f}")
    assert type(money.minor) is int
    assert Decimal(money.minor) == amount * 100


@given(
    st.text(max_size=40) | st.text("0123456789.,'- £$€GBP", max_size=40),
    st.sampled_from(CURRENCIES),
    st.sampled_from(LOCALES),
)
def test_whatever_is_typed_is_a_sum_within_reason_or_refused(
    typed: str, currency: str, locale: str
) -> None:
    match sum_or_reason(typed, currency, locale):
        case Money() as money:
            assert type(money.minor) is int
            assert 0 < money.minor < ABSURD * 10 ** get_currency_precision(currency)
            assert money.currency == currency
        case why:
            assert why in {"unreadable", "currency", "not_positive", "decimals", "absurd"}


@given(st.integers(1, 10**8), st.integers(1, 10**8))
def test_sums_of_one_currency_are_ordered_by_size(one: int, other: int) -> None:
    assert (Money(one, "GBP") < Money(other, "GBP")) is (one < other)
