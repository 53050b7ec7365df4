/**
 * What all pages share: sessions, forgery tokens, headers, rendering, errors. Knows the library and Javalin, but not the
 * sample store, so that it could be lifted into another host.
 */
@NullMarked
package io.tradewind.commerce.app.web;

import org.jspecify.annotations.NullMarked;
