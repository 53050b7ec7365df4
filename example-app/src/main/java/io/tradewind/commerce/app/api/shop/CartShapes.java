package io.tradewind.commerce.app.api.shop;

import io.tradewind.commerce.app.api.Field;
import io.tradewind.commerce.app.api.IdKind;
import io.tradewind.commerce.app.api.Said;
import io.tradewind.commerce.app.api.Shapes;
import io.tradewind.commerce.app.shop.Typed;
import io.tradewind.commerce.cart.Personalisation;
import io.tradewind.commerce.error.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/** Carts. */
final class CartShapes {
    private CartShapes() {}

    record Shopper(
            @Field("Keep it; send it as Shopper-Token. It cannot be looked up.")
            String token) {}

    record AddLine(
            @Field(value = "Number of the variant", min = 1, max = 40)
            String sku,

            @Field(value = "Units", min = 1, max = 999) int quantity,
            @Field("What is done to each unit") Optional<Shapes.Personalisation> personalisation) {}

    record CheckPersonalisation(
            @Field(value = "Number of the variant", min = 1, max = 40)
            String sku,

            @Field("What would be done to each unit") Shapes.Personalisation personalisation) {}

    record PersonalisationChecked(
            @Field("It can be made like this") boolean possible,
            @Field("Why not") Optional<Shapes.Reason> reason,

            @Field("JSON pointer to what is in the way, into the body of this request and of addLine")
            Optional<String> pointer,

            @Field("How many characters each line to engrave has, as people count them and without blanks at its ends")
            List<Integer> engraving,

            @Field("The same for the message of the gift") Optional<Integer> giftMessage) {
        static PersonalisationChecked of(Personalisation wish, Optional<Refusal> why, Optional<String> pointer) {
            return new PersonalisationChecked(
                    why.isEmpty(),
                    why.map(Shapes.Reason::of),
                    pointer,
                    wish.engravingLines().stream().map(CartShapes::length).toList(),
                    wish.giftMessage().map(CartShapes::length));
        }
    }

    private static int length(String text) {
        return Math.toIntExact(Typed.length(text));
    }

    record Carts(List<Cart> items) {}

    record SetQuantity(
            @Field(value = "Units; 0 takes the line out", min = 0, max = 999)
            int quantity) {}

    record UseCode(
            @Field(value = "The discount code", min = 1, max = 40)
            String code) {}

    record UseInvitation(
            @Field(value = "Of the link that was sent; or send signUp", min = 1, max = 100)
            Optional<String> token,

            @Field(value = "One's own place in the line, while one is invited", id = IdKind.SIGN_UP)
            Optional<String> signUp) {}

    record CartLine(
            @Field(id = IdKind.LINE) String id,
            String sku,
            @Said(Said.Kind.NAME) String title,

            @Said(Said.Kind.NAME) @Field("The values of its options, as Moss / 750 ml; may be empty")
            String variant,

            @Field("Of the product") String slug,
            @Field("Source of its picture") Optional<String> picture,
            int quantity,
            Money unitPrice,

            @Field("What engraving and gift wrap cost for each unit")
            Money unitExtras,

            @Field("Of all units, after discount") Money total,

            @Field("False if it is not for sale any more; no total counts it then")
            boolean available,

            @Field("It may go by 24-hour delivery") boolean express,
            @Field("When it ships, if it is pre-ordered") Optional<Instant> shipsOn,
            Optional<Shapes.Personalisation> personalisation) {
        static CartLine of(io.tradewind.commerce.cart.CartLine it) {
            return new CartLine(
                    IdKind.LINE.of(it.id()),
                    it.sku().value(),
                    it.title(),
                    it.variantName(),
                    it.slug(),
                    Shapes.filled(it.picture()),
                    it.quantity(),
                    it.unitPrice(),
                    it.unitExtras(),
                    it.total(),
                    it.available(),
                    it.express(),
                    it.shipsOn(),
                    Shapes.Personalisation.of(it.personalisation()));
        }
    }

    record CartProblem(
            @Field("Stable, for programs") String code,

            @Field("The line it is about; absent for the whole cart")
            Optional<String> line,

            @Said @Field("For people") String message,

            @Field("True if the cart cannot be bought before it is solved")
            boolean blocks) {}

    record Cart(
            @Field(id = IdKind.CART) String id,
            int version,

            @Field("ACTIVE, EXPIRED if it was left alone for long and can be taken up again, MERGED into another")
            String state,

            List<CartLine> lines,
            @Field("The discount code on it") Optional<String> code,
            Shapes.Totals totals,

            @Field("What the shopper should know before paying")
            List<CartProblem> problems) {
        static Cart of(io.tradewind.commerce.cart.Cart it) {
            return new Cart(
                    IdKind.CART.of(it.id().value()),
                    it.version(),
                    it.state(),
                    it.lines().stream().map(CartLine::of).toList(),
                    it.code(),
                    Shapes.Totals.of(it.totals()),
                    it.problems().stream()
                            .map(problem -> new CartProblem(
                                    problem.code(),
                                    problem.lineId().map(IdKind.LINE::of),
                                    problem.message(),
                                    problem.blocks()))
                            .toList());
        }
    }
}
