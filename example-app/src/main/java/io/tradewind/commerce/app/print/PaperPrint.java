package io.tradewind.commerce.app.print;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.app.paper.Letterhead;
import io.tradewind.commerce.app.paper.Paper;
import io.tradewind.commerce.app.shop.Invoice;
import io.tradewind.commerce.app.shop.InvoicePaper;
import io.tradewind.commerce.app.web.Lang;
import io.tradewind.commerce.app.web.StoreClock;
import io.tradewind.commerce.fulfillment.PickLine;
import io.tradewind.commerce.returns.Return;
import io.tradewind.commerce.returns.ReturnLine;
import io.tradewind.commerce.spi.shipping.Label;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Papers as PDF: the same words as on the pages that are printed from the browser. For one thread. */
public final class PaperPrint {
    private static final List<Paper.Column> ITEMS = List.of(
            new Paper.Column(0, 40, false), new Paper.Column(40, 325, false), new Paper.Column(365, 130, false));

    private final Lang say;
    private final Letterhead head;
    private final ZoneId zone;
    private final Instant now;

    /** Prints for that store, in that language, now. */
    public PaperPrint(Shop shop, Lang say) {
        this.say = say;
        this.head = new Letterhead(say, shop.store().policy().brand());
        this.zone = shop.store().zone();
        this.now = StoreClock.now();
    }

    /** One slip and the labels of its parcels. */
    public Pdf slip(Slip slip) {
        return new Pdf("slip-" + slip.work().orderNumber(), sheets(List.of(slip)));
    }

    /** Slips, each on a sheet of its own, and behind them their labels. */
    public Pdf slips(List<Slip> slips) {
        return new Pdf("slips", sheets(slips));
    }

    private byte[] sheets(List<Slip> slips) {
        if (slips.isEmpty()) {
            try (Paper paper = head.sheet(say.t("slips"))) {
                paper.text(11, say.t("slips.none"));
                return paper.pdf(List.of());
            }
        }
        try (Paper paper = head.sheet(title(slips.get(0)))) {
            slip(paper, slips.get(0));
            for (Slip slip : slips.subList(1, slips.size())) {
                paper.next(title(slip));
                slip(paper, slip);
            }
            return paper.pdf(behind(
                    paper, slips.stream().flatMap(it -> it.labels().stream()).toList()));
        }
    }

    private String title(Slip slip) {
        return say.t("slip") + " " + slip.work().orderNumber();
    }

    private void slip(Paper paper, Slip slip) {
        double top = head.head(paper, say.t("slip"), slip.work().orderNumber());
        String note = slip.work()
                .courierNote()
                .map(it -> "\n" + say.t("slip.courier", it))
                .orElse("");
        head.block(
                paper, top, 0, 180, say.t("slip.to"), head.address(slip.work().shipTo()) + note);
        double left = paper.at();
        head.block(
                paper,
                top,
                190,
                175,
                say.t("slip.delivery"),
                say.core(slip.work().service()) + "\n"
                        + say.t("slip.due", say.moment(slip.work().dueAt(), zone)) + "\n"
                        + say.t("paper.printed", say.moment(now, zone)));
        paper.goTo(top);
        paper.qr(420, 75, slip.follow());
        paper.text(385, 110, 8, false, say.t("slip.follow"));
        paper.goTo(Math.max(left, paper.at()) + 16);
        head.table(paper, ITEMS, List.of(say.t("paper.qty"), say.t("paper.item"), say.t("paper.number")));
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
        paper.end();
        paper.text(9, say.t("slip.pieces", slip.work().units()));
    }

    private String name(String title, String variant) {
        return (say.name(title) + " " + say.names(variant)).strip();
    }

    private String name(PickLine line) {
        String name = name(line.title(), line.variantName());
        if (line.personalisation().isEngraved()) {
            name += "\n"
                    + say.t(
                            "slip.engraved",
                            String.join(" / ", line.personalisation().engravingLines()));
        }
        String card = line.personalisation().giftMessage().orElse("");
        return line.personalisation().isGift()
                ? name + "\n" + (card.isEmpty() ? say.t("gift") : say.t("slip.card", card))
                : name;
    }

    /** What waits to be packed. */
    public Pdf pickList(PickList list) {
        try (Paper paper = head.sheet(say.t("picklist"))) {
            head.head(
                    paper,
                    say.t("picklist"),
                    List.of(
                            say.t("picklist.orders", list.works().size()),
                            say.t("paper.printed", say.moment(now, zone))));
            List<Paper.Column> columns = List.of(
                    new Paper.Column(0, 45, false),
                    new Paper.Column(45, 190, false),
                    new Paper.Column(235, 100, false));
            head.table(paper, columns, List.of(say.t("paper.qty"), say.t("paper.item"), say.t("picklist.for")));
            for (PickRow row : list.rows()) {
                paper.need(64);
                List<String> orders = new ArrayList<>();
                row.orders().forEach((order, count) -> orders.add(count > 1 ? order + " × " + count : order));
                String article = name(row.line().title(), row.line().variantName());
                for (String text : row.letterings()) {
                    article += "\n" + say.t("picklist.engraved", text);
                }
                double top = paper.row(
                        columns, 10, false, List.of(String.valueOf(row.pieces()), article, String.join("\n", orders)));
                double end = paper.at();
                paper.goTo(top + 4);
                paper.code128(340, 155, 26, row.line().sku().value());
                paper.goTo(Math.max(end, paper.at()) + 4);
                paper.rule();
            }
            if (list.rows().isEmpty()) {
                paper.text(11, say.t("picklist.none"));
            }
            return new Pdf("pick-list", paper.pdf(List.of()));
        }
    }

    /** What travels with goods that come back, and the label that sends them. */
    public Pdf back(ReturnSheet sheet) {
        Return goods = sheet.goods();
        try (Paper paper = head.sheet(say.t("sheet.title", goods.orderNumber()))) {
            double top = head.head(paper, say.t("return"), goods.orderNumber());
            head.block(paper, top, 0, 180, say.t("sheet.to"), head.address(sheet.to()));
            double low = paper.at();
            head.block(paper, top, 190, 180, say.t("sheet.from"), head.address(sheet.from()));
            paper.goTo(Math.max(low, paper.at()) + 16);
            head.table(paper, ITEMS, List.of(say.t("paper.qty"), say.t("paper.item"), say.t("paper.number")));
            for (ReturnLine line : goods.lines()) {
                paper.row(
                        ITEMS,
                        10,
                        false,
                        List.of(
                                String.valueOf(line.quantity()),
                                name(line.title(), line.variantName()),
                                line.sku().value()));
            }
            paper.rule();
            paper.end();
            paper.text(9, say.t("sheet.put"));
            return new Pdf(
                    "return-" + goods.orderNumber(),
                    paper.pdf(behind(paper, sheet.label().stream().toList())));
        }
    }

    /** What one carrier takes along. */
    public Pdf manifest(Manifest manifest) {
        try (Paper paper = head.sheet(say.t("manifest") + " " + manifest.carrier())) {
            head.head(
                    paper,
                    say.t("manifest"),
                    List.of(
                            manifest.carrier(),
                            say.t("manifest.parcels", manifest.rows().size()),
                            head.weight(manifest.grams()),
                            say.t("paper.printed", say.moment(now, zone))));
            List<Paper.Column> columns = List.of(
                    new Paper.Column(0, 95, false), new Paper.Column(95, 150, false), new Paper.Column(245, 65, true));
            head.table(
                    paper, columns, List.of(say.t("manifest.parcel"), say.t("picklist.for"), say.t("manifest.weight")));
            for (ParcelRow row : manifest.rows()) {
                paper.need(52);
                double top = paper.row(
                        columns,
                        10,
                        false,
                        List.of(
                                row.orderNumber() + " · " + row.parcel().number(),
                                row.receiver(),
                                head.weight(row.parcel().grams())));
                double end = paper.at();
                paper.goTo(top + 4);
                if (!row.parcel().trackingNumber().isEmpty()) {
                    paper.code128(320, 175, 24, row.parcel().trackingNumber());
                }
                paper.goTo(Math.max(end, paper.at()) + 4);
                paper.rule();
            }
            paper.end();
            paper.need(80);
            paper.space(24);
            List<Paper.Column> signs = List.of(
                    new Paper.Column(0, 190, false),
                    new Paper.Column(190, 95, false),
                    new Paper.Column(285, 210, false));
            List<String> words = List.of(say.t("manifest.taken"), say.t("manifest.time"), say.t("manifest.signature"));
            paper.row(signs, 10, false, words);
            paper.space(14);
            paper.row(signs, 10, false, List.of("_".repeat(30), "_".repeat(13), "_".repeat(34)));
            return new Pdf("manifest", paper.pdf(List.of()));
        }
    }

    /** A bill or credit note on as many sheets as it takes. */
    public Pdf invoice(Invoice bill) {
        return new Pdf(bill.file(), InvoicePaper.pdf(bill, head.brand()));
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
