package io.tradewind.commerce.delivery;

import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.shipping.Confidence;
import io.tradewind.commerce.spi.shipping.DeliveryPromise;
import io.tradewind.commerce.spi.shipping.Quote;
import io.tradewind.commerce.store.Store;
import io.tradewind.commerce.store.StorePolicy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.joda.money.Money;

/**
 * Makes options out of what the carriers answered. An account that carries the 24-hour delivery is an ordinary carrier
 * only if it is the shop's only one. Pure.
 */
final class Offers {
    static final String NOTHING_TO_SEND = "nothing-to-send";

    private static final int LONGEST_ID = 69; // 80 with a day
    private static final int LONGEST_TEXT = 120;

    private final Store store;
    private final Parcels parcels;
    private final String contents;

    Offers(Store store, Parcels parcels, String contents) {
        this.store = store;
        this.parcels = parcels;
        this.contents = contents;
    }

    /** By date, then price; days that can be chosen among them. */
    List<StoredQuote> of(Map<String, Answer<List<Quote>>> answers, Optional<ExpressRule.Offer> express) {
        String courier = store.policy()
                .express()
                .map(StorePolicy.Express::carrierAccount)
                .orElse("");
        List<StoredQuote> offers = new ArrayList<>();
        Map<String, Integer> ids = new HashMap<>();
        for (Map.Entry<String, Answer<List<Quote>>> answer : new TreeMap<>(answers).entrySet()) {
            boolean ordinary = !answer.getKey().equals(courier) || answers.size() == 1;
            List<Quote> quotes = usable(answer.getValue());
            if (ordinary) {
                quotes.forEach(quote -> offers.addAll(ordinary(answer.getKey(), quote, ids)));
            }
            if (express.isPresent() && answer.getKey().equals(courier)) {
                quotes.stream()
                        .min(Comparator.comparing(
                                        (Quote quote) -> quote.promise().latest())
                                .thenComparing(quote -> quote.price().getAmount()))
                        .ifPresent(quote -> offers.add(express(courier, quote, express.get())));
            }
        }
        offers.sort(byDateThenPrice());
        return List.copyOf(offers);
    }

    /** The one option of a cart of which nothing has to be sent. */
    static StoredQuote nothingToSend(Store store, Instant now, Instant validUntil, String contents) {
        Promise promise = new Promise(now, now, store.zone(), true, "Nothing has to be sent.");
        Money free = Money.zero(store.currency());
        return new StoredQuote(
                new DeliveryOption(NOTHING_TO_SEND, "", "", "No delivery needed", free, promise, false),
                "",
                free,
                now,
                validUntil,
                contents,
                Optional.empty());
    }

    /** Why nobody takes it. */
    static Refusal refusal(Map<String, Answer<List<Quote>>> answers, String country) {
        boolean silent = answers.values().stream()
                .anyMatch(it ->
                        it instanceof Answer.NotSent || it instanceof Answer.Unknown || it instanceof Answer.Pending);
        return silent
                ? Refusal.of("carriers-silent", "The carriers do not answer at present. Please try again in a minute.")
                : Refusal.of(
                        "not-served", "address", "No carrier delivers this order to that address in " + country + ".");
    }

    private List<Quote> usable(Answer<List<Quote>> answer) {
        if (!(answer instanceof Answer.Done<List<Quote>> done)) {
            return List.of();
        }
        return done.value().stream()
                .filter(quote -> quote.price().getCurrencyUnit().equals(store.currency()))
                .filter(quote -> !quote.price().isNegative() && !quote.service().isBlank())
                .toList();
    }

    /** The option, then each later day of it, which is stored in the same way. */
    private List<StoredQuote> ordinary(String account, Quote quote, Map<String, Integer> ids) {
        String id = account + "." + word(quote.service());
        int count = ids.merge(id, 1, Integer::sum);
        DeliveryOption option = option(cut(count == 1 ? id : id + "-" + count, LONGEST_ID), account, quote);
        Handover handover = parcels.first().handover();
        List<StoredQuote> days = days(option, quote);
        List<StoredQuote> all = new ArrayList<>();
        all.add(new StoredQuote(
                option.with(days.stream().map(Offers::day).toList()),
                quote.ref().value(),
                quote.price(),
                handover.at(),
                earlier(quote.validUntil(), handover.orderBy()),
                contents,
                Optional.empty()));
        all.addAll(days);
        return all;
    }

    private DeliveryOption option(String id, String account, Quote quote) {
        Promise promise = promise(quote.promise(), parcels.first().handover());
        return new DeliveryOption(
                id,
                account,
                cut(quote.service(), LONGEST_TEXT),
                cut(label(quote.service()), LONGEST_TEXT),
                quote.price(),
                promise,
                false,
                later(promise));
    }

    private Promise promise(DeliveryPromise promised, Handover handover) {
        Instant latest = later(promised.latest(), handover.at());
        Instant earliest = later(promised.earliest(), handover.at());
        return new Promise(
                earliest.isAfter(latest) ? latest : earliest,
                latest,
                store.zone(),
                promised.confidence() == Confidence.GUARANTEED,
                handover.reason());
    }

    /** One for each day that the carrier meets exactly; of two hand-overs that lead to one day the first counts. */
    private List<StoredQuote> days(DeliveryOption first, Quote quote) {
        Map<LocalDate, StoredQuote> days = new TreeMap<>();
        LocalDate soonest = date(first.promise().latest());
        for (Promises.Later chosen : parcels.first().later()) {
            for (Quote.LaterDay day : quote.laterDays()) {
                Promise promise = promise(day.promise(), chosen.handover());
                LocalDate date = date(promise.latest());
                if (day.handover().equals(chosen.handover().at())
                        && !day.promise().latest().isBefore(day.handover())
                        && date(promise.earliest()).equals(date)
                        && date.isAfter(soonest)) {
                    days.putIfAbsent(date, day(first, quote, day, promise, chosen));
                }
            }
        }
        return List.copyOf(days.values());
    }

    private StoredQuote day(
            DeliveryOption first, Quote quote, Quote.LaterDay day, Promise promise, Promises.Later chosen) {
        return new StoredQuote(
                new DeliveryOption(
                        first.id() + "@" + date(promise.latest()),
                        first.account(),
                        first.service(),
                        first.label(),
                        first.price(),
                        promise,
                        false,
                        first.later()),
                day.ref().value(),
                quote.price(),
                chosen.handover().at(),
                earlier(quote.validUntil(), chosen.handover().orderBy()),
                contents,
                Optional.of(chosen.startsOn()));
    }

    private static DeliveryDay day(StoredQuote chosen) {
        Promise promise = chosen.option().promise();
        return new DeliveryDay(
                chosen.option().id(), promise.latest().atZone(promise.zone()).toLocalDate(), promise);
    }

    private LocalDate date(Instant instant) {
        return instant.atZone(store.zone()).toLocalDate();
    }

    private StoredQuote express(String account, Quote quote, ExpressRule.Offer offer) {
        Instant latest = offer.latest();
        Instant earliest =
                earlier(later(quote.promise().earliest(), offer.handover().at()), latest);
        return new StoredQuote(
                new DeliveryOption(
                        cut(account + ".24h", LONGEST_ID),
                        account,
                        cut(quote.service(), LONGEST_TEXT),
                        "24-hour delivery",
                        store.policy().express().orElseThrow().price(),
                        new Promise(
                                earliest,
                                latest,
                                store.zone(),
                                true,
                                offer.handover().reason()),
                        true),
                quote.ref().value(),
                quote.price(),
                offer.handover().at(),
                earlier(quote.validUntil(), offer.handover().orderBy()),
                contents,
                Optional.empty());
    }

    /** What is released later travels as long as the first parcel. */
    private List<LaterParcel> later(Promise first) {
        Promises promises = new Promises(WorkCalendar.of(store), store.policy().cutOff());
        Instant handover = parcels.first().handover().at();
        return parcels.groups().stream()
                .skip(1)
                .map(group -> new LaterParcel(
                        group.shipsOn().orElseThrow(),
                        new Promise(
                                promises.arrival(group.handover().at(), handover, first.earliest()),
                                promises.arrival(group.handover().at(), handover, first.latest()),
                                store.zone(),
                                false,
                                group.handover().reason()),
                        group.items().stream().map(ContentItem::sku).distinct().toList()))
                .toList();
    }

    private Comparator<StoredQuote> byDateThenPrice() {
        return Comparator.comparing(
                        (StoredQuote it) -> date(it.option().promise().latest()))
                .thenComparing(it -> it.option().price().getAmount())
                .thenComparing(it -> it.option().promise().latest())
                .thenComparing(it -> it.option().id());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static String word(String service) {
        return service.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    private static String label(String service) {
        String text = service.strip().replace('_', ' ').replace('-', ' ');
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
