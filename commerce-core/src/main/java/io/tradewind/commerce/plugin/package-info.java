/**
 * Plugins as the host application sees them: switching accounts on, a report on how they fare, and the inbox that takes
 * webhooks in. Signed news is stored before it is acknowledged and applied by a job, so none is lost and none counts
 * twice.
 */
@NullMarked
package io.tradewind.commerce.plugin;

import org.jspecify.annotations.NullMarked;
