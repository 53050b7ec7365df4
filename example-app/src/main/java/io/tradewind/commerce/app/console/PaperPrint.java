package io.tradewind.commerce.app.console;

import io.tradewind.commerce.app.paper.Paper;
import io.tradewind.commerce.app.web.Format;
import io.tradewind.commerce.fulfillment.PickLine;
import io.tradewind.commerce.fulfillment.WorkSummary;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderLine;
import io.tradewind.commerce.pricing.TaxLine;
import io.tradewind.commerce.returns.Return;
import io.tradewind.commerce.returns.ReturnLine;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.shipping.Label;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.Money;

/** The papers of the console as PDF: the same words as on the pages that are printed from the browser. */
final class PaperPrint {
    private static final double BARS_X = 335;
    private static final double BARS_WIDTH = 160;

    private static final List<Paper.Column> ITEMS = List.of(
            new Paper.Column(0, 40, false), new Paper.Column(40, 325, false), new Paper.Column(365, 130, false));

    private final String brand;
    private final ZoneId zone;
    private final Instant now;

    PaperPrint(String brand, ZoneId zone, Instant now) {
        this.brand = brand;
        this.zone = zone;
        this.now = now;
    }

    byte[] slips(List<Slip> slips, List<Label> labels) {
        try (Paper paper = new Paper("Packing slips")) {
            boolean first = true;
            for (Slip slip : slips) {
                if (!first) {
                    paper.next();
                }
                first = false;
                slip(paper, slip);
            }
            if (slips.isEmpty()) {
                paper.text(11, "Nothing of the chosen orders is to be packed.");
            }
            return paper.pdf(behind(paper, labels));
        }
    }

    private void slip(Paper paper, Slip slip) {
        double top = head(paper, "Packing slip", slip.work().orderNumber());
        Address to = slip.work().shipTo();
        block(paper, top, 0, "Goes to", address(to));
        double left = paper.at();
        block(
                paper,
                top,
                190,
                "Delivery",
                slip.work().service() + "\ndue " + Format.moment(slip.work().dueAt(), zone) + "\nprinted "
                        + Format.moment(now, zone));
        paper.goTo(top);
        paper.qr(420, 75, slip.follow());
        paper.text(385, 110, 8, false, "Follow it, or send something back");
        paper.goTo(Math.max(left, paper.at()) + 16);
        table(paper, ITEMS, List.of("Qty", "Item", "Number"));
        for (PickLine line : slip.work().lines()) {
            paper.row(
                    ITEMS,
                    10,
                    false,
                    List.of(
                            String.valueOf(line.quantity()),
                            name(line),
                            line.sku().value()));
        }
        paper.rule();
        int units = slip.work().units();
        paper.text(
                9,
                Format.count(units, "piece", "pieces")
                        + " in all. Prices are not on this slip, so it can go with a gift.");
    }

    private static String name(PickLine line) {
        String name = (line.title() + " " + line.variantName()).strip();
        if (line.personalisation().isEngraved()) {
            name += "\nengraved: " + String.join(" / ", line.personalisation().engravingLines());
        }
        String card = line.personalisation().giftMessage().orElse("");
        return line.personalisation().isGift()
                ? name + "\nGift wrap" + (card.isEmpty() ? "" : ", card: “" + card + "”")
                : name;
    }

    byte[] pickList(List<PickRow> rows, List<WorkSummary> works) {
        try (Paper paper = new Paper("Pick list")) {
            paper.text(11, brand);
            paper.strong(20, "Pick list");
            paper.text(9, Format.count(works.size(), "order", "orders") + " · printed " + Format.moment(now, zone));
            paper.space(12);
            List<Paper.Column> columns = List.of(
                    new Paper.Column(0, 45, false),
                    new Paper.Column(45, 190, false),
                    new Paper.Column(235, 100, false));
            table(paper, columns, List.of("Pieces", "Article", "For"));
            for (PickRow row : rows) {
                paper.need(64);
                double top = paper.at();
                List<String> orders = new ArrayList<>();
                row.orders().forEach((order, count) -> orders.add(count > 1 ? order + " × " + count : order));
                String article = (row.line().title() + " " + row.line().variantName()).strip();
                for (String text : row.letterings()) {
                    article += "\nengraved for " + text;
                }
                paper.row(
                        columns, 10, false, List.of(String.valueOf(row.pieces()), article, String.join("\n", orders)));
                double end = paper.at();
                paper.goTo(top + 4);
                paper.code128(340, 155, 26, row.line().sku().value());
                paper.goTo(Math.max(end, paper.at()) + 4);
                paper.rule();
            }
            if (rows.isEmpty()) {
                paper.text(11, "Nothing waits to be packed.");
            }
            return paper.pdf(List.of());
        }
    }

    byte[] invoice(Order order, Address seller) {
        try (Paper paper = new Paper("Invoice " + order.number())) {
            double top = head(paper, "Invoice", order.number());
            block(paper, top, 0, "For", address(order.address()));
            double low = paper.at();
            block(paper, top, 180, "From", address(seller));
            low = Math.max(low, paper.at());
            block(
                    paper,
                    top,
                    360,
                    "Order",
                    order.number() + "\nplaced " + Format.day(order.placedAt(), zone) + "\n"
                            + Words.pill(order.payment()).word());
            paper.goTo(Math.max(low, paper.at()) + 16);
            List<Paper.Column> columns = List.of(
                    new Paper.Column(0, 40, false),
                    new Paper.Column(40, 295, false),
                    new Paper.Column(335, 80, true),
                    new Paper.Column(415, 88, true));
            table(paper, columns, List.of("Qty", "Item", "Each", "Sum"));
            for (OrderLine line : order.lines()) {
                Money each = line.unitPrice().plus(line.unitExtras());
                String details = Words.details(line.variantName(), line.sku().value(), line.personalisation());
                paper.row(
                        columns,
                        10,
                        false,
                        List.of(
                                String.valueOf(line.quantity()),
                                line.title() + "\n" + details,
                                Format.money(each),
                                Format.money(each.multipliedBy(line.quantity()))));
            }
            paper.rule();
            sums(paper, order);
            return paper.pdf(List.of());
        }
    }

    private static void sums(Paper paper, Order order) {
        List<Paper.Column> columns = List.of(new Paper.Column(215, 200, false), new Paper.Column(415, 88, true));
        sum(paper, columns, false, "Items", order.goods());
        if (order.discount().isPositive()) {
            sum(
                    paper,
                    columns,
                    false,
                    "Code " + order.code().orElse(""),
                    order.discount().negated());
        }
        sum(paper, columns, false, "Delivery, " + order.shipping().label(), order.delivery());
        if (order.addedTax().isPositive()) {
            sum(paper, columns, false, "Tax", order.addedTax());
        }
        sum(paper, columns, true, "Total", order.total());
        for (TaxLine tax : order.taxLines()) {
            String name = (order.addedTax().isPositive() ? "" : "in it ") + tax.name() + " "
                    + tax.percent().stripTrailingZeros().toPlainString() + " % on " + Format.money(tax.base());
            sum(paper, columns, false, name, tax.tax());
        }
    }

    private static void sum(Paper paper, List<Paper.Column> columns, boolean strong, String name, Money amount) {
        paper.row(columns, 10, strong, List.of(name, Format.money(amount)));
    }

    byte[] back(Return goods, Address from, Address to, List<Label> labels) {
        try (Paper paper = new Paper("Return of " + goods.orderNumber())) {
            double top = head(paper, "Return", goods.orderNumber());
            block(paper, top, 0, "To", address(to));
            double low = paper.at();
            block(paper, top, 240, "From", address(from));
            paper.goTo(Math.max(low, paper.at()) + 16);
            table(paper, ITEMS, List.of("Qty", "Item", "Number"));
            for (ReturnLine line : goods.lines()) {
                String name = (line.title() + " " + line.variantName()).strip();
                paper.row(
                        ITEMS,
                        10,
                        false,
                        List.of(
                                String.valueOf(line.quantity()),
                                name,
                                line.sku().value()));
            }
            paper.rule();
            paper.text(9, "Put this sheet into the parcel with the goods, and the label on top of it.");
            return paper.pdf(behind(paper, labels));
        }
    }

    byte[] manifest(Manifest manifest) {
        try (Paper paper = new Paper("Manifest " + manifest.carrier())) {
            paper.text(11, brand);
            paper.strong(20, "Manifest");
            paper.text(
                    10,
                    manifest.carrier() + " · " + Format.count(manifest.rows().size(), "parcel", "parcels") + " · "
                            + Words.weight(manifest.grams()) + " · printed " + Format.moment(now, zone));
            paper.space(12);
            List<Paper.Column> columns = List.of(
                    new Paper.Column(0, 95, false), new Paper.Column(95, 150, false), new Paper.Column(245, 65, true));
            table(paper, columns, List.of("Parcel", "For", "Weight"));
            for (ParcelRow row : manifest.rows()) {
                paper.need(52);
                double top = paper.at();
                paper.row(
                        columns,
                        10,
                        false,
                        List.of(
                                row.orderNumber() + " · " + row.parcel().number(),
                                row.receiver(),
                                Words.weight(row.parcel().grams())));
                double end = paper.at();
                paper.goTo(top + 4);
                if (!row.parcel().trackingNumber().isEmpty()) {
                    paper.code128(320, 175, 24, row.parcel().trackingNumber());
                }
                paper.goTo(Math.max(end, paper.at()) + 4);
                paper.rule();
            }
            paper.need(60);
            paper.space(28);
            paper.text(
                    10,
                    "Taken over by:  ______________________      Time:  ______________      Signature:  ______________________");
            return paper.pdf(List.of());
        }
    }

    private double head(Paper paper, String title, String number) {
        double top = paper.at();
        paper.text(11, brand);
        paper.strong(20, title);
        paper.space(14);
        double low = paper.at();
        paper.goTo(top);
        paper.code128(BARS_X, BARS_WIDTH, 34, number);
        paper.goTo(Math.max(low, paper.at() + 8));
        return paper.at();
    }

    private static void block(Paper paper, double top, double x, String title, String text) {
        paper.goTo(top);
        paper.text(x, 175, 10, true, title);
        paper.text(x, 175, 10, false, text);
    }

    private static void table(Paper paper, List<Paper.Column> columns, List<String> titles) {
        paper.row(columns, 9, true, titles);
        paper.rule();
    }

    private static String address(Address it) {
        return it.name() + "\n" + String.join("\n", it.lines()) + "\n" + (it.postcode() + " " + it.city()).strip()
                + "\n" + it.country();
    }

    /** Labels as sheets of their own; what only a label printer can read is left out. */
    private static List<byte[]> behind(Paper paper, List<Label> labels) {
        List<byte[]> sheets = new ArrayList<>();
        for (Label label : labels) {
            switch (label.format().mediaType()) {
                case "application/pdf" -> sheets.add(label.bytes());
                case "image/png" -> paper.picture(label.bytes(), "label");
                default -> {}
            }
        }
        return sheets;
    }
}
