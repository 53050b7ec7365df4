package io.tradewind.commerce.app.console;

import java.util.Optional;

/**
 * What the last scan meant, carried to the page that shows it.
 *
 * @param colour {@code ok}, {@code warn} or {@code bad}
 * @param head the answer in a few words
 * @param text what it means and what to do next
 * @param sku the piece whose lettering has to be confirmed before it counts; empty for none
 * @param line the order line that was counted; empty if nothing was
 */
public record ScanResult(String colour, String head, String text, String sku, String line) {
    private static final String APART = "\u001f";

    String write() {
        return String.join(APART, colour, head, text, sku, line);
    }

    static Optional<ScanResult> read(String written) {
        String[] parts = written.split(APART, -1);
        return parts.length == 5 && parts[0].matches("ok|warn|bad")
                ? Optional.of(new ScanResult(parts[0], parts[1], parts[2], parts[3], parts[4]))
                : Optional.empty();
    }
}
