package io.tradewind.commerce.app.shop;

import io.javalin.http.Context;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.checkout.CheckoutId;
import io.tradewind.commerce.checkout.CheckoutView;
import io.tradewind.commerce.checkout.FactAnswer;
import io.tradewind.commerce.delivery.DeliveryOption;
import io.tradewind.commerce.delivery.OptionsAnswer;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.spi.Address;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The second and third step of the checkout: where it goes, and when it is to come. */
final class AddressPages {
    private final CheckoutFront checkout;

    AddressPages(CheckoutFront checkout) {
        this.checkout = checkout;
    }

    void routes(ShopRoutes routes) {
        routes.get("/checkout/address", this::address);
        routes.post("/checkout/address", this::setAddress);
        routes.get("/checkout/delivery", this::delivery);
        routes.post("/checkout/delivery", this::setDelivery);
    }

    private void address(Context context) {
        checkout.at(context, "address").ifPresent(view -> {
            AddressForm form =
                    AddressForm.of(view, checkout.shop(context).store().country());
            String known = Account.of(checkout.front(), context)
                    .flatMap(it -> it.customer().email())
                    .orElse("");
            showAddress(context, view, form.email().isEmpty() ? form.mailedTo(known) : form, Map.of());
        });
    }

    private void showAddress(Context context, CheckoutView view, AddressForm form, Map<String, String> errors) {
        if (!errors.isEmpty()) {
            context.status(422);
        }
        Optional<Account> account = Account.of(checkout.front(), context);
        checkout.show(
                context,
                "address",
                view,
                Map.of(
                        "form", form,
                        "errors", errors,
                        "countries", checkout.front().countries(context),
                        "saved", account.map(Account::addresses).orElse(List.of()),
                        "account", account.isPresent()));
    }

    private void setAddress(Context context) {
        Optional<CheckoutView> found = checkout.at(context, "address");
        if (found.isEmpty()) {
            return;
        }
        CheckoutView view = found.get();
        Optional<Account> account = Account.of(checkout.front(), context);
        AddressForm form = account.flatMap(it -> chosen(context, it, view)).orElseGet(() -> AddressForm.sent(context));
        Map<String, String> errors =
                new LinkedHashMap<>(form.errors(checkout.front().say(context)));
        if (errors.isEmpty()) {
            save(checkout.shop(context), view.id(), form)
                    .ifPresent(it -> errors.put(
                            AddressForm.field(it), checkout.front().say(context).core(it)));
        }
        if (errors.isEmpty()) {
            account.ifPresent(it -> it.mailedTo(form.email()));
            account.filter(it -> !Front.field(context, "keep").isEmpty()).ifPresent(it -> keep(it, form.address()));
            checkout.front().web().redirect(context, "/checkout/delivery", "");
        } else {
            showAddress(context, view, form, errors);
        }
    }

    /** The address of the account that a button was pressed for, with the e-mail address known so far. */
    private static Optional<AddressForm> chosen(Context context, Account account, CheckoutView view) {
        String id = Front.field(context, "saved");
        return account.addresses().stream()
                .filter(it -> it.id().toString().equals(id))
                .findFirst()
                .map(it -> AddressForm.of(
                        it.address(),
                        view.email().isEmpty() ? account.customer().email().orElse("") : view.email()));
    }

    /** Puts it into the address book unless it is there; a full book is no reason to stop the purchase. */
    private static void keep(Account account, Address address) {
        if (account.addresses().stream().noneMatch(it -> it.address().equals(address))) {
            account.book().add(address);
        }
    }

    private static Optional<Refusal> save(Shop shop, CheckoutId id, AddressForm form) {
        if (!form.email().isEmpty() && shop.checkout().email(id, form.email()) instanceof FactAnswer.Refused refused) {
            return Optional.of(refused.refusal());
        }
        return shop.checkout().address(id, form.address()) instanceof FactAnswer.Refused refused
                ? Optional.of(refused.refusal())
                : Optional.empty();
    }

    private void delivery(Context context) {
        checkout.at(context, "delivery")
                .ifPresent(view -> showDelivery(context, view, view.courierNote(), Optional.empty()));
    }

    private void showDelivery(Context context, CheckoutView view, String note, Optional<Refusal> refusal) {
        if (refusal.isPresent()) {
            context.status(422);
        }
        OptionsAnswer answer = checkout.shop(context)
                .delivery()
                .answer(view.cart().id(), view.address().orElseThrow());
        Optional<Refusal> none =
                answer instanceof OptionsAnswer.Refused refused ? Optional.of(refused.refusal()) : Optional.empty();
        Optional<Refusal> withoutExpress =
                answer instanceof OptionsAnswer.Offered offered ? offered.withoutExpress() : Optional.empty();
        String chosen = view.delivery()
                .map(it -> it.option().id())
                .or(() -> answer.list().stream().map(DeliveryOption::id).findFirst())
                .orElse("");
        checkout.show(
                context,
                "delivery",
                view,
                Map.of(
                        "options", answer.list(),
                        "none", none,
                        "withoutExpress", withoutExpress,
                        "chosen", chosen,
                        "note", note,
                        "refusal", refusal));
    }

    private void setDelivery(Context context) {
        Optional<CheckoutView> found = checkout.at(context, "delivery");
        if (found.isEmpty()) {
            return;
        }
        String note = Front.field(context, "note");
        FactAnswer answer =
                checkout.shop(context).checkout().delivery(found.get().id(), Front.field(context, "option"), note);
        if (answer instanceof FactAnswer.Refused refused) {
            showDelivery(context, found.get(), note, Optional.of(refused.refusal()));
        } else if (((FactAnswer.Set) answer).checkout().missing().contains("delivery")) {
            showDelivery(
                    context,
                    found.get(),
                    note,
                    Optional.of(Refusal.of(
                            "delivery-gone",
                            "option",
                            checkout.front().say(context).t("delivery.gone"))));
        } else {
            checkout.front().web().redirect(context, "/checkout/payment", "");
        }
    }
}
