package io.tradewind.commerce.app.shop;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.app.web.Page;
import io.tradewind.commerce.customer.AddressAnswer;
import io.tradewind.commerce.customer.AddressId;
import io.tradewind.commerce.customer.SavedAddress;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.order.OrderPage;
import io.tradewind.commerce.order.OrderQuery;
import io.tradewind.commerce.order.OrderSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One's orders and addresses. Guests see the orders of this browser and how to sign in. */
final class AccountPages {
    private static final String BOOK = "/account/addresses";
    private static final String ONE = BOOK + "/{id}";
    private static final String CARDS = "/account/cards";
    private static final int ORDERS = 10;

    private final Front front;

    AccountPages(Front front) {
        this.front = front;
    }

    void routes(ShopRoutes routes) {
        routes.get("/account", this::orders);
        routes.get(BOOK, this::addresses);
        routes.post(BOOK, context -> save(context, Optional.empty()));
        routes.get(BOOK + "/new", this::fresh);
        routes.get(ONE, this::one);
        routes.post(ONE, context -> save(context, Optional.of(id(context))));
        routes.post(ONE + "/remove", this::remove);
        routes.post(ONE + "/prefer", this::prefer);
        routes.get(CARDS, this::cards);
        routes.post(CARDS + "/{id}/remove", this::removeCard);
    }

    private void orders(Context context) {
        Optional<Account> account = Account.of(front, context);
        Shop shop = account.map(Account::shop).orElseGet(() -> front.shop(context));
        OrderPage page = page(shop, Front.asked(context, "after"));
        Map<OrderSummary, String> orders = new LinkedHashMap<>();
        page.orders().forEach(it -> orders.put(it, shop.orders().token(it.id())));
        front.show(
                context,
                "account.jte",
                front.say(context).t("account.title"),
                Map.of(
                        "orders", orders,
                        "credits",
                                shop.orders()
                                        .creditNotes(orders.keySet().stream()
                                                .map(OrderSummary::id)
                                                .toList()),
                        "older", page.next().map(CatalogPages::encode).orElse(""),
                        "phone", account.map(Account::phone).orElse(""),
                        "zone", shop.store().zone()));
    }

    /** A cursor that cannot be read begins anew. */
    private static OrderPage page(Shop shop, String after) {
        OrderQuery query = OrderQuery.newest().size(ORDERS);
        if (!after.isEmpty()) {
            try {
                return shop.orders().list(query.after(after));
            } catch (CommerceException old) {
                return shop.orders().list(query);
            }
        }
        return shop.orders().list(query);
    }

    /** The account, or the way to it. */
    private Optional<Account> account(Context context) {
        Optional<Account> account = Account.of(front, context);
        if (account.isEmpty()) {
            front.web().redirect(context, "/account/sign-in", "");
        }
        return account;
    }

    private void addresses(Context context) {
        account(context)
                .ifPresent(it -> front.show(
                        context,
                        "addresses.jte",
                        front.say(context).t("book.title"),
                        Map.of("addresses", it.addresses())));
    }

    private void fresh(Context context) {
        account(context)
                .ifPresent(it -> form(
                        context,
                        Optional.empty(),
                        AddressForm.empty(it.shop().store().country()),
                        Map.of()));
    }

    private void one(Context context) {
        account(context).ifPresent(it -> {
            SavedAddress saved = saved(it, id(context));
            form(context, Optional.of(saved.id()), AddressForm.of(saved.address(), ""), Map.of());
        });
    }

    private static SavedAddress saved(Account account, AddressId id) {
        return account.addresses().stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow(NotFoundResponse::new);
    }

    private static AddressId id(Context context) {
        return new AddressId(uuid(context));
    }

    private static UUID uuid(Context context) {
        try {
            return UUID.fromString(context.pathParam("id"));
        } catch (IllegalArgumentException notAnId) {
            throw new NotFoundResponse();
        }
    }

    private void form(Context context, Optional<AddressId> id, AddressForm form, Map<String, String> errors) {
        if (!errors.isEmpty()) {
            context.status(422);
        }
        show(context, id, form, errors, Optional.empty());
    }

    private void show(
            Context context,
            Optional<AddressId> id,
            AddressForm form,
            Map<String, String> errors,
            Optional<String> failed) {
        Page page = front.web().page(context, front.say(context).t(id.isPresent() ? "book.change" : "book.add"));
        front.show(
                context,
                "address.jte",
                failed.map(page::failing).orElse(page),
                "",
                Map.of(
                        "id",
                        id.map(AddressId::toString).orElse(""),
                        "form",
                        form,
                        "errors",
                        errors,
                        "countries",
                        front.countries(context)));
    }

    private void save(Context context, Optional<AddressId> id) {
        Optional<Account> signedIn = Account.of(front, context);
        if (signedIn.isEmpty()) { // nothing typed is lost
            context.status(422);
            Optional<String> over = Optional.of(front.say(context).t("session.over"));
            show(context, id, AddressForm.sent(context), Map.of(), over);
        }
        signedIn.ifPresent(account -> {
            AddressForm form = AddressForm.sent(context);
            Map<String, String> errors = new LinkedHashMap<>(form.errors(front.say(context)));
            if (errors.isEmpty()) {
                AddressAnswer answer = id.isPresent()
                        ? account.book().change(id.get(), form.address())
                        : account.book().add(form.address());
                problems(answer)
                        .forEach(it -> errors.putIfAbsent(
                                AddressForm.field(it), front.say(context).core(it)));
            }
            if (errors.isEmpty()) {
                front.web().redirect(context, BOOK, front.say(context).t("book.saved"));
            } else {
                form(context, id, form, errors);
            }
        });
    }

    private static List<Refusal> problems(AddressAnswer answer) {
        return answer instanceof AddressAnswer.Refused refused ? refused.refusals() : List.of();
    }

    private void remove(Context context) {
        account(context).ifPresent(it -> {
            it.book().remove(id(context));
            front.web().redirect(context, BOOK, front.say(context).t("book.removed"));
        });
    }

    private void prefer(Context context) {
        account(context).ifPresent(it -> {
            it.book().prefer(id(context));
            front.web().redirect(context, BOOK, front.say(context).t("book.preferred"));
        });
    }

    private void cards(Context context) {
        account(context)
                .ifPresent(it -> front.show(
                        context,
                        "cards.jte",
                        front.say(context).t("cards.title"),
                        Map.of("cards", it.shop().payments().saved())));
    }

    private void removeCard(Context context) {
        account(context).ifPresent(it -> {
            it.shop().payments().forget(uuid(context));
            front.web().redirect(context, CARDS, front.say(context).t("cards.removed"));
        });
    }
}
