package io.tradewind.commerce.tests.simulation;

import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.order.OrderId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Has the steps of a story done by those whose business they are, as far as there is anything to do it with. */
final class Actors {
    final Outside outside;
    final Office office;
    private final Play play;
    private final Buyers buyers;
    private final Warehouse warehouse;

    Actors(Play play) {
        this.play = play;
        this.outside = new Outside(play);
        this.office = new Office(play);
        this.buyers = new Buyers(play);
        this.warehouse = new Warehouse(play, outside);
    }

    String act(Step step) {
        Shopper shopper = shopper(step);
        return switch (step.act()) {
            case FILL -> buyers.fill(shopper, step);
            case CODE -> buyers.code(shopper, step);
            case PHONE -> buyers.phone(shopper, step);
            case PAY -> buyers.pay(shopper, step);
            case STEAL -> buyers.steal(step);
            case GUESS -> buyers.guess(shopper, step);
            case TRESPASS -> new Trespasses(play).attempt(Trespasses.Wish.values()[step.pick()], shopper);
            case BACK -> buyers.back(shopper, step);
            case STATUS -> buyers.status(shopper, step);
            case LEAVE -> buyers.leave(shopper, step);
            case CANCEL -> buyers.cancel(shopper, step);
            case ASK_RETURN -> buyers.askReturn(shopper, step);
            case SIGN_UP -> buyers.signUp(shopper, step);
            case FORGET -> buyers.forget(shopper);
            case NEXT -> order(step).map(it -> warehouse.stations(it, step)).orElseGet(() -> buyers.pay(shopper, step));
            case PACK -> with(step, it -> warehouse.pack(it, step));
            case SHIP -> warehouse.ship();
            case UNPACK -> with(step, warehouse::unpack);
            case DELIVER -> with(step, it -> warehouse.deliver(it, step));
            case GOODS -> with(step, it -> warehouse.goods(it, step));
            case TAKE_BACK -> with(step, it -> warehouse.takeBack(it, step));
            case CAPTURE -> with(step, it -> "took " + play.staff().payments().capture(it.value()));
            case TAKE_PART -> with(step, it -> office.takePart(it, step));
            case RELEASE -> with(step, office::release);
            case REFUND -> with(step, it -> office.refund(it, step));
            case STAFF_CANCEL ->
                with(step, it -> Said.name(play.staff().orders().cancel(it, "not wanted")));
            case REVIEW -> office.review(step.pick());
            case RECEIVE -> "received " + play.staff().stock().receive(sku(step), 1 + step.more() % 2, "delivery note");
            case ADJUST -> Said.name(play.staff().stock().adjust(sku(step), -1, "broken"));
            case HOLD -> with(step, office::hold);
            case LIFT -> with(step, office::lift);
            case INVITE -> office.invite(step);
            case NEWS -> outside.news(step);
            case TELL -> outside.news(step) + ", " + outside.jobs();
            case DISPUTE -> outside.dispute(step);
            case FORGED -> outside.forged();
            case REPLAY -> outside.tellAgain();
            case JOBS -> outside.jobs();
            case WAIT -> outside.passTime(step);
            case LATE -> outside.late();
            case DECIDE -> outside.decide(step);
            case BY_HAND -> outside.byHand(step);
            case OUTAGE -> outside.outage(step);
            case RESTART -> {
                play.restart();
                yield "restarted";
            }
        };
    }

    /** Who is meant, or the next one who has what the step is about. */
    private Shopper shopper(Step step) {
        List<Shopper> all = play.shoppers;
        for (int i = 0; i < all.size(); i++) {
            Shopper it = all.get((step.who() + i) % all.size());
            boolean can = switch (step.act()) {
                case CODE, PHONE -> it.cart != null;
                case BACK, STATUS, LEAVE -> !it.checkouts.isEmpty();
                case CANCEL, ASK_RETURN -> !it.told.isEmpty();
                case FORGET -> it.member;
                default -> true;
            };
            if (can) {
                return it;
            }
        }
        return all.get(step.who() % all.size());
    }

    private String with(Step step, Function<OrderId, String> work) {
        return order(step).map(work).orElse(Said.NOTHING);
    }

    private Optional<OrderId> order(Step step) {
        List<UUID> all = Rows.ids(
                play.stage,
                "select o.id from commerce.orders o join commerce.store s on s.id = o.store_id order by o.placed_at, o.id");
        return all.isEmpty() ? Optional.empty() : Optional.of(new OrderId(all.get(step.pick() % all.size())));
    }

    static Sku sku(Step step) {
        return Stage.SKUS.get(step.pick() % Stage.SKUS.size());
    }
}
