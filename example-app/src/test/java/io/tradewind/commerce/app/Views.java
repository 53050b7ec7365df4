package io.tradewind.commerce.app;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The languages, colours and widths in which pages are looked at. */
final class Views {
    private static final String WALK = System.getProperty("walk", "");

    /** True if every page is to be looked at in every view. */
    static final boolean WHOLE = WALK.equals("all");

    /** True if pictures are to be drawn instead. */
    static final boolean SHOTS = WALK.startsWith("shots");

    /** True if those are of every view, not of six. */
    private static final boolean ALL_SHOTS = WALK.equals("shots-all");

    /** What is to be kept to; empty for everything. */
    static final String ONLY = System.getProperty("walk.only", "");

    private static final List<String> LANGUAGES = List.of("", "/de", "/ar");
    private static final List<Integer> WIDTHS = List.of(320, 360, 390, 1024, 1360);
    static final List<ColorScheme> COLOURS = List.of(ColorScheme.LIGHT, ColorScheme.DARK);
    private static final int PHONES_END = 860;
    private static final int STEP = 7; // shares no divisor with the number of views, so all have their turn

    /** Between them each language, colour and width. */
    private static final List<View> DRAWN = List.of(
            new View("", 1360, List.of(ColorScheme.LIGHT)),
            new View("", 390, List.of(ColorScheme.DARK)),
            new View("/de", 360, List.of(ColorScheme.LIGHT)),
            new View("/de", 1024, List.of(ColorScheme.DARK)),
            new View("/ar", 390, List.of(ColorScheme.LIGHT)),
            new View("/ar", 1360, List.of(ColorScheme.DARK)));

    private Views() {}

    /**
     * A page as it is loaded; its colours change without loading it again.
     *
     * @param language what stands before the path
     */
    record View(String language, int width, List<ColorScheme> colours) {
        String name() {
            return (language.isEmpty() ? "en" : language.substring(1)) + "-" + width;
        }

        /** Its name with its first colour. */
        String whole() {
            return name() + suffix(colours.get(0));
        }

        boolean phone() {
            return width < PHONES_END;
        }
    }

    /** All views, or the one whose turn it is. */
    static List<View> of(int turn) {
        if (SHOTS && !ALL_SHOTS) {
            return DRAWN;
        }
        return WHOLE || SHOTS ? pages() : List.of(single().get(turn * STEP % single().size()));
    }

    /** Each page once, for both colours. */
    private static List<View> pages() {
        List<View> all = new ArrayList<>();
        LANGUAGES.forEach(language -> WIDTHS.forEach(width -> all.add(new View(language, width, COLOURS))));
        return all;
    }

    /** Each view of one colour. */
    private static List<View> single() {
        return pages().stream()
                .flatMap(it -> COLOURS.stream().map(colour -> new View(it.language(), it.width(), List.of(colour))))
                .toList();
    }

    /**
     * The views for a whole way, each of one colour: all, the one that {@code -Dwalk.only=de-390-dark} names, or the one
     * whose day it is.
     */
    static List<View> ofDay() {
        if (!ONLY.isEmpty()) {
            return single().stream().filter(it -> it.whole().contains(ONLY)).toList();
        }
        long day = LocalDate.now(ZoneOffset.UTC).toEpochDay();
        return WHOLE || SHOTS ? single() : List.of(single().get((int) (day * STEP % single().size())));
    }

    /** Draws what is open into {@code target/shots}. */
    static void draw(Page page, String name, List<ColorScheme> wanted) {
        for (ColorScheme colours : wanted) {
            colour(page, colours);
            draw(page, name + suffix(colours), true);
        }
        colour(page, ColorScheme.LIGHT);
    }

    /** Draws the page, or what is seen of it without scrolling. */
    static void draw(Page page, String name, boolean whole) {
        page.evaluate(
                "Promise.all([...document.images].map(it => { it.loading = 'eager'; return it.decode().catch(() => 0); }))");
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "shots", name + ".png"))
                .setFullPage(whole));
    }

    private static String suffix(ColorScheme colours) {
        return colours == ColorScheme.DARK ? "-dark" : "";
    }

    static void colour(Page page, ColorScheme colours) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
    }
}
