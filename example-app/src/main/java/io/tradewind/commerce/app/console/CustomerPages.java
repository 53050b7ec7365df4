package io.tradewind.commerce.app.console;

import io.javalin.http.Context;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.api.admin.PersonFile;
import io.tradewind.commerce.app.staff.Member;
import io.tradewind.commerce.customer.Customer;
import io.tradewind.commerce.customer.CustomerAnswer;
import io.tradewind.commerce.customer.CustomerId;
import io.tradewind.commerce.customer.CustomerPage;
import io.tradewind.commerce.customer.CustomerQuery;
import io.tradewind.commerce.customer.NewCustomer;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.order.OrderPage;
import io.tradewind.commerce.order.OrderQuery;
import io.tradewind.commerce.returns.Return;
import io.tradewind.commerce.verification.PhoneNumber;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Customers: the list, one of them with orders, returns, addresses and notes, and everything that is known as a file. */
final class CustomerPages {
    private static final String CUSTOMERS = "/admin/customers";
    private static final Access ACCESS = Access.of(Permission.CUSTOMERS);
    private static final int LONGEST = 100;
    private static final int SHOWN = 20;

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
        routes.post(CUSTOMERS + "/{id}/forget", ACCESS, this::forget);
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
        return PersonFile.seenBy(desk.web().commerce(), shop, customer);
    }

    private void page(Context context) {
        Shop shop = desk.shop(context);
        Member me = desk.me(context);
        Customer customer = customer(context, shop);
        boolean sees = me.may(Permission.ORDERS_READ);
        Shop seen = seenBy(shop, customer);
        OrderPage orders = seen.orders().list(OrderQuery.newest().size(SHOWN));
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
        model.put("kept", seen.payments().saved());
        desk.show(context, "customer", "customers", Words.name(customer), model);
    }

    private static NewCustomer read(Form form, Shop shop) {
        NewCustomer customer = NewCustomer.named(form.text("name"));
        if (!form.text("email").isEmpty()) {
            customer = customer.email(form.text("email"));
        }
        if (!form.text("phone").isEmpty()) {
            customer = customer.phone(PhoneNumber.parse(
                            form.text("phone"), shop.store().country())
                    .orElseThrow(() -> Declined.at(
                            "phone", "The phone number: write it with its country, such as +49 1512 3456789.")));
        }
        return customer;
    }

    private static Customer saved(CustomerAnswer answer) {
        if (answer instanceof CustomerAnswer.Refused refused) {
            throw new Declined(Words.sentence(refused.refusal()));
        } else if (answer instanceof CustomerAnswer.Stale) {
            throw Declined.stale(Desk.STALE);
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
        String all = PersonFile.of(shop, seenBy(shop, it), it).toPrettyString();
        desk.noted(context, "What is known about a customer, as a file");
        context.contentType("application/json");
        context.header("Content-Disposition", "attachment; filename=\"customer-" + it.id() + ".json\"");
        context.result(all);
    }

    /** Removes a kept way to pay, as the customer asked for; its provider is told. */
    private void forget(Context context) {
        Form form = new Form(context);
        desk.act(context, path(context), shop -> {
            UUID kept = Form.uuid(form.text("instrument")).orElseThrow(() -> new Declined("That one is gone already."));
            seenBy(shop, customer(context, shop)).payments().forget(kept);
            return "It is forgotten here, and its provider is told.";
        });
    }
}
