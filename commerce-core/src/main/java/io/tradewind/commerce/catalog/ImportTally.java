package io.tradewind.commerce.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.CurrencyUnit;

/** Keeps count of an import and of what is wrong. */
final class ImportTally {
    private final List<RowError> errors = new ArrayList<>();
    private final List<RowError> notes = new ArrayList<>();
    private int created;
    private int updated;
    private int unchanged;
    private int refused;

    boolean hasErrors() {
        return !errors.isEmpty();
    }

    /** Tells the products that can be tried from those that are wrong in themselves. */
    List<FileProduct> sort(ProductFile file, CurrencyUnit currency) {
        errors.addAll(file.errors());
        List<FileProduct> good = new ArrayList<>();
        Set<String> spoilt = new HashSet<>(file.spoilt());
        Map<String, String> owners = new HashMap<>();
        file.products().forEach((handle, rows) -> {
            FileProduct product = new FileProduct(handle, rows, currency);
            errors.addAll(product.errors());
            List<RowError> taken = taken(product, owners);
            errors.addAll(taken);
            notes.addAll(product.notes());
            if (product.errors().isEmpty() && taken.isEmpty() && !spoilt.remove(handle)) {
                good.add(product);
            } else {
                spoilt.remove(handle);
                refused++;
            }
        });
        refused += spoilt.size(); // not one of their rows could be read
        return good;
    }

    /** Numbers that another product of the file has already. */
    private static List<RowError> taken(FileProduct product, Map<String, String> owners) {
        List<RowError> taken = new ArrayList<>();
        product.numbers().forEach((sku, line) -> {
            String earlier = owners.putIfAbsent(sku, "product '" + product.handle() + "' at line " + line);
            if (earlier != null) {
                String cure = earlier + " has this number: give each variant its own.";
                taken.add(new RowError(
                        line, Column.SKU.title(), sku, Character.toUpperCase(cure.charAt(0)) + cure.substring(1)));
            }
        });
        return taken;
    }

    void count(ImportBatch.Outcome outcome) {
        if (!outcome.plan().isGood()) {
            keepOut(outcome);
        } else if (!outcome.plan().saving().changes()) {
            unchanged++;
        } else if (outcome.plan().saving().isNew()) {
            created++;
        } else {
            updated++;
        }
    }

    /** It stays out, because of its own faults or those of others. */
    void keepOut(ImportBatch.Outcome outcome) {
        refused++;
        outcome.plan().faults().forEach(it -> errors.add(outcome.product().error(it)));
    }

    void changedMeanwhile(FileProduct product) {
        refused++;
        errors.add(new RowError(
                product.line(),
                Column.HANDLE.title(),
                product.handle(),
                "Somebody changed this product at the same time: import the file again."));
    }

    int created() {
        return created;
    }

    int updated() {
        return updated;
    }

    int unchanged() {
        return unchanged;
    }

    int refused() {
        return refused;
    }

    List<RowError> errors() {
        return errors;
    }

    List<RowError> notes() {
        return notes;
    }

    /** What has come of that file. */
    ImportReport report(ProductFile file) {
        return new ImportReport(created, updated, unchanged, refused, named(file, errors), named(file, notes));
    }

    private static List<RowError> named(ProductFile file, List<RowError> rows) {
        return rows.stream()
                .sorted(Comparator.comparingInt(RowError::line))
                .map(file::named)
                .toList();
    }
}
