"""A small mall for fakes: two tenants, and a server that knows line order and nothing more."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from msgspec.structs import replace

from protocol.catalogue import (
    Catalogue,
    Counter,
    CounterId,
    Service,
    ServiceId,
    Standard,
    Tenant,
    TenantId,
    Text,
    Zone,
    ZoneId,
)
from protocol.hall import CATALOGUE_NONE, Hall, State
from protocol.messages import (
    Actor,
    CallNext,
    Command,
    ConfirmTicket,
    DayStarted,
    FinishService,
    Happening,
    IssueTicket,
    MarkNoShow,
    OfficerSignedOff,
    OfficerSignedOn,
    Reason,
    Recall,
    Refused,
    ServiceFinished,
    ServiceStarted,
    SignOff,
    SignOn,
    StartService,
    TakeBack,
    TicketConfirmed,
    TicketIssued,
    VisitCalled,
    VisitHappening,
    VisitId,
    VisitMissed,
    VisitRecalled,
    VisitTakenBack,
)


def decide(hall: Hall, command: Command, actor: Actor) -> tuple[Happening, ...] | Refused:
    """What follows from a command: numbers per tenant, line order, no quotas, hours or limits."""
    started = () if hall.day is not None else (DayStarted(day="2026-01-05"),)
    match command:
        case IssueTicket(service=service):
            if service not in hall.catalogue.services:
                return Refused(reason=Reason.UNKNOWN_SERVICE, about=service)
            tenant = hall.catalogue.tenants[hall.catalogue.services[service].tenant]
            number = hall.books.series.get(tenant.prefix, 0) + 1 if hall.books and not started else 1
            seq = hall.seq + len(started) + 1
            issued = TicketIssued(
                visit=VisitId(seq),
                stop=0,
                tenant=tenant.id,
                issuer=actor.device,
                service=service,
                prefix=tenant.prefix,
                number=number,
                language=command.language,
                ahead=len(hall.lines.get(service, ())),
                token=f"token-{seq}",
            )
            return (*started, issued)
        case ConfirmTicket(visit=visit, paper=paper):
            return _moved(hall, visit, partial(TicketConfirmed, paper=paper), State.PRINTING)
        case SignOn(counter=counter, officer=officer):
            if counter not in hall.catalogue.counters:
                return Refused(reason=Reason.UNKNOWN_COUNTER, about=str(counter))
            tenant_id = hall.catalogue.counters[counter].tenant
            if counter in hall.desks:
                return Refused(reason=Reason.COUNTER_TAKEN, about=str(counter))
            return (OfficerSignedOn(counter=counter, tenant=tenant_id, officer=officer, device=actor.device),)
        case SignOff(counter=counter):
            return _signed_off(hall, counter)
        case CallNext(counter=counter):
            return _called(hall, counter)
        case Recall(counter=counter, visit=visit):
            return _moved(hall, visit, partial(VisitRecalled, counter=counter), State.CALLED)
        case StartService(counter=counter, visit=visit):
            return _moved(hall, visit, partial(ServiceStarted, counter=counter), State.CALLED)
        case FinishService(counter=counter, visit=visit, outcome=outcome):
            return _moved(
                hall,
                visit,
                partial(ServiceFinished, counter=counter, outcome=outcome),
                State.SERVING,
            )
        case MarkNoShow(counter=counter, visit=visit):
            return _moved(hall, visit, partial(VisitMissed, counter=counter), State.CALLED)
        case TakeBack(counter=counter, visit=visit):
            return _moved(
                hall,
                visit,
                partial(VisitTakenBack, counter=counter, reason="officer"),
                State.CALLED,
            )


def _moved(
    hall: Hall, visit: VisitId, happening: Callable[..., VisitHappening], wanted: State
) -> tuple[Happening, ...] | Refused:
    if visit not in hall.visits:
        return Refused(reason=Reason.UNKNOWN_VISIT, about=str(visit))
    stop = hall.visits[visit].stops[0]
    if stop.state is not wanted:
        return Refused(reason=Reason.WRONG_STATE, about=stop.state.value)
    return (happening(visit=visit, stop=0, tenant=stop.tenant, issuer=hall.visits[visit].issuer),)


def _signed_off(hall: Hall, counter: CounterId) -> tuple[Happening, ...] | Refused:
    desk = hall.desks.get(counter)
    if desk is None:
        return Refused(reason=Reason.COUNTER_CLOSED, about=str(counter))
    off = OfficerSignedOff(counter=counter, tenant=TenantId(desk.tenant))
    if desk.visit is None:
        return (off,)
    back = _moved(
        hall,
        desk.visit,
        partial(VisitTakenBack, counter=counter, reason="signed_off"),
        State.CALLED,
    )
    return Refused(reason=Reason.COUNTER_BUSY) if isinstance(back, Refused) else (*back, off)


def _called(hall: Hall, counter: CounterId) -> tuple[Happening, ...] | Refused:
    desk = hall.desks.get(counter)
    if desk is None:
        return Refused(reason=Reason.COUNTER_CLOSED, about=str(counter))
    if desk.visit is not None:
        return Refused(reason=Reason.COUNTER_BUSY, about=str(counter))
    services = hall.catalogue.counters[counter].services
    places = sorted(place for service in services for place in hall.lines.get(service, ()))
    if not places:
        return Refused(reason=Reason.LINE_EMPTY, about=str(counter))
    _, visit, _ = places[0]
    return _moved(hall, visit, partial(VisitCalled, counter=counter, why="line_order"), State.WAITING)


def small_catalogue() -> Catalogue:
    """Two tenants, three services, four counters: enough for a test that has no files at hand."""

    def text(indonesian: str, english: str) -> Text:
        return Text(id=indonesian, en=english)

    def tenant(id_: str, prefix: str, short: str, name: Text, spoken: str) -> Tenant:
        return Tenant(
            id=TenantId(id_), prefix=prefix, short_name=short, name=name, spoken=spoken, zone=ZoneId("1")
        )

    def service(id_: str, name: Text, *words: str) -> Service:
        standard = Standard(
            requirements=(text("KTP asli", "Original identity card"),),
            procedure=(text("Ambil nomor, tunggu dipanggil", "Take a number, wait to be called"),),
            lead_time=text("1 hari kerja", "1 working day"),
            fee=text("Gratis", "Free"),
            product=name,
            complaints=text("Loket pengaduan", "Complaints desk"),
        )
        owner = TenantId(id_.partition(".")[0])
        return Service(
            id=ServiceId(id_), tenant=owner, name=name, words=words, duration_min=10, standard=standard
        )

    def counter(number: int, owner: str, *services: str) -> Counter:
        return Counter(
            id=CounterId(number),
            tenant=TenantId(owner),
            zone=ZoneId("1"),
            services=frozenset(map(ServiceId, services)),
        )

    tenants = (
        tenant(
            "dukcapil",
            "A",
            "Dispendukcapil",
            text("Dinas Kependudukan dan Pencatatan Sipil", "Civil Registry Office"),
            "Dinas Kependudukan",
        ),
        tenant(
            "pdam",
            "B",
            "PDAM",
            text("Perumda Air Minum Tugu Tirta", "Tugu Tirta Water Company"),
            "P D A M",
        ),
    )
    services = (
        service("dukcapil.ktp-rekam", text("Perekaman KTP-el", "Identity card enrolment"), "ktp", "foto"),
        service("dukcapil.kk", text("Kartu Keluarga", "Family card"), "kk"),
        service("pdam.sambungan", text("Sambungan baru", "New connection"), "air"),
    )
    counters = (
        counter(1, "dukcapil", "dukcapil.ktp-rekam", "dukcapil.kk"),
        counter(2, "dukcapil", "dukcapil.ktp-rekam", "dukcapil.kk"),
        counter(3, "dukcapil", "dukcapil.kk"),
        counter(4, "pdam", "pdam.sambungan"),
    )
    zone = Zone(id=ZoneId("1"), name=text("Lantai 3", "Floor 3"))
    return replace(
        CATALOGUE_NONE,
        name=text("MPP Kota Malang", "Malang Public Service Mall"),
        city="Kota Malang",
        timezone="Asia/Jakarta",
        hours=dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "08:00-16:00"),
        zones={zone.id: zone},
        tenants={one.id: one for one in tenants},
        services={one.id: one for one in services},
        counters={one.id: one for one in counters},
    )
