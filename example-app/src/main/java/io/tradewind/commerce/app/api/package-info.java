/**
 * What both JSON interfaces share: routes as data, from which handlers and the OpenAPI document are made, keys, requests
 * that count once, versions, limits and problems. Knows the library and Javalin, but neither pages nor the sample store,
 * so that it could be lifted into another host.
 */
@NullMarked
package io.tradewind.commerce.app.api;

import org.jspecify.annotations.NullMarked;
