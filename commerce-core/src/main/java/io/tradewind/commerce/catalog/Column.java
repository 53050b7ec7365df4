package io.tradewind.commerce.catalog;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The columns of a product file that mean something to us, by their names in its header; others are passed over. */
enum Column {
    HANDLE("Handle"),
    TITLE("Title"),
    BODY("Body (HTML)"),
    VENDOR("Vendor"),
    TYPE("Type"),
    TAGS("Tags"),
    PUBLISHED("Published"),
    STATUS("Status"),
    OPTION1_NAME("Option1 Name"),
    OPTION1_VALUE("Option1 Value"),
    OPTION2_NAME("Option2 Name"),
    OPTION2_VALUE("Option2 Value"),
    OPTION3_NAME("Option3 Name"),
    OPTION3_VALUE("Option3 Value"),
    SKU("Variant SKU"),
    GRAMS("Variant Grams"),
    QUANTITY("Variant Inventory Qty"),
    PRICE("Variant Price"),
    COMPARE_AT("Variant Compare At Price"),
    REQUIRES_SHIPPING("Variant Requires Shipping"),
    TAXABLE("Variant Taxable"),
    BARCODE("Variant Barcode"),
    IMAGE("Image Src"),
    IMAGE_POSITION("Image Position"),
    IMAGE_ALT("Image Alt Text"),
    GIFT_CARD("Gift Card"),
    VARIANT_IMAGE("Variant Image");

    private final String title;

    Column(String title) {
        this.title = title;
    }

    /** Its name in the header. */
    String title() {
        return title;
    }

    static Column optionName(int index) {
        return new Column[] {OPTION1_NAME, OPTION2_NAME, OPTION3_NAME}[index];
    }

    static Column optionValue(int index) {
        return new Column[] {OPTION1_VALUE, OPTION2_VALUE, OPTION3_VALUE}[index];
    }

    /** The column of that name; case and outer blanks do not count. */
    static Optional<Column> named(String header) {
        String folded = header.strip().toLowerCase(Locale.ROOT);
        return Stream.of(values())
                .filter(it -> it.title.toLowerCase(Locale.ROOT).equals(folded))
                .findFirst();
    }
}
