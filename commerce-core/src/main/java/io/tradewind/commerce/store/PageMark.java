package io.tradewind.commerce.store;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.spi.Internal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Where a page of a list ended: moment and id of its last row. Its text says nothing to whoever hands it back. */
@Internal
public record PageMark(Instant at, UUID id) {
    /** Before every row of a list that begins with the latest. */
    public static final PageMark LATEST = new PageMark(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1L, -1L));

    /** Before every row of a list that begins with the oldest. */
    public static final PageMark OLDEST = new PageMark(Instant.EPOCH, new UUID(0, 0));

    /** Moments that a database knows. */
    private static final Pattern PLAIN = Pattern.compile("\\d{4}-[0-9T:.Z-]{15,25} [0-9a-f-]{36}");

    /**
     * The mark behind a text.
     *
     * @throws CommerceException {@code BAD_ARGUMENT} for a text that no page has given
     */
    public static PageMark read(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
            if (PLAIN.matcher(plain).matches()) {
                int cut = plain.indexOf(' ');
                return new PageMark(Instant.parse(plain.substring(0, cut)), UUID.fromString(plain.substring(cut + 1)));
            }
        } catch (IllegalArgumentException | DateTimeException notOurs) {
            throw bad(text);
        }
        throw bad(text);
    }

    private static CommerceException bad(String text) {
        return CommerceException.badArgument("after", text, "use what the page before gave as next");
    }

    /** What the next page is asked for with, if rows were read beyond a page of that size. */
    public static <T> Optional<String> behind(List<T> rows, int size, Function<T, PageMark> mark) {
        return rows.size() > size ? Optional.of(mark.apply(rows.get(size - 1)).text()) : Optional.empty();
    }

    /** What the next page is asked for with. */
    public String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((at + " " + id).getBytes(StandardCharsets.US_ASCII));
    }
}
