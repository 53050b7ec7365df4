package io.tradewind.commerce.tests.simulation;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.cart.CartChange;
import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.checkout.CheckoutId;
import io.tradewind.commerce.checkout.PayBy;
import io.tradewind.commerce.checkout.PlaceOrder;
import io.tradewind.commerce.checkout.Placement;
import io.tradewind.commerce.delivery.DeliveryOption;
import io.tradewind.commerce.launch.Launches;
import io.tradewind.commerce.launch.SignUpAnswer;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderId;
import io.tradewind.commerce.order.OrderLine;
import io.tradewind.commerce.payment.KeptInstrument;
import io.tradewind.commerce.returns.ReturnItem;
import io.tradewind.commerce.returns.ReturnReason;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.verification.PhoneNumber;
import io.tradewind.commerce.verification.SendAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;

/** What shoppers do: at their carts, at the till, at the bank and at home. */
final class Buyers {
    private static final Address HOME = new Address("Ada", List.of("Am Markt 1"), "Berlin", "", "10115", "DE");
    private static final List<String> SCRIPTS =
            List.of("approve", "approve", "approve", "approve", "decline", "pending", "3ds", "3ds", "reject");
    private static final List<String> CODES = List.of("ONCE", "PURSE", "EACH");
    private static final List<String> OUTCOMES = List.of("approved", "approved", "failed", "cancelled");

    private final Play play;
    private int wishes;
    private int phones;

    Buyers(Play play) {
        this.play = play;
    }

    String fill(Shopper shopper, Step step) {
        Shop shop = play.shop(shopper);
        if (shopper.cart == null) {
            shopper.cart = shop.carts().open().id();
        }
        shopper.wish = null;
        return cart(shop.carts().add(shopper.cart, Actors.sku(step), 1 + step.more() % 2));
    }

    private static String cart(CartChange change) {
        return change instanceof CartChange.Refused refused
                ? "refused: " + refused.refusal().code()
                : "changed";
    }

    String code(Shopper shopper, Step step) {
        CartId cart = shopper.cart;
        if (cart == null) {
            return Said.NOTHING;
        }
        shopper.wish = null;
        return cart(play.shop(shopper).carts().code(cart, CODES.get(step.pick() % CODES.size())));
    }

    String phone(Shopper shopper, Step step) {
        CartId cart = shopper.cart;
        if (cart == null) {
            return Said.NOTHING;
        }
        String ending = List.of("1000", "1000", "0004", "0005", "0006", "0003").get(step.pick() % 6);
        PhoneNumber number = PhoneNumber.of("+49151" + (2000 + phones++) + ending);
        SendAnswer sent = play.shop(shopper).verifications().send(cart, number);
        if (!(sent instanceof SendAnswer.Sent)) {
            return "refused: " + ((SendAnswer.Refused) sent).refusal().code();
        }
        return Said.name(play.shop(shopper).verifications().check(cart, step.more() % 4 == 0 ? "999999" : "000000"));
    }

    String guess(Shopper shopper, Step step) {
        CartId cart = requireNonNull(shopper.cart);
        play.shop(shopper)
                .verifications()
                .send(cart, PhoneNumber.of("+49151200" + step.pick() + "1000"))
                .orThrow();
        play.clock.pass(Duration.ofMinutes(step.more()));
        StringBuilder said = new StringBuilder("guessed:");
        for (int i = 0; i < 6; i++) {
            said.append(' ')
                    .append(play.shop(shopper)
                            .verifications()
                            .check(cart, i < 5 ? "99999" + i : "000000")
                            .getClass()
                            .getSimpleName());
        }
        return said.toString();
    }

    /** Pays what is wanted: as a new wish, or pressing the button again for the last one. */
    String pay(Shopper shopper, Step step) {
        if (shopper.cart == null) {
            fill(shopper, step);
        }
        CartId cart = requireNonNull(shopper.cart);
        Shop shop = play.shop(shopper);
        if (shopper.wish == null || step.pick() % 4 == 0) {
            List<DeliveryOption> options = shop.delivery().options(cart, HOME).stream()
                    .filter(it -> it.account().equals(step.pick() % 3 == 0 ? "parcel" : "post"))
                    .toList();
            if (options.isEmpty()) {
                return "no delivery";
            }
            shopper.wish = PlaceOrder.to(HOME)
                    .by(options.get(step.pick() % options.size()))
                    .payWith("card", by(shopper, step))
                    .email(shopper.email);
            shopper.key = "wish " + wishes++;
        } else if (step.pick() % 4 == 1) {
            shopper.key = "wish " + wishes++;
        }
        shopper.keys.add(String.valueOf(shopper.key));
        return told(shopper, shop.checkout().place(cart, shopper.wish, String.valueOf(shopper.key)));
    }

    /** With a new card, which a member may have kept, or with one that is kept. */
    private PayBy by(Shopper shopper, Step step) {
        PayBy card = PayBy.token(SCRIPTS.get(step.more() % SCRIPTS.size()));
        int how = shopper.member ? step.more() / SCRIPTS.size() % 3 : 0;
        if (how == 2) {
            return play.shop(shopper).payments().saved().stream()
                    .findFirst()
                    .map(it -> PayBy.saved(it.id()))
                    .orElse(card);
        }
        return how == 1 ? card.keeping() : card;
    }

    String forget(Shopper shopper) {
        Optional<KeptInstrument> card =
                play.shop(shopper).payments().saved().stream().findFirst();
        card.ifPresent(it -> play.shop(shopper).payments().forget(it.id()));
        return card.isPresent() ? "removed a card" : Said.NOTHING;
    }

    /** Gets in line for the launch, leaves it again, or takes up an invitation. */
    String signUp(Shopper shopper, Step step) {
        Launches launches = play.shop(shopper).launches();
        if (shopper.invitation != null && step.more() % 4 > 0) {
            return takeUp(shopper, shopper.invitation);
        }
        SignUpAnswer answer = launches.signUp(Stage.LAUNCH, shopper.contact());
        if (answer instanceof SignUpAnswer.Accepted it && step.more() % 8 == 7) {
            answer = launches.withdraw(it.signUp().id());
        } else if (answer instanceof SignUpAnswer.Accepted it && !it.linkToken().isEmpty()) {
            answer = launches.confirm(it.signUp().id(), it.linkToken());
        }
        return answer instanceof SignUpAnswer.Accepted it
                ? "signed up: " + it.signUp().state()
                : "refused: " + ((SignUpAnswer.Refused) answer).reason().code();
    }

    private String takeUp(Shopper shopper, String invitation) {
        Shop shop = play.shop(shopper);
        if (shopper.cart == null) {
            shopper.cart = shop.carts().open().id();
        }
        shopper.wish = null;
        CartId cart = requireNonNull(shopper.cart);
        String said = cart(shop.carts().invitation(cart, invitation));
        return said.equals("changed") ? cart(shop.carts().add(cart, Stage.LAMP, 1)) : said;
    }

    String status(Shopper shopper, Step step) {
        return checkout(shopper, step)
                .map(it -> told(shopper, play.shop(shopper).checkout().status(it)))
                .orElse(Said.NOTHING);
    }

    String leave(Shopper shopper, Step step) {
        return checkout(shopper, step)
                .map(it -> told(shopper, play.shop(shopper).checkout().leave(it)))
                .orElse(Said.NOTHING);
    }

    String steal(Step step) {
        Shopper owner = play.shoppers.get(step.who());
        Shopper other = play.shoppers.get((step.who() + 1) % play.shoppers.size());
        return cart(play.shop(other).carts().add(requireNonNull(owner.cart), Actors.sku(step), 1));
    }

    private String told(Shopper shopper, Placement placement) {
        if (placement instanceof Placement.Placed placed) {
            Money before = shopper.told.put(placed.order().id(), placed.order().total());
            if (before != null && !before.equals(placed.order().total())) {
                throw new Broken("told " + placed + " after " + before);
            }
            return "placed for " + placed.order().total();
        } else if (placement instanceof Placement.ActionRequired away) {
            remember(shopper, away.checkout());
            return "away to the bank";
        } else if (placement instanceof Placement.Confirming confirming) {
            remember(shopper, confirming.checkout());
            return "confirming";
        }
        return "refused: " + ((Placement.Refused) placement).refusal().code();
    }

    private static void remember(Shopper shopper, CheckoutId checkout) {
        if (!shopper.checkouts.contains(checkout)) {
            shopper.checkouts.add(checkout);
        }
    }

    private static Optional<CheckoutId> checkout(Shopper shopper, Step step) {
        List<CheckoutId> all = shopper.checkouts;
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1 - step.pick() % all.size()));
    }

    String back(Shopper shopper, Step step) {
        return checkout(shopper, step)
                .map(it -> told(
                        shopper,
                        play.shop(shopper)
                                .checkout()
                                .returned(it, Map.of("outcome", List.of(OUTCOMES.get(step.more() % OUTCOMES.size()))))))
                .orElse(Said.NOTHING);
    }

    String cancel(Shopper shopper, Step step) {
        OrderId order = shopper.order(step.pick());
        return order == null
                ? Said.NOTHING
                : Said.name(play.shop(shopper).orders().cancel(order, "changed my mind"));
    }

    String askReturn(Shopper shopper, Step step) {
        OrderId order = shopper.order(step.pick());
        if (order == null) {
            return Said.NOTHING;
        }
        List<ReturnItem> items = items(play.shop(shopper).orders().find(order).orElseThrow(), step.more());
        return items.isEmpty()
                ? Said.NOTHING
                : Said.name(play.shop(shopper).returns().request(order, items, "does not fit"));
    }

    static List<ReturnItem> items(Order order, int more) {
        List<ReturnItem> items = new ArrayList<>();
        for (OrderLine line : order.lines()) {
            int units = more % 3 == 0 ? line.delivered() : Math.min(1, line.delivered());
            if (units > 0) {
                items.add(ReturnItem.of(line.id(), units, ReturnReason.CHANGED_MIND));
            }
        }
        return items;
    }
}
