package io.tradewind.commerce.app.console;

import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.app.web.Format;
import io.tradewind.commerce.cart.Personalisation;
import io.tradewind.commerce.customer.Customer;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.event.Entry;
import io.tradewind.commerce.order.HoldKind;
import io.tradewind.commerce.payment.FactKind;
import io.tradewind.commerce.plugin.InboxState;
import io.tradewind.commerce.returns.ReturnLine;
import io.tradewind.commerce.store.StorePolicy;
import io.tradewind.commerce.verification.PhoneNumber;
import java.math.RoundingMode;
import java.time.DayOfWeek;
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
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.joda.money.IllegalCurrencyException;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** What things are called in the console; the same thing has the same name on every page. */
public final class Words {
    private static final Pattern HELD = Pattern.compile("hold ([A-Z]+)(?: lifted|: (.*))", Pattern.DOTALL);
    private static final Pattern ARGUMENT = Pattern.compile("^(?:([a-zA-Z. ]+)(?:\\[\\d+])? is )?'(.*?)': ");
    private static final Pattern ARGUMENT_OF = Pattern.compile("^(?:TW-\\d{4} )?([a-zA-Z.]+) is '");
    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
    private static final Pattern AMOUNT = Pattern.compile("\\b[A-Z]{3} -?\\d+(\\.\\d+)?\\b");
    private static final Pattern STATE_NAME = Pattern.compile("(?<![\\w-])[A-Z][A-Z]+(_[A-Z]+)*(?![\\w-])");
    private static final List<String> OUR_REASONS = List.of(
            "short: ",
            "missing at the shelf, order ",
            "damaged at the shelf, order ",
            "Return to order ",
            "No more than ");
    private static final Set<String> OUR_NOTES = Set.of("payment-operation", "obligation", "refund");
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
            Map.entry("parcel/OUT_FOR_DELIVERY", "Parcel out for delivery"),
            Map.entry("parcel/READY_FOR_COLLECTION", "Parcel ready to be collected"),
            Map.entry("parcel/ATTEMPT_FAILED", "Nobody took the parcel"),
            Map.entry("parcel/DELIVERED", "Parcel delivered"),
            Map.entry("parcel/RETURNING", "Parcel comes back"),
            Map.entry("parcel/RETURNED", "Parcel came back"),
            Map.entry("parcel/LOST", "Parcel lost"),
            Map.entry("parcel/VOIDED", "Parcel voided"),
            Map.entry("return/REQUESTED", "Return asked for"),
            Map.entry("return/APPROVED", "Return approved"),
            Map.entry("return/RECEIVING", "Returned goods arrived"),
            Map.entry("return/INSPECTED", "Return inspected"),
            Map.entry("return/RESOLVED", "Return settled"),
            Map.entry("return/REJECTED", "Return rejected"),
            Map.entry("return/CANCELLED", "Return withdrawn"),
            Map.entry("return/EXPIRED", "Return lapsed"),
            Map.entry("refund/PROPOSED", "Refund asked for"),
            Map.entry("refund/APPROVED", "Refund granted"),
            Map.entry("refund/RUNNING", "Refund on its way"),
            Map.entry("refund/DONE", "Refund paid out"),
            Map.entry("refund/FAILED", "Refund failed"),
            Map.entry("refund/REFUSED", "Refund refused"),
            Map.entry("obligation/OPEN", "Money must go back"),
            Map.entry("obligation/ESCALATED", "Somebody must send money back"),
            Map.entry("obligation/DONE", "Owed money is settled"),
            Map.entry("obligation/WAIVED", "Owed money is let go"),
            Map.entry("payment-operation/SENDING", "Asked the payment provider"),
            Map.entry("payment-operation/APPROVED", "Payment provider: approved"),
            Map.entry("payment-operation/DECLINED", "Payment provider: declined"),
            Map.entry("payment-operation/PENDING", "Payment provider: pending"),
            Map.entry("payment-operation/UNKNOWN", "No clear answer about the payment"),
            Map.entry("payment-operation/ACTION_REQUIRED", "Customer is at the bank’s page"),
            Map.entry("payment-operation/PREPARED", "Payment written down"),
            Map.entry("payment-operation/REJECTED", "Payment provider: request refused"),
            Map.entry("payment-operation/NOT_SENT", "Never sent to the payment provider"),
            Map.entry("payment-operation/ABANDONED", "Payment given up"),
            Map.entry("checkout/OPEN", "Checkout begun"),
            Map.entry("checkout/PAYING", "Customer pays"),
            Map.entry("checkout/COMPLETED", "Checkout done"),
            Map.entry("checkout/CANCELLED", "Checkout given up"),
            Map.entry("verification/SENDING", "Code asked for"),
            Map.entry("verification/SENT", "Code sent"),
            Map.entry("verification/UNSENT", "Code not sent"),
            Map.entry("verification/BURNT", "Too many wrong codes"),
            Map.entry("verification/EXPIRED", "Code lapsed"),
            Map.entry("verification/VERIFIED", "Mobile number verified"));

    /** What is noted without a change of state, by how the note begins. */
    private static final Map<String, String> NOTES = Map.of(
            "to the buyer: ", "Written to the customer",
            "stop: ", "Asked to stop",
            "not stopped: ", "It could not be stopped any more",
            "short: ", "Missing or broken");

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
                        : Matcher.quoteReplacement(it.group()));
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

    /** The same of the name of whoever did something. */
    public static @Nullable String nameDir(String label) {
        return label.equals("guest") ? null : dir(label);
    }

    /** The same of a reason that the library may have given in their name. */
    public static @Nullable String dir(String label, String reason) {
        return isOurs(label, reason) ? null : "auto";
    }

    /** The same of the line of a timeline; what stands beside money that moves is ours, or in quotes. */
    public static @Nullable String dir(Entry entry) {
        return OUR_NOTES.contains(entry.machine()) ? null : dir(entry.actor(), entry.note());
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
            return noted(entry).map(NOTES::get).orElse("Note");
        }
        String known = STEPS.get(entry.machine() + "/" + entry.to());
        return known == null ? plain(entry.machine()) + ": " + plain(entry.to()).toLowerCase(Locale.ROOT) : known;
    }

    /** What stands beside a line of a timeline. */
    public static String note(Entry entry) {
        Matcher held = HELD.matcher(entry.note());
        if (held.matches()) {
            return Optional.ofNullable(held.group(2)).orElse("");
        }
        String note = entry.note().substring(noted(entry).map(String::length).orElse(0));
        return entry.machine().equals("refund") ? refund(entry, note) : message(note);
    }

    private static Optional<String> noted(Entry entry) {
        return entry.from().equals(entry.to())
                ? NOTES.keySet().stream().filter(entry.note()::startsWith).findFirst()
                : Optional.empty();
    }

    /** Amount and reason; what people wrote stands in quotes. */
    private static String refund(Entry entry, String note) {
        int cut = note.indexOf(": ");
        if (cut < 0) {
            return message(note);
        }
        String reason = note.substring(cut + 2);
        return tidy(note.substring(0, cut)) + " · "
                + (isOurs(entry.actor(), reason) ? message(reason) : "“" + reason + "”");
    }

    /** True if the library itself gave that reason, in the name of whoever caused it. */
    public static boolean isOurs(String label, String reason) {
        return label.startsWith("system:") || OUR_REASONS.stream().anyMatch(reason::startsWith);
    }

    /** The same, as a sentence begins. */
    public static String message(String words) {
        String text = tidy(words);
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** What is made of a line: {@code engraved “For Ada / always”} and {@code gift wrap}. */
    public static List<String> made(Personalisation wish) {
        List<String> parts = new ArrayList<>();
        if (wish.isEngraved()) {
            parts.add("engraved “" + String.join(" / ", wish.engravingLines()) + "”");
        }
        wish.giftMessage().ifPresent(it -> parts.add(it.isEmpty() ? "gift wrap" : "gift wrap, card “" + it + "”"));
        return parts;
    }

    /** The same where the lettering stands beside it: {@code engraved, gift wrap}. */
    public static List<String> brief(Personalisation wish) {
        List<String> parts = new ArrayList<>();
        if (wish.isEngraved()) {
            parts.add("engraved");
        }
        if (wish.isGift()) {
            parts.add("gift wrap");
        }
        return parts;
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

    /** A sentence of the library with its moments as on all pages. */
    public static String dated(String text, ZoneId zone) {
        return MOMENT.matcher(text)
                .replaceAll(it -> Matcher.quoteReplacement(Format.moment(Instant.parse(it.group()), zone)));
    }

    /** What became of the pieces of a return's line. */
    public static String inspected(ReturnLine line) {
        int aside = line.accepted() - line.restocked() - line.scrapped();
        List<String> parts = new ArrayList<>();
        parts.add(line.accepted() + " accepted");
        part(parts, line.restocked(), "back on the shelf");
        part(parts, aside, "put aside");
        part(parts, line.scrapped(), "scrapped");
        part(parts, line.missing(), "missing");
        return String.join(" · ", parts);
    }

    private static void part(List<String> parts, int pieces, String what) {
        if (pieces > 0) {
            parts.add(pieces + " " + what);
        }
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

    /** How a customer is called: many have given no more than a number. */
    public static String name(Customer customer) {
        return !customer.name().isBlank()
                ? customer.name()
                : customer.email()
                        .or(() -> customer.phone().map(PhoneNumber::e164))
                        .orElse("Customer without a name");
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
