package io.tradewind.commerce.app.shop;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.tradewind.commerce.checkout.CheckoutId;
import io.tradewind.commerce.checkout.CheckoutState;
import io.tradewind.commerce.checkout.CheckoutView;
import io.tradewind.commerce.checkout.FactAnswer;
import io.tradewind.commerce.checkout.PayBy;
import io.tradewind.commerce.checkout.Placement;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.payment.KeptInstrument;
import io.tradewind.commerce.payment.PaymentMethod;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.payment.NextAction;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/** The last step of the checkout, the way over the bank's page, and waiting for an answer. */
final class PaymentPages {
    /** What the sandbox's test card can do. */
    static final List<String> CARDS =
            List.of("approve", "3ds", "decline:insufficient_funds", "decline", "pending", "unknown");

    private static final String MOVED = "checkout-moved";
    private static final String SAVED = "saved:";
    private static final int AT_ONCE = 5;

    private final CheckoutFront checkout;

    PaymentPages(CheckoutFront checkout) {
        this.checkout = checkout;
    }

    void routes(ShopRoutes routes) {
        routes.get("/checkout", this::begin);
        routes.get("/checkout/payment", this::payment);
        routes.post("/checkout/payment", this::pay);
        routes.get("/checkout/return/{id}", this::returned);
        routes.get("/bank", this::bank);
        routes.get("/checkout/pending/{id}", this::pending);
        routes.post("/checkout/pending/{id}/leave", this::leave);
    }

    private void begin(Context context) {
        checkout.at(context, "phone")
                .ifPresent(
                        view -> checkout.front().web().redirect(context, "/checkout/" + CheckoutFront.due(view), ""));
    }

    private void payment(Context context) {
        checkout.at(context, "payment").ifPresent(view -> show(context, view, Optional.empty()));
    }

    private void show(Context context, CheckoutView view, Optional<Refusal> refusal) {
        if (refusal.isPresent()) {
            context.status(422);
        }
        checkout.front().web().mayLeave(context);
        List<PaymentMethod> methods = methods(context, view);
        boolean account = Account.of(checkout.front(), context).isPresent();
        List<KeptInstrument> saved = account ? saved(context, methods) : List.of();
        String chosen = view.account()
                .or(() -> saved.stream().findFirst().map(it -> SAVED + it.id()))
                .or(() -> methods.stream()
                        .filter(PaymentMethod::available)
                        .map(PaymentMethod::account)
                        .findFirst())
                .orElse("");
        Optional<Refusal> why = refusal.or(() -> view.refusal().map(it -> Refusal.of("declined", "payment", it)));
        checkout.show(
                context,
                "payment",
                view,
                Map.of(
                        "methods", methods,
                        "saved", saved,
                        "account", account,
                        "chosen", chosen,
                        "cards", CARDS,
                        "refusal", why,
                        "key", UUID.randomUUID().toString()));
    }

    /** The ways to pay that sum where it goes. */
    private List<PaymentMethod> methods(Context context, CheckoutView view) {
        String country = view.address()
                .map(Address::country)
                .orElse(checkout.shop(context).store().country());
        boolean nobodyComes =
                view.delivery().filter(it -> it.option().account().isEmpty()).isPresent();
        return checkout.shop(context).payments().methods(country, view.totals().total()).stream()
                .filter(it -> !(nobodyComes && it.code().equals("cash-on-delivery")))
                .toList();
    }

    /** Those that an account keeps which is offered now. */
    private List<KeptInstrument> saved(Context context, List<PaymentMethod> methods) {
        return payable(checkout.shop(context).payments().saved(), methods);
    }

    static List<KeptInstrument> payable(List<KeptInstrument> kept, List<PaymentMethod> methods) {
        return kept.stream()
                .filter(it -> methods.stream()
                        .anyMatch(
                                method -> method.available() && method.account().equals(it.account())))
                .toList();
    }

    /** The kept one that was chosen. */
    static Optional<KeptInstrument> kept(List<KeptInstrument> saved, String wanted) {
        return saved.stream().filter(it -> wanted.equals(SAVED + it.id())).findFirst();
    }

    /** The kept way to pay that was chosen; one that is gone meanwhile is no choice. */
    private Optional<KeptInstrument> kept(Context context) {
        String wanted = Front.field(context, "account");
        return wanted.startsWith(SAVED) ? kept(checkout.shop(context).payments().saved(), wanted) : Optional.empty();
    }

    private void pay(Context context) {
        CheckoutId id = CheckoutId.of(Front.field(context, "checkout"));
        CheckoutView view = checkout.shop(context).checkout().find(id);
        if (view.state() != CheckoutState.OPEN) { // pressed twice, or in a second tab
            answer(context, id, checkout.shop(context).checkout().status(id));
            return;
        }
        Optional<KeptInstrument> kept = kept(context);
        String account = kept.map(KeptInstrument::account).orElseGet(() -> Front.field(context, "account"));
        boolean known =
                methods(context, view).stream().anyMatch(it -> it.account().equals(account));
        if (!known && !view.totals().total().isZero()) {
            show(
                    context,
                    view,
                    Optional.of(Refusal.of(
                            "method", "account", checkout.front().say(context).t("pay.choose"))));
            return;
        }
        if (known
                && !view.account().equals(Optional.of(account))
                && checkout.shop(context).checkout().payment(id, account) instanceof FactAnswer.Refused refused
                && !refused.refusal().code().equals(MOVED)) {
            show(context, view, Optional.of(refused.refusal()));
            return;
        }
        answer(context, id, submit(context, id, by(context, account, kept)));
    }

    /** Two presses at once disturb each other's version, not each other's wish: the same key is simply sent again. */
    private Placement submit(Context context, CheckoutId id, PayBy by) {
        String key = Front.field(context, "key");
        String name =
                key.matches("[A-Za-z0-9-]{8,80}") ? key : UUID.randomUUID().toString();
        URI back = checkout.front()
                .web()
                .base(context)
                .resolve(checkout.front().say(context).to("/checkout/return/" + id));
        Placement placement = null;
        for (int i = 0; i < AT_ONCE; i++) {
            placement = checkout.shop(context).checkout().submit(id, Front.field(context, "shown"), by, back, name);
            if (!(placement instanceof Placement.Refused refused)
                    || !refused.refusal().code().equals(MOVED)) {
                return placement;
            }
        }
        return placement == null ? checkout.shop(context).checkout().status(id) : placement;
    }

    private static PayBy by(Context context, String account, Optional<KeptInstrument> kept) {
        if (kept.isPresent()) {
            return PayBy.saved(kept.get().id());
        }
        PayBy by = PayBy.token(account.equals("card") ? token(context) : Front.field(context, "token-" + account));
        return Front.field(context, "keep").isEmpty() ? by : by.keeping();
    }

    /** Only what the test card offers; a card's number is never asked for here. */
    private static String token(Context context) {
        String token = Front.field(context, "card");
        return CARDS.contains(token) ? token : "approve";
    }

    private void answer(Context context, CheckoutId id, Placement placement) {
        if (placement instanceof Placement.Placed placed) {
            checkout.front().web().redirect(context, "/thanks/" + placed.order().token(), "");
        } else if (placement instanceof Placement.ActionRequired action
                && action.action() instanceof NextAction.Redirect there) {
            context.redirect(there.url().toString(), HttpStatus.SEE_OTHER);
        } else if (placement instanceof Placement.Refused refused) {
            refused(context, refused.refusal());
        } else {
            checkout.front().web().redirect(context, "/checkout/pending/" + id, "");
        }
    }

    /** The step as it is now, with the reason: the sum may be another one, or a step before may be due again. */
    private void refused(Context context, Refusal refusal) {
        Optional<CheckoutView> now = checkout.shop(context)
                .carts()
                .mine()
                .filter(it -> !it.isEmpty())
                .map(it -> checkout.shop(context).checkout().open(it.id()));
        boolean kept = now.flatMap(CheckoutView::refusal)
                .filter(refusal.message()::equals)
                .isPresent();
        if (kept) { // the step says it by itself, under an address that one can go back to
            checkout.front().web().redirect(context, "/checkout/payment", "");
        } else if (now.isPresent() && CheckoutFront.due(now.get()).equals("payment")) {
            show(context, now.get(), Optional.of(refusal));
        } else {
            checkout.front()
                    .web()
                    .refuse(context, "/checkout", checkout.front().say(context).core(refusal));
        }
    }

    private void returned(Context context) {
        if (toBank(context)) {
            String query = Optional.ofNullable(context.queryString()).orElse("");
            checkout.front()
                    .web()
                    .redirect(context, "/bank?checkout=" + CheckoutId.of(context.pathParam("id")) + "&" + query, "");
            return;
        }
        CheckoutId id = CheckoutId.of(context.pathParam("id"));
        Placement placement = checkout.shop(context).checkout().returned(id, context.queryParamMap());
        if (placement instanceof Placement.Refused) {
            checkout.front().web().redirect(context, "/checkout", "");
        } else if (placement instanceof Placement.ActionRequired) {
            checkout.front().web().redirect(context, "/checkout/pending/" + id, "");
        } else {
            answer(context, id, placement);
        }
    }

    /** What a bank would show; it belongs to the sandbox and moves no money. */
    private void bank(Context context) {
        CheckoutId id = CheckoutId.of(Front.asked(context, "checkout"));
        Placement placement = checkout.shop(context).checkout().status(id);
        if (!(placement instanceof Placement.ActionRequired)) {
            checkout.front().web().redirect(context, "/checkout/pending/" + id, "");
            return;
        }
        bank(
                checkout.front(),
                context,
                "/checkout/return/" + id,
                checkout.shop(context).checkout().find(id).totals().total());
    }

    /** True if the sandbox sends the browser to its bank: this shop shows that page itself. */
    static boolean toBank(Context context) {
        return "bank".equals(context.queryParam("sandbox")) && context.queryParam("outcome") == null;
    }

    /** Shows that page; its answer goes to the path. */
    static void bank(Front front, Context context, String back, Money amount) {
        front.web()
                .render(
                        context,
                        "shop/bank.jte",
                        front.web().page(context, front.say(context).t("bank.name")),
                        Map.of(
                                "back",
                                back,
                                "amount",
                                amount,
                                "payment",
                                Front.asked(context, "payment"),
                                "operation",
                                Front.asked(context, "operation")));
    }

    private void pending(Context context) {
        CheckoutId id = CheckoutId.of(context.pathParam("id"));
        Placement placement = checkout.shop(context).checkout().status(id);
        if (placement instanceof Placement.Placed placed) {
            checkout.front().web().redirect(context, "/thanks/" + placed.order().token(), "");
        } else if (placement instanceof Placement.Refused) {
            checkout.front().web().redirect(context, "/checkout", "");
        } else {
            Optional<String> bank = placement instanceof Placement.ActionRequired action
                            && action.action() instanceof NextAction.Redirect there
                    ? Optional.of(there.url().toString())
                    : Optional.empty();
            checkout.front()
                    .web()
                    .render(
                            context,
                            "shop/pending.jte",
                            checkout.front()
                                    .web()
                                    .page(context, checkout.front().say(context).t("pending.head")),
                            Map.of("id", id.toString(), "bank", bank));
        }
    }

    private void leave(Context context) {
        CheckoutId id = CheckoutId.of(context.pathParam("id"));
        checkout.shop(context).checkout().leave(id);
        checkout.front().web().redirect(context, "/checkout/pending/" + id, "");
    }
}
