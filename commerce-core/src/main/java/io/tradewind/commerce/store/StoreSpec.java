package io.tradewind.commerce.store;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.spi.Address;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Describes a store to the builder; everything has a default. What is wrong here is collected and named by {@code
 * start()}, everything at once. Not safe for many threads.
 */
public final class StoreSpec {
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private final String code;
    private CurrencyUnit currency = CurrencyUnit.EUR;
    private String country = "DE";
    private ZoneId zone = ZoneId.of("UTC");
    private final Set<String> shipsTo = new LinkedHashSet<>();
    private boolean pricesIncludeTax = true;
    private final List<StorePolicy.TaxRate> taxRates = new ArrayList<>();
    private StorePolicy.PhoneRule phoneRule = StorePolicy.PhoneRule.REQUIRED;
    private StorePolicy.CaptureMoment capture = StorePolicy.CaptureMoment.PLACED;
    private Duration holdTime = Duration.ofMinutes(15);
    private @Nullable Address warehouse;
    private StorePolicy.@Nullable Seller seller;
    private String location = "main";
    private LocalTime cutOff = LocalTime.of(15, 0);
    private Set<DayOfWeek> workdays = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    private Set<LocalDate> holidays = Set.of();
    private Duration handling = Duration.ZERO;
    private StorePolicy.@Nullable Express express;
    private Duration returnWindow = Duration.ofDays(30);
    private boolean autoApproveReturns;
    private int payLaterDays = 7;
    private boolean shipUnpaid = true;
    private StorePolicy.ShortUnits shortUnits = StorePolicy.ShortUnits.WAIT;
    private @Nullable Money refundLimit;
    private @Nullable Money smsBudgetPerDay;
    private String orderPrefix = "R-";
    private @Nullable String brand;
    private String webHost = "localhost";
    private Locale language = Locale.ENGLISH;
    private String orderLink = "";
    private String staffContact = "";
    private String workLink = "";
    private String productLink = "";
    private String launchLink = "";
    private final List<String> problems = new ArrayList<>();

    /** Starts with the defaults. */
    public StoreSpec(String code) {
        if (code == null || !code.matches("[a-z0-9][a-z0-9-]{0,39}")) {
            throw CommerceException.badArgument("store code", code, "1 to 40 of a-z, 0-9 and -");
        }
        this.code = code;
    }

    /** ISO 4217 code of the only currency; default {@code EUR}. Once the store exists it cannot be changed. */
    public StoreSpec currency(String iso) {
        try {
            currency = CurrencyUnit.of(iso);
        } catch (IllegalCurrencyException e) {
            wrong("currency", iso, "an ISO 4217 code is needed, such as EUR");
        }
        return this;
    }

    /** ISO 3166 two-letter code of the seller, in capitals; also the default destination. Default {@code DE}. */
    public StoreSpec country(String iso) {
        country = country("country", iso);
        return this;
    }

    /** Zone in which days and cut-offs are meant, such as {@code Europe/Berlin}; default {@code UTC}. */
    public StoreSpec zone(String id) {
        try {
            zone = ZoneId.of(id);
        } catch (DateTimeException e) {
            wrong("zone", id, "a time zone is needed, such as Europe/Berlin");
        }
        return this;
    }

    /** Countries that orders may go to, as two-letter codes; default: the store's own. Adds to earlier calls. */
    public StoreSpec shipsTo(String... countries) {
        for (String iso : countries) {
            shipsTo.add(country("shipsTo", iso));
        }
        return this;
    }

    /** Catalog prices are net and tax is added; by default they include it. */
    public StoreSpec pricesExcludeTax() {
        pricesIncludeTax = false;
        return this;
    }

    /**
     * Adds a rate: goods of that category sent to that country are taxed at that percentage.
     *
     * @param category of the goods, such as {@code standard}
     * @param destination ISO 3166 two-letter code
     * @param percent from 0 to 100, such as {@code 19} or {@code 5.5}
     */
    public StoreSpec tax(String category, String destination, String percent) {
        try {
            BigDecimal rate = new BigDecimal(percent);
            if (rate.signum() < 0 || rate.compareTo(BigDecimal.valueOf(100)) > 0) {
                wrong("tax " + category, percent, "a percentage from 0 to 100 is needed");
            }
            String to = country("tax " + category, destination);
            taxRates.add(new StorePolicy.TaxRate(category, to, rate, "VAT " + percent + " %"));
        } catch (NumberFormatException e) {
            wrong("tax " + category, percent, "a percentage is needed, such as 19 or 5.5");
        }
        return this;
    }

    /** Whether a verified mobile number is needed; it is by default. */
    public StoreSpec phone(StorePolicy.PhoneRule rule) {
        phoneRule = rule;
        return this;
    }

    /** When authorised money is taken; default when the order is placed. */
    public StoreSpec capture(StorePolicy.CaptureMoment moment) {
        capture = moment;
        return this;
    }

    /** How long stock is held for somebody who is paying, from one minute to one day; default 15 minutes. */
    public StoreSpec holdTime(Duration time) {
        if (time.compareTo(Duration.ofMinutes(1)) < 0 || time.compareTo(Duration.ofDays(1)) > 0) {
            wrong("holdTime", time, "it must be from one minute to one day");
        }
        holdTime = time;
        return this;
    }

    /** Where parcels start; default: a placeholder address in the store's country. */
    public StoreSpec warehouse(Address address) {
        warehouse = address;
        return this;
    }

    /**
     * Who stands on invoices as the seller; default: the warehouse, without a number, which makes no valid invoice.
     *
     * @param address full name and address of the business
     * @param taxNumber its VAT id, such as {@code DE123456789}, or the tax office's number; at most 40 characters
     */
    public StoreSpec seller(Address address, String taxNumber) {
        if (!taxNumber.matches("[\\p{Graph}][\\p{Graph} ]{0,39}")) {
            wrong("seller", taxNumber, "a VAT id or tax number of at most 40 letters, digits and signs is needed");
        }
        seller = new StorePolicy.Seller(address, taxNumber.strip());
        return this;
    }

    /** Store-local time until which an order leaves the same working day; default 15:00. */
    public StoreSpec cutOff(LocalTime time) {
        cutOff = time;
        return this;
    }

    /** Days on which the warehouse hands parcels over, at least one; default Monday to Friday. */
    public StoreSpec workdays(Set<DayOfWeek> days) {
        if (days.isEmpty()) {
            wrong("workdays", days, "parcels must leave on some day");
        }
        workdays = Set.copyOf(days);
        return this;
    }

    /** Days on which it does not, in the store's zone; default none. */
    public StoreSpec holidays(Set<LocalDate> days) {
        holidays = Set.copyOf(days);
        return this;
    }

    /** Making time before hand-over for every order, on top of what its articles need; default none. */
    public StoreSpec handling(Duration time) {
        if (time.isNegative()) {
            wrong("handling", time, "it must not be negative");
        }
        handling = time;
        return this;
    }

    /**
     * Offers delivery within 24 hours for items marked for it, in the store's country.
     *
     * @param price of the delivery, in the store's currency
     * @param until store-local time of the promise on the next working day
     * @param expressCutOff store-local time until which it is promised
     * @param carrierAccount plugin account that carries it
     * @param postcodePrefixes where it is offered; none means everywhere
     */
    public StoreSpec express(
            Money price, LocalTime until, LocalTime expressCutOff, String carrierAccount, String... postcodePrefixes) {
        express = new StorePolicy.Express(
                country, List.of(postcodePrefixes), price, expressCutOff, until, carrierAccount);
        return this;
    }

    /** How long after delivery a return may be asked for; default 30 days. */
    public StoreSpec returnWindow(Duration window) {
        if (window.isNegative()) {
            wrong("returnWindow", window, "it must not be negative");
        }
        returnWindow = window;
        return this;
    }

    /** Returns within policy are approved at once; by default staff decide. */
    public StoreSpec autoApproveReturns() {
        autoApproveReturns = true;
        return this;
    }

    /** What becomes of units that are missing or broken at the shelf, unless somebody chooses: by default they wait. */
    public StoreSpec shortUnits(StorePolicy.ShortUnits fate) {
        shortUnits = fate;
        return this;
    }

    /** Days until an unpaid pay-later order is cancelled, at least 1; default 7. */
    public StoreSpec payLaterDays(int days) {
        if (days < 1) {
            wrong("payLaterDays", days, "at least 1 is needed");
        }
        payLaterDays = days;
        return this;
    }

    /** Pay-later orders wait for their money before they are packed; by default cash on delivery does not. */
    public StoreSpec packOnlyPaid() {
        shipUnpaid = false;
        return this;
    }

    /**
     * Most of one order that staff give back without a second person: by hand, for returns and for what they cancel, all
     * of it together. What goes above it waits until somebody else who may refund approves it. Default: no such limit.
     *
     * @param most in the store's currency; zero means that every refund takes two people
     */
    public StoreSpec refundLimit(Money most) {
        refundLimit = most;
        return this;
    }

    /** Most that verification messages may cost a day, in the store's currency; default 50 of its major unit. */
    public StoreSpec smsBudgetPerDay(Money budget) {
        smsBudgetPerDay = budget;
        return this;
    }

    /** What order numbers start with, at most 10 characters; default {@code R-}. */
    public StoreSpec orderPrefix(String prefix) {
        if (prefix.length() > 10) {
            wrong("orderPrefix", prefix, "at most 10 characters");
        }
        orderPrefix = prefix;
        return this;
    }

    /** The name that messages start with; default: the store code. */
    public StoreSpec brand(String name) {
        brand = name;
        return this;
    }

    /** Host name that one-time codes are bound to, such as {@code shop.example}; default {@code localhost}. */
    public StoreSpec webHost(String host) {
        webHost = host;
        return this;
    }

    /** Language of messages, such as {@code de}; default English. English and German texts come along. */
    public StoreSpec language(String tag) {
        Locale asked = Locale.forLanguageTag(tag);
        if (asked.getLanguage().isEmpty()) {
            wrong("language", tag, "a language tag such as en or de-AT is needed");
        }
        language = asked;
        return this;
    }

    /**
     * Address of an order's page for messages, such as {@code https://shop.example/o/{token}}; the token is signed and
     * opens that order alone. Default: messages carry no link.
     */
    public StoreSpec orderLink(String pattern) {
        orderLink = link("orderLink", pattern, "{token}");
        return this;
    }

    /** E-mail address, or number as {@code +4915123456789}, that hears of work to be packed or stopped. */
    public StoreSpec staffContact(String contact) {
        if (!contact.matches("\\+\\d{7,15}|[^\\s@,;<>\"\\p{Cntrl}]{1,64}@[^\\s@,;<>\"\\p{Cntrl}]{1,180}")) {
            wrong("staffContact", contact, "one e-mail address or one number as +4915123456789 is needed");
        }
        staffContact = contact;
        return this;
    }

    /** Address of the bench for messages to staff, such as {@code https://shop.example/admin/pack/{work}}. */
    public StoreSpec workLink(String pattern) {
        workLink = link("workLink", pattern, "{work}");
        return this;
    }

    /**
     * Address of a product's page for messages, such as {@code https://shop.example/p/{slug}?sku={sku}}. Default: messages
     * name the product and carry no link.
     */
    public StoreSpec productLink(String pattern) {
        productLink = link("productLink", pattern, "{slug}");
        return this;
    }

    /**
     * Address of a launch's page for messages, such as {@code https://shop.example/launch/{slug}}. Default: messages name
     * the launch and carry no link.
     */
    public StoreSpec launchLink(String pattern) {
        launchLink = link("launchLink", pattern, "{slug}");
        return this;
    }

    private String link(String field, String pattern, String place) {
        if (!pattern.matches("https?://[^\\s\"'<>]+") || !pattern.contains(place)) {
            wrong(field, pattern, "an address that begins with https:// and contains " + place + " is needed");
        }
        return pattern;
    }

    /** What is wrong so far, each with store, setting and way out; empty if nothing is. */
    public List<String> problems() {
        List<String> all = new ArrayList<>(problems);
        requireCurrency(all, "refundLimit", refundLimit);
        requireCurrency(all, "smsBudgetPerDay", smsBudgetPerDay);
        requireCurrency(all, "express", express == null ? null : express.price());
        return all;
    }

    private void requireCurrency(List<String> all, String setting, @Nullable Money money) {
        if (money != null && (!money.getCurrencyUnit().equals(currency) || money.isNegative())) {
            all.add(problem(setting, money, "an amount in " + currency + " is needed, zero or more"));
        }
    }

    private String country(String setting, String iso) {
        if (!COUNTRIES.contains(iso)) {
            wrong(setting, iso, "an ISO 3166 two-letter code is needed, such as DE");
        }
        return iso;
    }

    private void wrong(String setting, Object value, String rule) {
        problems.add(problem(setting, value, rule));
    }

    private String problem(String setting, Object value, String rule) {
        return "Store '" + code + "': " + setting + " is '" + value + "': " + rule;
    }

    /** The code it was started with. */
    public String code() {
        return code;
    }

    /** The finished store under the id that the database gave it. */
    public Store build(int id) {
        Address origin = warehouse == null
                ? new Address("Warehouse", List.of("Unset street 1"), "Unset", "", "10115", country)
                : warehouse;
        StorePolicy policy = new StorePolicy(
                shipsTo.isEmpty() ? Set.of(country) : shipsTo,
                pricesIncludeTax,
                taxRates,
                phoneRule,
                capture,
                holdTime,
                origin,
                seller == null ? new StorePolicy.Seller(origin, "") : seller,
                location,
                cutOff,
                workdays,
                holidays,
                handling,
                Optional.ofNullable(express),
                returnWindow,
                autoApproveReturns,
                payLaterDays,
                shipUnpaid,
                shortUnits,
                Optional.ofNullable(refundLimit),
                smsBudgetPerDay == null ? Money.ofMajor(currency, 50) : smsBudgetPerDay,
                orderPrefix,
                brand == null ? code : brand,
                webHost,
                new StorePolicy.Messages(language, orderLink, staffContact, workLink, productLink, launchLink));
        return new Store(id, code, currency, country, zone, policy);
    }

    /** The currency, before the store is built. */
    public CurrencyUnit currency() {
        return currency;
    }
}
