/** The interface that programs use which act for staff: everything the console can do. */
@NullMarked
package io.tradewind.commerce.app.api.admin;

import org.jspecify.annotations.NullMarked;
