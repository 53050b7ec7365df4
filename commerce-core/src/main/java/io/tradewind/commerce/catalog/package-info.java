/**
 * What can be bought: products with up to three options and their variants, categories, pictures, prices and what can
 * be engraved or wrapped; listing and search for shoppers, edits and file imports for staff. How many there are is a
 * matter of the stock package.
 */
@NullMarked
package io.tradewind.commerce.catalog;

import org.jspecify.annotations.NullMarked;
