package io.tradewind.commerce.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * One product of a file, read from all its rows. What the file has no column for stays as it is in the catalog.
 *
 * <p>A product with the one option {@code Title} whose only value is {@code Default Title} is a product without options;
 * that is how shops write it.
 */
final class FileProduct {
    private final String handle;
    private final List<FileRow> rows;
    private final List<FileRow> variantRows;
    private final List<FileRow> pictureRows;
    private final List<String> options = new ArrayList<>();
    private final List<NewVariant> variants = new ArrayList<>();
    private final Map<String, Integer> quantities = new HashMap<>();
    private final Cells cells;
    private final Optional<Boolean> published;

    FileProduct(String handle, List<FileRow> rows, CurrencyUnit currency) {
        this.handle = handle;
        this.rows = rows;
        this.cells = new Cells(currency);
        this.variantRows = rows.stream().filter(FileRow::isVariant).toList();
        this.pictureRows = pictureRows(rows);
        titles();
        optionNames();
        variantRows.forEach(it -> variant(it, currency));
        this.published = published();
        rows.stream()
                .filter(it -> cells.yes(it, Column.GIFT_CARD).orElse(false))
                .forEach(
                        it -> cells.fail(it, Column.GIFT_CARD, "Gift cards cannot be imported: take the product out."));
    }

    String handle() {
        return handle;
    }

    int line() {
        return rows.get(0).line();
    }

    List<RowError> errors() {
        return cells.errors();
    }

    List<RowError> notes() {
        return cells.notes();
    }

    String type() {
        return first(Column.TYPE);
    }

    /** Whether shoppers are to see it, if the file says so. */
    Optional<Boolean> isPublished() {
        return published;
    }

    /** Units of the variant with these options that the file says there are; empty if it says nothing. */
    OptionalInt quantity(Variant variant) {
        Integer known = quantities.get(ProductCheck.optionKey(variant.options()));
        return known == null ? OptionalInt.empty() : OptionalInt.of(known);
    }

    /** The numbers that the file gives, and the line of each. */
    Map<String, Integer> numbers() {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        variantRows.stream()
                .filter(it -> !it.get(Column.SKU).isEmpty())
                .forEach(it -> numbers.putIfAbsent(it.get(Column.SKU), it.line()));
        return numbers;
    }

    /** The product as the file wants it. */
    NewProduct proposal(Optional<Product> before) {
        NewProduct wanted = NewProduct.named(first(Column.TITLE))
                .slug(handle)
                .descriptionHtml(kept(Column.BODY, before.map(Product::descriptionHtml)))
                .vendor(kept(Column.VENDOR, before.map(Product::vendor)))
                .type(kept(Column.TYPE, before.map(Product::type)))
                .options(options.toArray(String[]::new));
        if (rows.get(0).has(Column.TAGS)) {
            wanted.tags(List.of(first(Column.TAGS).split(",")));
        } else {
            before.ifPresent(it -> wanted.tags(it.tags()));
        }
        if (rows.get(0).has(Column.IMAGE)) {
            pictureRows.forEach(it -> wanted.picture(it.get(Column.IMAGE), it.get(Column.IMAGE_ALT)));
        } else {
            before.ifPresent(it -> it.pictures().forEach(one -> wanted.picture(one.source(), one.alt())));
        }
        before.ifPresent(it -> {
            wanted.categories(it.categories()).makingTime(it.makingTime());
            it.engraving().ifPresent(wanted::engraving);
            it.giftWrap().ifPresent(wanted::giftWrap);
        });
        variants.forEach(it ->
                wanted.variant(twin(it, before).map(twin -> kept(it, twin)).orElse(it)));
        return wanted;
    }

    private NewVariant kept(NewVariant wanted, Variant before) {
        FileRow row = rows.get(0);
        NewVariant kept = wanted.keeping(before)
                .grams(row.has(Column.GRAMS) ? wanted.grams() : before.grams())
                .barcode(row.has(Column.BARCODE) ? wanted.barcode() : before.barcode())
                .picture(row.has(Column.VARIANT_IMAGE) ? wanted.picture() : before.picture());
        if (!row.has(Column.COMPARE_AT) && before.compareAt().isPresent()) {
            kept = kept.compareAt(before.compareAt().orElseThrow());
        }
        if (!row.has(Column.TAXABLE) && !before.taxable()) {
            kept = kept.untaxed();
        }
        return row.has(Column.REQUIRES_SHIPPING) || before.requiresShipping() ? kept : kept.notShipped();
    }

    /** The variant as it is now: the one with its number, or if it has none in the file, with its options. */
    private static Optional<Variant> twin(NewVariant wanted, Optional<Product> before) {
        return before.stream()
                .flatMap(it -> it.variants().stream())
                .filter(it -> wanted.sku().isPresent()
                        ? wanted.sku().orElseThrow().equals(it.sku().value())
                        : ProductCheck.optionKey(it.options()).equals(ProductCheck.optionKey(wanted.options())))
                .findFirst();
    }

    private String kept(Column column, Optional<String> before) {
        return rows.get(0).has(column) ? first(column) : before.orElse("");
    }

    private String first(Column column) {
        return rows.stream()
                .map(it -> it.get(column))
                .filter(it -> !it.isEmpty())
                .findFirst()
                .orElse("");
    }

    private void titles() {
        String title = first(Column.TITLE);
        rows.stream()
                .filter(it ->
                        !it.get(Column.TITLE).isEmpty() && !it.get(Column.TITLE).equals(title))
                .forEach(it -> cells.fail(
                        it,
                        Column.TITLE,
                        "Handle '" + handle + "' is '" + title + "' at line " + line()
                                + ": give this product a handle of its own."));
    }

    private void optionNames() {
        boolean none = first(Column.OPTION1_NAME).isEmpty()
                || first(Column.OPTION1_NAME).equalsIgnoreCase("Title");
        boolean plain = variantRows.stream()
                .allMatch(it -> it.get(Column.OPTION1_VALUE).isEmpty()
                        || it.get(Column.OPTION1_VALUE).equalsIgnoreCase("Default Title"));
        if (none && plain) {
            return;
        }
        for (int i = 0; i < 3; i++) {
            String name = first(Column.optionName(i));
            Column values = Column.optionValue(i);
            if (!name.isEmpty()) {
                options.add(name);
            }
            if ((name.isEmpty() && !first(values).isEmpty()) || (options.size() <= i && !name.isEmpty())) {
                cells.fail(
                        rows.get(0),
                        Column.optionName(i),
                        "Name the option that has the value '" + first(values) + "', the first ones first.");
            }
        }
    }

    private void variant(FileRow row, CurrencyUnit currency) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < options.size(); i++) {
            String value = row.get(Column.optionValue(i));
            if (value.isEmpty()) {
                cells.fail(row, Column.optionValue(i), "A value for '" + options.get(i) + "' is needed.");
            }
            values.add(value);
        }
        Optional<Money> price = cells.money(row, Column.PRICE);
        if (row.get(Column.PRICE).isEmpty()) {
            cells.fail(row, Column.PRICE, "A price is needed.");
        }
        NewVariant variant = NewVariant.unnumbered(price.orElse(Money.zero(currency)))
                .choosing(values.toArray(String[]::new))
                .grams(cells.whole(row, Column.GRAMS).orElse(0))
                .barcode(row.get(Column.BARCODE))
                .picture(row.get(Column.VARIANT_IMAGE));
        if (!row.get(Column.SKU).isEmpty()) {
            variant = variant.numbered(row.get(Column.SKU));
        }
        if (!cells.yes(row, Column.TAXABLE).orElse(true)) {
            variant = variant.untaxed();
        }
        if (!cells.yes(row, Column.REQUIRES_SHIPPING).orElse(true)) {
            variant = variant.notShipped();
        }
        variants.add(compared(row, variant));
        quantity(row, values);
    }

    private NewVariant compared(FileRow row, NewVariant variant) {
        Optional<Money> higher = cells.money(row, Column.COMPARE_AT);
        if (higher.isEmpty() || higher.orElseThrow().isZero()) {
            return variant;
        }
        if (!higher.orElseThrow().isGreaterThan(variant.price())) {
            cells.note(row, Column.COMPARE_AT, "Left out: it is not above the price.");
            return variant;
        }
        return variant.compareAt(higher.orElseThrow());
    }

    private void quantity(FileRow row, List<String> values) {
        cells.whole(row, Column.QUANTITY).ifPresent(units -> {
            if (units < 0) {
                cells.note(row, Column.QUANTITY, "Taken as 0: fewer than none cannot be in stock.");
            }
            quantities.putIfAbsent(ProductCheck.optionKey(values), Math.max(0, units));
        });
    }

    private Optional<Boolean> published() {
        Optional<Boolean> shown = rows.stream()
                .filter(it -> !it.get(Column.PUBLISHED).isEmpty())
                .findFirst()
                .flatMap(it -> cells.yes(it, Column.PUBLISHED));
        String status = first(Column.STATUS).toLowerCase(Locale.ROOT);
        if (status.isEmpty()) {
            return shown;
        }
        return Optional.of(status.equals("active") && shown.orElse(true));
    }

    /** Rows with a picture in the order of their positions; those without one come last, in the order of the file. */
    private List<FileRow> pictureRows(List<FileRow> all) {
        Map<FileRow, Integer> positions = new HashMap<>();
        List<FileRow> found = new ArrayList<>();
        for (FileRow it : all) {
            if (!it.get(Column.IMAGE).isEmpty()) {
                found.add(it);
                positions.put(it, cells.whole(it, Column.IMAGE_POSITION).orElse(Integer.MAX_VALUE));
            }
        }
        found.sort(Comparator.comparing(it -> positions.getOrDefault(it, Integer.MAX_VALUE)));
        return found;
    }

    /** A fault of the product as a fault of the file. */
    RowError error(Fault fault) {
        boolean ofVariant = fault.field().startsWith("variant") && fault.index() >= 0;
        boolean ofPicture = fault.field().startsWith("picture") && fault.index() >= 0;
        List<FileRow> among = ofVariant ? variantRows : ofPicture ? pictureRows : rows;
        int index = ofVariant || ofPicture ? fault.index() : 0;
        FileRow row = index < among.size() ? among.get(index) : rows.get(0);
        return new RowError(row.line(), column(fault.field()), fault.value(), "Allowed: " + fault.rule() + ".");
    }

    private static String column(String field) {
        return switch (field) {
            case "slug" -> Column.HANDLE.title();
            case "title" -> Column.TITLE.title();
            case "description" -> Column.BODY.title();
            case "vendor" -> Column.VENDOR.title();
            case "type" -> Column.TYPE.title();
            case "tag" -> Column.TAGS.title();
            case "option" -> Column.OPTION1_NAME.title();
            case "variant.options" -> Column.OPTION1_VALUE.title();
            case "variant.sku" -> Column.SKU.title();
            case "variant", "variant.price" -> Column.PRICE.title();
            case "variant.compareAt" -> Column.COMPARE_AT.title();
            case "variant.grams" -> Column.GRAMS.title();
            case "variant.barcode" -> Column.BARCODE.title();
            case "variant.picture" -> Column.VARIANT_IMAGE.title();
            case "picture.source" -> Column.IMAGE.title();
            case "picture.alt" -> Column.IMAGE_ALT.title();
            default -> field;
        };
    }
}
