package io.tradewind.commerce.app;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One person of the staff at one device, in one language and theme. They find their way by what does not depend on the
 * language, and every page they come by is looked at.
 */
final class StaffWalk implements AutoCloseable {
    private static final List<View> ALL = all();
    /** What the page says, without what people wrote and what has no language. */
    private static final String SAID =
            "(() => { const all = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);"
                    + " while (walk.nextNode()) { const it = walk.currentNode.parentElement; if (!it.closest("
                    + "'[translate=no],[dir=auto],bdi,.no,.code,.kbd,option,textarea,script,pre'))"
                    + " all.push(walk.currentNode.data.replace(/\\s+/g, ' ').trim()) } return all })()";

    private static final Pattern ENTRY = Pattern.compile("msgid \"(.+)\"\nmsgstr \"(.+)\"\n");
    private static final Pattern DATA =
            Pattern.compile("\u2068[^\u2069]*\u2069"); // what a sentence is about is isolated

    private final View view;
    private final URI store;
    private final String journey;
    private final Set<String> names;
    private final Set<String> english;
    private final SharedBrowser.Visit visit;
    private final Page page;
    private final List<String> findings = new ArrayList<>();
    private int steps;

    /** Where somebody works. */
    record View(String language, int width, boolean dark) {
        String name() {
            return language + "-" + width + (dark ? "-dark" : "");
        }

        boolean isPhone() {
            return width < 600;
        }

        private Browser.NewContextOptions profile() {
            return new Browser.NewContextOptions()
                    .setViewportSize(width, isPhone() ? 780 : width == 1024 ? 768 : 900)
                    .setHasTouch(isPhone())
                    .setIsMobile(isPhone())
                    .setColorScheme(dark ? ColorScheme.DARK : ColorScheme.LIGHT)
                    .setReducedMotion(ReducedMotion.REDUCE);
        }
    }

    /** All views of a whole walk, or else the one of that name. */
    static List<View> views(String usually) {
        String only = System.getProperty("walk.only", Views.WHOLE || Views.SHOTS ? "" : usually);
        return ALL.stream()
                .filter(it -> only.isEmpty() || List.of(only.split(",")).contains(it.name()))
                .toList();
    }

    private static List<View> all() {
        List<View> all = new ArrayList<>();
        for (String language : List.of("en", "de", "ar")) {
            for (int width : List.of(360, 390, 1024, 1360)) {
                all.add(new View(language, width, false));
                all.add(new View(language, width, true));
            }
        }
        return List.copyOf(all);
    }

    /**
     * Begins at the door.
     *
     * @param names words of products and people, which stay as they are in every language
     */
    StaffWalk(View view, URI store, String journey, Set<String> names) {
        this.view = view;
        this.store = store;
        this.journey = journey;
        this.names = names;
        this.english = english(view.language());
        this.visit = SharedBrowser.visit(view.profile());
        this.page = visit.page();
        visit.context().addCookies(List.of(new Cookie("tw_desk", view.language()).setUrl(store.toString())));
    }

    /** What our files translate, as it is in English. */
    private static Set<String> english(String language) {
        if (language.equals("en")) {
            return Set.of();
        }
        try (var words = StaffWalk.class.getResourceAsStream("/words/console." + language + ".po")) {
            return ENTRY.matcher(new String(words.readAllBytes(), StandardCharsets.UTF_8))
                    .results()
                    .filter(it -> !it.group(1).equals(it.group(2)))
                    .map(it -> it.group(1).replace("\\\"", "\""))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    View view() {
        return view;
    }

    Page page() {
        return page;
    }

    /** Signs in by the form and chooses the theme as staff do. */
    void signIn(String name) {
        go("/admin");
        step("door");
        page.fill("#name", name);
        page.fill("#password", StaffBrowser.PASSWORD);
        press("form[action='/admin/sign-in'] button");
        page.waitForSelector("main h1");
        if (view.dark()) {
            theme("light"); // what the system has is not offered
            theme("dark");
        }
        step("today");
    }

    private void theme(String name) {
        openMenu();
        press("form[action='/admin/theme'] button[value=" + name + "]:visible");
        page.waitForSelector("html[data-theme=" + name + "]");
    }

    void go(String path) {
        page.navigate(store.resolve(path).toString());
    }

    /** Goes there by the menu, which a phone opens first. */
    void menu(String path) {
        openMenu();
        press("nav a[href='" + path + "']:visible");
        page.waitForURL(it -> URI.create(it).getPath().equals(path));
    }

    private void openMenu() {
        if (view.isPhone()) {
            press("details.menu > summary");
        }
    }

    /** Presses, or touches where there is no mouse. */
    void press(String selector) {
        press(page.locator(selector).first());
    }

    void press(Locator what) {
        if (view.isPhone()) {
            what.tap();
        } else {
            what.click();
        }
    }

    /** Presses what leads to a page that has that. */
    void press(String selector, String then) {
        press(selector);
        await(then);
    }

    /** What a scanner does: it types, and presses Enter. */
    void scan(String code, String then) {
        page.keyboard().type(code);
        enter(then);
    }

    void enter(String then) {
        page.keyboard().press("Enter");
        await(then);
    }

    /** An element can be there before the scripts are that hear keys. */
    private void await(String selector) {
        page.waitForSelector(selector);
        page.waitForLoadState();
    }

    void choose(String field, String name, String type, byte[] file) {
        page.setInputFiles(field, new FilePayload(name, type, file));
    }

    /** Looks at the page that is open. */
    void step(String name) {
        step(page, name);
    }

    /** The same of a page beside it. */
    void step(Page open, String name) {
        open.waitForLoadState(); // an element can be there before its style sheets are
        steps++;
        String what = "%s-%02d-%s-%s".formatted(journey, steps, name, view.name());
        Cut.findings(open).forEach(it -> findings.add(what + ": " + it));
        String root = open.getAttribute("html", "lang") + " " + open.getAttribute("html", "dir");
        if (!root.equals(view.language() + (view.language().equals("ar") ? " rtl" : " ltr"))) {
            findings.add(what + " is " + root);
        }
        if (!view.language().equals("en")) {
            foreign(open).forEach(it -> findings.add(what + " is English: " + it));
        }
        if (Views.SHOTS) {
            open.evaluate("Promise.all([...document.images].map(it => { it.loading = 'eager';"
                    + " return it.decode().catch(() => 0) }))");
            Object seen = open.evaluate("scrollY");
            open.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Path.of("target", "shots", "walk-" + what + ".png")));
            open.evaluate("y => scrollTo(0, y)", seen); // a picture of all leaves Arabic phones at the end
        } else if (Views.WHOLE) {
            Axe.findings(open).forEach(it -> findings.add(what + ": " + it));
        }
    }

    @SuppressWarnings("unchecked") // the script answers a list of texts
    private List<String> foreign(Page open) {
        return ((List<String>) open.evaluate(SAID))
                .stream()
                        .filter(it -> english.contains(it) || (view.language().equals("ar") && isLatin(it)))
                        .toList();
    }

    private boolean isLatin(String text) {
        return ConsoleTonguesTest.WORD
                .matcher(DATA.matcher(text).replaceAll(""))
                .results()
                .map(MatchResult::group)
                .anyMatch(it -> !names.contains(it));
    }

    /** Something that is not as it should be, and is told at the end. */
    void mind(boolean holds, String otherwise) {
        if (!holds) {
            findings.add(journey + " " + view.name() + ": " + otherwise);
        }
    }

    /** True if that can be seen without scrolling. */
    boolean isInSight(String selector) {
        return (boolean) page.locator(selector)
                .first()
                .evaluate("it => { const box = it.getBoundingClientRect();"
                        + " return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight }");
    }

    List<String> findings() {
        return findings;
    }

    @Override
    public void close() {
        visit.close();
    }
}
