package io.tradewind.commerce.catalog;

import io.tradewind.commerce.error.CommerceException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * Where a page ended.
 *
 * @param relaxed whether the search took any of its words
 * @param value what the list is ordered by, of the last row
 * @param id of the last row
 */
record PageToken(ProductQuery.Sort sort, boolean relaxed, String value, UUID id) {
    private static final int LONGEST = 2000;
    private static final long FARTHEST = Instant.parse("9999-12-31T00:00:00Z").getEpochSecond();

    String text() {
        String plain = sort.name() + '|' + (relaxed ? 'r' : 's') + '|' + id + '|' + value;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    static PageToken of(String text, ProductQuery.Sort sort) {
        try {
            if (text.length() <= LONGEST) {
                String[] parts =
                        new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\\|", 4);
                if (parts.length == 4 && parts[0].equals(sort.name())) {
                    PageToken token = new PageToken(sort, parts[1].equals("r"), parts[3], UUID.fromString(parts[2]));
                    token.bound();
                    return token;
                }
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            throw bad(text);
        }
        throw bad(text);
    }

    /** The value as the database compares it. */
    Object bound() {
        return switch (sort) {
            case NEWEST -> moment(value);
            case PRICE -> Long.valueOf(value);
            case NAME -> CleanText.firstForbidden(value, "").isEmpty() ? value : throwBad();
        };
    }

    private static Instant moment(String text) {
        Instant moment = Instant.parse(text);
        if (moment.isBefore(Instant.EPOCH) || moment.getEpochSecond() > FARTHEST) {
            throw new IllegalArgumentException("no such moment");
        }
        return moment;
    }

    private static String throwBad() {
        throw new IllegalArgumentException("control character");
    }

    private static CommerceException bad(String text) {
        return CommerceException.badArgument("after", text, "not a token that a page of this order handed out");
    }
}
