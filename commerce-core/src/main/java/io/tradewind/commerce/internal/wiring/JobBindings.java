package io.tradewind.commerce.internal.wiring;

import com.google.inject.AbstractModule;
import io.tradewind.commerce.job.Job;

/** Every job of the library: one {@code @ProvidesIntoSet} method each. */
final class JobBindings extends AbstractModule {
    @Override
    protected void configure() {
        com.google.inject.multibindings.Multibinder.newSetBinder(binder(), Job.class);
    }
}
