package io.tradewind.commerce.app.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/**
 * Numbers as a drawing: bars from zero, and a dashed line to compare with. Places are in the drawing's own units.
 *
 * @param left where the bars begin, right of the steps' labels
 * @param bars the bars
 * @param line points of the compared line, as an SVG path; empty for none
 * @param ticks steps of the axis, from zero up
 */
public record Chart(int left, List<Bar> bars, String line, List<Tick> ticks) {
    /** How wide it is drawn. */
    public static final int WIDTH = 640;
    /** How high the bars may be. */
    public static final int HEIGHT = 190;
    /** How wide a small drawing without an axis is. */
    public static final int SPARK_WIDTH = 200;
    /** How high it is. */
    public static final int SPARK_HEIGHT = 36;

    private static final int TOP = 10;
    /** How wide a letter is where the drawing is as small as on a phone. */
    private static final int LETTER = 13;
    /** How far labels are apart there. */
    private static final int APART = 90;

    /** Copies the lists. */
    public Chart {
        bars = List.copyOf(bars);
        ticks = List.copyOf(ticks);
    }

    /**
     * A bar.
     *
     * @param label empty where labels would touch
     * @param wide true if there is no room for the label on a phone
     * @param weak true if it is below what it is compared with
     */
    public record Bar(double x, double y, double width, double height, String label, boolean wide, boolean weak) {}

    /** A step of the axis. */
    public record Tick(double y, String label) {}

    /** One number with its name and what it is compared with. */
    record Point(String label, double value, double before) {}

    static Chart of(List<Point> points, DoubleFunction<String> words) {
        double most = points.stream()
                .mapToDouble(it -> Math.max(it.value(), it.before()))
                .max()
                .orElse(0);
        double step = step(most);
        int steps = Math.max(1, (int) Math.ceil(most / step));
        double top = steps * step;
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i <= steps; i++) {
            ticks.add(new Tick(round(TOP + HEIGHT - (double) HEIGHT * i / steps), words.apply(step * i)));
        }
        int letters = ticks.stream().mapToInt(it -> it.label().length()).max().orElse(0);
        int left = LETTER * (letters + 2); // other languages put a blank between amount and currency
        double slot = (double) (WIDTH - left) / Math.max(1, points.size());
        List<Bar> bars = new ArrayList<>();
        List<String> line = new ArrayList<>();
        int every = Math.max(1, (int) Math.ceil(points.size() / 12.0));
        int seldom = every * Math.max(1, (int) Math.ceil(APART / (slot * every)));
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            double height = point.value() / top * HEIGHT;
            double x = left + i * slot;
            bars.add(new Bar(
                    round(x + slot * 0.18),
                    round(TOP + HEIGHT - height),
                    round(slot * 0.64),
                    round(height),
                    i % every == 0 ? point.label() : "",
                    i % seldom != 0,
                    point.value() < point.before()));
            line.add(round(x + slot / 2) + " " + round(TOP + HEIGHT - point.before() / top * HEIGHT));
        }
        boolean compared = points.stream().anyMatch(it -> it.before() > 0);
        return new Chart(left, bars, compared ? line.stream().collect(Collectors.joining("L", "M", "")) : "", ticks);
    }

    /** A line without an axis, from zero up; empty if there is nothing to see yet. */
    static String spark(double[] values) {
        double most = Arrays.stream(values).max().orElse(0);
        if (values.length < 2 || most <= 0) {
            return "";
        }
        List<String> line = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            line.add(round((double) SPARK_WIDTH * i / (values.length - 1)) + " "
                    + round(SPARK_HEIGHT - 2 - values[i] / most * (SPARK_HEIGHT - 4)));
        }
        return line.stream().collect(Collectors.joining("L", "M", ""));
    }

    /** A round step, so that there are two to five of them. */
    private static double step(double most) {
        if (most <= 0) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(most / 4)));
        double raw = most / 4 / power;
        return (raw <= 1 ? 1 : raw <= 2 ? 2 : raw <= 5 ? 5 : 10) * power;
    }

    private static double round(double number) {
        return Math.round(number * 10) / 10.0;
    }
}
