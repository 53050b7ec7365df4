/** Messages by e-mail through an SMTP server, with Jakarta Mail. */
@NullMarked
package io.tradewind.commerce.message.smtp;

import org.jspecify.annotations.NullMarked;
