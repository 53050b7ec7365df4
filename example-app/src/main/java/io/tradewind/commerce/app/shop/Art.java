package io.tradewind.commerce.app.shop;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Draws what was engraved onto our own pictures: the picture's shapes with text nodes on top, written into the page. The
 * text is escaped; nothing else in it comes from a shopper. Safe for many threads.
 */
public final class Art {
    private static final Pattern NAME = Pattern.compile("art/([a-z0-9]+)-([A-Z][a-z]+)\\.svg");
    private static final Pattern INSIDE = Pattern.compile("<svg[^>]*>(.*)</svg>", Pattern.DOTALL);
    private static final Pattern MARKS = Pattern.compile(
            "<rect [^>]*height=\"[5-8]\" rx=\"[0-9.]+\" fill=\"[^\"]+\"( opacity=\"\\.[678]\")?/>|<path d=\"m204 196[^>]*/>");
    private static final double WIDTH_OF_A_LETTER = 0.41;
    private static final double SMALLEST = 7;
    private static final double LEADING = 1.12;
    private static final double DEPTH = 0.7;

    /** Where the letters stand on a picture of 400 × 400, how wide they may be, how large, and how they are turned. */
    private record Place(double x, double y, double width, double largest, double tilt, double turn) {}

    private static final Map<String, Place> PLACES = Map.ofEntries(
            Map.entry("bottle", new Place(203, 222, 82, 27, 0, 0)),
            Map.entry("tumbler", new Place(206, 222, 72, 24, 0, 0)),
            Map.entry("kids", new Place(206, 232, 76, 26, 0, 0)),
            Map.entry("camp", new Place(202, 238, 100, 32, 0, 0)),
            Map.entry("pen", new Place(200, 132, 124, 17, 38, -90)),
            Map.entry("roller", new Place(200, 122, 104, 15, -40, 90)),
            Map.entry("pencils", new Place(200, 184, 150, 13, 0, -90)),
            Map.entry("notebook", new Place(198, 190, 92, 28, 0, 0)),
            Map.entry("planner", new Place(160, 140, 90, 24, 0, 0)),
            Map.entry("guestbook", new Place(178, 206, 128, 25, 0, 0)),
            Map.entry("candle", new Place(200, 229, 60, 20, 0, 0)),
            Map.entry("wick3", new Place(200, 250, 86, 26, 0, 0)),
            Map.entry("lamp", new Place(200, 318, 84, 12, 0, 0)),
            Map.entry("reading", new Place(144, 324, 104, 12, 0, 0)));
    private static final Map<String, String> COLOURS = Map.of(
            "Moss", "#5f7a52", "Ink", "#2f3a52", "Rose", "#d08c8c", "Sand", "#d9c3a0", "Clay", "#c06c4a", "Sky",
            "#7fa6c9", "Bone", "#ece5d8", "Char", "#3a3d42", "Gold", "#c79a3b", "Plum", "#6d4a6b");
    private static final String MOSS = "#5f7a52";
    private static final List<String> LABELLED = List.of("candle", "wick3");
    private static final String PAPER = "#fbf6ea";

    private static final Map<String, String> SHAPES = new ConcurrentHashMap<>();
    private static final AtomicLong NEXT = new AtomicLong();

    private Art() {}

    /** The colour of that name as in the pictures; empty for names that are none. */
    public static Optional<String> colour(String name) {
        return Optional.ofNullable(COLOURS.get(name));
    }

    /** True if text can be drawn on that picture. */
    public static boolean engravable(String picture) {
        Matcher name = NAME.matcher(picture);
        return name.matches()
                && PLACES.containsKey(name.group(1))
                && shapes(picture).isPresent();
    }

    /**
     * The picture with that text as markup for the page; empty if text cannot be drawn on it.
     *
     * @param lines as many as there may be; blank ones leave the picture's own marks
     * @param title what it shows, for people who cannot see it; empty if a text beside it says so
     */
    public static Optional<String> engraved(String picture, List<String> lines, String title) {
        Matcher name = NAME.matcher(picture);
        Place place = name.matches() ? PLACES.get(name.group(1)) : null;
        if (place == null || shapes(picture).isEmpty()) {
            return Optional.empty();
        }
        String ink = ink(LABELLED.contains(name.group(1)) ? PAPER : COLOURS.getOrDefault(name.group(2), MOSS));
        String id = "art" + NEXT.incrementAndGet();
        boolean blank = lines.stream().allMatch(String::isBlank);
        String shapes = shapes(picture)
                .orElseThrow()
                .replace("id=\"g\"", "id=\"" + id + "\"")
                .replace("url(#g)", "url(#" + id + ")");
        StringBuilder svg = new StringBuilder("<svg viewBox=\"45 36 310 310\" xmlns=\"http://www.w3.org/2000/svg\" ");
        svg.append(title.isEmpty() ? "aria-hidden=\"true\">" : "role=\"img\"><title>" + escape(title) + "</title>");
        Matcher marks = MARKS.matcher(shapes);
        svg.append(marks.replaceAll(it -> "<g class=\"marks\"" + (blank ? "" : " display=\"none\"") + ">"
                + Matcher.quoteReplacement(it.group()) + "</g>"));
        return Optional.of(svg.append(text(place, ink, lines)).append("</svg>").toString());
    }

    private static String text(Place place, String ink, List<String> lines) {
        int longest = lines.stream()
                .mapToInt(it -> it.codePointCount(0, it.length()))
                .max()
                .orElse(1);
        double size = Math.max(
                SMALLEST, Math.min(place.largest(), place.width() / (WIDTH_OF_A_LETTER * Math.max(1, longest))));
        List<String> shown = lines.stream().filter(it -> !it.isBlank()).toList();
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "<g class=\"lettering\" data-x=\"%s\" data-y=\"%s\" data-width=\"%s\" data-largest=\"%s\" data-ink=\"%s\""
                        + " transform=\"rotate(%s 200 200) rotate(%s %s %s)\">",
                place.x(),
                place.y(),
                place.width(),
                place.largest(),
                ink,
                place.tilt(),
                place.turn(),
                place.x(),
                place.y()));
        for (int i = 0; i < shown.size(); i++) {
            double y = place.y() + (i - (shown.size() - 1) / 2.0) * size * LEADING;
            text.append(letters(place.x(), y - DEPTH, size, "fill=\"#000\" opacity=\".35\"", shown.get(i)));
            text.append(letters(place.x(), y, size, "fill=\"" + ink + "\"", shown.get(i)));
        }
        return text.append("</g>").toString();
    }

    private static String letters(double x, double y, double size, String look, String line) {
        return String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%.1f\" %s>%s</text>",
                x,
                y,
                size,
                look,
                escape(line));
    }

    /** Lighter on dark goods, darker on light ones. */
    private static String ink(String ground) {
        int rgb = Integer.parseInt(ground.substring(1), 16);
        int red = rgb >> 16;
        int green = rgb >> 8 & 255;
        int blue = rgb & 255;
        boolean dark = 0.299 * red + 0.587 * green + 0.114 * blue < 150;
        int towards = dark ? 255 : 0;
        double share = dark ? 0.72 : 0.55;
        return String.format(
                Locale.ROOT,
                "#%02x%02x%02x",
                Math.round(red + (towards - red) * share),
                Math.round(green + (towards - green) * share),
                Math.round(blue + (towards - blue) * share));
    }

    private static Optional<String> shapes(String picture) {
        String shapes = SHAPES.computeIfAbsent(picture, Art::read);
        return Optional.of(shapes).filter(it -> !it.isEmpty());
    }

    private static String read(String picture) {
        try (InputStream in = Art.class.getResourceAsStream("/public/" + picture)) {
            if (in == null) {
                return "";
            }
            Matcher inside = INSIDE.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return inside.find() ? inside.group(1) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
