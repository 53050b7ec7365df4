package io.tradewind.commerce.app.api;

import io.tradewind.commerce.delivery.Promise;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.pricing.PriceQuote;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.UnseenMarks;
import io.tradewind.commerce.spi.payment.NextAction;
import io.tradewind.commerce.spi.shipping.Label;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;

/** Forms that several answers share. */
public final class Shapes {
    private Shapes() {}

    /** A postal address. */
    public record PostalAddress(
            @Field(value = "Who receives", min = 1, max = 200)
            String name,

            @Field(value = "Street lines", min = 1, max = 5) List<String> lines,

            @Field(value = "City or town", min = 1, max = 200)
            String city,

            @Field(value = "State or province where the country uses one", max = 200)
            Optional<String> region,

            @Field(value = "Postal code where the country uses one", max = 200)
            Optional<String> postcode,

            @Field(value = "ISO 3166-1 code", pattern = "^[A-Z]{2}$")
            String country) {
        /** As it is sent. */
        public static PostalAddress of(Address it) {
            return new PostalAddress(
                    it.name(), it.lines(), it.city(), filled(it.region()), filled(it.postcode()), it.country());
        }

        /** As the library knows it; a fault if it is none. */
        public Address read() {
            List<ApiFault.Detail> blank = new ArrayList<>();
            blank(blank, "/name", name);
            for (int i = 0; i < lines.size(); i++) {
                blank(blank, "/lines/" + i, lines.get(i));
            }
            blank(blank, "/city", city);
            if (!blank.isEmpty()) {
                throw ApiFault.invalid(blank);
            }
            try {
                return new Address(name, lines, city, region.orElse(""), postcode.orElse(""), country);
            } catch (IllegalArgumentException e) {
                throw ApiFault.invalid("/lines", "address", String.valueOf(e.getMessage()));
            }
        }
    }

    private static void blank(List<ApiFault.Detail> into, String pointer, String text) {
        if (UnseenMarks.without(text).isBlank()) {
            into.add(new ApiFault.Detail(pointer, "blank", "is empty"));
        }
    }

    /** What is done to a thing. */
    public record Personalisation(
            @Field(value = "Lines to engrave", max = 10) Optional<List<String>> engraving,

            @Field(value = "Gift wrap with that message, which may be empty", max = 2000)
            Optional<String> giftMessage) {
        /** As it is sent; absent if nothing is done. */
        public static Optional<Personalisation> of(io.tradewind.commerce.cart.Personalisation it) {
            return it.isNone()
                    ? Optional.empty()
                    : Optional.of(new Personalisation(
                            it.isEngraved() ? Optional.of(it.engravingLines()) : Optional.empty(), it.giftMessage()));
        }

        /** As the library knows it. */
        public io.tradewind.commerce.cart.Personalisation read() {
            return new io.tradewind.commerce.cart.Personalisation(engraving.orElse(List.of()), giftMessage);
        }
    }

    /** When something arrives. */
    public record Arrival(
            Instant earliest,
            Instant latest,

            @Field("Time zone in which its days are to be shown")
            String zone,

            @Field("More than an estimate") boolean guaranteed,
            @Said @Field("Why then and not sooner") String reason) {
        /** As it is sent. */
        public static Arrival of(Promise it) {
            return new Arrival(it.earliest(), it.latest(), it.zone().getId(), it.guaranteed(), it.reason());
        }
    }

    /** Sums. */
    public record Totals(
            @Field("The articles before discount") Money goods,
            @Field("Taken off the articles") Money discount,

            @Field("Delivery after its discount; zero until it is chosen")
            Money delivery,

            @Field("All tax in it") Money tax,
            @Field("Prices include tax") boolean taxIncluded,
            @Field("What is paid") Money total) {
        /** As they are sent. */
        public static Totals of(PriceQuote it) {
            return new Totals(it.goods(), it.discount(), it.deliveryTotal(), it.tax(), it.taxIncluded(), it.total());
        }
    }

    /** Why something is not offered. */
    public record Reason(
            @Field("Stable, for programs") String code,
            @Said @Field("For people") String message) {
        /** As it is sent. */
        public static Reason of(Refusal it) {
            return new Reason(it.code(), it.message());
        }
    }

    /** A line of instructions how to pay. */
    public record Instruction(
            @Field("Stable, for programs: holder, iban, bic, amount, reference or another of the provider's")
            String code,

            @Said(Said.Kind.INSTRUCTION) @Field("For people")
            String label,

            @Field("An amount as EUR 12.90") String value) {}

    /** What the buyer does next to pay. */
    public record PaymentAction(
            @Field("redirect, code, instructions or client") String kind,
            @Field("Where the browser goes") Optional<String> url,
            @Field("GET or POST") Optional<String> method,
            @Field("Form fields to send along") Optional<Map<String, String>> fields,

            @Field("Content of a QR code, or data for the provider's script")
            Optional<String> payload,

            @Field("What to do, or lines to show") Optional<Map<String, String>> lines,

            @Field("The same lines with their names for people, in their order")
            Optional<List<Instruction>> instructions) {
        /** As it is sent. */
        public static PaymentAction of(NextAction it) {
            if (it instanceof NextAction.Redirect there) {
                return new PaymentAction(
                        "redirect",
                        Optional.of(there.url().toString()),
                        Optional.of(there.method()),
                        there.fields().isEmpty() ? Optional.empty() : Optional.of(there.fields()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
            } else if (it instanceof NextAction.ShowCode code) {
                return new PaymentAction(
                        "code",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(code.qrPayload()),
                        Optional.of(Map.of("text", code.text())),
                        Optional.empty());
            } else if (it instanceof NextAction.ShowInstructions show) {
                return new PaymentAction(
                        "instructions",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(show.lines()),
                        Optional.of(show.lines().entrySet().stream()
                                .map(line -> new Instruction(line.getKey(), line.getKey(), line.getValue()))
                                .toList()));
            }
            return new PaymentAction(
                    "client",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(((NextAction.ClientStep) it).json()),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /** A label to print. */
    public static ApiReply label(Label label, String name) {
        String type = label.format().mediaType();
        String ending = type.endsWith("pdf") ? ".pdf" : type.endsWith("png") ? ".png" : ".zpl";
        return ApiReply.file(type, name + ending, label.bytes());
    }

    /** A text that may be empty. */
    public static Optional<String> filled(String text) {
        return Optional.of(text).filter(it -> !it.isEmpty());
    }
}
