package io.tradewind.commerce.tests.simulation;

import static net.bytebuddy.matcher.ElementMatchers.isDeclaredBy;
import static net.bytebuddy.matcher.ElementMatchers.named;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.loading.ClassReloadingStrategy;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.Implementation;

/** Takes shortcuts in this process, and leaves them again: classes get another text while they are in use. */
final class Shortcuts {
    private static final ClassReloadingStrategy PROCESS = ClassReloadingStrategy.of(ByteBuddyAgent.install());

    private Shortcuts() {}

    static void take(List<Shortcut> shortcuts) {
        shortcuts.stream().map(Shortcut::type).distinct().forEach(type -> {
            DynamicType.Builder<?> text = new ByteBuddy()
                    .with(TypeValidation.DISABLED)
                    .with(Implementation.Context.Disabled.Factory.INSTANCE)
                    .redefine(type);
            for (Shortcut each : shortcuts) {
                if (each.type().equals(type)) {
                    text = text.method(isDeclaredBy(type).and(named(each.name())))
                            .intercept(each.body().apply(type));
                }
            }
            text.make().load(type.getClassLoader(), PROCESS);
        });
    }

    static void leave(List<Shortcut> shortcuts) {
        if (shortcuts.isEmpty()) {
            return;
        }
        try {
            PROCESS.reset(
                    ClassFileLocator.ForClassLoader.of(Shortcuts.class.getClassLoader()),
                    shortcuts.stream().map(Shortcut::type).distinct().toArray(Class<?>[]::new));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
