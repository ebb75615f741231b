from __future__ import annotations

import contextlib
import io
import itertools
import json
import shutil
import subprocess
import sys
import tempfile
import wave
from array import array
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from display import dictation, samples
from display.clip import CEILING, LOUDNESS, clip_from
from display.dictation import HELPER, Dictation, Unspoken
from display.pack import CLIPS, Manner, Pack, PackError
from display.samples import RATE_HZ, Samples, Unreadable, from_bytes, read, wav
from display.speech import LANGUAGES, Announcement, phrase_for
from display.voice import CHIME, Voice

ExpectLog = Callable[[str], None]


def a_call(**changed: object) -> Announcement:
    usual = dict(
        id=1, prefix="A", number=17, counter=5, tenant="Dinas Kependudukan", language="id", recall=False
    )
    return Announcement(**{**usual, **changed})  # type: ignore[arg-type]


def manner() -> Manner:
    found = Pack(CLIPS, "id").manner
    assert found is not None
    return found


def a_tone(duration_ms: int, value: int = 8_000, rate_hz: int = RATE_HZ) -> Samples:
    half_wave = [value] * 20 + [-value] * 20
    count = duration_ms * rate_hz // 1000
    return array("h", (half_wave * (count // 40 + 1))[:count])


def write_wav(
    path: Path, frames: bytes, *, rate_hz: int = RATE_HZ, channels: int = 1, width: int = 2
) -> None:
    with wave.open(str(path), "wb") as file:
        file.setframerate(rate_hz)
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.writeframes(frames)


class Mute:
    """A speaker that can say nothing, and remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def say(self, text: str, manner: Manner) -> Samples:
        self.asked.append(text)
        raise Unspoken("mute")

    def close(self) -> None:
        pass


@pytest.fixture
def mute() -> Mute:
    return Mute()


def test_a_call_is_one_wav_of_a_length_that_people_listen_to(tmp_path: Path, mute: Mute) -> None:
    sound = Voice(cache=tmp_path, speaker=mute).speak(a_call())
    with wave.open(io.BytesIO(sound.wav())) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (22_050, 1, 2)
        assert file.getnframes() == len(sound.pcm) // 2
    assert 4_000 <= sound.duration_ms <= 6_500
    assert sound.missing == ()


def test_a_call_lasts_as_long_as_its_clips_and_pauses_to_the_sample(tmp_path: Path, mute: Mute) -> None:
    sound = Voice(cache=tmp_path, speaker=mute).speak(a_call(), chime=False)
    pack, spoken = Pack(CLIPS, "id"), manner()
    expected = 0
    for word in phrase_for(a_call()):
        expected += len(read(pack.files_for(word)[0])) + samples.count_of(spoken.pauses_ms[word.pause])
        expected -= samples.count_of(spoken.overlap_ms) if word.pause == "joined" else 0
    assert len(sound.pcm) // 2 == expected


def test_the_bell_comes_first_and_can_be_left_out(tmp_path: Path, mute: Mute) -> None:
    voice = Voice(cache=tmp_path, speaker=mute)
    with_bell, without = voice.speak(a_call()), voice.speak(a_call(), chime=False)
    bell = samples.to_bytes(read(CLIPS / CHIME))
    assert with_bell.pcm[:20_000] == bell[:20_000]
    assert 500 <= with_bell.duration_ms - without.duration_ms <= 1_000


@settings(max_examples=40, deadline=None)
@given(number=st.integers(0, 9999), counter=st.integers(1, 99), language=st.sampled_from(LANGUAGES))
def test_no_call_needs_the_helper_and_none_is_clipped(number: int, counter: int, language: str) -> None:
    mute = Mute()
    sound = Voice(cache=Path("unused"), speaker=mute).speak(
        a_call(number=number, counter=counter, language=language, tenant="")
    )
    assert mute.asked == []
    assert max(from_bytes(sound.pcm)) < samples.PEAK


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_clips_are_equally_loud_without_silence_and_end_softly(language: str) -> None:
    for file in sorted((CLIPS / language).glob("*.wav")):
        clip = read(file)
        assert 0.75 * LOUDNESS <= samples.loudness(clip) <= 1.05 * LOUDNESS, file.name
        assert samples.peak(clip) <= CEILING + 0.001, file.name
        assert max(abs(value) for value in (*clip[:3], *clip[-3:])) < 0.01 * samples.PEAK, file.name
        audible = [index for index, value in enumerate(clip) if abs(value) > 0.02 * samples.PEAK]
        assert audible[0] < samples.count_of(60), file.name
        assert len(clip) - audible[-1] < samples.count_of(120), file.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_pack_is_small_and_holds_no_stray_file(language: str) -> None:
    pack = Pack(CLIPS, language)  # type: ignore[arg-type]
    files = {file.name for file in (CLIPS / language).iterdir()}
    assert files == {file.name for file in (*pack.words.values(), *pack.joined.values())} | {
        "words.toml",
        "voice.toml",
    }
    assert sum(file.stat().st_size for file in (CLIPS / language).iterdir()) < 4_000_000


def test_an_english_call_says_an_indonesian_agency_with_the_indonesian_clip(
    tmp_path: Path, mute: Mute
) -> None:
    english = Voice(cache=tmp_path, speaker=mute).speak(a_call(language="en"))
    assert english.missing == ()
    assert mute.asked == []
    clip = samples.to_bytes(read(CLIPS / "id" / "dinas-kependudukan.wav"))
    assert english.pcm[-len(clip) :][1_000:-1_000] == clip[1_000:-1_000]


def test_a_missing_word_is_left_out_counted_and_the_call_goes_on(
    tmp_path: Path, mute: Mute, expect_log: ExpectLog
) -> None:
    expect_log("'Kedai Kopi' is left out of a call: mute")
    voice = Voice(cache=tmp_path, speaker=mute)
    sound = voice.speak(a_call(tenant="Kedai Kopi"))
    assert sound.missing == ("Kedai Kopi",)
    assert voice.words_left_out_count == 1
    assert sound.pcm == voice.speak(a_call(tenant="Kedai Kopi")).pcm
    assert voice.words_left_out_count == 2


def test_a_missing_word_is_spoken_by_the_helper_and_kept(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = Voice(cache=cache).speak(a_call(tenant="Kedai Kopi"))
    assert first.missing == ()
    assert len(list(cache.iterdir())) == 1
    again = Voice(cache=cache, speaker=Dictation(cache=cache, helper=("no such program",)))
    assert again.speak(a_call(tenant="Kedai Kopi")) == first


def test_a_damaged_word_in_the_cache_is_said_again(tmp_path: Path) -> None:
    first = Voice(cache=tmp_path).speak(a_call(tenant="Kedai Kopi"))
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(kept.read_bytes()[:30])
    assert Voice(cache=tmp_path).speak(a_call(tenant="Kedai Kopi")) == first


def test_a_cache_that_cannot_be_written_costs_no_word(tmp_path: Path, expect_log: ExpectLog) -> None:
    expect_log("not kept in the cache")
    no_folder = tmp_path / "file"
    no_folder.write_text("in the way")
    assert Voice(cache=no_folder).speak(a_call(tenant="Kedai Kopi")).missing == ()


def test_the_cache_stays_within_its_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dictation, "CACHE_FILES_COUNT_MAX", 2)
    speaker = Dictation(cache=tmp_path)
    for text in ("satu", "dua", "tiga"):
        speaker.say(text, manner())
    assert len(list(tmp_path.iterdir())) == 2


def test_a_helper_that_hangs_is_given_up_after_its_time(tmp_path: Path) -> None:
    speaker = Dictation(
        cache=tmp_path,
        helper=(sys.executable, "-c", "import threading; threading.Event().wait()"),
        helper_s_max=0.05,
    )
    with pytest.raises(Unspoken, match=r"longer than 0\.05 s"):
        speaker.say("kopi", manner())


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        ("import sys; sys.exit(3)", "ended with 3"),
        ("print('not json')", "nonsense"),
        ('print(\'{"samples": "###", "starts": []}\')', "nonsense"),
        ("pass", "0 answers to 1"),
        ('print(\'{"error": "no voice"}\')', "no voice"),
        ('print(\'{"samples": "", "starts": []}\')', "said nothing"),
    ],
)
def test_a_helper_in_trouble_is_one_clear_refusal(tmp_path: Path, program: str, reason: str) -> None:
    with pytest.raises(Unspoken, match=reason):
        Dictation(cache=tmp_path, helper=(sys.executable, "-c", program)).say("kopi", manner())


def test_a_helper_that_keeps_failing_is_left_alone_for_a_while_and_then_asked_again(tmp_path: Path) -> None:
    speaker = Dictation(cache=tmp_path, helper=("no such program",))
    reasons: list[str] = []
    for _ in range(dictation.FAILURES_COUNT_MAX + dictation.SKIPPED_COUNT + 1):
        with pytest.raises(Unspoken) as refusal:
            speaker.say("kopi", manner())
        reasons.append("skipped" if "too often" in str(refusal.value) else "asked")
    assert reasons == ["asked"] * 3 + ["skipped"] * 20 + ["asked"]


def test_a_closed_voice_starts_no_helper(tmp_path: Path) -> None:
    speaker = Dictation(cache=tmp_path)
    speaker.close()
    with pytest.raises(Unspoken, match="closed"):
        speaker.say("kopi", manner())


def test_the_helper_answers_nonsense_with_a_reason_and_goes_on() -> None:
    good = '{"text": "satu dua", "voice": "id", "speed_wpm": 150, "pitch": 50, "range": 50}'
    unknown = good.replace('"id"', '"xx-none"')
    lines = [good, "nonsense", "[]", "{}", unknown, good.replace("satu dua", ""), good]
    done = subprocess.run(
        HELPER, input="\n".join(lines) + "\n", capture_output=True, text=True, check=True, timeout=60
    )
    answers = done.stdout.splitlines()
    assert ["error" in answer for answer in answers] == [False, True, True, True, True, True, False]
    assert json.loads(answers[0])["starts"][0] == 0
    assert len(json.loads(answers[0])["starts"]) == 2


def test_the_apps_never_load_espeak(tmp_path: Path) -> None:
    """espeak-ng is GPL-3: it lives in the helper process only. And no Qt is needed to make a sound."""
    program = (
        "import sys; from pathlib import Path\n"
        "from display.voice import Voice; from display.speech import Announcement\n"
        "call = dict(id=1, prefix='A', number=1, counter=1, tenant='Kopi', language='id', recall=False)\n"
        f"Voice(cache=Path({str(tmp_path)!r})).speak(Announcement(**call))\n"
        "print([name for name in sys.modules if 'espeak' in name or 'PySide' in name])\n"
        "maps = Path('/proc/self/maps')\n"
        "print('espeak' in maps.read_text() if maps.exists() else False)"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.split("\n")[:2] == ["[]", "False"]


def test_a_folder_of_recordings_replaces_the_words_it_has(tmp_path: Path, mute: Mute) -> None:
    folder = tmp_path / "id"
    folder.mkdir()
    tone = a_tone(700)
    (folder / "own.wav").write_bytes(wav(tone))
    (folder / "words.toml").write_text('[words]\n"Nomor antrean" = "own.wav"\n')
    usual = Voice(cache=tmp_path, speaker=mute).speak(a_call(), chime=False)
    own = Voice(cache=tmp_path, folder=tmp_path, speaker=mute).speak(a_call(), chime=False)
    assert own.missing == ()
    assert own.pcm[1_000:20_000] == samples.to_bytes(tone)[1_000:20_000]
    assert own.pcm[-100_000:] == usual.pcm[-100_000:]


def test_a_folder_of_recordings_may_bring_its_own_bell(tmp_path: Path, mute: Mute) -> None:
    (tmp_path / CHIME).write_bytes(wav(a_tone(400)))
    sound = Voice(cache=tmp_path, folder=tmp_path, speaker=mute).speak(a_call())
    assert sound.pcm[:8_000] == samples.to_bytes(a_tone(400))[:8_000]


@pytest.mark.parametrize(
    "damage",
    [b"", b"RIFF", b"no sound at all", wav(a_tone(100))[:40], wav(a_tone(21_000))],
    ids=["empty", "cut off", "not a WAV", "header only", "too long"],
)
def test_a_broken_recording_gives_way_to_the_built_in_clip(
    tmp_path: Path, mute: Mute, damage: bytes, caplog: pytest.LogCaptureFixture, expect_log: ExpectLog
) -> None:
    expect_log("a clip cannot be used: own.wav")
    expect_log("a clip cannot be used: not-there.wav")
    folder = tmp_path / "id"
    folder.mkdir()
    (folder / "own.wav").write_bytes(damage)
    (folder / "words.toml").write_text('[words]\n"nomor antrean" = "own.wav"\n"nol" = "not-there.wav"\n')
    voice = Voice(cache=tmp_path, folder=tmp_path, speaker=mute)
    assert (
        voice.speak(a_call()) == voice.speak(a_call()) == Voice(cache=tmp_path, speaker=mute).speak(a_call())
    )
    assert len(caplog.records) == 2, "each file is named once"


@pytest.mark.parametrize(
    ("manifest", "text"),
    [
        ("words.toml", "[words"),
        ("words.toml", '[words]\n"nol" = "../../secret.wav"'),
        ("words.toml", '[words]\n"nol" = 5'),
        ("words.toml", "[wrods]"),
        ("voice.toml", 'voice = "id"'),
        (
            "voice.toml",
            (CLIPS / "id" / "voice.toml").read_text(encoding="utf-8").replace("comma = ", "coma = "),
        ),
        ("voice.toml", "\x00"),
    ],
)
def test_a_wrong_manifest_is_named_and_the_built_in_pack_speaks(
    tmp_path: Path, mute: Mute, manifest: str, text: str, expect_log: ExpectLog
) -> None:
    expect_log(f"the recordings are not used: .*{manifest}")
    (tmp_path / "id").mkdir()
    (tmp_path / "id" / manifest).write_text(text, encoding="utf-8")
    with pytest.raises(PackError, match=manifest):
        Pack(tmp_path, "id")
    voice = Voice(cache=tmp_path, folder=tmp_path, speaker=mute)
    assert voice.speak(a_call()) == Voice(cache=tmp_path, speaker=mute).speak(a_call())


@pytest.mark.parametrize(
    ("rate_hz", "channels", "width"),
    [(22_050, 1, 2), (44_100, 2, 2), (48_000, 1, 3), (16_000, 1, 2), (96_000, 2, 3)],
)
def test_recordings_of_common_kinds_are_read(tmp_path: Path, rate_hz: int, channels: int, width: int) -> None:
    value = (8_000).to_bytes(2, "little")
    frame = (b"\x00" * (width - 2) + value) * channels
    write_wav(tmp_path / "a.wav", frame * rate_hz, rate_hz=rate_hz, channels=channels, width=width)
    clip = read(tmp_path / "a.wav")
    assert len(clip) == pytest.approx(RATE_HZ, abs=2)
    assert set(clip) == {8_000}


def test_a_recording_of_an_unknown_kind_is_refused_by_name(tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", b"\x00" * 100, width=1)
    with pytest.raises(Unreadable, match=r"a\.wav: 22050 Hz with 8 bit"):
        read(tmp_path / "a.wav")


@given(st.binary(max_size=400))
def test_no_bytes_make_reading_fail_otherwise_than_by_a_refusal(data: bytes) -> None:
    head = wav(a_tone(5))[:44]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.wav"
        for content in (data, head + data, head[:20] + data):
            path.write_bytes(content)
            with contextlib.suppress(Unreadable):
                assert read(path)


@pytest.mark.parametrize("level", [0.01, 0.1, 0.9])
def test_a_clip_is_brought_to_one_loudness_and_never_over_the_ceiling(level: float) -> None:
    raw = samples.silence(300)
    raw.extend(a_tone(400, int(level * samples.PEAK)))
    raw.extend(samples.silence(300))
    clip = clip_from(raw)
    assert samples.peak(clip) <= CEILING
    assert samples.loudness(clip) == pytest.approx(min(LOUDNESS, 8 * level), rel=0.2)
    assert 395 <= samples.duration_ms(clip) <= 430
    assert clip[0] == clip[-1] == 0


def test_silence_makes_no_clip() -> None:
    assert not clip_from(samples.silence(500))


def test_a_cross_fade_is_no_jump() -> None:
    target, other = array("h", [10_000] * 500), array("h", [-10_000] * 500)
    samples.append(target, other, 200)
    assert len(target) == 800
    assert max(abs(a - b) for a, b in itertools.pairwise(target)) <= 20_000 // 200 + 1


def test_a_word_of_the_script_can_be_spoken_by_a_person_and_adopted(tmp_path: Path, mute: Mute) -> None:
    from workshop.voice import adopt

    shutil.copytree(CLIPS / "id", tmp_path / "in")
    for file in (tmp_path / "in").glob("[b-z]*.wav"):
        file.unlink()
    adopt(tmp_path / "in", tmp_path / "out")
    pack = Pack(tmp_path / "out", "id")
    assert list(pack.words) == ["air minum tugu tirta"]
    assert Voice(cache=tmp_path, folder=tmp_path / "out", speaker=mute).speak(a_call()).missing == ()


@pytest.mark.slow
def test_the_shipped_packs_are_what_recording_makes_of_the_catalogue(tmp_path: Path) -> None:
    from workshop.voice import record

    record(target=tmp_path)
    for language in LANGUAGES:
        made = {file.name: samples.duration_ms(read(file)) for file in (tmp_path / language).glob("*.wav")}
        shipped = {file.name: samples.duration_ms(read(file)) for file in (CLIPS / language).glob("*.wav")}
        assert made.keys() == shipped.keys(), "./mall voice records them anew"
        assert [name for name in made if abs(made[name] - shipped[name]) > 60] == []
