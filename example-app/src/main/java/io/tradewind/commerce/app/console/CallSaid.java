package io.tradewind.commerce.app.console;

import io.tradewind.commerce.app.web.Format;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.Retry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.Money;

/**
 * What a provider answered in a line: the library's own codes and amounts as words, and what the provider says itself.
 *
 * @param words in their order, each to be said in the reader's language
 * @param own the provider's own words or code, as they came; may be empty
 */
public record CallSaid(List<String> words, String own) {
    private static final Pattern CODED =
            Pattern.compile("([A-Z_]+)(?: ([A-Z]{3} -?\\d+(?:\\.\\d+)?)| ([A-Z_]+))?(?: (.*))?", Pattern.DOTALL);
    private static final Set<String> CODES = Stream.<Enum<?>[]>of(
                    Effect.values(), DeclineCode.values(), Retry.values(), RejectCode.values())
            .flatMap(Stream::of)
            .map(Enum::name)
            .collect(Collectors.toUnmodifiableSet());

    /** Copies the list. */
    public CallSaid {
        words = List.copyOf(words);
    }

    /** Reads the line that the library keeps of a call. */
    public static CallSaid of(String diagnostic) {
        Matcher coded = CODED.matcher(diagnostic.strip());
        if (!coded.matches() || !CODES.contains(coded.group(1))) {
            return new CallSaid(List.of(), Words.message(diagnostic));
        }
        List<String> words = new ArrayList<>();
        words.add(Words.plain(coded.group(1)));
        String own = Optional.ofNullable(coded.group(4)).orElse("");
        if (coded.group(2) != null) {
            words.add(Format.money(Money.parse(coded.group(2))));
        } else if (coded.group(3) != null && CODES.contains(coded.group(3))) {
            words.add(Words.plain(coded.group(3)));
        } else if (coded.group(3) != null) {
            own = (coded.group(3) + " " + own).strip();
        }
        return new CallSaid(words, own);
    }
}
