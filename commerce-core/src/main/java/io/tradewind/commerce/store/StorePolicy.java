package io.tradewind.commerce.store;

import io.tradewind.commerce.spi.Address;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;

/**
 * How a store is run. Built by {@link StoreSpec}; immutable.
 *
 * @param shipsTo ISO country codes that orders may be sent to; never empty
 * @param pricesIncludeTax true if catalog prices contain the tax (gross prices)
 * @param taxRates the configured rates; empty means that the store declares no tax
 * @param phoneRule whether a verified mobile number is needed to order
 * @param capture when authorised money is taken
 * @param holdTime how long stock is held for somebody who is paying
 * @param warehouse where parcels start
 * @param seller who stands on invoices
 * @param location the stock location's code
 * @param cutOff store-local time until which an order leaves the same working day
 * @param workdays days on which the warehouse hands parcels over
 * @param holidays days on which it does not
 * @param handling making time added before hand-over for every order
 * @param express the 24-hour delivery for chosen items; absent if the store has none
 * @param returnWindow how long after delivery a return may be asked for
 * @param autoApproveReturns true if a return within policy is approved at once
 * @param payLaterDays days until an unpaid pay-later order is cancelled
 * @param shipUnpaid true if cash on delivery and the like may be packed before the money is there
 * @param shortUnits what becomes of units that are missing or broken at the shelf, unless somebody chooses
 * @param refundLimit most of one order that staff give back without a second person; absent if there is no such limit
 * @param smsBudgetPerDay most that verification messages may cost a day
 * @param orderPrefix what order numbers start with
 * @param brand the name that messages start with
 * @param webHost host name that one-time codes are bound to, such as {@code shop.example}
 * @param messages how messages are written and where they lead
 */
public record StorePolicy(
        Set<String> shipsTo,
        boolean pricesIncludeTax,
        List<TaxRate> taxRates,
        PhoneRule phoneRule,
        CaptureMoment capture,
        Duration holdTime,
        Address warehouse,
        Seller seller,
        String location,
        LocalTime cutOff,
        Set<DayOfWeek> workdays,
        Set<LocalDate> holidays,
        Duration handling,
        Optional<Express> express,
        Duration returnWindow,
        boolean autoApproveReturns,
        int payLaterDays,
        boolean shipUnpaid,
        ShortUnits shortUnits,
        Optional<Money> refundLimit,
        Money smsBudgetPerDay,
        String orderPrefix,
        String brand,
        String webHost,
        Messages messages) {

    /** Copies the collections. */
    public StorePolicy {
        shipsTo = Set.copyOf(shipsTo);
        taxRates = List.copyOf(taxRates);
        workdays = Set.copyOf(workdays);
        holidays = Set.copyOf(holidays);
    }

    /**
     * Who stands on invoices.
     *
     * @param address full name and address
     * @param taxNumber VAT id or the tax office's number; empty if none is known
     */
    public record Seller(Address address, String taxNumber) {}

    /** Whether a verified mobile number is needed to order. */
    public enum PhoneRule {
        /** No order without one. */
        REQUIRED,
        /** The buyer may leave it out. */
        OPTIONAL
    }

    /** What becomes of units that are missing or broken at the shelf; the rest of their order goes on. */
    public enum ShortUnits {
        /** They wait for other goods and follow in a parcel of their own. */
        WAIT,
        /** They are cancelled, and what was paid for them goes back. */
        CANCEL
    }

    /** When authorised money is taken. */
    public enum CaptureMoment {
        /** As soon as the order is placed. */
        PLACED,
        /** When it is packed. */
        PACKED,
        /** When the warehouse may begin, for a pre-order on its date. */
        RELEASE,
        /** When somebody of the shop says so; goods may leave on money that is reserved. */
        MANUAL
    }

    /**
     * How messages to customers and staff are written and where they lead.
     *
     * @param language of every message of the store
     * @param orderLink address of an order's page, with {@code {token}} where the signed token goes; empty for none
     * @param staffContact e-mail address or number that hears of work to be done; empty for none
     * @param workLink address of the bench, with {@code {work}} where the work's id goes; empty for none
     * @param productLink address of a product's page, with {@code {slug}} and perhaps {@code {sku}}; empty for none
     * @param launchLink address of a launch's page, with {@code {slug}}; empty for none
     */
    public record Messages(
            Locale language,
            String orderLink,
            String staffContact,
            String workLink,
            String productLink,
            String launchLink) {}

    /**
     * A tax rate.
     *
     * @param category of the goods, such as {@code standard} or {@code reduced}
     * @param country ISO code of the destination
     * @param percent such as 19 or 7; never negative
     * @param name as it stands on the bill, such as {@code VAT 19 %}
     */
    public record TaxRate(String category, String country, BigDecimal percent, String name) {}

    /**
     * Delivery within 24 hours of the cut-off for items that are marked for it.
     *
     * @param country ISO code
     * @param postcodePrefixes where it is offered; empty means everywhere in the country
     * @param price of the delivery
     * @param cutOff store-local time until which it is promised for the next day's {@code until}
     * @param until store-local time of the promise on the next working day
     * @param carrierAccount plugin account that carries it, such as {@code express}
     */
    public record Express(
            String country,
            List<String> postcodePrefixes,
            Money price,
            LocalTime cutOff,
            LocalTime until,
            String carrierAccount) {
        /** Copies the list. */
        public Express {
            postcodePrefixes = List.copyOf(postcodePrefixes);
        }
    }
}
