package io.tradewind.commerce.app.console;

import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.app.web.Format;
import io.tradewind.commerce.app.web.StoreClock;
import io.tradewind.commerce.cart.Personalisation;
import io.tradewind.commerce.catalog.ProductImport;
import io.tradewind.commerce.customer.Customer;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.event.Entry;
import io.tradewind.commerce.fulfillment.Parcel;
import io.tradewind.commerce.fulfillment.ParcelDirection;
import io.tradewind.commerce.fulfillment.ParcelState;
import io.tradewind.commerce.fulfillment.WorkState;
import io.tradewind.commerce.health.HealthReport;
import io.tradewind.commerce.launch.LaunchState;
import io.tradewind.commerce.order.FulfilmentStatus;
import io.tradewind.commerce.order.HoldKind;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderState;
import io.tradewind.commerce.payment.FactKind;
import io.tradewind.commerce.payment.Operation;
import io.tradewind.commerce.payment.PaymentState;
import io.tradewind.commerce.payment.PaymentStatus;
import io.tradewind.commerce.payment.RefundState;
import io.tradewind.commerce.payment.ReviewCase;
import io.tradewind.commerce.payment.ReviewMove;
import io.tradewind.commerce.payment.TaskKind;
import io.tradewind.commerce.plugin.InboxState;
import io.tradewind.commerce.returns.ReturnState;
import io.tradewind.commerce.store.StorePolicy;
import io.tradewind.commerce.verification.PhoneNumber;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.joda.money.IllegalCurrencyException;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** What things are called in the console; the same thing has the same name and colour on every page. */
public final class Words {
    private static final Duration SOON = Duration.ofHours(3);
    private static final Pattern HELD = Pattern.compile("hold ([A-Z]+)(?: lifted|: (.*))", Pattern.DOTALL);
    private static final Pattern MISFIT = Pattern.compile("INT-\\d+ (.+?)\\. Look operation");
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
    private static final Pattern ARGUMENT = Pattern.compile("^(?:([a-zA-Z. ]+)(?:\\[\\d+])? is )?'(.*?)': ");
    private static final Pattern ARGUMENT_OF = Pattern.compile("^(?:TW-\\d{4} )?([a-zA-Z.]+) is '");
    private static final Pattern AMOUNT = Pattern.compile("\\b[A-Z]{3} -?\\d+(\\.\\d+)?\\b");
    private static final Pattern STATE_NAME = Pattern.compile("(?<![\\w-])[A-Z][A-Z]+(_[A-Z]+)*(?![\\w-])");
    private static final Pattern PAGE_OF =
            Pattern.compile("^/admin/(orders|pack|parcels|returns|products|staff)/[0-9a-f-]{36}");
    private static final Map<String, String> STEPS = Map.ofEntries(
            Map.entry("order/PLACED", "Order placed"),
            Map.entry("order/COMPLETED", "Order completed"),
            Map.entry("order/CANCELLED", "Order cancelled"),
            Map.entry("fulfillment-order/WAITING", "Packing waits"),
            Map.entry("fulfillment-order/RELEASED", "Ready to pack"),
            Map.entry("fulfillment-order/PICKING", "Taken by a packer"),
            Map.entry("fulfillment-order/PACKED", "Packed"),
            Map.entry("fulfillment-order/HANDED_OVER", "Everything handed over"),
            Map.entry("fulfillment-order/CANCELLED", "Packing cancelled"),
            Map.entry("parcel/PLANNED", "Parcel closed, no label yet"),
            Map.entry("parcel/BOOKING", "Label asked for"),
            Map.entry("parcel/LABELLED", "Label bought"),
            Map.entry("parcel/HANDED_OVER", "Parcel handed over"),
            Map.entry("parcel/IN_TRANSIT", "Parcel on its way"),
            Map.entry("parcel/DELIVERED", "Parcel delivered"),
            Map.entry("parcel/VOIDED", "Parcel voided"),
            Map.entry("return/REQUESTED", "Return asked for"),
            Map.entry("return/APPROVED", "Return approved"),
            Map.entry("return/RECEIVING", "Returned goods arrived"),
            Map.entry("return/INSPECTED", "Return inspected"),
            Map.entry("return/RESOLVED", "Return settled"),
            Map.entry("return/REJECTED", "Return rejected"),
            Map.entry("refund/PROPOSED", "Refund asked for"),
            Map.entry("refund/APPROVED", "Refund granted"),
            Map.entry("refund/RUNNING", "Refund on its way"),
            Map.entry("refund/DONE", "Refund paid out"),
            Map.entry("refund/FAILED", "Refund failed"),
            Map.entry("payment-operation/SENDING", "Asked the payment provider"),
            Map.entry("payment-operation/APPROVED", "Payment provider: approved"),
            Map.entry("payment-operation/DECLINED", "Payment provider: declined"),
            Map.entry("payment-operation/PENDING", "Payment provider: pending"),
            Map.entry("payment-operation/UNKNOWN", "No clear answer about the payment"),
            Map.entry("payment-operation/ACTION_REQUIRED", "Customer is at the bank’s page"),
            Map.entry("payment-operation/PREPARED", "Payment written down"),
            Map.entry("checkout/OPEN", "Checkout begun"),
            Map.entry("checkout/PAYING", "Customer pays"),
            Map.entry("checkout/COMPLETED", "Checkout done"),
            Map.entry("verification/VERIFIED", "Mobile number verified"));

    private Words() {}

    /** A constant as a word: {@code OUT_FOR_DELIVERY} is {@code Out for delivery}. */
    public static String plain(Enum<?> constant) {
        return plain(constant.name());
    }

    /** A state's name as a word. */
    public static String plain(String name) {
        String words = name.toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ');
        return words.isEmpty() ? "" : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** A sentence of the library without codes, fixes and names of states. */
    static String sentence(CommerceException problem) {
        String text = String.valueOf(problem.getMessage());
        int fix = text.indexOf(" Fix: ");
        text = (fix < 0 ? text : text.substring(0, fix)).replaceFirst("^TW-\\d{4} ", "");
        return argument(tidy(text.replaceFirst("^[a-z-]+( \\([a-zA-Z]+\\))?: ", "")));
    }

    /** What a value should be, without the name that programs have for it. */
    static String argument(String sentence) {
        return ARGUMENT.matcher(sentence).replaceFirst("“$2”: ");
    }

    /** The name that programs have for the value that was wrong; empty if it is none in particular. */
    static String field(CommerceException problem) {
        Matcher found = ARGUMENT_OF.matcher(String.valueOf(problem.getMessage()));
        return found.find() ? found.group(1) : "";
    }

    /** What a refusal says. */
    static String sentence(Refusal refusal) {
        return tidy(refusal.message());
    }

    /** A sentence of the library for people: states as words, amounts as on all pages. */
    public static String tidy(String text) {
        String amounts = AMOUNT.matcher(text.replace("staff:", "")).replaceAll(it -> amount(it.group()));
        return STATE_NAME
                .matcher(amounts)
                .replaceAll(it -> it.group().contains("_") || it.group().length() > 5
                        ? it.group().toLowerCase(Locale.ROOT).replace('_', ' ')
                        : java.util.regex.Matcher.quoteReplacement(it.group()));
    }

    private static String amount(String text) {
        try {
            return Matcher.quoteReplacement(Format.money(Money.parse(text)));
        } catch (IllegalCurrencyException | ArithmeticException noMoney) {
            return Matcher.quoteReplacement(text);
        }
    }

    /** Who did something, without the kind: {@code staff:mia} is {@code mia}. */
    public static String who(String label) {
        return label.startsWith("staff:") ? label.substring(6) : label.startsWith("system:") ? "by itself" : label;
    }

    /** The {@code dir} of what that one wrote: people's words are not ours to translate, those of the system are. */
    public static @Nullable String dir(String label) {
        return label.startsWith("system:") ? null : "auto";
    }

    /** The same of the line of a timeline; what stands beside a call to a provider is always ours. */
    public static @Nullable String dir(Entry entry) {
        return entry.machine().equals("payment-operation") ? null : dir(entry.actor());
    }

    /** A text as it stands in the query of an address. */
    public static String query(String text) {
        return Form.encoded(text);
    }

    /** Roles as a list: {@code Packer, Support}. */
    public static String roles(Collection<Role> roles) {
        return roles.stream().sorted().map(Words::plain).collect(Collectors.joining(", "));
    }

    /** What a role may do, in a few words. */
    public static String rights(Role role) {
        return switch (role) {
            case SUPPORT -> "orders, returns, customers";
            case PACKER -> "pack, parcels, stock, returns";
            case FINANCE -> "payments, refunds, codes";
            case MERCHANDISER -> "products, stock, codes, launches";
            case ADMIN -> "everything, staff and plugins too";
        };
    }

    /** At most two letters for a round picture. */
    public static String initials(String name) {
        return Arrays.stream(name.strip().split("\\s+", 3))
                .filter(it -> !it.isEmpty())
                .limit(2)
                .map(it -> it.substring(0, it.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    /** What a browser calls itself, in two words. */
    public static String device(String agent) {
        String browser = agent.contains("Firefox/")
                ? "Firefox"
                : agent.contains("Edg/")
                        ? "Edge"
                        : agent.contains("Chrome/") ? "Chrome" : agent.contains("Safari/") ? "Safari" : "A browser";
        String system = agent.contains("Android")
                ? "Android"
                : agent.contains("iPhone") || agent.contains("iPad")
                        ? "iOS"
                        : agent.contains("Windows")
                                ? "Windows"
                                : agent.contains("Mac OS") ? "macOS" : agent.contains("Linux") ? "Linux" : "";
        return system.isEmpty() ? browser : browser + ", " + system;
    }

    /** What a form of the console does: {@code POST orders/{id}/cancel} is {@code Orders: cancel}. */
    public static String deed(String what) {
        String text = what.replaceFirst("^(POST|GET) ", "").replaceAll("/?\\{[^}]*\\}", "");
        int cut = text.indexOf('/');
        return cut < 0
                ? plain(text)
                : plain(text.substring(0, cut)) + ": " + text.substring(cut + 1).replace('/', ' ');
    }

    /** The page that belongs to a form's address; empty if there is none. */
    public static String page(String where) {
        Matcher found = PAGE_OF.matcher(where);
        return found.find() ? found.group() : "";
    }

    /** How long it is until parcels leave, and whether somebody should hurry. */
    public static Pill until(Pickup pickup, Instant now) {
        Duration left = Duration.between(now, pickup.at());
        String word = left.compareTo(Duration.ofHours(24)) < 0 ? "in " + Format.span(left) : "later";
        boolean hurry = left.compareTo(Duration.ofHours(3)) < 0;
        boolean late = left.compareTo(Duration.ofHours(1)) < 0;
        return new Pill(word, pickup.open() == 0 ? "ok" : late ? "bad" : hurry ? "warn" : "idle");
    }

    /** A constant as it stands in an address: {@code order-received}. */
    public static String key(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Days of the week in their order: {@code Mon, Tue, Sat}. */
    public static String days(Collection<DayOfWeek> days) {
        return days.stream()
                .sorted()
                .map(it -> it.getDisplayName(TextStyle.SHORT, Locale.ENGLISH))
                .collect(Collectors.joining(", "));
    }

    /** When reserved money is taken. */
    public static String capture(StorePolicy.CaptureMoment moment) {
        return switch (moment) {
            case PLACED -> "as soon as the order is placed";
            case PACKED -> "when the order is packed";
            case RELEASE -> "when the warehouse may begin";
            case MANUAL -> "when somebody says so, on the order’s page";
        };
    }

    /** A line of a timeline. */
    public static String step(Entry entry) {
        Matcher held = HELD.matcher(entry.note());
        if (held.matches()) {
            return held.group(2) == null ? "Hold lifted" : hold(HoldKind.valueOf(held.group(1)));
        }
        if (entry.from().equals(entry.to())) {
            return plain(entry.machine().replace("fulfillment-order", "packing")) + ": note";
        }
        String known = STEPS.get(entry.machine() + "/" + entry.to());
        return known == null ? plain(entry.machine()) + ": " + plain(entry.to()).toLowerCase(Locale.ROOT) : known;
    }

    /** What stands beside a line of a timeline. */
    public static String note(Entry entry) {
        Matcher held = HELD.matcher(entry.note());
        return held.matches() ? Optional.ofNullable(held.group(2)).orElse("") : message(entry.note());
    }

    /** The same, as a sentence begins. */
    public static String message(String words) {
        String text = tidy(words);
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** What is made of a line: {@code engraved “For Ada / always” · gift wrap}. */
    public static String made(Personalisation wish) {
        List<String> parts = new ArrayList<>();
        if (wish.isEngraved()) {
            parts.add("engraved “" + String.join(" / ", wish.engravingLines()) + "”");
        }
        wish.giftMessage().ifPresent(it -> parts.add(it.isEmpty() ? "gift wrap" : "gift wrap, card “" + it + "”"));
        return String.join(" · ", parts);
    }

    /** What something is where its lettering stands beside it: {@code Moss · BOTTLE-MOSS · engraved, gift wrap}. */
    public static String brief(String variant, String sku, Personalisation wish) {
        String made = (wish.isEngraved() ? "engraved" : "")
                + (wish.isEngraved() && wish.isGift() ? ", " : "")
                + (wish.isGift() ? "gift wrap" : "");
        return (variant.isEmpty() ? "" : variant + " · ") + sku + (made.isEmpty() ? "" : " · " + made);
    }

    /** What something is: variant, number and what is made of it. */
    public static String details(String variant, String sku, Personalisation wish) {
        List<String> parts = new ArrayList<>();
        if (!variant.isEmpty()) {
            parts.add(variant);
        }
        parts.add(sku);
        if (!wish.isNone()) {
            parts.add(made(wish));
        }
        return String.join(" · ", parts);
    }

    /** A weight, such as {@code 1.36 kg}. */
    public static String weight(int grams) {
        return String.format(Locale.ENGLISH, "%.2f kg", grams / 1000.0);
    }

    /** An amount as a field shows it: {@code 66.50}. */
    public static String plainAmount(Money amount) {
        return amount.getAmount()
                .setScale(amount.getCurrencyUnit().getDecimalPlaces(), RoundingMode.UNNECESSARY)
                .toPlainString();
    }

    /** How a hold is called. */
    public static String hold(HoldKind kind) {
        return switch (kind) {
            case PAYMENT -> "Waits for money";
            case REVIEW -> "Somebody must look";
            case ADDRESS -> "Address cannot be delivered to";
            case STAFF -> "Stopped by staff";
        };
    }

    /** The order's life. */
    public static Pill pill(OrderState state) {
        return new Pill(
                state == OrderState.PLACED ? "Open" : plain(state),
                switch (state) {
                    case DRAFT, CANCELLED -> "idle";
                    case PLACED -> "info";
                    case COMPLETED -> "ok";
                });
    }

    /** The order's money. */
    public static Pill pill(PaymentStatus status) {
        return switch (status) {
            case PAID -> new Pill("Paid", "ok");
            case AUTHORIZED -> new Pill("Authorised", "info");
            case CONFIRMING -> new Pill("Being confirmed", "info");
            case AWAITING -> new Pill("Awaiting payment", "warn");
            case NOT_NEEDED -> new Pill("Nothing to pay", "idle");
            case PARTLY_PAID, UNPAID, REFUND_DUE -> new Pill(plain(status), "warn");
            case DISPUTED, CHARGED_BACK -> new Pill(plain(status), "bad");
            case REFUNDED, PARTLY_REFUNDED, VOIDED -> new Pill(plain(status), "idle");
        };
    }

    /** Where the order's goods are. */
    public static Pill pill(FulfilmentStatus status) {
        return new Pill(
                plain(status),
                switch (status) {
                    case DELIVERED -> "ok";
                    case PACKED, SHIPPED, PARTLY_SHIPPED, PARTLY_DELIVERED -> "info";
                    case PREPARING -> "brand";
                    case UNDELIVERED -> "bad";
                    case WAITING, CANCELLED -> "idle";
                });
    }

    /** How a customer is called: many have given no more than a number. */
    public static String name(Customer customer) {
        return !customer.name().isBlank()
                ? customer.name()
                : customer.email()
                        .or(() -> customer.phone().map(PhoneNumber::e164))
                        .orElse("Customer without a name");
    }

    /** A product file that was handed in. */
    public static Pill pill(ProductImport file) {
        return switch (file.state()) {
            case READY -> new Pill("Not imported", "idle");
            case RUNNING -> new Pill("Going in", "info");
            case STOPPED -> new Pill("Stopped", "warn");
            case DONE -> file.refused() == 0 ? new Pill("Imported", "ok") : new Pill("Imported in part", "warn");
            case UNDOING -> new Pill("Being taken back", "info");
            case UNDONE -> new Pill("Taken back", "idle");
        };
    }

    /** How far work on an order is. */
    public static Pill pill(WorkState state) {
        return switch (state) {
            case WAITING -> new Pill("Waiting", "idle");
            case RELEASED -> new Pill("To pack", "brand");
            case PICKING -> new Pill("Being packed", "info");
            case PACKED -> new Pill("Packed", "info");
            case HANDED_OVER -> new Pill("Handed over", "ok");
            case CANCELLED -> new Pill("Cancelled", "idle");
        };
    }

    /** A parcel. */
    public static Pill pill(ParcelState state) {
        return switch (state) {
            case PLANNED -> new Pill("No label", "warn");
            case BOOKING -> new Pill("Label asked for", "info");
            case LABELLED -> new Pill("Ready to hand over", "brand");
            case HANDED_OVER, IN_TRANSIT, OUT_FOR_DELIVERY, READY_FOR_COLLECTION -> new Pill(plain(state), "info");
            case ATTEMPT_FAILED, RETURNING -> new Pill(plain(state), "warn");
            case DELIVERED -> new Pill("Delivered", "ok");
            case LOST -> new Pill("Lost", "bad");
            case RETURNED, VOIDED -> new Pill(plain(state), "idle");
        };
    }

    /** A parcel on its way out or back. */
    public static Pill pill(Parcel parcel) {
        return parcel.direction() == ParcelDirection.INBOUND ? back(parcel.state()) : pill(parcel.state());
    }

    /** A parcel that comes back from a customer. */
    public static Pill back(ParcelState state) {
        return switch (state) {
            case LABELLED -> new Pill("Customer has the label", "info");
            case DELIVERED -> new Pill("Arrived here", "ok");
            default -> pill(state);
        };
    }

    /** A return. */
    public static Pill pill(ReturnState state) {
        return switch (state) {
            case REQUESTED -> new Pill("Asked for", "warn");
            case APPROVED -> new Pill("On its way", "info");
            case RECEIVING -> new Pill("Arrived", "brand");
            case INSPECTED -> new Pill("Inspected", "info");
            case RESOLVED -> new Pill("Settled", "ok");
            case REJECTED, CANCELLED, EXPIRED -> new Pill(plain(state), "idle");
        };
    }

    /** A payment. */
    public static Pill pill(PaymentState state) {
        return switch (state) {
            case CAPTURED -> new Pill("Captured", "ok");
            case AUTHORIZED, CONFIRMING, PARTLY_CAPTURED, ACTION_REQUIRED -> new Pill(plain(state), "info");
            case AWAITING -> new Pill("Awaited", "warn");
            case DISPUTED, FAILED -> new Pill(plain(state), "bad");
            case REFUNDED, PARTLY_REFUNDED, CANCELLED -> new Pill(plain(state), "idle");
        };
    }

    /** A refund. */
    public static Pill pill(RefundState state) {
        return switch (state) {
            case PROPOSED -> new Pill("Waits for approval", "warn");
            case APPROVED, RUNNING -> new Pill("On its way", "info");
            case DONE -> new Pill("Paid out", "ok");
            case FAILED -> new Pill("Failed", "bad");
            case REFUSED, CANCELLED -> new Pill(plain(state), "idle");
        };
    }

    /** A launch. */
    public static Pill pill(LaunchState state) {
        return new Pill(
                plain(state),
                switch (state) {
                    case DRAFT, ENDED, CANCELLED -> "idle";
                    case ANNOUNCED -> "info";
                    case SELLING -> "ok";
                });
    }

    /** How something fares. */
    public static Pill pill(HealthReport.Level level) {
        return switch (level) {
            case UP -> new Pill("Fine", "ok");
            case DEGRADED -> new Pill("Look at it", "warn");
            case DOWN -> new Pill("Down", "bad");
        };
    }

    /** How a promise stands. */
    public static Pill promise(Order order, ZoneId zone) {
        boolean over = order.fulfilment() == FulfilmentStatus.DELIVERED
                || order.fulfilment() == FulfilmentStatus.CANCELLED
                || order.state() != OrderState.PLACED;
        String kind = order.shipping().express() ? "24 h promise · " : "Promised · ";
        Instant latest = order.promise().latest();
        return over ? new Pill(kind + Format.moment(latest, zone), "idle") : due(kind + "due ", latest, zone);
    }

    /** How urgent something is that is due then. */
    public static Pill due(String before, Instant at, ZoneId zone) {
        Instant now = StoreClock.now();
        if (at.isBefore(now)) {
            return new Pill(
                    before.isEmpty()
                            ? "Late, was " + Format.moment(at, zone)
                            : before + Format.moment(at, zone) + ", late",
                    "bad");
        }
        String colour = at.isBefore(now.plus(SOON)) ? "warn" : "idle";
        return new Pill(before + Format.moment(at, zone), colour);
    }

    /** What staff are asked to decide. */
    public static String task(TaskKind kind) {
        return switch (kind) {
            case INTEGRITY -> "The provider’s answer does not fit";
            case UNKNOWN_OUTCOME -> "Nobody knows yet whether it happened";
            case LATE_SUCCESS -> "It happened after all";
            case OUTSIDE_MONEY -> "Money moved outside the shop";
            case CAPTURE_FAILED -> "The money could not be taken";
            case REFUND_FAILED -> "A refund was declined";
            case PAY_BACK_BY_HAND -> "Pay this back by hand";
            case OBLIGATION_OVERDUE -> "Something owed is overdue";
            case DISPUTE -> "The customer’s bank disputes it";
            case RESERVATION_LAPSING -> "Reserved money runs out soon";
        };
    }

    /** Why a case is there, and what happens meanwhile. */
    public static String situation(ReviewCase one, ZoneId zone) {
        Optional<Operation> operation = one.operation();
        return switch (one.task().kind()) {
            case REFUND_FAILED -> refusal(operation) + " Send it again, or pay it back in another way and say so.";
            case CAPTURE_FAILED -> refusal(operation) + " The order waits until the money is there.";
            case UNKNOWN_OUTCOME ->
                "The provider has given no clear answer. It is asked again by itself; do not charge by hand.";
            case INTEGRITY -> misfit(one.task().message());
            default ->
                INSTANT.matcher(message(one.task().message()))
                        .replaceAll(it -> Matcher.quoteReplacement(Format.moment(Instant.parse(it.group()), zone)));
        };
    }

    private static String misfit(String message) {
        Matcher found = MISFIT.matcher(message);
        return "The provider’s answer does not fit what was asked or is booked"
                + (found.find() ? ": " + tidy(found.group(1)) : "")
                + ". Compare it with what the provider itself shows, then say how it was settled.";
    }

    private static String refusal(Optional<Operation> operation) {
        String code = operation.map(Operation::code).orElse("");
        return code.isEmpty()
                ? "The provider refused it."
                : "The provider refused it: " + plain(code).toLowerCase(Locale.ROOT) + ".";
    }

    /** What happened to money. */
    public static String fact(FactKind kind) {
        return switch (kind) {
            case AUTHORIZED -> "Reserved";
            case CAPTURED -> "Taken";
            case CANCELLED -> "Reservation given up";
            case REFUNDED -> "Given back";
            case CHARGED_BACK -> "Taken back by the bank";
        };
    }

    /** The button of a move out of a case that staff decide. */
    public static String move(ReviewMove move) {
        return switch (move) {
            case ASK_AGAIN -> "Ask the provider again";
            case IT_HAPPENED -> "It happened";
            case IT_DID_NOT_HAPPEN -> "It did not happen";
            case TAKE_NOW -> "Take the money now";
            case GIVE_UP -> "Give up the reservation";
            case REFUND_AGAIN -> "Send the refund again";
            case SETTLED -> "Settled in another way";
        };
    }

    /** What follows from a move, for whoever is about to make it. */
    public static String consequence(ReviewMove move, TaskKind kind) {
        return switch (move) {
            case ASK_AGAIN -> "Nothing is charged by that. If the answer is clear, the case is closed by itself.";
            case IT_HAPPENED ->
                kind == TaskKind.PAY_BACK_BY_HAND || kind == TaskKind.OBLIGATION_OVERDUE
                        ? "The money is booked as given back. Say so only once it has left."
                        : "It is booked as if the provider had said so, and the order goes on. Look it up there first.";
            case IT_DID_NOT_HAPPEN ->
                "It is booked as not done. Should it turn out later that it was, the money goes back by itself.";
            case TAKE_NOW -> "The customer is charged what is still reserved. If that fails, a new case appears here.";
            case GIVE_UP -> "What is reserved can then not be taken any more, and the order is not paid.";
            case REFUND_AGAIN -> "The same amount is sent back once more, as a new request.";
            case SETTLED -> "No money moves by that. Your words stand in the log and at the case.";
        };
    }

    /** What the field of a move asks for; empty if it has none. */
    public static String asks(ReviewMove move) {
        return switch (move) {
            case IT_HAPPENED -> "Reference, as you read it at the provider";
            case SETTLED -> "How was it settled?";
            case ASK_AGAIN, IT_DID_NOT_HAPPEN, TAKE_NOW, GIVE_UP, REFUND_AGAIN -> "";
        };
    }

    /** Where a message of a provider stands. */
    public static String inbox(InboxState state) {
        return switch (state) {
            case RECEIVED -> "Waiting";
            case APPLIED -> "Applied";
            case IGNORED -> "Changes nothing";
            case UNMATCHED -> "Not known here yet";
            case DEAD -> "Given up";
        };
    }

    /** How that is coloured. */
    public static String colour(InboxState state) {
        return switch (state) {
            case RECEIVED -> "info";
            case APPLIED -> "ok";
            case IGNORED -> "idle";
            case UNMATCHED -> "warn";
            case DEAD -> "bad";
        };
    }

    /** Why a message was not believed. */
    public static String refusal(String why) {
        return switch (why) {
            case "BAD_SIGNATURE" -> "the signature is wrong";
            case "STALE" -> "it is too old, or from the future";
            case "MALFORMED" -> "it cannot be read";
            case "OTHER_ACCOUNT" -> "it is for another account";
            case "WRONG_MODE" -> "it is a live one in test mode, or the reverse";
            default -> plain(why).toLowerCase(Locale.ROOT);
        };
    }

    /** What a setting of a plugin is called. */
    public static String setting(String name) {
        return SettingsSheet.label(name);
    }
}
