package io.tradewind.commerce.app.paper;

import io.tradewind.commerce.app.web.Lang;
import io.tradewind.commerce.spi.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What all papers of a store have in common: brand, heads, blocks and tables in one language.
 *
 * @param say the language of the paper
 * @param brand of the store
 */
public record Letterhead(Lang say, String brand) {
    private static final double BARS_X = 335;
    private static final double BARS_WIDTH = 160;

    /** The first sheet of a paper. */
    public Paper sheet(String title) {
        return new Paper(title, say.rtl());
    }

    /** Writes brand and title, and beside them the number with its bar code; how far down that goes. */
    public double head(Paper paper, String title, String number) {
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

    /** Writes brand, title and what stands below them. */
    public void head(Paper paper, String title, List<String> below) {
        paper.text(11, brand);
        paper.strong(20, title);
        paper.text(10, String.join("\n", below));
        paper.space(12);
    }

    /** Writes a block with a title, from that height on. */
    public void block(Paper paper, double top, double x, double width, String title, String text) {
        paper.goTo(top);
        paper.text(x, width, 10, true, title);
        paper.text(x, width, 10, false, text);
    }

    /** Begins a table. */
    public void table(Paper paper, List<Paper.Column> columns, List<String> titles) {
        paper.table(columns, 9, titles);
    }

    /** An address as it stands on a parcel, with the country in words. */
    public String address(Address it) {
        return it.name() + "\n" + String.join("\n", below(it));
    }

    /** What stands below the name in an address. */
    public List<String> below(Address it) {
        List<String> lines = new ArrayList<>(it.lines());
        lines.add((it.postcode() + " " + it.city() + " " + it.region()).strip());
        lines.add(country(it.country()));
        return lines;
    }

    /** The name of a country; its code where it has none. */
    public String country(String code) {
        String name = new Locale("", code).getDisplayCountry(Locale.forLanguageTag(say.tag()));
        return name.isEmpty() ? code : name;
    }

    /** A weight, such as {@code 1.36 kg}. */
    public String weight(int grams) {
        return say.t("paper.kg", say.figures().decimal(grams / 1000.0));
    }
}
