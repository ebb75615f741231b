"""How the kiosk is, for whoever drives its window."""

from __future__ import annotations

from client.link import Link
from kiosk.flow import Flow
from protocol.catalogue import Language


def report_of(flow: Flow, link: Link, language: Language) -> dict[str, object]:
    """`wanted`: what a number taken now would be for, in the quickest order. `shut`: services to reasons."""
    seen = flow.looking.seen
    visit, waiting, catalogue = flow.visit, link.waiting, link.hall.catalogue
    return {
        "screen": flow.screen.value,
        "link": link.state.value,
        "problem": link.problem,
        "language": language,
        "training": link.welcome is not None and link.welcome.training,
        "tenants": len(catalogue.tenants),
        "tenant": flow.tenant,
        "service": flow.service,
        "wanted": list(flow.wanted.ordered(catalogue, waiting)),
        "priority": flow.wishes.priority,
        "code": flow.code,
        "can_take": flow.can_take,
        "shut": {} if waiting is None else {id: why.reason.value for id, why in waiting.shut.items()},
        "visit": None if visit is None else visit.id,
        "label": None if visit is None else visit.label,
        "stops": [] if visit is None else [stop.service for stop in visit.stops],
        "copies": 0 if visit is None else visit.copies,
        "paper": flow.paper,
        "trouble": flow.trouble,
        "seen": None if seen is None else seen.visit.label,
        "seen_did": None if seen is None else seen.did,
        "seen_states": [] if seen is None else [stop.state.value for stop in seen.visit.stops],
        "unread": flow.looking.unread,
        "can_scan": flow.can_scan,
        "refused": None if flow.refused is None else flow.refused.reason.value,
    }
