package io.tradewind.commerce.app.api;

import io.tradewind.commerce.order.CreditNote;
import io.tradewind.commerce.pricing.TaxLine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/** What invoices count less by. */
public final class CreditShapes {
    private CreditShapes() {}

    /** A line of a credit note. */
    public record CreditLine(
            CreditNote.About about,

            @Field(value = "The order line, for LINE", id = IdKind.LINE)
            Optional<String> line,

            @Field("Units that were cancelled; 0 where it is about an amount")
            int units,

            @Field("Tax included") Money amount) {
        static CreditLine of(CreditNote.Line it) {
            return new CreditLine(it.about(), it.lineId().map(IdKind.LINE::of), it.units(), it.amount());
        }
    }

    /** All of one tax rate. */
    public record CreditTax(
            String name, @Field("As 19 or 5.5") String percent, Money net, Money tax) {
        static CreditTax of(TaxLine it) {
            return new CreditTax(it.name(), it.percent().stripTrailingZeros().toPlainString(), it.base(), it.tax());
        }
    }

    /** A credit note. */
    public record Credit(
            @Field("Of the order's own series, as R-1001-C1")
            String number,

            @Field("The number of its invoice") String invoice,
            Instant issuedAt,
            @Field("Tax included") Money total,
            List<CreditLine> lines,
            @Field("By rate") List<CreditTax> taxes) {
        static Credit of(CreditNote it) {
            return new Credit(
                    it.number(),
                    it.orderNumber(),
                    it.issuedAt(),
                    it.total(),
                    ApiCall.each(it.lines(), CreditLine::of),
                    ApiCall.each(it.taxLines(), CreditTax::of));
        }
    }

    /** Those of an order. */
    public record Credits(@Field("Oldest first") List<Credit> items) {
        /** In that order. */
        public static Credits of(List<CreditNote> notes) {
            return new Credits(ApiCall.each(notes, Credit::of));
        }
    }

    /** Which credit note of an order. */
    public static Parameter number() {
        return Parameter.text("number", "Number of the credit note", 60, "JJ-1001-C1")
                .needed();
    }
}
