package dev.touchstone.sandbox;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ScreenshotAnimations;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The browser of the page's tests: Debian's Chromium, headless, with an empty profile and no background traffic.
/// A missing browser fails the test; a skipped one would look like a passed one.
public final class Chromium {
    private static final Path EXECUTABLE = Path.of("/usr/bin/chromium");
    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new ArrayList<>();

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    public static Chromium launch() {
        if (!Files.isExecutable(EXECUTABLE)) {
            throw new AssertionError("The page's tests need Chromium at " + EXECUTABLE
                    + ". Install it with: apt-get update && apt-get install -y chromium");
        }
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(EXECUTABLE)
                        .setArgs(FLAGS));
        return new Chromium(playwright, browser);
    }

    public Page laptop(SlackSandbox slack, String user) {
        return open(slack, user, 1280, 800, false);
    }

    public Page phone(SlackSandbox slack, String user) {
        return open(slack, user, 390, 844, true);
    }

    /// Any page, with scripts of a test's own allowed in it.
    public Page at(String url) {
        Page page = browser.newContext(new Browser.NewContextOptions().setBypassCSP(true))
                .newPage();
        page.setDefaultTimeout(60_000);
        page.navigate(url);
        return page;
    }

    /// A page of ours that is not the sandbox's.
    public Page page(String url) {
        Page page = blank(1280, 800, false);
        page.navigate(url);
        return page;
    }

    private Page open(SlackSandbox slack, String user, int width, int height, boolean touch) {
        Page page = blank(width, height, touch);
        page.navigate(slack.baseUrl() + "/?as=" + user);
        page.waitForSelector(".dot.on", new Page.WaitForSelectorOptions().setState(WaitForSelectorState.ATTACHED));
        return page;
    }

    private Page blank(int width, int height, boolean touch) {
        BrowserContext context = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(width, height).setHasTouch(touch));
        context.setDefaultTimeout(10_000);
        Page page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        return page;
    }

    /// What the pages' scripts complained of: uncaught errors, blocked resources, failed requests.
    public List<String> complaints() {
        return complaints;
    }

    /// Closes the pages of a test, which would otherwise go on looking for its sandbox.
    public void closePages() {
        List.copyOf(browser.contexts()).forEach(BrowserContext::close);
        complaints.clear();
    }

    public static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setAnimations(ScreenshotAnimations.DISABLED)
                .setPath(Path.of("target", "screenshots", name + ".png")));
    }

    public void close() {
        browser.close();
        playwright.close();
    }
}
