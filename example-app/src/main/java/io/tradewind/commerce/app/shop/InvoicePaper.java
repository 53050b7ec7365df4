package io.tradewind.commerce.app.shop;

import io.tradewind.commerce.app.paper.Letterhead;
import io.tradewind.commerce.app.paper.Paper;
import io.tradewind.commerce.app.web.Lang;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A bill or credit note as PDF. */
public final class InvoicePaper {
    private static final List<Paper.Column> ITEMS = List.of(
            new Paper.Column(0, 45, false),
            new Paper.Column(45, 230, false),
            new Paper.Column(275, 50, true),
            new Paper.Column(325, 85, true),
            new Paper.Column(410, 93, true));
    private static final List<Paper.Column> SUMS =
            List.of(new Paper.Column(215, 195, false), new Paper.Column(410, 93, true));
    private static final List<Paper.Column> TAXES = List.of(
            new Paper.Column(175, 60, false),
            new Paper.Column(235, 90, true),
            new Paper.Column(325, 85, true),
            new Paper.Column(410, 93, true));

    private static final double SUM_HEIGHT = 20;

    private InvoicePaper() {}

    /** The paper on as many sheets as it takes. */
    public static byte[] pdf(Invoice bill, String brand) {
        Lang say = bill.say();
        Letterhead head = new Letterhead(say, brand);
        try (Paper paper = head.sheet(bill.title())) {
            double top = head.head(paper, bill.word(), bill.number());
            head.block(
                    paper,
                    top,
                    0,
                    160,
                    say.t("invoice.for"),
                    head.address(bill.order().address()));
            double low = paper.at();
            head.block(
                    paper,
                    top,
                    170,
                    155,
                    say.t("invoice.from"),
                    head.address(bill.seller().address()));
            low = Math.max(low, paper.at());
            String facts = bill.facts().entrySet().stream()
                    .map(it -> it.getKey() + "\n" + it.getValue())
                    .collect(Collectors.joining("\n"));
            paper.goTo(top);
            paper.text(335, 160, 9, false, facts);
            paper.goTo(Math.max(low, paper.at()) + 16);
            head.table(
                    paper,
                    ITEMS,
                    List.of(
                            say.t("paper.qty"),
                            say.t("paper.item"),
                            say.t("invoice.tax"),
                            say.t("invoice.each"),
                            say.t("invoice.sum")));
            bill.rows()
                    .forEach(it -> paper.row(
                            ITEMS,
                            10,
                            false,
                            List.of(
                                    it.quantity(),
                                    (it.title() + "\n" + it.details()).strip() + "\n" + it.sku(),
                                    it.rate(),
                                    it.each(),
                                    it.sum())));
            paper.rule();
            paper.end();
            sums(paper, bill);
            return paper.pdf(List.of());
        }
    }

    private static void sums(Paper paper, Invoice bill) {
        Lang say = bill.say();
        paper.need(SUM_HEIGHT * (bill.sums().size() + bill.taxes().size() + 4));
        for (Map.Entry<String, String> sum : bill.sums().entrySet()) {
            paper.row(SUMS, 10, false, List.of(sum.getKey(), sum.getValue()));
        }
        paper.row(SUMS, 11, true, List.of(bill.totalWord(), say.money(bill.total())));
        if (!bill.taxes().isEmpty()) {
            paper.space(10);
            paper.row(
                    TAXES,
                    9,
                    true,
                    List.of(
                            say.t("invoice.tax"),
                            say.t("invoice.net"),
                            say.t("invoice.taxed"),
                            say.t("invoice.gross")));
            bill.taxes().forEach(it -> paper.row(TAXES, 9, false, List.of(it.rate(), it.net(), it.tax(), it.gross())));
        }
    }
}
