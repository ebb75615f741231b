from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from client.address import ADDRESSES_COUNT_MAX, Address, AddressUnreadable, LastGood, in_order, parse

ONE, TWO, THREE = (Address(host=f"10.0.0.{last}", port=8642) for last in (1, 2, 3))
HOSTS = st.one_of(
    st.ip_addresses().map(str), st.from_regex(r"[a-z][a-z0-9-]{0,20}(\.[a-z]{2,5})?", fullmatch=True)
)


@given(st.builds(Address, host=HOSTS, port=st.integers(1, 65_535)))
def test_an_address_is_read_as_it_is_written(address):
    assert parse(str(address)) == address


@pytest.mark.parametrize(
    "text",
    ["", "mall", "mall:", ":80", "mall:0", "mall:65536", "a b:80", "ws://mall:80", "::1:80", "[::1]80"],
)
def test_what_is_no_address_is_refused_with_an_example(text):
    with pytest.raises(AddressUnreadable, match=r"is not HOST:PORT, for example"):
        parse(text)


def test_the_url_is_that_of_a_session():
    assert ONE.url == "ws://10.0.0.1:8642/session"
    assert Address(host="fe80::1%eth0", port=1).url == "ws://[fe80::1%25eth0]:1/session"


def test_the_last_good_address_is_tried_first_then_the_found_then_the_typed():
    assert in_order(TWO, (ONE, TWO), THREE) == [TWO, ONE, THREE]
    assert in_order(None, (), None) == []


def test_no_more_addresses_are_tried_than_the_limit_says():
    many = tuple(Address(host="10.0.0.1", port=port) for port in range(1, 100))
    assert len(in_order(ONE, many, TWO)) == ADDRESSES_COUNT_MAX


def test_the_last_good_address_survives_in_its_file(tmp_path):
    LastGood(tmp_path / "deep" / "address").write(ONE)
    assert LastGood(tmp_path / "deep" / "address").read() == ONE


def test_a_missing_or_spoilt_memory_is_none(tmp_path):
    spoilt = tmp_path / "address"
    spoilt.write_bytes(b"\xff\xfe nonsense")
    assert LastGood(spoilt).read() is None
    assert LastGood(tmp_path / "missing").read() is None
    assert LastGood(None).read() is None


def test_a_memory_that_cannot_be_written_is_done_without(tmp_path):
    (tmp_path / "file").touch()
    LastGood(tmp_path / "file" / "address").write(ONE)
    LastGood(None).write(ONE)
    assert LastGood(tmp_path / "file" / "address").read() is None
