from __future__ import annotations

import pytest

from hardware.receipt import Bullet, Code, Gap, Line, Pair, Receipt, Rule


@pytest.fixture
def ticket() -> Receipt:
    """A ticket as the kiosk prints it, with the longest names of the mall."""
    return Receipt(
        parts=(
            Line("Mal Pelayanan Publik Kota Malang", align="center", bold=True),
            Rule(),
            Line("Dinas Kependudukan dan Pencatatan Sipil", align="center", size="large", bold=True),
            Line("Perekaman KTP elektronik (e-KTP)", align="center"),
            Line("NOMOR ANTREAN", align="center", size="small"),
            Line("A-017", align="center", size="huge", bold=True),
            Gap(1),
            Line("Zona Utara, Loket 4-7", align="center", size="large", bold=True),
            Line("Sekitar 12 orang di depan Anda", align="center"),
            Code("http://192.168.1.20:8080/t/3f9Kq2LxVb7R"),
            Rule(),
            Line("Siapkan:", bold=True),
            Bullet("Surat pengantar RT/RW yang sudah ditandatangani dan dicap basah"),
            Rule(),
            Pair("Senin, 23 November 2026", "08.14 WIB"),
            Line("Terima kasih. Layanan ini tidak dipungut biaya.", align="center", size="small"),
        )
    )
