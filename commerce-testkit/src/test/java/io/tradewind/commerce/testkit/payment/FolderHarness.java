package io.tradewind.commerce.testkit.payment;

import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.testkit.reference.ReferenceHarness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Puts one plugin into a folder of its own, in front of the reference plugin. */
final class FolderHarness extends ReferenceHarness {
    private final Class<? extends CommercePlugin> plugin;

    FolderHarness(Class<? extends CommercePlugin> plugin) {
        super(made(plugin));
        this.plugin = plugin;
    }

    private static CommercePlugin made(Class<? extends CommercePlugin> plugin) {
        try {
            return plugin.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<Path> jars() {
        try {
            Path folder = Files.createTempDirectory("tck-plugin");
            Path service = folder.resolve("META-INF/services/" + CommercePlugin.class.getName());
            Files.createDirectories(service.getParent());
            Files.writeString(service, plugin.getName());
            service.toFile().deleteOnExit();
            List<Path> jars = new ArrayList<>(List.of(folder));
            jars.addAll(super.jars());
            return jars;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
