/** Settings of plugin accounts that staff change in the console, kept beside the data with their secrets sealed. */
@NullMarked
package io.tradewind.commerce.app.settings;

import org.jspecify.annotations.NullMarked;
