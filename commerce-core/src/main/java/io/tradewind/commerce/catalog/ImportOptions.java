package io.tradewind.commerce.catalog;

/**
 * How to import a file. Immutable.
 *
 * @param whole true if a single mistake keeps everything out; the file then goes in as one transaction
 * @param drafts true if new products stay unpublished whatever the file says
 * @param typesAsCategories true if each product is also put into a category named after its type
 */
public record ImportOptions(boolean whole, boolean drafts, boolean typesAsCategories) {
    /** Good products go in, the others are listed. */
    public static ImportOptions defaults() {
        return new ImportOptions(false, false, false);
    }

    /** A single mistake keeps everything out. */
    public ImportOptions allOrNothing() {
        return new ImportOptions(true, drafts, typesAsCategories);
    }

    /** New products stay unpublished. */
    public ImportOptions asDrafts() {
        return new ImportOptions(whole, true, typesAsCategories);
    }

    /** Puts each product into a category named after its type, making the category if it is missing. */
    public ImportOptions categoriesFromTypes() {
        return new ImportOptions(whole, drafts, true);
    }
}
