"""The page with two phones, as a newcomer uses it in Chromium."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, ViewportSize, async_playwright, expect
from telegram import Bot
from telegram.request import HTTPXRequest

from reminder.demo.stand_in import StandIn
from reminder.pictures.drawing import timeline_png
from reminder.pictures.timeline import Day, Legend, Timeline
from tests.browser.small_clinic import TOKEN, SmallClinic, SteppingClock, stop

# A busy machine draws slowly.
PATIENCE_MS = 15_000
WIDE: ViewportSize = {"width": 1280, "height": 800}
START = datetime(2026, 9, 21, tzinfo=UTC)
SIGNS = Legend("please avoid", "while it lasts", "session", "booked")
RENDERING = "node => getComputedStyle(node).imageRendering"
NARROW: ViewportSize = {"width": 375, "height": 720}


@dataclass
class Demo:
    """A running demo: its stand-in, its clinic, its clock."""

    stand_in: StandIn
    clinic: SmallClinic
    clock: SteppingClock


@pytest.fixture
async def demo() -> AsyncIterator[Demo]:
    """A stand-in with a clinic's bot that polls it."""
    clock = SteppingClock()
    stand_in = StandIn(clock=clock)
    stand_in.add_bot(TOKEN, "glow_clinic_bot", "Glow Clinic")
    await stand_in.start()
    async with Bot(
        TOKEN,
        base_url=stand_in.url + "/bot",
        request=HTTPXRequest(),
        get_updates_request=HTTPXRequest(),
    ) as bot:
        clinic = clock.clinic = SmallClinic(stand_in, bot)
        polling = asyncio.create_task(clinic.serve())
        yield Demo(stand_in, clinic, clock)
        await stop(polling)
    await stand_in.close()


@pytest.fixture
async def page(chromium: Path, demo: Demo) -> AsyncIterator[Page]:
    """The page at 1280 px; what the browser complains about fails the test."""
    complaints: list[str] = []
    async with async_playwright() as playwright:
        # Chromium's sandbox does not start for root, as whom containers run.
        browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        shown = await browser.new_page(viewport=WIDE)
        shown.set_default_timeout(PATIENCE_MS)
        expect.set_options(timeout=PATIENCE_MS)
        shown.on("pageerror", lambda error: complaints.append(str(error)))
        shown.on(
            "console",
            lambda said: complaints.append(said.text) if said.type == "error" else None,
        )
        await shown.goto(demo.stand_in.url + "/")
        yield shown
        await browser.close()
    assert complaints == []


def reception(page: Page) -> Locator:
    """Reception's phone."""
    return page.locator(".role-reception")


def patient(page: Page) -> Locator:
    """The patient's phone that is shown."""
    return page.locator(".role-patient.shown")


async def enrol_and_join(page: Page) -> None:
    """Go from nothing to a patient who has agreed."""
    await reception(page).get_by_role("button", name="Enrol Anna").click()
    await reception(page).get_by_role("button", name="Yes, enrol").click()
    await patient(page).get_by_role("button", name="Scan the QR").click()
    await patient(page).get_by_role("button", name="I am the patient, I agree").click()
    await expect(patient(page).locator(".message").last).to_contain_text("aftercare.ics")


async def test_a_newcomer_gets_from_nothing_to_a_reminder(
    page: Page, demo: Demo, tmp_path: Path
) -> None:
    """Five taps lead through enrolling, scanning, agreeing and the first reminder, with hints."""
    hint = page.locator("#hint")
    await expect(hint).to_contain_text("Step 1 of 5")
    await expect(page.locator("#title")).to_have_text("Glow Clinic · aftercare")
    await expect(page.locator("#time")).to_have_text("14:30")
    await expect(page.locator("#date")).to_contain_text("21 Sept 2026")
    await expect(patient(page).locator(".scan")).to_be_disabled()
    await page.screenshot(path=tmp_path / "1-start.png")

    await reception(page).get_by_role("button", name="Enrol Anna").click()
    await expect(hint).to_contain_text("confirm it there")
    await reception(page).get_by_role("button", name="Yes, enrol").click()
    await expect(reception(page).locator(".toast")).to_have_text("Saved")
    await expect(reception(page).locator(".message img")).to_be_visible()
    await expect(hint).to_contain_text("Step 2 of 5")
    await page.screenshot(path=tmp_path / "2-invited.png")

    await patient(page).get_by_role("button", name="Scan the QR").click()
    await expect(hint).to_contain_text("Step 3 of 5")
    await expect(patient(page).locator(".scan")).to_be_hidden()
    await page.screenshot(path=tmp_path / "3-scanned.png")
    await patient(page).get_by_role("button", name="I am the patient, I agree").click()
    await expect(hint).to_contain_text("Step 4 of 5")
    await expect(patient(page).locator(".pin")).to_contain_text("After your session today")
    await expect(patient(page).locator(".card")).to_contain_text("aftercare.ics")
    await page.screenshot(path=tmp_path / "4-agreed.png")

    await page.get_by_role("button", name="Next message").click()
    await expect(patient(page).locator(".message").last).to_contain_text("Day 1")
    await expect(patient(page).locator(".day").last).to_have_text("Tuesday 22 September")
    await expect(page.locator("#time")).to_have_text("10:30")
    await expect(hint).to_contain_text("Step 5 of 5")
    await page.screenshot(path=tmp_path / "5-reminded.png")
    assert demo.clock.moves == ["next"]

    await patient(page).get_by_role("button", name="STOP", exact=True).click()
    await expect(hint).to_contain_text("hears nothing more")


async def test_the_clock_moves_by_an_hour_and_a_day(page: Page, demo: Demo) -> None:
    """The buttons move the service's clock, and the page shows the clinic's time."""
    await page.get_by_role("button", name="+1 hour").click()
    await expect(page.locator("#time")).to_have_text("15:30")
    await page.get_by_role("button", name="+1 day").click()
    await expect(page.locator("#date")).to_contain_text("22 Sept 2026")
    await page.get_by_role("button", name="Next message").click()
    await expect(page.locator("#notice")).to_contain_text("Nothing more is planned")
    assert demo.clock.moves == ["1:00:00", "1 day, 0:00:00", "next"]


async def test_a_typed_message_is_sent_and_answered(page: Page, demo: Demo) -> None:
    """Enter sends what is in the field; the answer is a bubble on the other side."""
    field = reception(page).get_by_role("textbox")
    await field.fill("May I swim?\nToday?")
    await field.press("Enter")
    await expect(reception(page).locator(".message.mine .body")).to_have_text("May I swim?\nToday?")
    answer = reception(page).locator(".message:not(.mine)").last
    await expect(answer).to_contain_text("You wrote: May I swim?")
    await expect(answer.get_by_label("without sound")).to_be_visible()
    await expect(field).to_have_value("")
    assert demo.clinic.reception.messages()[0].text == "May I swim?\nToday?"


async def test_an_own_message_is_edited_in_place(page: Page, demo: Demo) -> None:
    """A double click brings a message back into the field; sending it marks it as edited."""
    field = reception(page).get_by_role("textbox")
    await field.fill("SOTP")
    await reception(page).get_by_role("button", name="Send").click()
    bubble = reception(page).locator(".message.mine").last
    await bubble.dblclick()
    await expect(field).to_have_value("SOTP")
    await field.press("Escape")
    await expect(field).to_have_value("")
    await bubble.dblclick()
    await field.fill("STOP")
    await field.press("Enter")
    await expect(bubble.locator(".body")).to_have_text("STOP")
    await expect(bubble).to_contain_text("edited")
    assert demo.clinic.reception.messages()[0].text == "STOP"


async def test_an_alert_opens_over_the_page(page: Page) -> None:
    """A button answered with an alert shows it until it is dismissed."""
    await reception(page).get_by_role("button", name="Enrol Anna").click()
    await reception(page).get_by_role("button", name="Yes, enrol").click()
    await patient(page).get_by_role("button", name="Scan the QR").click()
    await patient(page).get_by_role("button", name="What is kept?").click()
    await expect(page.locator("#alert")).to_contain_text("Your name, your chat and the sessions.")
    await page.get_by_role("button", name="OK").click()
    await expect(page.locator("#alert")).to_be_hidden()


async def test_the_link_on_receptions_phone_is_for_the_patient(page: Page, demo: Demo) -> None:
    """Tapping the link at reception opens nothing there and says what to do."""
    await reception(page).get_by_role("button", name="Enrol Anna").click()
    await reception(page).get_by_role("button", name="Yes, enrol").click()
    await reception(page).locator(".body a").click()
    await expect(reception(page).locator(".toast")).to_contain_text("scan it with the phone")
    assert not any(m.text.startswith("/start") for m in demo.clinic.reception.messages())


async def test_the_qr_can_be_enlarged(page: Page) -> None:
    """Tapping a picture shows it large; it closes again."""
    await reception(page).get_by_role("button", name="Enrol Anna").click()
    await reception(page).get_by_role("button", name="Yes, enrol").click()
    await reception(page).get_by_role("button", name="Enlarge the picture").click()
    await expect(page.locator("#viewer-picture")).to_be_visible()
    await page.get_by_role("button", name="Close the picture").click()
    await expect(page.locator("#viewer")).to_be_hidden()


async def test_a_file_can_be_downloaded(page: Page) -> None:
    """A tap on a file's card saves it under its name, as it was sent."""
    await enrol_and_join(page)
    async with page.expect_download() as download:
        await patient(page).locator(".card").click()
    saved = await download.value
    assert saved.suggested_filename == "aftercare.ics"
    assert (await saved.path()).read_bytes() == b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


async def test_a_big_picture_is_drawn_smooth_and_a_code_sharp(page: Page, demo: Demo) -> None:
    """A timeline is as readable as on a phone, in the chat and enlarged."""
    await enrol_and_join(page)
    shown = Day(START, "Mon", "21", "September")
    empty = Timeline("Plan", "", (shown,), START + timedelta(days=1), START, "now", (), (), SIGNS)
    await demo.clinic.bot.send_photo(demo.clinic.anna.id, timeline_png(empty), caption="Your plan")
    picture = patient(page).locator(".message img").last
    await expect(picture).to_be_visible()
    assert await picture.evaluate(RENDERING) == "auto"
    assert await reception(page).locator(".message img").evaluate(RENDERING) == "pixelated"
    await patient(page).get_by_role("button", name="Enlarge the picture").click()
    assert await page.locator("#viewer-picture").evaluate(RENDERING) == "auto"


async def test_the_command_menu_writes_the_command(page: Page) -> None:
    """The menu shows the bot's commands, and a tap sends one."""
    await patient(page).get_by_role("button", name="Start without an invitation").click()
    await patient(page).get_by_role("button", name="Commands").click()
    await patient(page).get_by_role("menuitem", name="/today").click()
    await expect(patient(page).locator(".message.mine").last).to_contain_text("/today")
    await expect(patient(page).locator(".commands")).to_be_hidden()


async def test_a_patient_blocks_and_comes_back(page: Page, demo: Demo) -> None:
    """Blocking takes the message field away; unblocking brings it back."""
    await enrol_and_join(page)
    await patient(page).get_by_label("More").click()
    await patient(page).get_by_role("button", name="Block bot").click()
    await expect(patient(page).locator(".compose")).to_be_hidden()
    await expect(patient(page).locator(".phone-chat")).to_contain_text("blocked")
    assert demo.clinic.anna.chat().blocked
    await patient(page).locator(".restart").click()
    await expect(patient(page).locator(".compose")).to_be_visible()
    assert not demo.clinic.anna.chat().blocked


async def test_another_patient_gets_a_phone(page: Page, demo: Demo, tmp_path: Path) -> None:
    """A third person is added by name and language, and has a chat of their own."""
    await enrol_and_join(page)
    await page.get_by_role("button", name="+ Add patient").click()
    await page.get_by_label("First name").fill("Олена")
    await page.get_by_label("Telegram language").select_option("uk")
    await page.get_by_role("button", name="Add", exact=True).click()
    await expect(patient(page).locator(".phone-whose")).to_have_text("Patient · Олена")
    await patient(page).get_by_role("button", name="Scan the QR").click()
    await expect(patient(page).locator(".message").last).to_contain_text("Glow Clinic")
    await page.screenshot(path=tmp_path / "6-another.png")
    await page.locator("#tabs").get_by_role("button", name="Anna K").click()
    await expect(patient(page).locator(".phone-whose")).to_have_text("Patient · Anna K")
    added = list(demo.stand_in.world.people.values())[-1]
    assert (added.first_name, added.language_code) == ("Олена", "uk")


async def test_each_of_several_links_can_be_opened(page: Page, demo: Demo) -> None:
    """Where several patients were enrolled at once, a button for each says whose it is."""
    await demo.clinic.reception.open()
    for name in ("Vera", "Nina"):
        await demo.clinic.bot.send_message(
            demo.clinic.reception.id, f"{name}\nt.me/glow_clinic_bot?start={name}"
        )
    await expect(patient(page).locator(".links .scan")).to_have_count(2)
    await patient(page).get_by_role("button", name="Open: Vera").click()
    await expect(patient(page).locator(".message.mine").last).to_contain_text("/start Vera")
    await expect(patient(page).locator(".links .scan")).to_have_count(0)
    await expect(patient(page).get_by_role("button", name="Scan the QR")).to_be_visible()


async def test_new_messages_do_not_pull_a_reader_down(page: Page, demo: Demo) -> None:
    """One who reads further up stays there and sees how many are new below."""
    await enrol_and_join(page)
    anna = demo.clinic.anna
    for number in range(12):
        await demo.clinic.bot.send_message(anna.id, f"Line {number}\nand more")
    await expect(patient(page).locator(".message").last).to_contain_text("Line 11")
    scroll = patient(page).locator(".scroll")
    await expect(patient(page).locator(".message").last).to_be_in_viewport()
    await scroll.evaluate("node => node.scrollTo({top: 0, behavior: 'instant'})")
    await demo.clinic.bot.send_message(anna.id, "Newest")
    jump = patient(page).locator(".jump")
    await expect(jump).to_contain_text("1")
    assert await scroll.evaluate("node => node.scrollTop") == 0
    await jump.click()
    await expect(patient(page).locator(".message").last).to_be_in_viewport()
    await expect(jump).to_be_hidden()


async def test_one_phone_at_a_time_on_a_phone(page: Page, tmp_path: Path) -> None:
    """At 375 px the phones take turns, marked when something new came, and nothing overflows."""
    await page.set_viewport_size(NARROW)
    tabs = page.locator("#tabs")
    await expect(patient(page)).to_have_count(0)
    await page.screenshot(path=tmp_path / "7-narrow-start.png")
    await reception(page).get_by_role("button", name="Enrol Anna").click()
    await reception(page).get_by_role("button", name="Yes, enrol").click()
    await expect(reception(page).locator(".message img")).to_be_visible()
    await page.screenshot(path=tmp_path / "8-narrow-invited.png")
    await tabs.get_by_role("button", name="Anna K").click()
    await patient(page).get_by_role("button", name="Scan the QR").click()
    await page.screenshot(path=tmp_path / "9-narrow-scanned.png")
    await patient(page).get_by_role("button", name="I am the patient, I agree").click()
    await expect(patient(page).locator(".card")).to_be_visible()
    await page.screenshot(path=tmp_path / "10-narrow-agreed.png")
    await tabs.get_by_role("button", name="Reception").click()
    await page.get_by_role("button", name="Next message").click()
    await expect(tabs.get_by_role("button", name="Anna K, new messages")).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


async def test_dark_is_dark(page: Page, tmp_path: Path) -> None:
    """The page follows the system's dark scheme."""
    await page.emulate_media(color_scheme="dark")
    await enrol_and_join(page)
    await page.screenshot(path=tmp_path / "11-dark.png")
    ground = await page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(16, 23, 26)"
