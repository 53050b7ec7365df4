package io.tradewind.commerce.app.console;

import io.javalin.http.Context;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.staff.Member;
import io.tradewind.commerce.customer.Customer;
import io.tradewind.commerce.customer.CustomerAnswer;
import io.tradewind.commerce.customer.CustomerId;
import io.tradewind.commerce.customer.CustomerNote;
import io.tradewind.commerce.customer.CustomerPage;
import io.tradewind.commerce.customer.CustomerQuery;
import io.tradewind.commerce.customer.NewCustomer;
import io.tradewind.commerce.customer.SavedAddress;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderLine;
import io.tradewind.commerce.order.OrderPage;
import io.tradewind.commerce.order.OrderQuery;
import io.tradewind.commerce.order.OrderSummary;
import io.tradewind.commerce.returns.Return;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.verification.PhoneNumber;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Customers: the list, one of them with orders, returns, addresses and notes, and everything that is known as a file. */
final class CustomerPages {
    private static final String CUSTOMERS = "/admin/customers";
    private static final Access ACCESS = Access.of(Permission.CUSTOMERS);
    private static final int LONGEST = 100;
    private static final int SHOWN = 20;
    private static final JsonMapper JSON = new JsonMapper();

    private final Desk desk;

    CustomerPages(Desk desk) {
        this.desk = desk;
    }

    void routes(Routes routes) {
        routes.get(CUSTOMERS, ACCESS, this::list);
        routes.post(CUSTOMERS, ACCESS, this::create);
        routes.get(CUSTOMERS + "/{id}", ACCESS, this::page);
        routes.post(CUSTOMERS + "/{id}", ACCESS, this::change);
        routes.post(CUSTOMERS + "/{id}/note", ACCESS, this::note);
        routes.get(CUSTOMERS + "/{id}/export", ACCESS, this::export);
    }

    private void list(Context context) {
        String words = Form.asked(context, "q");
        words = words.length() > LONGEST ? words.substring(0, LONGEST) : words;
        String after = Form.asked(context, "after");
        CustomerQuery query = CustomerQuery.newest().matching(words);
        CustomerPage found;
        try {
            found = desk.shop(context).customers().list(after.isEmpty() ? query : query.after(after));
        } catch (CommerceException oldLink) {
            desk.web().redirect(context, CUSTOMERS, "That page of the list is gone; here is the first.");
            return;
        }
        desk.show(
                context,
                "customers",
                "customers",
                "Customers",
                Map.of(
                        "customers", found.customers(),
                        "next", found.next().orElse(""),
                        "words", words,
                        "me", desk.me(context)));
    }

    private static Customer customer(Context context, Shop shop) {
        return shop.customers().find(new CustomerId(Form.id(context, "id")));
    }

    private static String path(Context context) {
        return CUSTOMERS + "/" + Form.id(context, "id");
    }

    /** The shop as that customer sees it: their own orders and returns, and nobody else's. */
    private Shop seenBy(Shop shop, Customer customer) {
        String name = customer.externalId().orElse(customer.id().toString());
        return desk.web().commerce().shop(shop.store().code(), Actor.customer(name));
    }

    private void page(Context context) {
        Shop shop = desk.shop(context);
        Member me = desk.me(context);
        Customer customer = customer(context, shop);
        boolean sees = me.may(Permission.ORDERS_READ);
        OrderPage orders =
                seenBy(shop, customer).orders().list(OrderQuery.newest().size(SHOWN));
        List<Return> returns = new ArrayList<>();
        if (me.may(Permission.RETURNS)) {
            orders.orders().forEach(it -> returns.addAll(shop.returns().of(it.id())));
        }
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("customer", customer);
        model.put("orders", sees ? orders.orders() : List.of());
        model.put("more", sees && orders.next().isPresent());
        model.put("returns", returns);
        model.put("addresses", shop.customers().addresses(customer.id()).list());
        model.put("notes", shop.customers().notes(customer.id()));
        desk.show(context, "customer", "customers", Words.name(customer), model);
    }

    private static NewCustomer read(Form form, Shop shop) {
        NewCustomer customer = NewCustomer.named(form.text("name"));
        if (!form.text("email").isEmpty()) {
            customer = customer.email(form.text("email"));
        }
        if (!form.text("phone").isEmpty()) {
            customer = customer.phone(
                    PhoneNumber.parse(form.text("phone"), shop.store().country())
                            .orElseThrow(() -> new Declined(
                                    "The phone number: write it with its country, such as +49 1512 3456789.")));
        }
        return customer;
    }

    private static Customer saved(CustomerAnswer answer) {
        if (answer instanceof CustomerAnswer.Refused refused) {
            throw new Declined(Words.sentence(refused.refusal()));
        } else if (answer instanceof CustomerAnswer.Stale) {
            throw new Declined("Somebody else has changed this customer meanwhile. Look at it again.");
        }
        return answer.orThrow();
    }

    private void create(Context context) {
        Form form = new Form(context);
        desk.go(context, CUSTOMERS, shop -> {
            NewCustomer wanted = read(form, shop);
            if (wanted.name().isBlank()
                    && wanted.email().isEmpty()
                    && wanted.phone().isEmpty()) {
                throw new Declined("Write a name, an e-mail address or a phone number.");
            }
            Customer made = saved(shop.customers().signUp(wanted));
            return new Desk.Went(CUSTOMERS + "/" + made.id(), "The customer is kept.");
        });
    }

    private void change(Context context) {
        Form form = new Form(context);
        desk.act(context, path(context), shop -> {
            Customer before = customer(context, shop);
            int version = form.number("version", "The version", 1, 9_999_999);
            saved(shop.customers().change(before.id(), version, read(form, shop)));
            return "Saved.";
        });
    }

    private void note(Context context) {
        Form form = new Form(context);
        desk.act(context, path(context), shop -> {
            shop.customers().note(customer(context, shop).id(), form.words("text", "The note", 2000));
            return "Noted. Colleagues see it, the customer does not.";
        });
    }

    /** What the customer may ask for by law: everything that is known about them, for machines. */
    private void export(Context context) {
        Shop shop = desk.shop(context);
        Customer it = customer(context, shop);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("id", it.id().toString());
        all.put("name", it.name());
        all.put("email", it.email().orElse(""));
        all.put("phone", it.phone().map(PhoneNumber::e164).orElse(""));
        all.put("since", it.createdAt().toString());
        all.put(
                "addresses",
                shop.customers().addresses(it.id()).list().stream()
                        .map(SavedAddress::address)
                        .map(CustomerPages::plain)
                        .toList());
        all.put(
                "notes",
                shop.customers().notes(it.id()).stream()
                        .map(CustomerPages::plain)
                        .toList());
        all.put("orders", orders(seenBy(shop, it)));
        desk.web()
                .staff()
                .room()
                .note(desk.me(context).handle(), "export", path(context), "What is known about a customer", true);
        context.contentType("application/json");
        context.header("Content-Disposition", "attachment; filename=\"customer-" + it.id() + ".json\"");
        context.result(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all));
    }

    private static List<Map<String, Object>> orders(Shop seen) {
        List<Map<String, Object>> all = new ArrayList<>();
        Optional<String> after = Optional.of("");
        while (after.isPresent()) {
            OrderQuery query = OrderQuery.newest().size(100);
            OrderPage page = seen.orders().list(after.get().isEmpty() ? query : query.after(after.get()));
            for (OrderSummary one : page.orders()) {
                seen.orders().find(one.id()).ifPresent(order -> all.add(plain(seen, order)));
            }
            after = page.next();
        }
        return all;
    }

    private static Map<String, Object> plain(Shop seen, Order order) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("number", order.number());
        all.put("placed", order.placedAt().toString());
        all.put("state", order.state().name());
        all.put("payment", order.payment().name());
        all.put("total", order.total().toString());
        all.put("email", order.email());
        all.put("phone", order.phone());
        all.put("address", plain(order.address()));
        all.put("items", order.lines().stream().map(CustomerPages::plain).toList());
        all.put(
                "returns",
                seen.returns().of(order.id()).stream()
                        .map(it -> Map.of(
                                "asked",
                                it.askedAt().toString(),
                                "state",
                                it.state().name(),
                                "note",
                                it.note()))
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

    private static Map<String, Object> plain(Address it) {
        return Map.of(
                "name", it.name(),
                "lines", it.lines(),
                "postcode", it.postcode(),
                "city", it.city(),
                "region", it.region(),
                "country", it.country());
    }

    private static Map<String, Object> plain(CustomerNote it) {
        return Map.of("at", it.at().toString(), "text", it.text());
    }
}
