package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.Environment;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the host is started with.
 *
 * @param environment whether accounts move real money
 * @param accounts what is switched on
 * @param instances plugins handed in as objects
 * @param folders each holds one sub-folder of jars per plugin
 * @param classPath whether the class path is searched too
 * @param strict whether a broken plugin stops the start
 * @param webhookBase address under which {@code /webhooks/<account>} is reached from outside
 * @param variables environment variables
 */
public record HostSettings(
        Environment environment,
        List<AccountSettings> accounts,
        List<CommercePlugin> instances,
        List<Path> folders,
        boolean classPath,
        boolean strict,
        URI webhookBase,
        Map<String, String> variables) {
    /** Copies the collections. */
    public HostSettings {
        accounts = List.copyOf(accounts);
        instances = List.copyOf(instances);
        folders = List.copyOf(folders);
        variables = Map.copyOf(variables);
    }
}
