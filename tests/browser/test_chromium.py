from pathlib import Path

from playwright.async_api import async_playwright


async def test_chromium_shows_a_page(chromium: Path) -> None:
    """The Chromium at hand renders a page and runs its script."""
    async with async_playwright() as playwright:
        # Chromium's sandbox does not start for root, as whom containers run.
        browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = await browser.new_page()
        await page.set_content(
            "<p>…</p><script>document.querySelector('p').textContent = 1 + 1</script>"
        )
        assert await page.inner_text("p") == "2"
        await browser.close()
