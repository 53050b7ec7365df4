package io.tradewind.commerce.app.shop;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.app.web.Lang;
import io.tradewind.commerce.checkout.CheckoutId;
import io.tradewind.commerce.checkout.PayAnswer;
import io.tradewind.commerce.checkout.PayBy;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.payment.KeptInstrument;
import io.tradewind.commerce.payment.PaymentStatus;
import io.tradewind.commerce.spi.payment.NextAction;
import java.net.URI;
import java.util.Optional;
import org.joda.money.Money;

/** Paying what is missing of an order by its link: whoever has the link may pay for it. */
final class PayMissingPages {
    private final Front front;

    PayMissingPages(Front front) {
        this.front = front;
    }

    void routes(ShopRoutes routes) {
        routes.post("/o/{token}/pay", this::pay);
        routes.get("/o/{token}/paid", this::returned);
        routes.get("/o/{token}/bank", this::bank);
    }

    private Shop desk(Context context) {
        return front.web().commerce().shop(front.shop(context).store().code(), Actor.system("order-link"));
    }

    private void pay(Context context) {
        Order order = OrderPages.order(front, context);
        Lang say = front.say(context);
        String path = "/o/" + context.pathParam("token");
        Shop reader = front.shop(context);
        Optional<PayMissing> missing = PayMissing.of(desk(context), order).map(it -> it.with(reader, order));
        String wanted = Front.field(context, "account");
        Optional<KeptInstrument> kept = missing.flatMap(it -> PaymentPages.kept(it.saved(), wanted));
        String account = kept.map(KeptInstrument::account).orElse(wanted);
        if (missing.isEmpty()) {
            front.web().redirect(context, path, say.t("missing.none"));
        } else if (missing.get().methods().stream().noneMatch(it -> it.account().equals(account))) {
            front.web().refuse(context, path, say.t("pay.choose"));
        } else {
            URI back = front.web().base(context).resolve(say.to(path + "/paid"));
            PayBy by = kept.map(it -> PayBy.saved(it.id()))
                    .orElseGet(() -> PayBy.token(token(context, missing.get(), account)));
            Shop payer = kept.isPresent() ? reader : desk(context); // what somebody keeps, only they pay with
            answer(context, path, payer.checkout().payOrder(order.id(), account, by, back));
        }
    }

    /** Only what the test card offers, or what a provider's script made; a card's number is never asked for here. */
    private static String token(Context context, PayMissing missing, String account) {
        boolean sandbox = missing.methods().stream()
                .anyMatch(it -> it.account().equals(account) && it.code().equals("sandbox"));
        String card = Front.field(context, "card");
        return !sandbox
                ? Front.field(context, "token-" + account)
                : missing.cards().contains(card) ? card : missing.cards().get(0);
    }

    private void answer(Context context, String path, PayAnswer answer) {
        Lang say = front.say(context);
        if (answer instanceof PayAnswer.ActionRequired action && action.action() instanceof NextAction.Redirect there) {
            context.redirect(there.url().toString(), HttpStatus.SEE_OTHER);
        } else if (answer instanceof PayAnswer.Paid) {
            front.web().redirect(context, path, say.t("missing.paid"));
        } else if (answer instanceof PayAnswer.Refused refused) {
            front.web().refuse(context, path, say.core(refused.refusal()));
        } else {
            front.web().redirect(context, path, say.t("pending.title"));
        }
    }

    /** Back from the provider's page; what is true is asked of the provider. */
    private void returned(Context context) {
        Order order = OrderPages.order(front, context);
        String path = "/o/" + context.pathParam("token");
        if (PaymentPages.toBank(context)) {
            String query = Optional.ofNullable(context.queryString()).orElse("");
            front.web().redirect(context, path + "/bank?" + query, "");
            return;
        }
        desk(context).checkout().returned(CheckoutId.of(order.id().toString()), context.queryParamMap());
        Order now = OrderPages.order(front, context);
        Lang say = front.say(context);
        if (PayMissing.of(desk(context), now).isPresent()) {
            front.web().refuse(context, path, say.t("missing.not"));
        } else {
            boolean open = now.payment() == PaymentStatus.CONFIRMING;
            front.web().redirect(context, path, say.t(open ? "pending.title" : "missing.paid"));
        }
    }

    /** What a bank would show; it belongs to the sandbox and moves no money. */
    private void bank(Context context) {
        Order order = OrderPages.order(front, context);
        Money amount =
                PayMissing.of(desk(context), order).map(PayMissing::missing).orElse(order.total());
        PaymentPages.bank(front, context, "/o/" + context.pathParam("token") + "/paid", amount);
    }
}
