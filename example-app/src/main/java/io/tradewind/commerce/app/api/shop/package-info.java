/** The interface that shops and apps of buyers use: from the catalog to the parcel and back. */
@NullMarked
package io.tradewind.commerce.app.api.shop;

import org.jspecify.annotations.NullMarked;
