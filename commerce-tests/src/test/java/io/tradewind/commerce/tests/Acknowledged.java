package io.tradewind.commerce.tests;

import io.tradewind.commerce.order.OrderId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.Money;

/** What a {@link DoomedShop} was told before it was killed. */
record Acknowledged(List<String> lines) {
    /** A shopper's wish that was sent, whatever came of it. */
    record Try(String name, String cart, String option, String script) {}

    /** An order that a shopper was told of. */
    record Order(String name, OrderId id, String number, Money total) {}

    /** A refund that staff were told of. */
    record Refund(UUID order, UUID id) {}

    /** Whether a line is one of these answers. */
    static boolean isAnswer(String line) {
        return line.startsWith("placed\t") || line.startsWith("cancelled\t") || line.startsWith("refunded\t");
    }

    List<Try> tries() {
        return of("trying").map(it -> new Try(it[1], it[2], it[3], it[4])).toList();
    }

    /** The wishes that nobody had answered yet. */
    List<Try> unanswered() {
        Set<String> answered = Stream.of("placed", "refused", "waiting", "error")
                .flatMap(this::of)
                .map(it -> it[1])
                .collect(Collectors.toSet());
        return tries().stream().filter(it -> !answered.contains(it.name())).toList();
    }

    List<Order> placed() {
        return of("placed")
                .map(it -> new Order(it[1], new OrderId(UUID.fromString(it[2])), it[3], Money.parse(it[4])))
                .toList();
    }

    List<String> refused() {
        return of("refused").map(it -> it[1]).toList();
    }

    List<OrderId> cancelled() {
        return of("cancelled").map(it -> new OrderId(UUID.fromString(it[1]))).toList();
    }

    List<Refund> refunded() {
        return of("refunded")
                .map(it -> new Refund(UUID.fromString(it[1]), UUID.fromString(it[2])))
                .toList();
    }

    int deliveries() {
        return (int) of("received").count();
    }

    /** Deliveries of which nobody was told whether they were booked. */
    int doubtfulDeliveries() {
        return (int) errors().stream()
                .filter(it -> it.startsWith("error\tstaff ") && it.contains("TW-2103"))
                .count();
    }

    List<String> errors() {
        return lines.stream().filter(it -> it.startsWith("error\t")).toList();
    }

    private Stream<String[]> of(String kind) {
        return lines.stream().filter(it -> it.startsWith(kind + "\t")).map(it -> it.split("\t", -1));
    }

    @Override
    public String toString() {
        Map<String, Long> refusals =
                of("refused").collect(Collectors.groupingBy(it -> it[2], TreeMap::new, Collectors.counting()));
        return placed().size() + " placed, refused " + refusals + ", "
                + of("waiting").count() + " waiting, "
                + unanswered().size() + " unanswered, " + cancelled().size() + " cancelled, "
                + refunded().size() + " refunds, " + deliveries() + " deliveries";
    }
}
