package io.tradewind.commerce.app.api.admin;

import io.tradewind.commerce.Commerce;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.customer.Customer;
import io.tradewind.commerce.customer.CustomerNote;
import io.tradewind.commerce.event.Entry;
import io.tradewind.commerce.launch.SignUp;
import io.tradewind.commerce.message.Message;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderLine;
import io.tradewind.commerce.order.OrderPage;
import io.tradewind.commerce.order.OrderQuery;
import io.tradewind.commerce.order.OrderSummary;
import io.tradewind.commerce.payment.KeptInstrument;
import io.tradewind.commerce.payment.Payment;
import io.tradewind.commerce.returns.Return;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.verification.PhoneNumber;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that is known about a customer, for machines. Read as the customer sees it, so that nothing of anybody else
 * can be in it; only notes, messages and histories are read as staff.
 */
public final class PersonFile {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int PAGE = 100;

    private final Shop shop;
    private final Shop seen;

    private PersonFile(Shop shop, Shop seen) {
        this.shop = shop;
        this.seen = seen;
    }

    /** The shop as that customer sees it: their own orders and returns, and nobody else's. */
    public static Shop seenBy(Commerce commerce, Shop shop, Customer customer) {
        String name = customer.externalId().orElse(customer.id().toString());
        return commerce.shop(shop.store().code(), Actor.customer(name));
    }

    /**
     * The file, for machines.
     *
     * @param seen the shop as that customer sees it
     */
    public static JsonNode of(Shop shop, Shop seen, Customer customer) {
        return JSON.valueToTree(all(shop, seen, customer));
    }

    private static Map<String, Object> all(Shop shop, Shop seen, Customer it) {
        PersonFile file = new PersonFile(shop, seen);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("id", it.id().toString());
        all.put("name", it.name());
        all.put("email", it.email().orElse(""));
        all.put("phone", it.phone().map(PhoneNumber::e164).orElse(""));
        all.put("since", it.createdAt().toString());
        all.put(
                "addresses",
                shop.customers().addresses(it.id()).list().stream()
                        .map(one -> plain(one.address()))
                        .toList());
        all.put(
                "keptWaysToPay",
                seen.payments().saved().stream().map(PersonFile::plain).toList());
        all.put(
                "notes",
                shop.customers().notes(it.id()).stream().map(PersonFile::plain).toList());
        all.put("signUps", file.signUps());
        all.put("orders", file.orders());
        return all;
    }

    private List<Map<String, Object>> signUps() {
        List<Map<String, Object>> all = new ArrayList<>();
        shop.launches()
                .list()
                .forEach(launch ->
                        seen.launches().mine(launch.slug()).ifPresent(mine -> all.add(plain(launch.title(), mine))));
        return all;
    }

    private static Map<String, Object> plain(String launch, SignUp mine) {
        return Map.of(
                "launch", launch,
                "contact", mine.contact(),
                "at", mine.signedUpAt().toString(),
                "state", mine.state().name());
    }

    private List<Map<String, Object>> orders() {
        List<Map<String, Object>> all = new ArrayList<>();
        Optional<String> after = Optional.of("");
        while (after.isPresent()) {
            OrderQuery query = OrderQuery.newest().size(PAGE);
            OrderPage page = seen.orders().list(after.get().isEmpty() ? query : query.after(after.get()));
            for (OrderSummary one : page.orders()) {
                seen.orders().find(one.id()).ifPresent(order -> all.add(plain(order)));
            }
            after = page.next();
        }
        return all;
    }

    private Map<String, Object> plain(Order order) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("number", order.number());
        all.put("placed", order.placedAt().toString());
        all.put("state", order.state().name());
        all.put("payment", order.payment().name());
        all.put("total", order.total().toString());
        all.put("email", order.email());
        all.put("phone", order.phone());
        all.put("address", plain(order.address()));
        all.put("items", order.lines().stream().map(PersonFile::plain).toList());
        all.put(
                "payments",
                seen.payments().of(order.id().value()).stream()
                        .map(PersonFile::plain)
                        .toList());
        all.put(
                "returns",
                seen.returns().of(order.id()).stream().map(PersonFile::plain).toList());
        all.put(
                "messages",
                shop.messages().of(order.id()).stream().map(PersonFile::plain).toList());
        all.put(
                "history",
                shop.orders().timeline(order.id()).stream()
                        .map(PersonFile::plain)
                        .toList());
        return all;
    }

    private static Map<String, Object> plain(OrderLine line) {
        return Map.of(
                "article", line.sku().value(),
                "title", line.title(),
                "quantity", line.quantity(),
                "lettering", line.personalisation().engravingLines(),
                "giftMessage", line.personalisation().giftMessage().orElse(""));
    }

    private static Map<String, Object> plain(Payment it) {
        return Map.of(
                "through", it.account(),
                "at", it.createdAt().toString(),
                "amount", it.amount().toString(),
                "taken", it.captured().toString(),
                "givenBack", it.refunded().toString(),
                "state", it.state().name());
    }

    private static Map<String, Object> plain(Return it) {
        return Map.of(
                "asked",
                it.askedAt().toString(),
                "state",
                it.state().name(),
                "note",
                it.note(),
                "answer",
                it.answer(),
                "items",
                it.lines().stream()
                        .map(line -> Map.of(
                                "title",
                                line.title(),
                                "quantity",
                                line.quantity(),
                                "reason",
                                line.reason().name(),
                                "note",
                                line.note()))
                        .toList());
    }

    private static Map<String, Object> plain(Message it) {
        return Map.of(
                "what", it.template().name(),
                "by", it.channel().name(),
                "at", it.createdAt().toString(),
                "state", it.state().name());
    }

    /** Without the member of staff: that is somebody else's data. */
    private static Map<String, Object> plain(Entry it) {
        return Map.of("at", it.at().toString(), "what", it.machine(), "state", it.to(), "note", it.note());
    }

    private static Map<String, Object> plain(KeptInstrument it) {
        return Map.of(
                "through", it.account(),
                "label", it.label(),
                "until", it.usableUntil().map(String::valueOf).orElse(""),
                "at", it.savedAt().toString());
    }

    private static Map<String, Object> plain(CustomerNote it) {
        return Map.of("at", it.at().toString(), "text", it.text());
    }

    private static Map<String, Object> plain(Address it) {
        return Map.of(
                "name", it.name(),
                "lines", it.lines(),
                "postcode", it.postcode(),
                "city", it.city(),
                "region", it.region(),
                "country", it.country());
    }
}
